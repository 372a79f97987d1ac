import type { Program } from '../../program/program.js';

/** Rows among those asked for whose upper side a point is above by more than the tolerance. */
export const brokenRows = (
  { rowCount, rowStart, rowColumn, rowValue, rowUpper }: Program,
  point: Float64Array,
  tolerance: number,
  isAskedFor: (row: number) => boolean,
): number[] => {
  const rows: number[] = [];
  for (let i = 0; i < rowCount; i += 1) {
    if (!isAskedFor(i)) continue;
    let activity = 0;
    const end = rowStart[i + 1] ?? 0;
    for (let k = rowStart[i] ?? 0; k < end; k += 1)
      activity += (rowValue[k] ?? 0) * (point[rowColumn[k] ?? 0] ?? 0);
    if (activity > (rowUpper[i] ?? 0) + tolerance) rows.push(i);
  }
  return rows;
};
