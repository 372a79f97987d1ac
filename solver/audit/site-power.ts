import { includesEnergy } from './banks.js';
import type { AtSite } from './loads.js';
import { bySite, byUseKwh, idleWatts, meanWatts, overHours, peakWatts, weigh } from './loads.js';
import { type BilledMonth, billedMonths } from './money/meter.js';
import { isOpen } from './open.js';
import type { Case } from './rows.js';
import { busiest, sumOf } from './shapes.js';
import { billedKwOf, isBilledMonthly, type Window } from './tariff.js';

/** What a site draws, as the audit works it out. */
export interface SitePower {
  readonly at: AtSite;
  readonly peakItKw: number;
  readonly peakHour: number;
  readonly peakMeterKw: number;
  /** Watts of metered banks, mean over each hour, before PUE; pairs with a quoted cost left out. */
  readonly billedWatts: Float64Array;
  readonly kwhPerYear: number;
  /** kWh of pairs whose quote replaces their computed costs. */
  readonly quotedKwh: number;
  readonly windows: readonly (Window & { readonly peakKw: number; readonly billedKw: number })[];
  /** Bills of the months, where the tariff has more than prices by the hour and by the kW. */
  readonly months: readonly BilledMonth[] | null;
}

export const hasQuotedCost = ({ quote }: { readonly quote: AtSite['rows'][number]['quote'] }): boolean =>
  quote !== null && (quote.upfrontCost !== undefined || quote.yearlyCost !== undefined);

/** Other load as it stands at the meter. */
const otherAtMeterKw = ({ site }: AtSite): number =>
  typeof site.itCapKw === 'number' ? site.otherLoadKw * site.pue : site.otherLoadKw;

/** Every site, in the problem's order. */
export const powerOfSites = (audit: Case): SitePower[] => bySite(audit).map((at) => powerOf(audit, at));

const powerOf = (audit: Case, at: AtSite): SitePower => {
  const { site } = at;
  const tariff = site.tariff === undefined ? undefined : audit.entries.tariffs.get(site.tariff);
  const itWatts = overHours(audit, idleWatts(at.units), weigh(at.held, peakWatts));
  const peak = busiest(itWatts);
  const meteredWatts =
    at.metered.length === at.held.length && at.meteredUnits.length === at.units.length
      ? itWatts
      : overHours(audit, idleWatts(at.meteredUnits), weigh(at.metered, peakWatts));
  const other = otherAtMeterKw(at);
  const peaks = (tariff ? audit.tariffs.windows(tariff, site) : []).map((window) => {
    let highest = Number.NEGATIVE_INFINITY;
    for (const h of window.hours) highest = Math.max(highest, meteredWatts[h] as number);
    return { window, peakKw: (site.pue * highest) / 1000 + other };
  });
  const windows = peaks.map(({ window, peakKw }) => ({
    ...window,
    peakKw,
    billedKw: billedKwOf(window, peakKw, peaks),
  }));
  const heldWatts = overHours(audit, idleWatts(at.units), weigh(at.held, meanWatts));
  const hoursKwh = (sumOf(heldWatts) / 1000) * site.pue;
  const byUse = at.rows.reduce((total, row) => total + byUseKwh(row), 0);
  const billed = at.metered.filter((row) => !hasQuotedCost(row));
  const billedWatts = overHours(audit, idleWatts(at.meteredUnits), weigh(billed, meanWatts));
  const months =
    tariff && isBilledMonthly(tariff) && hasMeter(audit, at)
      ? billedMonths(
          audit.hours,
          tariff,
          tariff.zone ?? site.zone,
          {
            kwh: (hour) => ((billedWatts[hour] as number) / 1000) * site.pue,
            otherKw: other,
            isPresent: isOpen(audit, site) || site.otherLoadKw > 0,
          },
          windows,
        )
      : null;
  return {
    at,
    peakItKw: peak.value / 1000,
    peakHour: peak.hour,
    peakMeterKw: (peak.value / 1000) * site.pue + other,
    billedWatts,
    kwhPerYear: hoursKwh + byUse,
    quotedKwh: quotedKwhOf(audit, at),
    windows,
    months,
  };
};

/** Whether there is something to meter: other load, or held units whose power is not in their price. */
const hasMeter = ({ problem }: Case, { site }: AtSite): boolean =>
  site.otherLoadKw > 0 ||
  problem.offers.some(
    (offer) => 'unitsExisting' in offer && offer.site === site.id && !includesEnergy(offer),
  );

const quotedKwhOf = (audit: Case, at: AtSite): number => {
  const quoted = at.rows.filter(hasQuotedCost);
  if (quoted.length === 0) return 0;
  const held = quoted.filter(({ bank }) => bank.plan.kind === 'held');
  const dynamic = (sumOf(overHours(audit, 0, weigh(held, meanWatts))) / 1000) * at.site.pue;
  return dynamic + quoted.reduce((total, row) => total + byUseKwh(row), 0);
};

/** Kilograms of carbon for kWh at a site; null where it states no intensity. */
export const carbonKg = ({ site }: AtSite, kwh: number): number | null =>
  site.gridCarbonGramsPerKwh === undefined ? null : (site.gridCarbonGramsPerKwh / 1000) * kwh;
