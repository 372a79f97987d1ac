import type { CheckContext, Parts } from './context.js';

/** Pins, bans and affinities: each has its target, and pins do not contradict one another. */
export const checkPinning = ({ pins, bans, affinities, workloads }: Parts, context: CheckContext): void => {
  const byId = new Map(workloads.map(({ entry }) => [entry.id, entry]));
  const pinned = new Map<string, string>();
  for (const { entry, path } of pins) {
    if ((entry.site === undefined) === (entry.offer === undefined)) {
      context.add(path, {
        code: 'exactly-one-of',
        message: entry.site === undefined ? 'names no target.' : 'names a site and an offer.',
        allowed: 'exactly one of site, offer',
        fix: entry.site === undefined ? 'Name one.' : 'Keep the offer: it stands at its site.',
      });
      continue;
    }
    const workload = byId.get(entry.workload);
    if (workload === undefined) continue;
    const origins =
      'origins' in workload ? workload.origins.map(({ location }) => location) : [workload.dataLocation];
    if (entry.location !== undefined && !origins.includes(entry.location)) {
      context.add([...path, 'location'], {
        code: 'unknown-reference',
        message: `the workload ${workload.id} has no demand at ${JSON.stringify(entry.location.slice(0, 100))}.`,
        allowed: `one of ${origins.slice(0, 20).join(', ')}`,
        fix: context.suggester.fix(entry.location, origins, 'Name an origin of the workload.'),
      });
    }
    if (workload.split.kind === 'copies') {
      context.add([...path, 'workload'], {
        code: 'inconsistent',
        message: `the workload ${workload.id} has ${workload.split.copies} copies in different failure domains, which one site or offer cannot hold.`,
        fix: 'Remove the pin, or the copies.',
      });
    }
    const target = entry.site === undefined ? `offer ${entry.offer}` : `site ${entry.site}`;
    const kind = entry.site === undefined ? 'offer' : 'site';
    for (const location of entry.location === undefined ? origins : [entry.location]) {
      const key = `${entry.workload}\n${location}\n${kind}`;
      const other = pinned.get(key);
      if (other !== undefined && other !== target) {
        context.add(path, {
          code: 'inconsistent',
          message: `demand of ${entry.workload} at ${location} is pinned to ${target} and to ${other}.`,
          fix: 'Keep one of the pins.',
        });
      }
      pinned.set(key, target);
    }
  }
  for (const { entry, path } of bans) {
    if (entry.site === undefined && entry.offer === undefined && entry.silicon === undefined) {
      context.add(path, {
        code: 'missing-field',
        message: 'names nothing to keep workloads off.',
        allowed: 'at least one of site, offer, silicon',
        fix: 'Name one.',
      });
    }
  }
  for (const { entry, path } of affinities) {
    if (entry.workloads[0] === entry.workloads[1]) {
      context.add([...path, 'workloads', 1], {
        code: 'inconsistent',
        message: 'names one workload twice.',
        allowed: 'two different workloads',
        fix: 'Name the other workload.',
      });
    }
  }
};
