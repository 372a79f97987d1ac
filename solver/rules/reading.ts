import { candidateFinder } from '../candidates/find.js';
import type { Bank, Candidate, Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import { InternalError } from '../outcome.js';
import type { Plan, PlanUnits } from '../plan/types.js';
import type { Site } from '../problem/types.js';
import { demandWindows } from '../sizing/tariff.js';
import type { DemandWindow, Stream } from '../sizing/types.js';

/** A share below this is rounding, not a placement. */
export const TINY_SHARE = 1e-7;

/** A placement of a plan beside the candidate it uses. */
export interface Placed {
  readonly candidate: Candidate;
  readonly shareFraction: number;
  readonly standbyFraction: number;
}

/** A plan indexed the ways the checks ask for it. */
export interface PlanReading {
  readonly candidates: Candidates;
  readonly plan: Plan;
  readonly placed: readonly Placed[];
  placedOfStream(stream: Stream): readonly Placed[];
  placedAtBank(bank: Bank): readonly Placed[];
  placedAtSite(site: string): readonly Placed[];
  unitsOfBank(bank: Bank): readonly PlanUnits[];
  /** Units of a bank in use, kept and further. */
  unitsInUse(bank: Bank): number;
  /** Windows of the site's demand charge; empty without one. */
  windowsOf(site: Site): readonly DemandWindow[];
  /** Load of a bank at each hour: figure(candidate) x series share x (share + standby, if asked). */
  hourly(
    placed: readonly Placed[],
    figure: (candidate: Candidate) => number,
    withStandby: boolean,
  ): Float64Array;
}

const grouped = <K, T>(items: readonly T[], keyOf: (item: T) => K): ((key: K) => readonly T[]) => {
  const groups = groupBy(items, keyOf);
  return (key) => groups.get(key) ?? [];
};

/** Indexes a plan; refuses one that places a stream where no candidate exists. */
export const readPlan = (candidates: Candidates, plan: Plan): PlanReading => {
  const find = candidateFinder(candidates);
  const placed = plan.placements.map((placement): Placed => {
    const candidate = find(placement.stream, placement.bank);
    if (!candidate) {
      throw new InternalError(
        `the plan places ${placement.stream} at ${placement.bank}, where it may not be`,
      );
    }
    return { candidate, shareFraction: placement.shareFraction, standbyFraction: placement.standbyFraction };
  });
  const ofStream = grouped(placed, (one) => one.candidate.stream.index);
  const atBank = grouped(placed, (one) => one.candidate.bank.index);
  const atSite = grouped(placed, (one) => one.candidate.bank.site.id);
  const unitsOf = grouped(plan.units, (one) => one.bank);
  return {
    candidates,
    plan,
    placed,
    placedOfStream: (stream) => ofStream(stream.index),
    placedAtBank: (bank) => atBank(bank.index),
    placedAtSite: (site) => atSite(site),
    unitsOfBank: (bank) => unitsOf(bank.id),
    unitsInUse: (bank) => unitsOf(bank.id).reduce((sum, one) => sum + one.unitsKept + one.unitsFurther, 0),
    windowsOf: (site) => {
      const { problem, calendar } = candidates.demand;
      const tariff = problem.tariffs.find((one) => one.id === site.tariff);
      return tariff?.demand ? demandWindows(tariff, site.zone, calendar) : [];
    },
    hourly: (some, figure, withStandby) => {
      const load = new Float64Array(candidates.demand.calendar.hourCount);
      for (const { candidate, shareFraction, standbyFraction } of some) {
        const full = figure(candidate) * (shareFraction + (withStandby ? standbyFraction : 0));
        if (full === 0) continue;
        const { share } = candidate.stream.series;
        for (let hour = 0; hour < load.length; hour += 1)
          load[hour] = (load[hour] ?? 0) + full * (share[hour] ?? 0);
      }
      return load;
    },
  };
};

/** The highest value and the first hour it is reached. */
export const peakOf = (load: Float64Array): { value: number; hour: number } => {
  let value = Number.NEGATIVE_INFINITY;
  let hour = 0;
  load.forEach((one, index) => {
    if (one > value) {
      value = one;
      hour = index;
    }
  });
  return { value, hour };
};
