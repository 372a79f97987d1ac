import type { Candidate } from '../candidates/types.js';
import { LoadBuilder } from '../decisions/hour-family.js';
import { above, type Constraint } from './contract.js';
import { peakOf } from './reading.js';

/** Mbps of a whole stream in its busiest hour, each way. */
const mbps = (candidate: Candidate, way: 'up' | 'down'): number => {
  const { stream } = candidate;
  const { workload } = stream;
  if (stream.part !== 'inference' || !('traffic' in workload) || !workload.traffic) return 0;
  const kilobytes = way === 'up' ? workload.traffic.requestKB : workload.traffic.responseKB;
  return (stream.peakRequestsPerSecond * stream.copyLoadFraction * kilobytes * 8) / 1000;
};

/** Request traffic of a site at the busiest hour within its backhaul, each way apart. Bulk data is not in it. */
export const backhaul: Constraint = {
  id: 'backhaul',
  rows(decisions, sink) {
    for (const site of decisions.candidates.demand.problem.sites) {
      if (site.backhaulMbps === undefined) continue;
      for (const way of ['up', 'down'] as const) {
        const loads = new LoadBuilder();
        for (const candidate of decisions.candidates.candidates) {
          if (candidate.bank.site.id !== site.id) continue;
          loads.add(
            candidate.stream.series,
            decisions.placeColumn[candidate.index] ?? -1,
            mbps(candidate, way),
          );
        }
        if (loads.isEmpty) continue;
        sink.addHourFamily({
          name: `backhaul ${way} ${site.id}`,
          loads: loads.build(),
          fixed: [],
          upper: site.backhaulMbps,
          classes: decisions.fronts.front(loads.series),
        });
      }
    }
  },
  violations: (reading) =>
    reading.candidates.demand.problem.sites.flatMap((site) => {
      const limit = site.backhaulMbps;
      if (limit === undefined) return [];
      return (['up', 'down'] as const).flatMap((way) => {
        const peak = peakOf(
          reading.hourly(reading.placedAtSite(site.id), (candidate) => mbps(candidate, way), false),
        );
        return above('backhaul', `${site.id} ${way}, hour ${peak.hour}`, peak.value, limit, 'Mbps');
      });
    }),
};
