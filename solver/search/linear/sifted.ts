import type { Program } from '../../program/program.js';
import type { ColumnEntries } from '../../program/transpose.js';
import type { Shape } from './shape.js';

/** The linear relaxation of a program as far as it was solved. */
export interface Sifted {
  /** Best safe bound of any round. */
  readonly bound: number;
  /** Multipliers of that bound, one a row of `program`. */
  readonly multipliers: Float64Array;
  /** Reduced costs under those multipliers. */
  readonly reduced: Float64Array;
  /** Safe bound under the second costs, where they were asked for. */
  readonly secondBound?: number;
  /** Point of the last round. */
  readonly point: Float64Array;
  /** No column and no row is missing: the point is the optimum of the whole. */
  readonly isComplete: boolean;
  readonly program: Program;
  readonly entries: ColumnEntries;
  readonly shape: Shape;
  readonly rounds: number;
  readonly iterations: number;
  readonly detail: string;
}
