import { above, type Constraint, type Violation } from './contract.js';

/** Units given up at the start are no longer there to be used: kept and given up are at most those held. */
export const contracts: Constraint = {
  id: 'contract',
  rows(decisions, sink) {
    for (const { offer, column } of decisions.endings) {
      const kept = decisions.units.flatMap((one) =>
        one.offer === offer && one.keptColumn >= 0 ? [{ column: one.keptColumn, coefficient: 1 }] : [],
      );
      if (kept.length === 0) continue;
      const held = offer.unitsExisting + offer.unitsCommitted;
      const terms = [...kept, { column, coefficient: 1 }];
      sink.addRow(`ended ${offer.id}`, terms, Number.NEGATIVE_INFINITY, held);
    }
  },
  violations: ({ plan, candidates }) =>
    candidates.demand.problem.offers.flatMap((offer): Violation[] => {
      const rows = (plan.contracts ?? []).filter((one) => one.offer === offer.id);
      if (rows.length === 0 || !('unitsExisting' in offer)) return [];
      const ended = rows.reduce((sum, one) => sum + one.unitsGivenUp, 0);
      const kept = plan.units
        .filter((one) => one.offer === offer.id)
        .reduce((sum, one) => sum + one.unitsKept, 0);
      const mayEnd = 'terminationCostPerUnit' in offer && offer.terminationCostPerUnit !== undefined;
      const subject = `units of ${offer.id}`;
      const held = offer.unitsExisting + offer.unitsCommitted;
      return [
        ...above('contract', `${subject} given up`, ended, mayEnd ? offer.unitsCommitted : 0, 'units'),
        // Units kept beyond those held are for the family of units to see.
        ...(ended > 0 ? above('contract', `${subject} kept and given up`, kept + ended, held, 'units') : []),
        ...(Number.isInteger(ended) && ended >= 0
          ? []
          : [
              {
                rule: 'contract' as const,
                subject: `${subject} given up, to be whole`,
                actual: ended,
                limit: Math.round(ended),
                unit: 'units',
              },
            ]),
      ];
    }),
};
