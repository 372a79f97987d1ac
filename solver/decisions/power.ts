import type { Candidate, HeldBank } from '../candidates/types.js';
import type { Silicon, Site } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import { kilowatts } from '../units.js';
import type { Decisions, UnitsDecision } from './types.js';

/**
 * IT power as linear terms over the decisions (formulation.md, sections 5 and 6):
 *
 *   IT kW[h] = sum idleKw x units + sum dynamicKw x peakShare[h] x (place + standby), held banks
 *
 * Watts are of one unit with its share of the server. Cooling is not in it: multiply by the site's PUE.
 * By-use and token banks draw their power from somebody else's meter and have no terms here.
 */

/** IT kW of one unit that is switched on and idle. */
export const idleKwPerUnit = (silicon: Silicon): number => kilowatts(silicon.idleWatts);

/**
 * IT kW a whole stream adds to the idle power of a held bank at full load; 0 on by-use and token banks.
 *
 * @example
 * // 800 W at most, 200 W idle, sized for 50 % utilisation, 10 units: 0.6 kW x 0.5 x 10 = 3 kW
 */
export const dynamicKwAtFullLoad = (candidate: Candidate): number => {
  const { bank } = candidate;
  if (bank.kind !== 'held') return 0;
  const { maxWatts, idleWatts } = bank.silicon;
  return kilowatts(maxWatts - idleWatts) * candidate.busyFraction * candidate.needUnits;
};

/** IT kW of a stream's units on an on-demand or spot bank, counted at their most; 0 on held and token banks. */
export const rentedKwAtFullLoad = ({ bank, needUnits }: Candidate): number =>
  bank.kind === 'unit-use' ? kilowatts(bank.silicon.maxWatts) * needUnits : 0;

/** Columns of units in use with a figure for each unit: kept x figure, packs x unitsPerPack x figure. */
export const perUnitTerms = (units: UnitsDecision, figure: number): LinearTerm[] => [
  ...(units.keptColumn >= 0 ? [{ column: units.keptColumn, coefficient: figure }] : []),
  ...(units.packsColumn >= 0
    ? [{ column: units.packsColumn, coefficient: figure * units.unitsPerPack }]
    : []),
];

/** Power of a site as the rules need it: idle terms at every hour, and placements by candidate. */
export interface PowerTerms {
  /** kW at every hour. */
  readonly idle: readonly LinearTerm[];
  /** kW at full load; at hour h multiply by the stream's share of its peak. */
  readonly dynamic: readonly {
    readonly candidate: Candidate;
    readonly column: number;
    readonly kw: number;
  }[];
}

/**
 * IT power of a site's held banks. `meteredOnly` leaves out banks whose price includes electricity (demand
 * charges); without it all of them count (caps). Standby draws as if it served.
 */
export const powerTerms = (decisions: Decisions, site: Site, meteredOnly = false): PowerTerms => {
  const { banks, byBank, candidates } = decisions.candidates;
  const held = banks.filter(
    (bank): bank is HeldBank =>
      bank.kind === 'held' && bank.site.id === site.id && !(meteredOnly && bank.energyIncluded),
  );
  const idle = held.flatMap((bank) =>
    (decisions.unitsOfBank[bank.index] ?? []).flatMap((one) =>
      perUnitTerms(one, idleKwPerUnit(bank.silicon)),
    ),
  );
  const dynamic: { candidate: Candidate; column: number; kw: number }[] = [];
  for (const bank of held) {
    for (const index of byBank[bank.index] ?? []) {
      const candidate = candidates[index];
      const kw = candidate ? dynamicKwAtFullLoad(candidate) : 0;
      if (!candidate || kw === 0) continue;
      const place = decisions.placeColumn[index] ?? -1;
      const standby = decisions.standbyColumn[index] ?? -1;
      if (place >= 0) dynamic.push({ candidate, column: place, kw });
      if (standby >= 0) dynamic.push({ candidate, column: standby, kw });
    }
  }
  return { idle, dynamic };
};
