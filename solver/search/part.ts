import { checkPoint } from '../program/check.js';
import type { Program } from '../program/program.js';
import { restricted } from '../program/restrict.js';
import { type ColumnEntries, transpose } from '../program/transpose.js';
import type { Groups } from './linear/groups.js';
import type { Shape } from './linear/shape.js';
import { longer } from './longer.js';

/** Everything that is known of a large program when its parts are solved. */
export interface Landscape {
  readonly program: Program;
  readonly entries: ColumnEntries;
  readonly shape: Shape;
  readonly groups: Groups;
  /** Reduced costs under the multipliers of the best bound. */
  readonly reduced: Float64Array;
  /** Point of the linear relaxation. */
  readonly linear: Float64Array;
  readonly multipliers: Float64Array;
}

/** A landscape with the rows that have been written since; the same where there are none. */
export const withWritten = (land: Landscape, program: Program): Landscape => {
  if (program.rowCount === land.program.rowCount) return land;
  const isLazy = new Uint8Array(program.rowCount);
  isLazy.set(land.shape.isLazy);
  return {
    ...land,
    program,
    entries: transpose(program),
    shape: { ...land.shape, isLazy },
    multipliers: longer(land.multipliers, program.rowCount),
  };
};

/** Marks the columns of a group that may be worth taking: used by a point, or among its cheapest. */
export const markGroup = (
  land: Landscape,
  isFree: Uint8Array,
  group: number,
  cheapest: number,
  points: readonly Float64Array[],
): void => {
  const columns = land.groups.columns[group] ?? new Int32Array(0);
  if (columns.length <= cheapest) {
    for (const j of columns) isFree[j] = 1;
    return;
  }
  const byCost = Array.from(columns).sort((a, b) => (land.reduced[a] ?? 0) - (land.reduced[b] ?? 0) || a - b);
  for (const j of byCost.slice(0, cheapest)) isFree[j] = 1;
  // The cheapest column that nothing but demand weighs on: with it a group finds a place whatever the others do.
  const light = byCost.find((j) => isLight(land.entries, j));
  if (light !== undefined) isFree[light] = 1;
  for (const j of columns) if (points.some((point) => (point[j] ?? 0) > 1e-9)) isFree[j] = 1;
  closeTies(land, isFree, columns);
};

/** Whether nothing but its demand row asks anything of a serving column. */
export const isLight = ({ start }: ColumnEntries, column: number): boolean =>
  (start[column + 1] ?? 0) - (start[column] ?? 0) === 1;

/** What an equality row without a right side holds together is free together. */
export const closeTies = (
  { program, entries, shape }: Pick<Landscape, 'program' | 'entries' | 'shape'>,
  isFree: Uint8Array,
  columns: Int32Array,
): void => {
  for (const j of columns) {
    if (isFree[j] !== 1) continue;
    for (let k = entries.start[j] ?? 0; k < (entries.start[j + 1] ?? 0); k += 1) {
      const row = entries.row[k] ?? 0;
      if (program.rowLower[row] !== 0 || program.rowUpper[row] !== 0) continue;
      for (let e = program.rowStart[row] ?? 0; e < (program.rowStart[row + 1] ?? 0); e += 1) {
        const other = program.rowColumn[e] ?? 0;
        if (shape.isServing[other] === 1) isFree[other] = 1;
      }
    }
  }
};

/** Marks the columns that serve nothing themselves and meet a free column in some row: units, openings, peaks. */
export const markSupport = ({ program, entries, shape }: Landscape, isFree: Uint8Array): void => {
  const seen = new Uint8Array(program.rowCount);
  for (let j = 0; j < program.columnCount; j += 1) {
    if (isFree[j] !== 1 || shape.isServing[j] !== 1) continue;
    for (let k = entries.start[j] ?? 0; k < (entries.start[j + 1] ?? 0); k += 1)
      seen[entries.row[k] ?? 0] = 1;
  }
  // Twice: what opens a site meets its units, and these meet the shares.
  for (let pass = 0; pass < 2; pass += 1) {
    const fresh: number[] = [];
    for (let j = 0; j < program.columnCount; j += 1) {
      if (shape.isServing[j] === 1 || isFree[j] === 1) continue;
      for (let k = entries.start[j] ?? 0; k < (entries.start[j + 1] ?? 0); k += 1) {
        if (seen[entries.row[k] ?? 0] !== 1) continue;
        fresh.push(j);
        break;
      }
    }
    for (const j of fresh) {
      isFree[j] = 1;
      for (let k = entries.start[j] ?? 0; k < (entries.start[j + 1] ?? 0); k += 1)
        seen[entries.row[k] ?? 0] = 1;
    }
  }
};

/**
 * The part over the free columns; undefined where what is fixed breaks a row already.
 *
 * @param isPlan - the base is known to keep every row
 */
export const partOf = (
  { program, entries }: Landscape,
  isFree: Uint8Array,
  base: Float64Array,
  isPlan: boolean,
) => restricted(program, isFree, base, isPlan ? entries : undefined);

/** Whether a point of the whole holds in the rows written so far. */
export const holds = ({ program }: Landscape, point: Float64Array): boolean =>
  checkPoint(program, point).feasible;
