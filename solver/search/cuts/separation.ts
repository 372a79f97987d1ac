import type { Program } from '../../program/program.js';
import type { ColumnEntries } from '../../program/transpose.js';
import type { KeptLinear } from '../linear/kept-linear.js';
import { type BaseRows, baseRows } from './base-rows.js';
import type { Cut } from './cut.js';
import { impliedCuts, type VanishingRow } from './implied-rows.js';
import { chosenCuts } from './pool.js';
import { RowCuts } from './row-cuts.js';
import { RowsAtPoint } from './rows-at-point.js';
import { TableauCuts } from './tableau-cuts.js';
import type { VariableBounds } from './variable-bounds.js';

/** Distance of a whole column from a whole number from which its row of the basis is looked at. */
const FRACTION_LEAST = 0.01;
/** Rows of the basis' inverse that are looked at in one round, at most. */
const MOST_BASIS_ROWS = 1500;
/** Rows of largest factors of a row of the basis' inverse that are summed, and whether every way is tried, effort by effort. */
const EFFORTS: readonly (readonly [sizes: readonly number[], isThorough: boolean])[] = [
  [[60], false],
  [[60], true],
  [[20, 150], false],
  [[500], false],
];
/** Cuts taken in one round, at most. */
const MOST_CUTS = 1000;

/** What a round of cuts starts from. */
export interface Relaxed {
  /** The program and the cuts so far behind its rows. */
  readonly program: Program;
  /** Rows from here on are cuts. */
  readonly cutsFrom: number;
  /** Entries of the program, with or without its cuts. */
  readonly entries: ColumnEntries;
  readonly bounds: VariableBounds;
  readonly vanishing: readonly VanishingRow[];
  readonly kept: KeptLinear;
  readonly point: Float64Array;
  /** From 0: how hard to look. More where less gained too little. */
  readonly effort: number;
}

/** Cuts that a relaxed point breaks, the best of those found. */
export const separated = (
  { program, cutsFrom, entries, bounds, vanishing, kept, point, effort }: Relaxed,
  isOver: () => boolean,
): Cut[] => {
  const base = baseRows(program, cutsFrom);
  const atPoint = new RowsAtPoint(base, bounds, point);
  const found: Cut[] = impliedCuts(atPoint, vanishing);
  const rows = new RowCuts(atPoint, entries);
  for (let row = 0; row < program.rowCount && !isOver(); row += 1)
    if (kept.hasRow(row) && !isUnit(base, row)) for (const cut of rows.from(row)) found.push(cut);
  const [sizes, isThorough] = EFFORTS[Math.min(effort, EFFORTS.length - 1)] ?? [[], false];
  const tableau = new TableauCuts(atPoint, sizes, isThorough);
  const wanted = mostFractional(program, point);
  kept.basisRows(
    (column) => wanted.has(column) && !isOver(),
    (_, sum, factors) => {
      for (const cut of tableau.from(sum, factors)) found.push(cut);
    },
  );
  return chosenCuts(found, point, MOST_CUTS);
};

/** Whole columns furthest from a whole number. */
const mostFractional = ({ integer, columnCount }: Program, point: Float64Array): ReadonlySet<number> => {
  const distance = (j: number): number => Math.abs((point[j] ?? 0) - Math.round(point[j] ?? 0));
  const found: number[] = [];
  for (let j = 0; j < columnCount; j += 1)
    if (integer[j] === 1 && distance(j) > FRACTION_LEAST) found.push(j);
  return new Set(found.sort((a, b) => distance(b) - distance(a) || a - b).slice(0, MOST_BASIS_ROWS));
};

/** Nothing is rounded off a row of whole columns with coefficients of one. */
const isUnit = ({ program, isWhole }: BaseRows, row: number): boolean => {
  if (isWhole[row] !== 1) return false;
  for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1)
    if (Math.abs(program.rowValue[k] ?? 0) !== 1) return false;
  return true;
};
