import type { BaseRows } from './base-rows.js';
import { type Cut, efficacyOf } from './cut.js';
import { RowSum } from './row-sum.js';
import type { RowsAtPoint } from './rows-at-point.js';
import type { VariableBound, VariableBounds } from './variable-bounds.js';

/** Distance from which a cut counts as broken. */
const BROKEN = 1e-4;

/** A row whose columns all vanish with a binary column. */
export interface VanishingRow {
  readonly row: number;
  readonly by: number;
}

/** The rows of a program whose columns all vanish with one binary column: a site that is not open has no power to give. */
export const vanishingRows = (base: BaseRows, bounds: VariableBounds): VanishingRow[] => {
  const found: VanishingRow[] = [];
  for (let row = 0; row < base.program.rowCount; row += 1) {
    const by = vanishingBy(base, bounds, row);
    if (by !== undefined) found.push({ row, by });
  }
  return found;
};

/**
 * Cuts that openings give by themselves, where a point breaks them: variable bounds as rows, and rows whose columns all
 * vanish with y as sum a x <= b y.
 */
export const impliedCuts = (
  { base, bounds, point }: RowsAtPoint,
  vanishing: readonly VanishingRow[],
): Cut[] => {
  const sum = new RowSum(base.program);
  const cuts: Cut[] = [];
  const take = (): void => {
    const cut = sum.cut();
    if (cut && efficacyOf(cut, point) > BROKEN) cuts.push(cut);
    sum.clear();
  };
  for (const [column, known] of bounds.ofColumn) {
    const value = point[column] ?? 0;
    for (const { by, factor, most } of known) {
      if (value <= factor * (point[by] ?? 0) + most) continue;
      sum.add(column, 1, 1);
      sum.add(by, -1, factor);
      sum.addRight(1, most);
      take();
    }
  }
  for (const { row, by } of vanishing) {
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
