import type { Ban, Problem, SiliconFamily } from '../problem/types.js';
import { cloudOnlyProblem } from '../tei/compare.js';
import { LEVERS, type Lever } from './types.js';

/** Every set of levers, fewest first, then in the order of LEVERS. */
export const allCorners = (): readonly (readonly Lever[])[] =>
  Array.from({ length: 2 ** LEVERS.length }, (_, bits) =>
    LEVERS.filter((_lever, place) => Math.floor(bits / 2 ** place) % 2 === 1),
  ).sort((a, b) => a.length - b.length || (keyOf(a) < keyOf(b) ? -1 : 1));

/** A set of levers as a text, the same for equal sets. */
export const keyOf = (on: readonly Lever[]): string =>
  LEVERS.map((lever, place) => (on.includes(lever) ? place : '')).join('');

export const isWithin = (inner: readonly Lever[], outer: readonly Lever[]): boolean =>
  inner.every((lever) => outer.includes(lever));

const ofOffer = (offer: string): Ban => ({ selector: {}, offer });

/**
 * The problem with some levers on. Offers are taken away by bans, so that what cannot be cancelled (committed units,
 * sites that must stay open) stays paid on both sides. Without `site` it is the cloud-only problem, with what that drops and lifts.
 */
export const cornerProblem = (
  problem: Problem,
  on: readonly Lever[],
  families: ReadonlySet<SiliconFamily>,
): Problem => {
  const base = on.includes('site') ? problem : cloudOnlyProblem(problem).problem;
  const familyOf = new Map(problem.silicon.map((silicon) => [silicon.id, silicon.family]));
  const bans = base.offers.flatMap((offer): Ban[] => {
    if (offer.terms === 'token') return [];
    const isByUse = offer.terms === 'on-demand' || offer.terms === 'spot';
    const family = familyOf.get(offer.silicon);
    const isOff =
      (!on.includes('terms') && !isByUse) ||
      (!on.includes('silicon') && family !== undefined && !families.has(family));
    return isOff ? [ofOffer(offer.id)] : [];
  });
  return { ...base, bans: [...base.bans, ...bans] };
};

/** The same problem without any rule. */
export const withoutRules = (problem: Problem): Problem => ({ ...problem, rules: [] });

/** The same problem without limits on round trips, jitter and service times. The percentile that sizes memory stays. */
export const withoutLatency = (problem: Problem): Problem => ({
  ...problem,
  workloads: problem.workloads.map((workload) => {
    if (!('slo' in workload) || workload.slo === undefined) return workload;
    const { percentile } = workload.slo;
    return { ...workload, slo: { percentile } };
  }),
});

/** Service levels of a problem: each limit of each workload counts one. */
export const latencyLimits = (problem: Problem): number =>
  problem.workloads.reduce(
    (sum, workload) =>
      sum +
      ('slo' in workload && workload.slo !== undefined
        ? Object.entries(workload.slo).filter(([name, value]) => name !== 'percentile' && value !== undefined)
            .length
        : 0),
    0,
  );

/** The problem with every site but the regions on one tariff. */
export const onTariff = (problem: Problem, tariff: string): Problem => ({
  ...problem,
  sites: problem.sites.map((site) => (site.kind === 'hyperscale-region' ? site : { ...site, tariff })),
});
