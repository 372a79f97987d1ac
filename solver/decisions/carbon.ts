import type { Candidate, HeldBank } from '../candidates/types.js';
import type { BillSubject } from '../plan/types.js';
import type { Site } from '../problem/types.js';
import { kilograms, kilowattHours, kilowatts, millions } from '../units.js';
import { dynamicKwAtFullLoad, idleKwPerUnit, perUnitTerms } from './power.js';
import { fullLoadHours, pairSubject, tokensPerYear } from './subject.js';
import type { Decisions } from './types.js';

/**
 * Operational carbon, location-based, in kg a year (formulation.md, section 7):
 *
 *   kg = gridCarbonGramsPerKwh / 1000 x PUE x IT kWh
 *
 * Held banks: idle kW x H on units, dynamic kW x sum_h meanShare on placements, whether or not the price includes
 * energy. On-demand and spot: (idle + (max - idle) x b) x n x sum_h meanShare / packing efficiency. Token: stated
 * Wh per million tokens. Standby: none. A site without an intensity, and an endpoint without watt-hours, has no
 * terms: its carbon is not known.
 */
export interface CarbonTerm {
  readonly column: number;
  readonly kgPerYear: number;
  readonly site: string;
  readonly subject: BillSubject;
  /** The pair, or null for the idle power of units. */
  readonly candidate: Candidate | null;
}

/** kg of a kWh of IT energy at a site, cooling included; null where the site states no intensity. */
export const kgPerItKwh = (site: Site): number | null =>
  site.gridCarbonGramsPerKwh === undefined ? null : kilograms(site.gridCarbonGramsPerKwh) * site.pue;

/** IT kWh a year that follow a placement; null for an endpoint that states no watt-hours. */
export const itKwhPerYear = (candidate: Candidate): number | null => {
  const { bank } = candidate;
  if (bank.kind === 'held') return dynamicKwAtFullLoad(candidate) * fullLoadHours(candidate);
  if (bank.kind === 'unit-use') {
    const { idleWatts, maxWatts } = bank.silicon;
    const kw = kilowatts(idleWatts + (maxWatts - idleWatts) * candidate.busyFraction) * candidate.needUnits;
    return (kw * fullLoadHours(candidate)) / bank.offer.packingEfficiencyFraction;
  }
  if (bank.offer.wattHoursPerMillionTokens === undefined) return null;
  const tokens = tokensPerYear(candidate);
  return kilowattHours(bank.offer.wattHoursPerMillionTokens * millions(tokens.input + tokens.output));
};

const idleTerms = (decisions: Decisions, bank: HeldBank): CarbonTerm[] => {
  const kgPerKwh = kgPerItKwh(bank.site);
  if (kgPerKwh === null) return [];
  const { hourCount } = decisions.candidates.demand.calendar;
  const kgPerUnit = kgPerKwh * idleKwPerUnit(bank.silicon) * hourCount;
  if (kgPerUnit === 0) return [];
  return (decisions.unitsOfBank[bank.index] ?? []).flatMap((units) =>
    perUnitTerms(units, kgPerUnit).map(({ column, coefficient }) => ({
      column,
      kgPerYear: coefficient,
      site: bank.site.id,
      subject: { site: bank.site.id, offer: units.offer.id },
      candidate: null,
    })),
  );
};

/** Every column that emits, with kg a year at 1; columns that emit nothing are left out. */
export const carbonTerms = (decisions: Decisions): CarbonTerm[] => {
  const { banks, candidates } = decisions.candidates;
  const terms = banks.flatMap((bank) => (bank.kind === 'held' ? idleTerms(decisions, bank) : []));
  for (const candidate of candidates) {
    const { site } = candidate.bank;
    const column = decisions.placeColumn[candidate.index] ?? -1;
    const kgPerKwh = kgPerItKwh(site);
    const kwh = kgPerKwh === null ? null : itKwhPerYear(candidate);
    if (column < 0 || kgPerKwh === null || kwh === null) continue;
    const kgPerYear = kgPerKwh * kwh;
    if (kgPerYear === 0) continue;
    terms.push({ column, kgPerYear, site: site.id, subject: pairSubject(candidate), candidate });
  }
  return terms;
};
