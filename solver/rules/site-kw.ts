import type { Candidate } from '../candidates/types.js';
import { isMetered } from '../decisions/peaks.js';
import { dynamicKwAtFullLoad } from '../decisions/power.js';
import { otherMeterKw } from '../decisions/site-load.js';
import type { Site } from '../problem/types.js';
import type { PlanReading } from './reading.js';

/** IT kW of a plan at a site in every hour, standby drawing as if it served. */
export const hourlyItKw = (
  reading: PlanReading,
  site: Site,
  isCounted: (candidate: Candidate) => boolean,
  meteredOnly: boolean,
): Float64Array => {
  const placed = reading
    .placedAtSite(site.id)
    .filter((one) => one.candidate.bank.kind === 'held' && isCounted(one.candidate));
  const load = reading.hourly(placed, dynamicKwAtFullLoad, true);
  let idleKw = 0;
  for (const bank of reading.candidates.banks) {
    if (bank.kind !== 'held' || bank.site.id !== site.id || (meteredOnly && bank.energyIncluded)) continue;
    idleKw += (bank.silicon.idleWatts / 1000) * reading.unitsInUse(bank);
  }
  return load.map((kw) => kw + idleKw);
};

/** Highest kW at the meter in each demand window of a site, load already there included; empty without a charge. */
export const windowPeaks = (reading: PlanReading, site: Site): Map<string, number> => {
  const charged = reading.windowsOf(site);
  if (charged.length === 0) return new Map();
  const metered = hourlyItKw(reading, site, isMetered, true);
  return new Map(
    charged.map(({ name, hours }) => [
      name,
      hours.reduce((most, hour) => Math.max(most, metered[hour] ?? 0), 0) * site.pue + otherMeterKw(site),
    ]),
  );
};
