import type { CheckContext, Parts } from './context.js';
import { isHeld } from './offers.js';

const TARGETS = ['site', 'offer', 'workload'] as const;
/** The field that names what a cost line is for. */
const TARGET_OF = {
  plan: undefined,
  site: 'site',
  offer: 'offer',
  unit: 'offer',
  workload: 'workload',
} as const;

/** Other costs and baselines: their targets match what they are for. */
export const checkCostTargets = ({ otherCosts, baselines, offers }: Parts, context: CheckContext): void => {
  const byId = new Map(offers.map(({ entry }) => [entry.id, entry]));
  for (const { entry, path } of otherCosts) {
    const wanted = TARGET_OF[entry.per];
    for (const target of TARGETS) {
      if (target === wanted && entry[target] === undefined) {
        context.add([...path, target], {
          code: 'missing-field',
          message: `a cost per ${entry.per} names its ${target}.`,
          fix: `Name the ${target}.`,
        });
      }
      if (target !== wanted && entry[target] !== undefined) {
        context.add([...path, target], {
          code: 'inconsistent',
          message: `a cost per ${entry.per} is not for a ${target}.`,
          fix: 'Remove it, or correct `per`.',
        });
      }
    }
    const offer = entry.offer === undefined ? undefined : byId.get(entry.offer);
    if (entry.per === 'unit' && offer !== undefined && !isHeld(offer)) {
      context.add([...path, 'offer'], {
        code: 'inconsistent',
        message: `${offer.id} is ${offer.terms}: it is billed by use and holds no units.`,
        allowed: 'an offer on terms owned, purchase, lease or reserved',
        fix: 'Take per offer, or a held offer.',
      });
    }
  }
  for (const { entry, path } of baselines) {
    if ((entry.siteKinds === undefined) === (entry.placement === undefined)) {
      context.add(path, {
        code: 'exactly-one-of',
        message: entry.placement === undefined ? 'says nothing to compare with.' : 'is stated in two ways.',
        allowed: 'exactly one of siteKinds, placement',
        fix: entry.placement === undefined ? 'State one.' : 'Keep one.',
      });
    }
  }
};
