import type { HeldOffer } from '../problem/types.js';
import { includesEnergy } from './banks.js';
import { UNIT_SLACK } from './ledger.js';
import { overHours, poolOf, weigh } from './loads.js';
import { yearly } from './money/charge.js';
import { idleCostPerWattYear } from './money/energy.js';
import type { Case } from './rows.js';
import { busiest } from './shapes.js';

/** Where a unit in use would lower the objective, a bank has no more than its load needs. */
export const checkIdlePay = (audit: Case): void => {
  for (const [id, units] of audit.unitsOfBank) {
    const paid = units.filter(({ offer, inUse }) => inUse > UNIT_SLACK && unitWorth(audit, offer) < -1e-9);
    if (paid.length === 0) {
      audit.ledger.holds('idle-pay', id, true, '', '');
      continue;
    }
    const rows = audit.rowsOfBank.get(id) ?? [];
    const pooled = audit.plan.replicas
      .filter(({ bank }) => bank === id)
      .reduce((sum, { replicas, unitsPerReplica }) => sum + replicas * unitsPerReplica, 0);
    const fluid = weigh(rows, (row) => (poolOf(row) === null ? row.need.units * (row.x + row.y) : 0));
    const load = busiest(overHours(audit, pooled, fluid)).value;
    const memory = busiest(
      overHours(
        audit,
        0,
        weigh(rows, ({ need, x, y }) => need.memoryGiB * (x + y)),
      ),
    ).value;
    const perUnit = units[0]?.silicon.hostMemoryGiB ?? 0;
    const needed = Math.ceil(Math.max(load, memory > 0 ? memory / perUnit : 0) - UNIT_SLACK);
    const pack = Math.max(...units.map(({ offer }) => offer.unitsPerPurchase));
    const least = Math.max(...units.map(({ offer }) => offer.unitsLeastIfUsed ?? 0));
    const inUse = units.reduce((sum, row) => sum + row.inUse, 0);
    audit.ledger.atMost('idle-pay', id, Math.max(needed + pack - 1, least), inUse, 'units', UNIT_SLACK);
  }
};

/** What keeping one more unit of an offer idle adds to the objective: present worth a unit. */
const unitWorth = (audit: Case, offer: HeldOffer): number => {
  const { horizon, objective, otherCosts } = audit.problem;
  const site = audit.entries.sites.get(offer.site);
  const silicon = audit.entries.silicon.get(offer.silicon);
  const tariff = audit.entries.tariffs.find(site.tariff);
  const worth = (amount: number, e: number | undefined): number =>
    yearly('energy', amount, e, horizon).presentWorth;
  let sum = worth(offer.operationsCostPerUnitYear, offer.escalationFraction);
  if (!includesEnergy(offer))
    sum += worth(silicon.idleWatts * idleCostPerWattYear(audit, site), tariff?.escalationFraction);
  const kwh = (silicon.idleWatts / 1000) * audit.hours.count * site.pue;
  const tonnes = (kwh * (site.gridCarbonGramsPerKwh ?? 0)) / 1e6;
  sum += worth(tonnes * (objective.carbonPricePerTonne ?? 0), undefined);
  for (const line of otherCosts) {
    if (
      line.per !== 'unit' ||
      (line.offer ?? offer.id) !== offer.id ||
      (line.site ?? offer.site) !== offer.site
    )
      continue;
    sum += line.upfrontCost + worth(line.yearlyCost, line.escalationFraction);
  }
  return sum;
};
