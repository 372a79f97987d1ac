import { spendRows } from '../compile/committed-spend.js';
import type { Compiled } from '../compile/compile.js';
import type { LinearTerm } from '../program/program.js';

/** Engines hold whole numbers to about 1e-6, and a count must not grow by that. */
const PERSON_SLACK = 1e-9;

const sumOf = (point: Float64Array, terms: readonly LinearTerm[]): number =>
  terms.reduce((sum, { column, coefficient }) => sum + coefficient * (point[column] ?? 0), 0);

/** Gives up every unit that costs more to keep than to give up, of those that nothing uses. */
const setEndings = ({ decisions }: Compiled, cost: Float64Array, point: Float64Array): void => {
  for (const { offer, column } of decisions.endings) {
    const kept = decisions.units
      .filter((one) => one.offer === offer && one.keptColumn >= 0)
      .reduce((sum, one) => sum + (point[one.keptColumn] ?? 0), 0);
    const unused = Math.min(offer.unitsCommitted, offer.unitsExisting + offer.unitsCommitted - kept);
    // Towards a commitment to spend, rent that is saved may be missing: then the solver has the better view.
    const isCommitted = decisions.agreements.some(({ offers }) => offers.has(offer.id));
    const solved = Math.round(point[column] ?? 0);
    const wanted = isCommitted ? solved : (cost[column] ?? 0) < 0 ? unused : 0;
    point[column] = Math.max(0, Math.min(wanted, unused));
  }
};

/**
 * Sets what follows from units and shares: units in volume tiers, persons, units given up, and what is missing to
 * committed spend.
 *
 * @param spareUnits - keep: units given up stay as solved too (a limit on shares of spend may rest on them)
 */
export const setProcurement = (
  compiled: Compiled,
  cost: Float64Array,
  point: Float64Array,
  spareUnits: 'drop' | 'keep',
): void => {
  const { decisions } = compiled;
  for (const { quantity, above, width, inTierColumn, reachedColumn } of decisions.tiers) {
    const inTier = Math.min(Math.max(sumOf(point, quantity) - above, 0), width);
    point[inTierColumn] = inTier;
    point[reachedColumn] = inTier > 0 ? 1 : 0;
  }
  for (const { column, load } of decisions.staff) {
    // Adding 0 turns the -0 of a rounded-up sliver into 0.
    point[column] = Math.ceil(sumOf(point, load) - PERSON_SLACK) + 0;
  }
  if (spareUnits === 'drop') setEndings(compiled, cost, point);
  else for (const { column } of decisions.endings) point[column] = Math.round(point[column] ?? 0);
  for (const { column, committed, spent } of spendRows(decisions)) {
    point[column] = Math.min(Math.max(committed - sumOf(point, spent), 0), committed);
  }
};
