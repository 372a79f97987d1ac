import type { Problem, Site, Tariff } from '../problem/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { LinearTerm } from '../program/program.js';
import {
  type EnergyWindow,
  energyWindows,
  isBilledByMonth,
  isMeteredOffer,
  monthCharges,
} from '../sizing/metering.js';
import { hourlyPrices, monthName } from '../sizing/tariff.js';
import { MeteredEnergy } from './metered-energy.js';
import { otherMeterKw } from './site-load.js';
import { StepColumns } from './step-columns.js';
import type { BilledDecision, Decisions, LeastBillDecision, Metering, PeakDecision } from './types.js';

type Before = Omit<Decisions, 'metering'>;

/** Sites whose tariff bills by the month and that have something to meter: other load, or units that pay their power. */
export const sitesBilledByMonth = (problem: Problem): { readonly site: Site; readonly tariff: Tariff }[] =>
  problem.sites.flatMap((site) => {
    const tariff = problem.tariffs.find((one) => one.id === site.tariff);
    if (!tariff || !isBilledByMonth(tariff)) return [];
    const isMetered =
      site.otherLoadKw > 0 || problem.offers.some((offer) => offer.site === site.id && isMeteredOffer(offer));
    return isMetered ? [{ site, tariff }] : [];
  });

/** Column that is 1 where there is a meter to pay for: the site is open, or other load stands at it. */
export const meterColumn = (decisions: Omit<Before, 'peaks'>, site: Site): number =>
  site.otherLoadKw > 0
    ? decisions.oneColumn
    : (decisions.openColumn[decisions.candidates.demand.problem.sites.indexOf(site)] ?? -1);

/** Money for the energy of load already there in a window; it fills the tiers from the first. */
const otherEnergyAmount = (window: EnergyWindow, otherKw: number, prices: Float64Array): number => {
  let amount = 0;
  for (const hour of window.hours) amount += otherKw * (prices[hour] ?? Number.NaN);
  let price = window.pricePerKwh ?? 0;
  for (const tier of window.tiers) {
    amount += (tier.pricePerKwh - price) * Math.max(0, otherKw * window.hours.length - tier.fromKwh);
    price = tier.pricePerKwh;
  }
  return amount;
};

/** The billed kW of every demand window of a site: its peak, or a column of its own under a ratchet. */
const billedOf = (peaks: readonly PeakDecision[], builder: ProgramBuilder): BilledDecision[] => {
  const columnOf = new Map(peaks.map(({ window, column }) => [window.name, column]));
  const known = new Map<string, number>();
  return peaks.map((peak): BilledDecision => {
    const { ratchet, name } = peak.window;
    if (ratchet === undefined)
      return { peak, column: peak.column, fraction: 0, sources: [], ownsColumn: false };
    // A window's own peak is billed whole, so part of it binds nothing.
    const sources = [...new Set(ratchet.windows.map((one) => columnOf.get(one) ?? -1))]
      .filter((column) => column >= 0 && column !== peak.column)
      .sort((a, b) => a - b);
    if (sources.length === 0) return { peak, column: peak.column, fraction: 0, sources, ownsColumn: false };
    // Windows of equal peaks that look back on equal peaks are billed alike.
    const key = [peak.column, ratchet.fraction, ...sources].join(' ');
    const before = known.get(key);
    const { lower, upper } = builder.boundsOf(peak.column);
    const most = sources.reduce((kw, one) => Math.max(kw, builder.boundsOf(one).upper), upper);
    const column =
      before ?? builder.addColumn({ name: `billedKw ${peak.site.id} ${name}`, lower, upper: most });
    known.set(key, column);
    return { peak, column, fraction: ratchet.fraction, sources, ownsColumn: before === undefined };
  });
};

/**
 * What bills by the month need beyond peaks and energy: billed kW under ratchets, what lies above each threshold of a
 * tier, and what is added to reach a least bill.
 */
export const buildMetering = (decisions: Before, builder: ProgramBuilder): Metering => {
  const { problem, calendar } = decisions.candidates.demand;
  const billed: BilledDecision[] = [];
  const steps = new StepColumns(builder);
  const leastBills: LeastBillDecision[] = [];
  for (const { site, tariff } of sitesBilledByMonth(problem)) {
    const own = billedOf(
      decisions.peaks.filter((peak) => peak.site === site),
      builder,
    );
    billed.push(...own);
    const energy = new MeteredEnergy(decisions, site);
    const otherKw = otherMeterKw(site);
    const windows = energyWindows(tariff, site.zone, calendar);
    for (const window of windows) steps.addEnergy(site, window, energy, otherKw);
    for (const one of own) steps.addDemand(site, one);
    const prices = hourlyPrices(tariff, site.zone, calendar);
    monthCharges(tariff, calendar).forEach(({ fixed, minimum }, month) => {
      if (minimum === undefined) return;
      const name = monthName(calendar.referenceYear, month);
      const inMonth = windows.filter((window) => window.month === month);
      const stepsOfMonth = steps.all.filter((step) => step.site === site && step.month === name);
      const otherAmount = inMonth.reduce(
        (sum, window) => sum + otherEnergyAmount(window, otherKw, prices),
        0,
      );
      const terms: LinearTerm[] = [
        ...inMonth.flatMap(({ hours }) => energy.terms(hours, prices)),
        ...stepsOfMonth.map(({ column, change }) => ({ column, coefficient: change })),
        ...own
          .filter(({ peak }) => peak.window.name.startsWith(name))
          .map(({ peak, column }) => ({ column, coefficient: peak.window.pricePerKw })),
      ];
      // Hours may have negative prices: then more than the minimum is added.
      const lowest = builder.leastOf(terms);
      leastBills.push({
        site,
        month: name,
        column: builder.addColumn({
          name: `leastBill ${site.id} ${name}`,
          lower: 0,
          upper: Math.max(0, minimum - Math.min(0, fixed) - lowest - Math.min(0, otherAmount)),
        }),
        meterColumn: meterColumn(decisions, site),
        minimum,
        fixed,
        otherAmount,
        terms,
      });
    });
  }
  return { billed, steps: steps.build(), leastBills };
};
