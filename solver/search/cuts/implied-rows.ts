import type { BaseRows } from './base-rows.js';
import type { Cut } from './cut.js';
import { RowSum } from './row-sum.js';
import type { VariableBound, VariableBounds } from './variable-bounds.js';

/**
 * Cuts that an opening gives by itself, made once: every variable bound as a row, and every row whose columns all vanish
 * with one binary column y as sum a x <= b y: a site that is not open has no power to give.
 */
export const impliedRows = (base: BaseRows, bounds: VariableBounds): Cut[] => {
  const sum = new RowSum(base.program);
  const cuts: Cut[] = [];
  const take = (): void => {
    const cut = sum.cut();
    if (cut) cuts.push(cut);
    sum.clear();
  };
  const takeBound = (column: number, { by, factor, most }: VariableBound): void => {
    sum.add(column, 1, 1);
    sum.add(by, -1, factor);
    sum.addRight(1, most);
    take();
  };
  for (const [column, known] of bounds.ofColumn) for (const bound of known) takeBound(column, bound);
  for (let row = 0; row < base.program.rowCount; row += 1) {
    const by = vanishingBy(base, bounds, row);
    if (by === undefined) continue;
    sum.addRow(base.program, row, 1);
    sum.add(by, -1, base.upper[row] ?? 0);
    // What variable bounds leave to a column where y is zero.
    forEachColumn(base, row, (column, value) => {
      sum.addRight(value, Math.max(0, boundOf(bounds, column, by)?.most ?? 0));
    });
    take();
  }
  return cuts;
};

const boundOf = (bounds: VariableBounds, column: number, by: number): VariableBound | undefined =>
  bounds.ofColumn.get(column)?.find((bound) => bound.by === by);

/** A binary column with which all columns of a row of positive coefficients vanish. */
const vanishingBy = (base: BaseRows, bounds: VariableBounds, row: number): number | undefined => {
  const { program, upper } = base;
  const high = upper[row] ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(high) || !(high > 0)) return undefined;
  const start = program.rowStart[row] ?? 0;
  const first = bounds.ofColumn.get(program.rowColumn[start] ?? 0) ?? [];
  for (const { by } of first) {
    if (program.columnUpper[by] !== 1 || program.columnLower[by] !== 0) continue;
    let isAll = true;
    forEachColumn(base, row, (column, value) => {
      if (!(value > 0) || (program.columnLower[column] ?? -1) < 0 || !boundOf(bounds, column, by))
        isAll = false;
    });
    if (isAll) return by;
  }
  return undefined;
};

const forEachColumn = (
  { program }: BaseRows,
  row: number,
  visit: (column: number, value: number) => void,
): void => {
  const end = program.rowStart[row + 1] ?? 0;
  for (let k = program.rowStart[row] ?? 0; k < end; k += 1)
    visit(program.rowColumn[k] ?? 0, program.rowValue[k] ?? 0);
};
