import { InternalError } from '../outcome.js';
import type { Plan } from '../plan/types.js';
import type { UnitEconomics } from './unit-costs.js';

const MONEY_TOLERANCE = 1e-9;
const ENERGY_TOLERANCE = 1e-6;

/**
 * Holds what was shared out to what it was shared out from: the cash of the bill, and the energy and carbon of each site, which
 * the audit has derived by itself.
 *
 * @throws InternalError where a sum differs
 */
export const checkAddsUp = ({ workloads, sites }: UnitEconomics, plan: Plan): void => {
  const wrong: string[] = [];
  const hold = (what: string, sum: number, whole: number, slack: number): void => {
    if (!(Math.abs(sum - whole) <= slack)) wrong.push(`${what} is shared out as ${sum} and was ${whole}`);
  };
  const cash = plan.bill.cashPresentWorth;
  const slack = Math.max(0.01, MONEY_TOLERANCE * Math.abs(plan.objective));
  for (const [what, rows] of [
    ['cash by workload', workloads],
    ['cash by site', sites],
  ] as const)
    hold(
      what,
      rows.reduce((sum, row) => sum + row.presentWorthCash, 0),
      cash,
      slack,
    );
  const bySite = new Map(sites.map((row) => [row.site, row.footprint]));
  for (const { site, energyKwhPerYear, carbonKgPerYear } of plan.sites) {
    const footprint = bySite.get(site);
    const near = (whole: number): number => ENERGY_TOLERANCE * Math.max(1, whole);
    // An endpoint nobody states the watt-hours of is unknown here and counts as none in the plan.
    if (typeof footprint?.energyKwh === 'number')
      hold(`energy at ${site}`, footprint.energyKwh, energyKwhPerYear, near(energyKwhPerYear));
    if (typeof footprint?.carbonKg === 'number' && carbonKgPerYear !== null)
      hold(`carbon at ${site}`, footprint.carbonKg, carbonKgPerYear, near(carbonKgPerYear));
  }
  if (wrong.length > 0) throw new InternalError('what was shared out does not add up', wrong);
};
