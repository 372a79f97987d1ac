import type { Candidate } from '../candidates/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import { demandWindows } from '../sizing/tariff.js';
import type { Series } from '../sizing/types.js';
import { dynamicKwAtFullLoad, idleKwPerUnit } from './power.js';
import { otherMeterKw } from './site-load.js';
import type { Decisions, PeakDecision } from './types.js';

/** Held placements at a site whose electricity the planner pays. */
export const isMetered = (candidate: Candidate): boolean =>
  candidate.bank.kind === 'held' && !candidate.bank.energyIncluded;

/**
 * Demand-charge peaks of every site whose tariff charges for kW. Two windows in which the load can take the
 * same values have the same peak, so they share one column; the months of a season fall together that way.
 */
export const buildPeaks = (
  decisions: Omit<Decisions, 'peaks' | 'metering'>,
  builder: ProgramBuilder,
): PeakDecision[] => {
  const { problem, calendar } = decisions.candidates.demand;
  const tariffs = new Map(problem.tariffs.map((tariff) => [tariff.id, tariff]));
  const meteredBySite = new Map<string, Candidate[]>();
  for (const candidate of decisions.candidates.candidates) {
    if (!isMetered(candidate)) continue;
    const list = meteredBySite.get(candidate.bank.site.id);
    if (list) list.push(candidate);
    else meteredBySite.set(candidate.bank.site.id, [candidate]);
  }
  const peaks: PeakDecision[] = [];
  for (const site of problem.sites) {
    const tariff = site.tariff === undefined ? undefined : tariffs.get(site.tariff);
    if (!tariff?.demand) continue;
    const metered = meteredBySite.get(site.id) ?? [];
    const series = [...new Set<Series>(metered.map((candidate) => candidate.stream.series))];
    let mostKw = 0;
    for (const candidate of metered) {
      const standby = decisions.standbyColumn[candidate.index] === -1 ? 1 : 2;
      mostKw += site.pue * dynamicKwAtFullLoad(candidate) * standby;
    }
    for (const decision of decisions.units) {
      if (decision.bank.site.id !== site.id || decision.bank.energyIncluded) continue;
      const most = decision.keptMaxUnits + decision.packsMax * decision.unitsPerPack;
      mostKw += site.pue * idleKwPerUnit(decision.bank.silicon) * most;
    }
    const otherKw = otherMeterKw(site);
    const columns = new Map<string, number>();
    for (const window of demandWindows(tariff, site.zone, calendar)) {
      const within = {
        key: `${site.zone}/${tariff.id}/${window.name}`,
        classes: decisions.fronts.classesOf(window.hours),
      };
      const classes = decisions.fronts.front(series, within);
      const shape = classes
        .map((hourClass) => series.map((one) => decisions.fronts.shareAt(one, hourClass)).join(','))
        .sort()
        .join(';');
      const known = columns.get(shape);
      const column =
        known ??
        builder.addColumn({
          name: `peakKw ${site.id} ${window.name}`,
          lower: otherKw,
          upper: otherKw + mostKw,
        });
      columns.set(shape, column);
      peaks.push({ site, window, column, classes, ownsColumn: known === undefined });
    }
  }
  return peaks;
};
