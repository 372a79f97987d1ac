import type { HourFamily } from '../decisions/hour-family.js';
import { perUnitTerms } from '../decisions/power.js';
import type { Decisions } from '../decisions/types.js';
import type { LinearTerm } from '../program/program.js';
import type { RowSink } from '../rules/contract.js';

/** Less than any step a load can take that sizing tells apart, more than the engines' integer tolerance. */
const STEP_UNITS = 1e-4;

/**
 * Nothing is paid to idle. Where one more unit in use would lower the objective (electricity prices that are
 * negative on average), the bank's units are at most the load of some hour, rounded up to packs. Which hour is
 * a choice: one binary an hour class of each capacity family of the bank.
 */
export const addIdleRows = (
  decisions: Decisions,
  cost: Float64Array,
  families: readonly HourFamily[],
  sink: RowSink,
): void => {
  for (const bank of decisions.candidates.banks) {
    const units = decisions.unitsOfBank[bank.index] ?? [];
    const isPaid = units.some((one) =>
      [one.keptColumn, one.packsColumn].some((column) => column >= 0 && (cost[column] ?? 0) < 0),
    );
    if (!isPaid || bank.kind !== 'held') continue;
    const pack = Math.max(...units.map((one) => (one.packsColumn >= 0 ? one.unitsPerPack : 1)));
    const most = units.reduce((sum, one) => sum + one.keptMaxUnits + one.packsMax * one.unitsPerPack, 0);
    const all = units.flatMap((one) => perUnitTerms(one, 1));
    const choices: LinearTerm[] = [];
    for (const [name, perUnit] of [
      [`units ${bank.id}`, 1],
      [`host memory ${bank.id}`, bank.silicon.hostMemoryGiB],
    ] as const) {
      const family = families.find((one) => one.name === name);
      if (!family) continue;
      for (const hourClass of family.classes) {
        const choice = sink.addBinary(`idle ${name} ${hourClass}`);
        choices.push({ column: choice, coefficient: 1 });
        const load = [
          ...family.loads.flatMap(({ series, terms }) => {
            const share = decisions.fronts.shareAt(series, hourClass);
            return terms.map((term) => ({ ...term, coefficient: (-share * term.coefficient) / perUnit }));
          }),
          ...family.fixed
            .filter((term) => term.coefficient > 0)
            .map((term) => ({ ...term, coefficient: -term.coefficient / perUnit })),
        ];
        const slack = { column: choice, coefficient: most };
        sink.addRow(
          `no idle ${name} ${hourClass}`,
          [...all, ...load, slack],
          Number.NEGATIVE_INFINITY,
          most + pack - STEP_UNITS,
        );
      }
    }
    if (choices.length > 0) sink.addRow(`no idle ${bank.id}`, choices, 1, Number.POSITIVE_INFINITY);
    else sink.addRow(`no idle ${bank.id}`, all, Number.NEGATIVE_INFINITY, 0);
  }
};
