import { carbonTerms, itKwhPerYear, kgPerItKwh } from '../decisions/carbon.js';
import { idleKwPerUnit } from '../decisions/power.js';
import { above, type Constraint } from './contract.js';
import type { PlanReading } from './reading.js';

/** kg a year of what the plan places and keeps on; sites and endpoints that state no figure have none. */
const kgPerYear = (reading: PlanReading): number => {
  const { calendar } = reading.candidates.demand;
  const placed = reading.placed.reduce((sum, { candidate, shareFraction }) => {
    const kwh = itKwhPerYear(candidate) ?? 0;
    return sum + kwh * shareFraction * (kgPerItKwh(candidate.bank.site) ?? 0);
  }, 0);
  return reading.candidates.banks.reduce((sum, bank) => {
    if (bank.kind !== 'held') return sum;
    const idleKwh = idleKwPerUnit(bank.silicon) * reading.unitsInUse(bank) * calendar.hourCount;
    return sum + idleKwh * (kgPerItKwh(bank.site) ?? 0);
  }, placed);
};

/**
 * Operational carbon a year, location-based: sum of kg over units and placements <= limit. Where carbon is limited,
 * reading the problem has refused every emitting site and endpoint without a figure.
 */
export const carbonLimit: Constraint = {
  id: 'carbon',
  rows(decisions, sink) {
    const tonnes = decisions.candidates.demand.problem.limits.carbonTonnesPerYear;
    if (tonnes === undefined) return;
    const terms = carbonTerms(decisions).map((term) => ({
      column: term.column,
      coefficient: term.kgPerYear,
    }));
    sink.addRow('carbon', terms, Number.NEGATIVE_INFINITY, tonnes * 1000);
  },
  violations: (reading) => {
    const tonnes = reading.candidates.demand.problem.limits.carbonTonnesPerYear;
    if (tonnes === undefined) return [];
    return above('carbon', 'operational carbon a year', kgPerYear(reading) / 1000, tonnes, 'tCO2eq');
  },
};
