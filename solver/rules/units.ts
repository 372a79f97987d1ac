import { groupBy } from '../collections.js';
import { perUnitTerms } from '../decisions/power.js';
import { above, below, type Constraint } from './contract.js';

/**
 * Units of an offer: kept units of all isolation groups within those that exist or are committed, units in
 * use within unitsMax, none at a closed site, and none or at least unitsLeastIfUsed.
 */
export const units: Constraint = {
  id: 'units',
  rows(decisions, sink) {
    const none = Number.NEGATIVE_INFINITY;
    const { problem } = decisions.candidates.demand;
    const byOffer = groupBy(decisions.units, (one) => one.offer.id);
    for (const offer of problem.offers) {
      const ofOffer = byOffer.get(offer.id);
      if (!ofOffer || !('unitsExisting' in offer)) continue;
      const terms = ofOffer.flatMap((one) => perUnitTerms(one, 1));
      if (terms.length === 0) continue;
      const most = ofOffer.reduce((sum, one) => sum + one.keptMaxUnits + one.packsMax * one.unitsPerPack, 0);
      const paid = offer.unitsExisting + offer.unitsCommitted;
      const kept = ofOffer.flatMap((one) =>
        one.keptColumn >= 0 ? [{ column: one.keptColumn, coefficient: 1 }] : [],
      );
      if (kept.length > 1) sink.addRow(`kept ${offer.id}`, kept, none, paid);
      if (offer.unitsMax !== undefined && most > offer.unitsMax)
        sink.addRow(`most ${offer.id}`, terms, none, offer.unitsMax);
      const siteIndex = problem.sites.findIndex((site) => site.id === offer.site);
      const open = decisions.openColumn[siteIndex] ?? -1;
      sink.addRow(`units need open ${offer.id}`, [...terms, { column: open, coefficient: -most }], none, 0);
      const use = decisions.useColumn.get(offer.id);
      if (use === undefined) continue;
      sink.addRow(`units need use ${offer.id}`, [...terms, { column: use, coefficient: -most }], none, 0);
      if (offer.unitsLeastIfUsed !== undefined) {
        const least = { column: use, coefficient: -offer.unitsLeastIfUsed };
        sink.addRow(`least if used ${offer.id}`, [...terms, least], 0, Number.POSITIVE_INFINITY);
      }
    }
    for (const bank of decisions.candidates.banks) {
      const use = bank.kind === 'held' ? undefined : decisions.useColumn.get(bank.offer.id);
      if (use === undefined) continue;
      for (const index of decisions.candidates.byBank[bank.index] ?? []) {
        for (const column of [decisions.placeColumn[index] ?? -1, decisions.standbyColumn[index] ?? -1]) {
          if (column < 0) continue;
          sink.addRow(
            `use ${bank.id}`,
            [
              { column, coefficient: 1 },
              { column: use, coefficient: -1 },
            ],
            none,
            0,
          );
        }
      }
    }
  },
  violations: (reading) => {
    const inUse = groupBy(reading.plan.units, (one) => one.offer);
    return reading.candidates.demand.problem.offers.flatMap((offer) => {
      if (!('unitsExisting' in offer)) return [];
      const rows = inUse.get(offer.id) ?? [];
      const kept = rows.reduce((sum, one) => sum + one.unitsKept, 0);
      const further = rows.reduce((sum, one) => sum + one.unitsFurther, 0);
      const subject = `units of ${offer.id}`;
      const fractional = rows
        .flatMap((one) => [one.unitsKept, one.unitsFurther / offer.unitsPerPurchase])
        .filter((value) => !Number.isInteger(value) || value < 0);
      return [
        ...above('units', `${subject} kept`, kept, offer.unitsExisting + offer.unitsCommitted, 'units'),
        ...(offer.unitsMax === undefined
          ? []
          : above('units', subject, kept + further, offer.unitsMax, 'units')),
        ...(offer.terms === 'owned'
          ? above('units', `${subject} beyond those owned`, further, 0, 'units')
          : []),
        ...(offer.unitsLeastIfUsed !== undefined && kept + further > 0
          ? below('units', `${subject}, least if used`, kept + further, offer.unitsLeastIfUsed, 'units')
          : []),
        ...fractional.map((value) => ({
          rule: 'units' as const,
          subject: `${subject}, to be whole packs`,
          actual: value,
          limit: Math.round(value),
          unit: 'packs',
        })),
      ];
    });
  },
};
