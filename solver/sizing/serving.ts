import type { ServingPoint, Silicon } from '../problem/types.js';
import { measuredOptions } from './points.js';
import { rooflineOptions } from './roofline.js';
import { needsKey, type ServiceNeeds, timeRefusal } from './service-needs.js';
import type { Service, SizingRefusal } from './types.js';

/** One way to serve a model on a silicon. */
export interface ServingOption {
  readonly service: Service;
  /** Why its figures are an estimate, if they are. */
  readonly mark: 'roofline' | 'percentile-gap' | null;
}

/** Options of which the first that holds is meant, worked out when they are asked for. */
export interface ServingGroup {
  readonly length: number;
  /** Option `at`, from 0. */
  option(at: number): ServingOption;
}

/** How a model can be served on a silicon, before the path to a site is known. */
export interface ServingChoices {
  readonly needs: ServiceNeeds;
  /** A point is a group of its own; an estimate's group is one size of replica, largest batch first. Empty where nothing holds anywhere. */
  readonly groups: readonly ServingGroup[];
  /** Why nothing holds anywhere. */
  readonly refusal: SizingRefusal | null;
}

/** How far an option came before it was refused, furthest first. */
const STAGES: readonly SizingRefusal['code'][] = [
  'end-to-end',
  'per-output-token',
  'first-token',
  'time-not-stated',
  'memory',
  'no-performance',
];

/** Excess over the limit as a share of it; what has no figures counts as far off. */
const excess = ({ actual, limit }: SizingRefusal): number =>
  actual === undefined || limit === undefined || limit === 0 ? Number.POSITIVE_INFINITY : actual / limit;

/** The refusal that is nearest to being none: the furthest stage, then the least excess, then the first. */
function nearest(refusals: readonly SizingRefusal[]): SizingRefusal | null {
  let best: SizingRefusal | null = null;
  for (const one of refusals) {
    const ahead = best === null ? -1 : STAGES.indexOf(one.code) - STAGES.indexOf(best.code);
    if (best === null || ahead < 0 || (ahead === 0 && excess(one) < excess(best))) best = one;
  }
  return best;
}

/** Options of (model, silicon): its measured points if there is any, else the roofline estimate. */
export function servingChoices(
  points: readonly ServingPoint[],
  silicon: Silicon,
  needs: ServiceNeeds,
): ServingChoices {
  const { groups, refusals } =
    points.length > 0 ? measuredOptions(points, silicon, needs) : rooflineOptions(silicon, needs);
  return { needs, groups, refusal: groups.length > 0 ? null : nearest(refusals) };
}

/** Rates closer than this share of one another are equal. */
const TIE = 1e-12;

/** Most tokens a second per unit; ties: fewer units, then the smaller id. */
function isBetter(one: Service, other: Service): boolean {
  const rate = one.tokensPerSecond / one.unitsPerReplica;
  const otherRate = other.tokensPerSecond / other.unitsPerReplica;
  // Estimates limited by operations are equal per unit at every size but for rounding.
  if (Math.abs(rate - otherRate) > TIE * otherRate) return rate > otherRate;
  if (one.unitsPerReplica !== other.unitsPerReplica) return one.unitsPerReplica < other.unitsPerReplica;
  return one.point < other.point;
}

/**
 * The option used behind a path of `delayMs` (round trip and jitter), or why there is none.
 *
 * @example
 * const chosen = chooseService(servingChoices(points, silicon, needs), 12);
 * 'service' in chosen; // true: chosen.service.point is the point used
 */
export function chooseService(choices: ServingChoices, delayMs: number): ServingOption | SizingRefusal {
  const { needs, groups, refusal } = choices;
  if (refusal) return refusal;
  let best: ServingOption | undefined;
  const refusals: SizingRefusal[] = [];
  for (const group of groups) {
    let late: SizingRefusal | undefined;
    for (let at = 0; at < group.length; at++) {
      const option = group.option(at);
      late = timeRefusal(option.service, needs, delayMs);
      if (late) continue;
      if (!best || isBetter(option.service, best.service)) best = option;
      break;
    }
    // The last option of a group is its fastest.
    if (late) refusals.push(late);
  }
  return best ?? nearest(refusals) ?? { code: 'no-performance' };
}

/** Needs with no limit on service times: what fits, whatever it takes. */
export function withoutTimeLimits(needs: ServiceNeeds): ServiceNeeds {
  return { ...needs, slo: undefined };
}

/** Serving choices of a problem, each worked out once for equal needs on a silicon. */
export type ServingTable = (needs: ServiceNeeds, silicon: Silicon) => ServingChoices;

/** Groups the measured points by model and silicon and remembers what was worked out. */
export function makeServingTable(points: readonly ServingPoint[]): ServingTable {
  const byPair = new Map<string, ServingPoint[]>();
  for (const point of points) {
    const key = `${point.model} ${point.silicon}`;
    const known = byPair.get(key);
    if (known) known.push(point);
    else byPair.set(key, [point]);
  }
  const known = new Map<string, ServingChoices>();
  return (needs, silicon) => {
    const key = `${silicon.id} ${needsKey(needs)}`;
    const choices =
      known.get(key) ?? servingChoices(byPair.get(`${needs.model.id} ${silicon.id}`) ?? [], silicon, needs);
    known.set(key, choices);
    return choices;
  };
}
