import { candidateFinder } from '../candidates/find.js';
import type { Candidate, Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import { fullLoadHours } from '../decisions/subject.js';
import { InternalError } from '../outcome.js';
import type { BillEntry, CostId, Placement, Plan } from '../plan/types.js';

/** Components that make the price of a unit-hour: the units, their rent, operations and electricity. */
const UNIT_COMPONENTS: ReadonlySet<CostId> = new Set([
  'siliconUpfront',
  'siliconReplacement',
  'siliconResidual',
  'rentHeld',
  'rentByUse',
  'operations',
  'energy',
]);

/** Present-worth cash of a workload. */
export interface AttributedCash {
  readonly workload: string;
  /** Its share of the whole bill; the shares of all workloads add up to the bill's cash. */
  readonly cash: number;
  /** The part of it that is units, rent by the hour, operations and energy. */
  readonly unitCash: number;
  /** Unit-hours of a year in use, standby not included; runtime counts the units whose memory it fills. */
  readonly unitHoursPerYear: number;
}

interface Use {
  readonly workload: string;
  readonly site: string;
  readonly bank: string;
  readonly unitHours: number;
  /** Standby holds units as if it served. */
  readonly heldUnitHours: number;
}

const unitsOf = ({ bank, needUnits, hostMemoryGiB }: Candidate): number => {
  if (bank.kind === 'token') return 0;
  if (hostMemoryGiB === 0) return needUnits;
  return Math.max(needUnits, hostMemoryGiB / bank.silicon.hostMemoryGiB);
};

const usesOf = (candidates: Candidates, placements: readonly Placement[]): Use[] => {
  const find = candidateFinder(candidates);
  return placements.map(({ stream, bank, site, workload, shareFraction, standbyFraction }) => {
    const candidate = find(stream, bank);
    if (!candidate) throw new InternalError(`the plan places ${stream} at ${bank}, where it may not be`);
    const full = unitsOf(candidate) * fullLoadHours(candidate);
    const unitHours = full * shareFraction;
    return { workload, site, bank, unitHours, heldUnitHours: unitHours + full * standbyFraction };
  });
};

/** Shares an amount out by weight; false where there is no weight to share it by. */
const shareOut = (
  amount: number,
  weights: ReadonlyMap<string, number>,
  give: (workload: string, amount: number) => void,
): boolean => {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return false;
  for (const [workload, weight] of weights) if (weight > 0) give(workload, (amount * weight) / total);
  return true;
};

const weightsOf = (uses: readonly Use[]): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const use of uses) weights.set(use.workload, (weights.get(use.workload) ?? 0) + use.heldUnitHours);
  return weights;
};

/**
 * Shares a bill's present-worth cash out to the workloads:
 *
 * 1. entries that name a workload: to it;
 * 2. entries of an offer's units: over its banks by units in use, inside a bank by unit-hours in use (standby
 *    counts as if it served);
 * 3. entries of a site, and units nobody uses: in proportion to the cash steps 1 and 2 attributed at the site;
 * 4. the rest: in proportion to the cash attributed so far; with none, equally.
 *
 * The shares add up to `bill.cashPresentWorth` but for rounding.
 */
export const attributeBill = (
  candidates: Candidates,
  plan: Pick<Plan, 'bill' | 'placements' | 'units'>,
): AttributedCash[] => {
  const workloads = candidates.demand.problem.workloads.map((workload) => workload.id);
  const cash = new Map(workloads.map((id) => [id, 0]));
  const unitCash = new Map(workloads.map((id) => [id, 0]));
  const atSite = new Map<string, Map<string, number>>();
  const uses = usesOf(candidates, plan.placements);
  const usesOfBank = groupBy(uses, (use) => use.bank);
  const unitsOfOffer = groupBy(plan.units, (one) => one.offer);

  const add = (into: Map<string, number>, workload: string, amount: number): void => {
    into.set(workload, (into.get(workload) ?? 0) + amount);
  };
  const giver = (component: CostId, site: string | undefined) => (workload: string, amount: number) => {
    add(cash, workload, amount);
    if (UNIT_COMPONENTS.has(component)) add(unitCash, workload, amount);
    if (site === undefined) return;
    const there = atSite.get(site) ?? new Map<string, number>();
    atSite.set(site, there);
    add(there, workload, amount);
  };

  const ofSites: BillEntry[] = [];
  const ofPlan: BillEntry[] = [];
  for (const entry of plan.bill.entries) {
    if (entry.nature !== 'cash') continue;
    const { component, workload, offer, site, presentWorth } = entry;
    if (workload !== undefined) {
      giver(component, site)(workload, presentWorth);
      continue;
    }
    const rows = offer === undefined ? [] : (unitsOfOffer.get(offer) ?? []);
    const inUse = rows.reduce((sum, row) => sum + row.unitsKept + row.unitsFurther, 0);
    let left = presentWorth;
    for (const row of rows) {
      if (inUse === 0) break;
      const part = (presentWorth * (row.unitsKept + row.unitsFurther)) / inUse;
      if (shareOut(part, weightsOf(usesOfBank.get(row.bank) ?? []), giver(component, site))) left -= part;
    }
    if (left === 0) continue;
    (site === undefined ? ofPlan : ofSites).push({ ...entry, presentWorth: left });
  }
  const positive = (weights: ReadonlyMap<string, number> | undefined): Map<string, number> =>
    new Map([...(weights ?? [])].map(([workload, amount]) => [workload, Math.max(0, amount)]));
  // Weights are taken before anything of this step is given out, so that the order of entries does not matter.
  const siteWeights = new Map([...atSite].map(([site, weights]) => [site, positive(weights)]));
  for (const entry of ofSites) {
    const weights = siteWeights.get(entry.site ?? '') ?? new Map<string, number>();
    if (!shareOut(entry.presentWorth, weights, giver(entry.component, undefined))) ofPlan.push(entry);
  }
  const planWeights = positive(cash);
  const equally = new Map(workloads.map((id) => [id, 1]));
  for (const entry of ofPlan) {
    const give = giver(entry.component, undefined);
    if (!shareOut(entry.presentWorth, planWeights, give)) shareOut(entry.presentWorth, equally, give);
  }
  const unitHours = new Map<string, number>();
  for (const use of uses) add(unitHours, use.workload, use.unitHours);
  return workloads.map((workload) => ({
    workload,
    cash: cash.get(workload) ?? 0,
    unitCash: unitCash.get(workload) ?? 0,
    unitHoursPerYear: unitHours.get(workload) ?? 0,
  }));
};
