import type { Candidates } from '../candidates/types.js';
import { InternalError } from '../outcome.js';
import type { ProgramBuilder } from '../program/builder.js';
import { agreementColumns } from './agreement-columns.js';
import { mayHoldStandby } from './bank-limits.js';
import { bannedOffers } from './banned.js';
import { endingColumns } from './ending-columns.js';
import { HourFronts } from './hour-family.js';
import { buildMetering } from './metering.js';
import { buildPeaks } from './peaks.js';
import { replicaColumns } from './replica-columns.js';
import { siteColumns } from './site-columns.js';
import { staffColumns } from './staff-columns.js';
import { tierColumns } from './tier-columns.js';
import type { Decisions, ReplicasDecision, UnitsDecision } from './types.js';
import { countBanks, unitColumns, wholeNeedUnits } from './unit-columns.js';

/**
 * Creates the decision columns of a problem in a fixed order: one, place, standby (and runs, of deferred work), replicas and
 * units by bank, open by site, use by offer, volume tiers, shortfalls of committed spend, staff, demand peaks, and what bills by
 * the month need. Rules add rows, and columns of their own, afterwards.
 */
export const buildDecisions = (candidates: Candidates, builder: ProgramBuilder): Decisions => {
  const { problem, hourClasses } = candidates.demand;
  const oneColumn = builder.addColumn({ name: 'one', lower: 1, upper: 1 });
  const placeColumn = new Int32Array(candidates.candidates.length).fill(-1);
  const standbyColumn = new Int32Array(candidates.candidates.length).fill(-1);
  const runsColumn = new Int32Array(candidates.candidates.length).fill(-1);
  for (const candidate of candidates.candidates) {
    const integer = candidate.stream.isIndivisible;
    const name = `${candidate.stream.id} ${candidate.bank.id}`;
    // A quota is a row, never a bound here: what is short must be a row to be found and named.
    placeColumn[candidate.index] = builder.addColumn({ name: `place ${name}`, lower: 0, upper: 1, integer });
    if (mayHoldStandby(candidate)) {
      standbyColumn[candidate.index] = builder.addColumn({
        name: `standby ${name}`,
        lower: 0,
        upper: 1,
        integer,
      });
    }
    if (candidate.stream.block?.deferred) {
      runsColumn[candidate.index] = builder.addColumn({
        name: `runs ${name}`,
        lower: 0,
        upper: 1,
        integer: true,
      });
    }
  }
  const banned = bannedOffers(problem);
  const unitContext = { candidates, builder, banksOfOffer: countBanks(candidates) };
  const replicas: ReplicasDecision[] = [];
  const units: UnitsDecision[] = [];
  const unitsOfBank: UnitsDecision[][] = candidates.banks.map(() => []);
  for (const bank of candidates.banks) {
    if (bank.kind !== 'held') continue;
    const members = (candidates.byBank[bank.index] ?? []).map((index) => {
      const candidate = candidates.candidates[index];
      if (!candidate)
        throw new InternalError(`bank ${bank.id} names candidate ${index}, which does not exist`);
      return candidate;
    });
    if (members.length === 0) continue;
    const pools = replicaColumns(candidates, bank, builder);
    const offers = bank.offers.filter((offer) => !banned.has(offer.id));
    const ofBank = unitColumns(unitContext, bank, offers, wholeNeedUnits(members, bank, pools));
    replicas.push(...pools);
    units.push(...ofBank);
    unitsOfBank[bank.index] = ofBank;
  }
  const openColumn = siteColumns(candidates, builder);
  const useColumn = new Map<string, number>();
  const needsUse = new Set(
    problem.otherCosts.flatMap((cost) => (cost.per === 'offer' && cost.offer ? [cost.offer] : [])),
  );
  for (const offer of problem.offers) {
    const hasLeast = 'unitsLeastIfUsed' in offer && offer.unitsLeastIfUsed !== undefined;
    if (!hasLeast && !needsUse.has(offer.id)) continue;
    useColumn.set(
      offer.id,
      builder.addColumn({ name: `use ${offer.id}`, lower: 0, upper: 1, integer: true }),
    );
  }
  const fronts = new HourFronts(hourClasses);
  const partial = {
    candidates,
    oneColumn,
    placeColumn,
    standbyColumn,
    runsColumn,
    units,
    unitsOfBank,
    replicas,
    openColumn,
    useColumn,
    tiers: tierColumns({ candidates, placeColumn, standbyColumn }, units, builder),
    agreements: agreementColumns(candidates, builder),
    endings: endingColumns(candidates, builder),
    staff: staffColumns(candidates, units, builder),
    fronts,
  };
  const withPeaks = { ...partial, peaks: buildPeaks(partial, builder) };
  return { ...withPeaks, metering: buildMetering(withPeaks, builder) };
};
