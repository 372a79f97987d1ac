import type { BaseRows } from './base-rows.js';
import { ROUNDING } from './row-sum.js';

/** Bounds kept for one column: more than a few cost time and are rarely the nearest. */
const MOST_BOUNDS = 3;

/** What an integer column lets another one reach at most: x <= factor y + most. */
export interface VariableBound {
  readonly by: number;
  readonly factor: number;
  readonly most: number;
  /** What is left to the bound is a whole number. */
  readonly isWhole: boolean;
}

/** The variable bounds of a program's columns. */
export interface VariableBounds {
  readonly ofColumn: ReadonlyMap<number, readonly VariableBound[]>;
  /** Columns that bound others by `ofColumn`. */
  readonly bounding: ReadonlySet<number>;
}

/**
 * Upper bounds of columns by integer ones, read from rows of the form sum a x - b y <= u in which all other columns are never
 * negative: a share by the opening of its site, units by the opening, a share by the replicas.
 */
export const variableBounds = (base: BaseRows): VariableBounds => {
  const { program, upper } = base;
  const bounds = new Map<number, VariableBound[]>();
  for (let row = 0; row < program.rowCount; row += 1) {
    const by = boundingColumn(base, row);
    const high = upper[row] ?? Number.POSITIVE_INFINITY;
    if (by === undefined || !Number.isFinite(high)) continue;
    for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      const value = program.rowValue[k] ?? 0;
      if (j === by.column) continue;
      const reach = program.columnUpper[j] ?? 0;
      const isExact = base.isWhole[row] === 1 && value === 1;
      // Rounded up, which y >= 0 makes a weaker bound; whole ones stay whole.
      const most = isExact ? high : high / value + 2 * ROUNDING * Math.abs(high / value);
      const full = isExact ? by.size : (by.size / value) * (1 + 2 * ROUNDING);
      // A y of one and more need give no more than the column may have anyway.
      const needed =
        isExact && Number.isInteger(reach)
          ? reach - most
          : reach - most + 2 * ROUNDING * (reach + Math.abs(most));
      const factor = Math.min(full, needed);
      if (!(factor > 1e-9 * reach)) continue;
      const isWhole = program.integer[j] === 1 && Number.isInteger(factor) && Number.isInteger(most);
      const bound = { by: by.column, factor, most, isWhole };
      // A share by the units of many: valid, and as a substitute and as a row of no use.
      if (program.columnUpper[by.column] !== 1 && full > needed * (1 + 1e-5)) continue;
      const known = bounds.get(j) ?? [];
      if (known.length >= MOST_BOUNDS || known.some((other) => other.by === by.column)) continue;
      known.push(bound);
      bounds.set(j, known);
    }
  }
  const bounding = new Set([...bounds.values()].flatMap((known) => known.map(({ by }) => by)));
  return { ofColumn: bounds, bounding };
};

const boundingColumn = (
  { program }: BaseRows,
  row: number,
): { readonly column: number; readonly size: number } | undefined => {
  let found: { readonly column: number; readonly size: number } | undefined;
  const start = program.rowStart[row] ?? 0;
  const end = program.rowStart[row + 1] ?? 0;
  if (end - start < 2) return undefined;
  for (let k = start; k < end; k += 1) {
    const j = program.rowColumn[k] ?? 0;
    const value = program.rowValue[k] ?? 0;
    if ((program.columnLower[j] ?? -1) < 0) return undefined;
    if (value > 0) continue;
    if (found || program.integer[j] !== 1) return undefined;
    found = { column: j, size: -value };
  }
  return found;
};
