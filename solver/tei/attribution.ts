import type { Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import { type BillEntry, COST_IDS, type CostId, type Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { heldByWorkload, shareOut, usesOf } from './use.js';

/** Components that make the price of a unit-hour: the units, their rent, operations and electricity. */
const UNIT_COMPONENTS: ReadonlySet<CostId> = new Set([
  'siliconUpfront',
  'siliconReplacement',
  'siliconResidual',
  'rentHeld',
  'rentByUse',
  'operations',
  'energy',
  'energyTiers',
]);

/** The component an amount belongs to: irrecoverable tax stands where the amount it is on does. */
const billedComponent = ({
  component,
  item,
}: {
  readonly component: CostId;
  readonly item?: string | undefined;
}): CostId =>
  (component === 'irrecoverableTax' ? COST_IDS.find((id) => id === item) : undefined) ?? component;

/** Components that follow the load where an entry names a workload; all others are paid whatever the load is. */
const LOAD_COMPONENTS: ReadonlySet<CostId> = new Set([
  'rentByUse',
  'tokens',
  'energy',
  'carbon',
  'traffic',
  'trainingWork',
  'agentTools',
]);

/** Item of an amount that is paid for capacity kept ready. */
const STANDBY = 'standby';

/**
 * Whether an amount follows the load: use, tokens, traffic, work by the run, tools by the agent, and the energy and
 * carbon of a placement. Units, rent of held units, idle energy, demand charges, sites, orchestration, quotes and stated lines do not.
 */
export const followsLoad = ({ component, workload, item }: BillEntry): boolean =>
  workload !== undefined && item !== STANDBY && LOAD_COMPONENTS.has(billedComponent({ component, item }));

/** Present-worth cash of a workload at a site. */
export interface AttributedCell {
  readonly workload: string;
  /** Null: what is at no site (orchestration, tools, lines for the plan). */
  readonly site: string | null;
  readonly cash: number;
  /** The part of it that is units, rent by the hour, operations and energy. */
  readonly unitCash: number;
  /** The part of it that follows the load. */
  readonly variableCash: number;
}

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

type AttributedPlan = Pick<Plan, 'bill' | 'placements' | 'units'>;

/** Sums by workload and site while a bill is shared out. */
class Ledger {
  readonly #cells = new Map<string, Map<string, { cash: number; unitCash: number; variableCash: number }>>();

  give(entry: BillEntry, workload: string, amount: number): void {
    const site = entry.site ?? '';
    const there =
      this.#cells.get(site) ?? new Map<string, { cash: number; unitCash: number; variableCash: number }>();
    this.#cells.set(site, there);
    const cell = there.get(workload) ?? { cash: 0, unitCash: 0, variableCash: 0 };
    there.set(workload, cell);
    cell.cash += amount;
    if (UNIT_COMPONENTS.has(billedComponent(entry))) cell.unitCash += amount;
    if (followsLoad(entry)) cell.variableCash += amount;
  }

  /** Cash above 0 by workload at a site, or over all sites. */
  weights(site?: string): Map<string, number> {
    const sums = new Map<string, number>();
    for (const [at, there] of this.#cells) {
      if (site !== undefined && at !== site) continue;
      for (const [workload, { cash }] of there) sums.set(workload, (sums.get(workload) ?? 0) + cash);
    }
    return new Map([...sums].map(([workload, cash]) => [workload, Math.max(0, cash)]));
  }

  /** In the order of workloads, then sites, the site-less part last. */
  cells({ workloads, sites }: Problem): AttributedCell[] {
    const byWorkload = new Map<string, AttributedCell[]>();
    for (const site of [...sites.map(({ id }) => id), ''])
      for (const [workload, sums] of this.#cells.get(site) ?? []) {
        const own = byWorkload.get(workload) ?? [];
        byWorkload.set(workload, own);
        own.push({ workload, site: site === '' ? null : site, ...sums });
      }
    return workloads.flatMap(({ id }) => byWorkload.get(id) ?? []);
  }
}

/**
 * Shares a bill's present-worth cash out to the workloads, site by site:
 *
 * 1. entries that name a workload: to it;
 * 2. entries of an offer's units: over its banks by units in use, inside a bank by unit-hours in use (standby
 *    counts as if it served);
 * 3. entries of a site, and units nobody uses: in proportion to the cash steps 1 and 2 attributed at the site;
 * 4. the rest: in proportion to the cash attributed so far; with none, equally.
 *
 * The cells of a workload over the sites are its cost, those of a site over the workloads are the site's, and all of them
 * add up to `bill.cashPresentWorth` but for rounding. Cells in the order of workloads, then sites, the site-less part last.
 */
export const attributeCells = (candidates: Candidates, plan: AttributedPlan): AttributedCell[] => {
  const { problem } = candidates.demand;
  const ledger = new Ledger();
  const giver = (entry: BillEntry) => (workload: string, amount: number) =>
    ledger.give(entry, workload, amount);
  const usesOfBank = groupBy(usesOf(candidates, plan.placements), (use) => use.bank);
  const unitsOfOffer = groupBy(plan.units, (one) => one.offer);
  const ofSites: BillEntry[] = [];
  const ofPlan: BillEntry[] = [];
  for (const entry of plan.bill.entries) {
    if (entry.nature !== 'cash') continue;
    const { workload, offer, site, presentWorth } = entry;
    if (workload !== undefined) {
      giver(entry)(workload, presentWorth);
      continue;
    }
    const rows = offer === undefined ? [] : (unitsOfOffer.get(offer) ?? []);
    const inUse = rows.reduce((sum, row) => sum + row.unitsKept + row.unitsFurther, 0);
    let left = presentWorth;
    for (const row of rows) {
      if (inUse === 0) break;
      const part = (presentWorth * (row.unitsKept + row.unitsFurther)) / inUse;
      if (shareOut(part, heldByWorkload(usesOfBank.get(row.bank) ?? []), giver(entry))) left -= part;
    }
    if (left === 0) continue;
    (site === undefined ? ofPlan : ofSites).push({ ...entry, presentWorth: left });
  }
  // Weights are taken before anything of a step is given out, so that the order of entries does not matter.
  const siteWeights = new Map(
    [...new Set(ofSites.map((entry) => entry.site ?? ''))].map((site) => [site, ledger.weights(site)]),
  );
  for (const entry of ofSites) {
    const weights = siteWeights.get(entry.site ?? '') ?? new Map<string, number>();
    if (!shareOut(entry.presentWorth, weights, giver(entry))) ofPlan.push(entry);
  }
  const planWeights = ledger.weights();
  const equally = new Map(problem.workloads.map((workload) => [workload.id, 1]));
  for (const entry of ofPlan) {
    if (!shareOut(entry.presentWorth, planWeights, giver(entry)))
      shareOut(entry.presentWorth, equally, giver(entry));
  }
  return ledger.cells(problem);
};

/** The cells of {@link attributeCells} by workload, with its unit-hours; in the problem's order. */
export const attributeBill = (
  candidates: Candidates,
  plan: AttributedPlan,
  cells: readonly AttributedCell[] = attributeCells(candidates, plan),
): AttributedCash[] => {
  const byWorkload = groupBy(cells, (cell) => cell.workload);
  const usesOfWorkload = groupBy(usesOf(candidates, plan.placements), (use) => use.workload);
  return candidates.demand.problem.workloads.map(({ id }) => {
    const own = byWorkload.get(id) ?? [];
    return {
      workload: id,
      cash: own.reduce((sum, cell) => sum + cell.cash, 0),
      unitCash: own.reduce((sum, cell) => sum + cell.unitCash, 0),
      unitHoursPerYear: (usesOfWorkload.get(id) ?? []).reduce((sum, use) => sum + use.unitHours, 0),
    };
  });
};
