import { candidateFinder } from '../candidates/find.js';
import type { Candidate, Candidates } from '../candidates/types.js';
import { fullLoadHours, yearFractionOf } from '../decisions/subject.js';
import { InternalError } from '../outcome.js';
import type { Placement } from '../plan/types.js';

/** What a placement uses in a year. */
export interface Use {
  readonly candidate: Candidate;
  readonly placement: Placement;
  readonly workload: string;
  readonly site: string;
  readonly bank: string;
  /** Unit-hours in use, standby not included; runtime counts the units whose memory it fills; 0 on a token endpoint. */
  readonly unitHours: number;
  /** Standby holds units as if it served. */
  readonly heldUnitHours: number;
}

const unitsOf = ({ bank, needUnits, hostMemoryGiB }: Candidate): number => {
  if (bank.kind === 'token') return 0;
  if (hostMemoryGiB === 0) return needUnits;
  return Math.max(needUnits, hostMemoryGiB / bank.silicon.hostMemoryGiB);
};

/** Every placement of a plan beside its pair. */
export const usesOf = (candidates: Candidates, placements: readonly Placement[]): Use[] => {
  const find = candidateFinder(candidates);
  return placements.map((placement) => {
    const { stream, bank, site, workload, shareFraction, standbyFraction } = placement;
    const candidate = find(stream, bank);
    if (!candidate) throw new InternalError(`the plan places ${stream} at ${bank}, where it may not be`);
    const full = unitsOf(candidate) * fullLoadHours(candidate);
    const unitHours = full * shareFraction;
    return {
      candidate,
      placement,
      workload,
      site,
      bank,
      unitHours,
      heldUnitHours: unitHours + full * standbyFraction,
    };
  });
};

/** Share of the year's demand of a part of the workload that a use serves; copies count as one. */
export const demandShareOf = ({ candidate, placement }: Use): number => {
  const { originShareFraction, copies } = candidate.stream;
  return (placement.shareFraction * originShareFraction * yearFractionOf(candidate)) / copies;
};

/** Units of a rented bank that are billed for, as a mean over the year, standby included; 0 on other banks. */
export const rentedUnitsOf = ({ candidate, placement }: Use, hourCount: number): number => {
  const { bank, needUnits, stream } = candidate;
  if (bank.kind !== 'unit-use') return 0;
  const usedHours = fullLoadHours(candidate) / bank.offer.packingEfficiencyFraction;
  // Deferred work keeps nothing ready.
  const keptHours = stream.block?.deferred ? 0 : (stream.block?.hourCount ?? hourCount);
  const unitHours = usedHours * placement.shareFraction + keptHours * placement.standbyFraction;
  return (needUnits * unitHours) / hourCount;
};

/** Unit-hours held by each workload, of the given uses. */
export const heldByWorkload = (uses: readonly Use[]): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const use of uses) weights.set(use.workload, (weights.get(use.workload) ?? 0) + use.heldUnitHours);
  return weights;
};

/** Shares an amount out by weight; false where there is no weight to share it by. */
export const shareOut = (
  amount: number,
  weights: ReadonlyMap<string, number>,
  give: (workload: string, amount: number) => void,
): boolean => {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return false;
  for (const [workload, weight] of weights) if (weight > 0) give(workload, (amount * weight) / total);
  return true;
};
