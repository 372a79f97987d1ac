import type { Program } from '../../program/program.js';

/** The cheapest columns of a row among those that are asked for, cheapest first. */
export const cheapestOf = (
  { rowStart, rowColumn }: Program,
  row: number,
  costs: Float64Array,
  count: number,
  isAskedFor: (column: number) => boolean,
): number[] => {
  const found: number[] = [];
  for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
    const j = rowColumn[k] ?? 0;
    const cost = costs[j] ?? 0;
    if (found.length === count && cost >= (costs[found[count - 1] ?? 0] ?? 0)) continue;
    if (!isAskedFor(j)) continue;
    let at = found.length;
    while (at > 0 && (costs[found[at - 1] ?? 0] ?? 0) > cost) at -= 1;
    found.splice(at, 0, j);
    if (found.length > count) found.pop();
  }
  return found;
};
