import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { levers, parseProblem, solve } from '../../solver/index.js';
import type { LeverResult } from '../../solver/levers/types.js';
import type { SolveOptions } from '../../solver/result.js';
import { type Base, type Raw, rawOf } from './bases.js';
import { lifted, type Sweep } from './sweeps.js';

/** No clock: the same figures on any machine. */
const OPTIONS: SolveOptions = { engines: [glpk, highs], gapFraction: 0.02 };

/** The band the claim names. */
export const BAND = { least: 0.3, most: 0.65 };

export interface Point {
  readonly value: number;
  /**
   * - `permitted`: both plans exist, and the saving is proven to lie between `least` and `most` (fractions of the cloud-only figure).
   * - `not-permitted`: the cloud alone may not or cannot do it. `no-plan`: nothing can. `invalid`: no valid problem.
   */
  readonly kind: 'permitted' | 'not-permitted' | 'not-found' | 'no-plan' | 'invalid';
  readonly least?: number;
  readonly most?: number;
  readonly why?: string;
}

export interface Series {
  readonly base: string;
  readonly sweep: string;
  readonly points: readonly Point[];
}

export interface BaseLevers {
  readonly base: string;
  readonly result: LeverResult;
  /** With every rule and latency limit as stated: for what those cost. */
  readonly stated: LeverResult;
}

export type Verdict = 'holds' | 'below' | 'above' | 'undecided' | 'no figure';

/** Where a proven range lies against the band. */
export const verdictOf = ({ kind, least, most }: Point): Verdict => {
  if (kind !== 'permitted' || least === undefined || most === undefined) return 'no figure';
  if (least >= BAND.least && most <= BAND.most) return 'holds';
  if (most < BAND.least) return 'below';
  return least > BAND.most ? 'above' : 'undecided';
};

export const measurePoint = async (raw: Raw, value: number): Promise<Point> => {
  const read = parseProblem(raw);
  if (!read.ok) return { value, kind: 'invalid', why: read.issues[0]?.message ?? '' };
  const result = await solve(read.problem, OPTIONS);
  if (result.kind !== 'solved') return { value, kind: 'no-plan', why: result.kind };
  const { kind, savesAtLeast, savesAtMost } = result.comparison;
  if (kind !== 'permitted' || !savesAtLeast || !savesAtMost)
    return { value, kind: kind === 'not-permitted' ? kind : 'not-found' };
  return {
    value,
    kind,
    least: Math.max(0, savesAtLeast.fraction),
    most: Math.max(0, savesAtMost.fraction),
  };
};

export const measureSeries = async (base: Base, sweep: Sweep, values: readonly number[]): Promise<Series> => {
  const points: Point[] = [];
  for (const value of values) {
    const raw = sweep.at(rawOf(base), value);
    if (raw) points.push(await measurePoint(lifted(base, raw, sweep.moves), value));
  }
  return { base: base.id, sweep: sweep.id, points };
};

const leversOf = async (id: string, raw: Raw): Promise<LeverResult> => {
  const read = parseProblem(raw);
  if (!read.ok) throw new Error(`${id}: ${read.issues[0]?.message}`);
  const result = await levers(read.problem, OPTIONS);
  if (result.kind === 'engineUnavailable') throw new Error(result.message);
  return result;
};

export const measureLevers = async (base: Base): Promise<BaseLevers> => {
  const raw = rawOf(base);
  const result = await leversOf(base.id, lifted(base, raw, undefined));
  // What is lifted costs nothing there; what it costs is read where it holds.
  return { base: base.id, result, stated: base.isLifted ? await leversOf(base.id, raw) : result };
};
