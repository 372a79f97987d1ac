import type { Program } from '../../program/program.js';
import type { Shape } from './shape.js';

/** The cheapest serving columns of a demand row among those that are eligible and cost less than `below`. */
export const cheapestColumns = (
  program: Program,
  shape: Shape,
  row: number,
  costs: Float64Array,
  count: number,
  below: number,
  isEligible: (column: number) => boolean,
): number[] => {
  const { rowStart, rowColumn } = program;
  const found: number[] = [];
  for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
    const j = rowColumn[k] ?? 0;
    const cost = costs[j] ?? 0;
    if (shape.isServing[j] !== 1 || !(cost < below) || !isEligible(j)) continue;
    let at = found.length;
    while (at > 0 && (costs[found[at - 1] ?? 0] ?? 0) > cost) at -= 1;
    if (at >= count) continue;
    found.splice(at, 0, j);
    if (found.length > count) found.pop();
  }
  return found;
};
