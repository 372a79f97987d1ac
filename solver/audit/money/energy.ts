import type { CostId } from '../../plan/types.js';
import type { Site, Tariff } from '../../problem/types.js';
import { idleWatts, meanWatts } from '../loads.js';
import type { Case, Row } from '../rows.js';
import { type Shape, sumOf } from '../shapes.js';
import { carbonKg, hasQuotedCost, type SitePower } from '../site-power.js';
import { upTo } from '../tariff.js';
import { type Charge, yearly } from './charge.js';

const tariffOf = (audit: Case, site: Site): Tariff | null =>
  site.tariff === undefined ? null : audit.entries.tariffs.get(site.tariff);

/** Electricity of metered banks, hour by hour at the hour's price; and the peaks that are billed. */
export const energyCharges = (audit: Case, powers: readonly SitePower[]): Charge[] =>
  powers.flatMap(({ at, billedWatts, windows, months }) => {
    const tariff = tariffOf(audit, at.site);
    if (tariff === null) return [];
    const { horizon } = audit.problem;
    const prices = audit.tariffs.prices(tariff, at.site);
    let cost = 0;
    for (let h = 0; h < audit.hours.count; h += 1)
      cost += (prices[h] as number) * ((billedWatts[h] as number) / 1000) * at.site.pue;
    let peaks = 0;
    for (const { pricePerKw, billedKw, tiers } of windows) peaks += upTo(billedKw, pricePerKw, tiers);
    const charge = (component: CostId, amount: number): Charge =>
      yearly(component, amount, tariff.escalationFraction, horizon);
    const ofMonths = (months ?? []).flatMap((month) => {
      const energyAmount = [...month.energy.values()].reduce((sum, { amount }) => sum + amount, 0);
      return [
        charge('energyTiers', energyAmount - month.firstTierAmount),
        charge('meterCharge', month.fixedAmount + month.minimumAmount),
      ];
    });
    return [charge('energy', cost), charge('demandCharge', peaks), ...ofMonths];
  });

/** Carbon at its price; a pair with a quoted cost pays none. */
export const carbonCharges = ({ problem }: Case, powers: readonly SitePower[]): Charge[] => {
  const { carbonPricePerTonne } = problem.objective;
  if (carbonPricePerTonne === undefined) return [];
  return powers.map(({ at, kwhPerYear, quotedKwh }) => {
    const kg = carbonKg(at, kwhPerYear - quotedKwh) ?? 0;
    return yearly('carbon', (kg / 1000) * carbonPricePerTonne, undefined, problem.horizon);
  });
};

/** The same electricity, divided between units and placements. */
export const energyByPart = (audit: Case, powers: readonly SitePower[]): Charge[] =>
  powers.flatMap(({ at }) => {
    const tariff = tariffOf(audit, at.site);
    if (tariff === null || at.meteredUnits.length + at.metered.length === 0) return [];
    const { horizon } = audit.problem;
    const prices = audit.tariffs.prices(tariff, at.site);
    const perWatt = at.site.pue / 1000;
    const known = new Map<Shape, number>();
    const priced = (shape: Shape): number => {
      let sum = known.get(shape);
      if (sum !== undefined) return sum;
      sum = 0;
      for (let h = 0; h < audit.hours.count; h += 1)
        sum += (prices[h] as number) * (shape.share[h] as number);
      known.set(shape, sum);
      return sum;
    };
    const allHours = sumOf(prices);
    const charge = (
      watts: number,
      hours: number,
      on: { row: Row } | { offer: NonNullable<Charge['offer']> },
    ): Charge => yearly('energy', watts * perWatt * hours, tariff.escalationFraction, horizon, on);
    return [
      ...at.meteredUnits.map((unit) => charge(idleWatts([unit]), allHours, { offer: unit.offer })),
      ...at.metered
        .filter((row) => !hasQuotedCost(row))
        .map((row) => charge(meanWatts(row), priced(row.stream.shape), { row })),
    ];
  });

/** What one more idle unit at a site costs in electricity a year. */
export const idleCostPerWattYear = (audit: Case, site: Site): number => {
  const tariff = tariffOf(audit, site);
  if (tariff === null) return 0;
  return sumOf(audit.tariffs.prices(tariff, site)) * (site.pue / 1000);
};
