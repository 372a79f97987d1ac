import { candidateFinder } from '../candidates/find.js';
import type { Candidates } from '../candidates/types.js';
import { dynamicKwAtFullLoad, idleKwPerUnit } from '../decisions/power.js';
import { otherMeterKw } from '../decisions/site-load.js';
import type { Plan } from '../plan/types.js';
import type { Site } from '../problem/types.js';
import { hourlyPrices } from '../sizing/tariff.js';
import type { SiteHours } from './types.js';

const HOURS_PER_DAY = 24;

/** Mean over the days of the year, by local hour of the day. */
const meanDay = (hourly: ArrayLike<number>, hourOfWeek: Uint8Array): number[] => {
  const sums = new Array<number>(HOURS_PER_DAY).fill(0);
  const counts = new Array<number>(HOURS_PER_DAY).fill(0);
  for (let hour = 0; hour < hourly.length; hour += 1) {
    const local = (hourOfWeek[hour] ?? 0) % HOURS_PER_DAY;
    sums[local] = (sums[local] ?? 0) + (hourly[hour] ?? 0);
    counts[local] = (counts[local] ?? 0) + 1;
  }
  return sums.map((sum, local) => sum / Math.max(1, counts[local] ?? 1));
};

/**
 * A mean day at the meter of each site with held units: kW with cooling and the load already there, sized as the
 * caps are, beside the mean price of the hour where the tariff has one.
 */
export const siteHoursOf = (candidates: Candidates, plan: Plan): SiteHours[] => {
  const { problem, calendar } = candidates.demand;
  const find = candidateFinder(candidates);
  const silicon = new Map(problem.silicon.map((one) => [one.id, one]));
  const hoursOf = (site: Site): SiteHours[] => {
    const own = plan.units.filter((one) => one.site === site.id);
    if (own.length === 0) return [];
    const idleKw = own.reduce((sum, { silicon: id, unitsKept, unitsFurther }) => {
      const unit = silicon.get(id);
      return sum + (unit ? idleKwPerUnit(unit) * (unitsKept + unitsFurther) : 0);
    }, 0);
    const itKw = new Float64Array(calendar.hourCount).fill(idleKw);
    for (const { stream, bank, site: at, shareFraction, standbyFraction } of plan.placements) {
      const candidate = at === site.id ? find(stream, bank) : undefined;
      if (!candidate) continue;
      const kw = dynamicKwAtFullLoad(candidate) * (shareFraction + standbyFraction);
      if (kw === 0) continue;
      const { share } = candidate.stream.series;
      for (let hour = 0; hour < itKw.length; hour += 1)
        itKw[hour] = (itKw[hour] ?? 0) + kw * (share[hour] ?? 0);
    }
    const tariff = problem.tariffs.find((one) => one.id === site.tariff);
    const zone = tariff?.zone ?? site.zone;
    const clock = calendar.local(zone).hourOfWeek;
    const other = otherMeterKw(site);
    return [
      {
        site: site.id,
        meanMeterKw: meanDay(
          itKw.map((kw) => site.pue * kw + other),
          clock,
        ),
        meanPricePerKwh: tariff ? meanDay(hourlyPrices(tariff, site.zone, calendar), clock) : null,
      },
    ];
  };
  return problem.sites.flatMap(hoursOf);
};
