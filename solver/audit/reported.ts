import type { HeldOffer } from '../problem/types.js';
import { unitsAtFullPrice } from './money/tiers.js';
import { trafficGB } from './money/use.js';
import { countryOf } from './policy/jurisdictions.js';
import { brokenOn, turningDays } from './policy/rules.js';
import { selects } from './policy/selects.js';
import { type Case, group } from './rows.js';

/** The purchase list and the flows across borders. */
export const checkReported = (audit: Case): void => {
  checkPurchases(audit);
  checkFlows(audit);
};

const pricePerUnit = (offer: HeldOffer): number => {
  if (offer.terms === 'purchase') return offer.pricePerUnit;
  return offer.terms === 'reserved' ? offer.upfrontCostPerUnit : 0;
};

const checkPurchases = ({ units, plan, ledger }: Case): void => {
  const stated = group(plan.purchases, ({ offer }) => offer);
  for (const [id, rows] of group(units, ({ offer }) => offer.id)) {
    const offer = rows[0]?.offer;
    if (!offer) continue;
    const further = rows.reduce((sum, row) => sum + row.plan.unitsFurther, 0);
    const listed = stated.get(id) ?? [];
    stated.delete(id);
    if (listed.length === 0 && offer.terms !== 'purchase') continue;
    const listedUnits = listed.reduce((sum, purchase) => sum + purchase.units, 0);
    ledger.near('purchase', `${id} units`, further, listedUnits, 'units');
    const cost = listed.reduce((sum, purchase) => sum + purchase.upfrontCost, 0);
    ledger.near(
      'purchase',
      `${id} upfrontCost`,
      unitsAtFullPrice(offer, further) * pricePerUnit(offer),
      cost,
      'money',
    );
    for (const { site, silicon, terms } of listed) {
      const agrees = site === offer.site && silicon === offer.silicon && terms === offer.terms;
      ledger.holds(
        'purchase',
        id,
        agrees,
        `${offer.terms} ${offer.silicon} at ${offer.site}`,
        `${terms} ${silicon} at ${site}`,
      );
    }
  }
  for (const [id, rows] of stated) {
    const bought = rows.reduce((sum, purchase) => sum + purchase.units, 0);
    ledger.near('purchase', `${id} units`, 0, bought, 'units');
  }
};

const checkFlows = ({ rows, plan, problem, entries, ledger }: Case): void => {
  const keyOf = (stream: string, a: string, b: string): string => [stream, ...[a, b].sort()].join(' ');
  const days = turningDays(entries);
  const own = group(
    rows.filter(({ stream, bank, x }) => x > 1e-6 && stream.location.jurisdiction !== bank.site.jurisdiction),
    ({ stream, bank }) => keyOf(stream.id, stream.location.jurisdiction, bank.site.jurisdiction),
  );
  const stated = group(plan.flows, ({ stream, from, to }) => keyOf(stream, from, to));
  for (const [key, crossing] of own) {
    const perMonth = crossing.reduce((sum, row) => {
      const { up, down } = trafficGB(row);
      return sum + ((up + down) / 12) * row.x;
    }, 0);
    const flows = stated.get(key) ?? [];
    stated.delete(key);
    const isAbroad = crossing.some(
      ({ stream, bank }) => countryOf(stream.location.jurisdiction) !== countryOf(bank.site.jurisdiction),
    );
    // Inside one country, and where nothing is sent, listing it is the plan's choice.
    if (flows.length === 0 && (!isAbroad || perMonth === 0)) continue;
    const gb = flows.reduce((sum, flow) => sum + flow.gbPerMonth, 0);
    ledger.near('flow', key, perMonth, gb, 'GB/month');
    for (const { permittedBy, dataClasses } of flows) {
      const { workload } = crossing[0]?.stream ?? {};
      ledger.same('flow', `${key} classes`, workload?.dataClasses.join(' ') ?? '', dataClasses.join(' '));
      for (const id of permittedBy) {
        const rule = problem.rules.find((one) => one.id === id && one.penaltyPerYear === undefined);
        const permits =
          rule !== undefined &&
          crossing.every(
            ({ stream, bank }) =>
              selects(entries, rule.selector, stream) && brokenOn(entries, days, rule, stream, bank) === null,
          );
        ledger.holds('flow', `${key} by ${id}`, permits, 'a hard rule that speaks of it', id);
      }
    }
  }
  for (const [key, flows] of stated) {
    const gb = flows.reduce((sum, flow) => sum + flow.gbPerMonth, 0);
    ledger.holds('flow', key, gb === 0, 'no flow', gb, 'GB/month');
  }
};
