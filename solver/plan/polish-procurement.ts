import { groupBy } from '../collections.js';
import { spendRows } from '../compile/committed-spend.js';
import type { Compiled } from '../compile/compile.js';
import type { LinearTerm } from '../program/program.js';

/** Engines hold whole numbers to about 1e-6, and a count must not grow by that. */
const PERSON_SLACK = 1e-9;

const sumOf = (point: Float64Array, terms: readonly LinearTerm[]): number =>
  terms.reduce((sum, { column, coefficient }) => sum + coefficient * (point[column] ?? 0), 0);

/** Sets what follows from units and shares: units in volume tiers, persons, and what is missing to committed spend. */
export const setProcurement = ({ decisions }: Compiled, point: Float64Array): void => {
  for (const [offer, tiers] of groupBy(decisions.tiers, (one) => one.offer)) {
    const further = decisions.units
      .filter((one) => one.offer === offer && one.packsColumn >= 0)
      .reduce((sum, one) => sum + (point[one.packsColumn] ?? 0) * one.unitsPerPack, 0);
    for (const { aboveUnits, widthUnits, unitsColumn, reachedColumn } of tiers) {
      const units = Math.min(Math.max(further - aboveUnits, 0), widthUnits);
      point[unitsColumn] = units;
      point[reachedColumn] = units > 0 ? 1 : 0;
    }
  }
  for (const { column, load } of decisions.staff) {
    // Adding 0 turns the -0 of a rounded-up sliver into 0.
    point[column] = Math.ceil(sumOf(point, load) - PERSON_SLACK) + 0;
  }
  for (const { column, committed, spent } of spendRows(decisions)) {
    point[column] = Math.min(Math.max(committed - sumOf(point, spent), 0), committed);
  }
};
