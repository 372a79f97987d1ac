import type { Metering } from '../decisions/types.js';
import type { LinearTerm } from '../program/program.js';

/**
 * Sets what bills by the month derive from peaks and shares: billed kW, what lies above each threshold, and what reaches
 * the least bills. Each is the least value its rows allow, whatever an engine left in it.
 */
export const setMetering = ({ billed, steps, leastBills }: Metering, point: Float64Array): void => {
  const at = (column: number): number => point[column] ?? Number.NaN;
  const sumOf = (terms: readonly LinearTerm[]): number =>
    terms.reduce((sum, { column, coefficient }) => sum + coefficient * at(column), 0);
  for (const { peak, column, fraction, sources, ownsColumn } of billed) {
    if (!ownsColumn) continue;
    const earlier = sources.map((source) => fraction * at(source));
    point[column] = Math.max(at(peak.column), ...earlier);
  }
  for (const { terms, above, column, binaryColumn } of steps) {
    const excess = Math.max(0, sumOf(terms) - above);
    point[column] = excess;
    if (binaryColumn >= 0) point[binaryColumn] = excess > 0 ? 1 : 0;
  }
  for (const { column, meterColumn, minimum, fixed, otherAmount, terms } of leastBills) {
    const missing = (minimum - fixed) * at(meterColumn) - otherAmount - sumOf(terms);
    point[column] = Math.max(0, missing);
  }
};
