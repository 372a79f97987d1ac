import type { Candidates } from '../../candidates/types.js';
import type { Plan } from '../../plan/types.js';
import type { Product, Workload } from '../../problem/types.js';
import { MONTHS_PER_YEAR } from '../../units.js';
import { demandShareOf, rentedUnitsOf, type Use } from '../use.js';

/** What a product can be billed by. */
export const PRICE_UNITS = [
  'request',
  'millisecond-request',
  'unit-hour',
  'unit-month',
  'agent-month',
  'task',
] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];

export interface SoldQuantity {
  readonly per: PriceUnit;
  readonly perYear: number;
}

/** Whether a product can be made of a workload, and is made of it where it names any. */
export const isSoldWorkload = (product: Product, workload: Workload): boolean => {
  if (product.workloads !== undefined && !product.workloads.includes(workload.id)) return false;
  if (product.kind === 'sovereign-zone') return true;
  return workload.kind === 'agent' || (product.kind === 'latency' && workload.kind === 'inference');
};

/** Share of a workload's demand that a use serves: parts of an agent workload half each. */
const demandShare = (use: Use): number =>
  demandShareOf(use) / (use.candidate.stream.workload.kind === 'agent' ? 2 : 1);

/** Share of each workload's demand that is served by the given uses. */
export const demandShares = (uses: readonly Use[]): Map<string, number> => {
  const shares = new Map<string, number>();
  for (const use of uses) shares.set(use.workload, (shares.get(use.workload) ?? 0) + demandShare(use));
  return shares;
};

const requestsOf = ({ candidate: { stream }, placement }: Use): number =>
  stream.part === 'inference' ? (stream.requestsPerYear * placement.shareFraction) / stream.copies : 0;

/** Requests times the milliseconds by which they are faster than the reference; slower ones count nothing. */
const millisecondRequests = (uses: readonly Use[], referenceRttMs: number): number =>
  uses.reduce((sum, use) => {
    const { rttMs, jitterMs } = use.candidate.path;
    return sum + requestsOf(use) * Math.max(0, referenceRttMs - rttMs - jitterMs);
  }, 0);

const heldByBank = (uses: readonly Use[]): Map<string, number> => {
  const hours = new Map<string, number>();
  for (const use of uses) hours.set(use.bank, (hours.get(use.bank) ?? 0) + use.heldUnitHours);
  return hours;
};

/**
 * Units the uses hold: of a held bank its units, as far as the uses hold them among all uses of it (idle ones go with them);
 * of rented units what is billed for, standby included.
 */
const unitsHeld = (
  candidates: Candidates,
  plan: Pick<Plan, 'units'>,
  uses: readonly Use[],
  allUses: readonly Use[],
): number => {
  const { hourCount } = candidates.demand.calendar;
  const [sold, every] = [heldByBank(uses), heldByBank(allUses)];
  const held = plan.units.reduce((sum, row) => {
    const all = every.get(row.bank) ?? 0;
    return all > 0 ? sum + ((row.unitsKept + row.unitsFurther) * (sold.get(row.bank) ?? 0)) / all : sum;
  }, 0);
  const rented = uses.reduce((sum, use) => sum + rentedUnitsOf(use, hourCount), 0);
  return held + rented;
};

/** What of a product is sold in a year, in each unit it can be billed by; each of them alone is the whole product. */
export const soldQuantities = (
  candidates: Candidates,
  plan: Pick<Plan, 'units'>,
  product: Product,
  uses: readonly Use[],
  allUses: readonly Use[],
): SoldQuantity[] => {
  const requests = uses.reduce((sum, use) => sum + requestsOf(use), 0);
  switch (product.kind) {
    case 'latency':
      return [
        { per: 'request', perYear: requests },
        { per: 'millisecond-request', perYear: millisecondRequests(uses, product.referenceRttMs) },
      ];
    case 'sovereign-zone': {
      const units = unitsHeld(candidates, plan, uses, allUses);
      return [
        { per: 'unit-hour', perYear: units * candidates.demand.calendar.hourCount },
        { per: 'unit-month', perYear: units * MONTHS_PER_YEAR },
      ];
    }
    case 'agent-platform': {
      const shares = demandShares(uses);
      const agents = candidates.demand.problem.workloads.reduce((sum, workload) => {
        if (workload.kind !== 'agent') return sum;
        const own = workload.origins.reduce((total, origin) => total + origin.agents, 0);
        return sum + own * (shares.get(workload.id) ?? 0);
      }, 0);
      const tasks =
        product.requestsPerTask === undefined
          ? []
          : [{ per: 'task' as const, perYear: requests / product.requestsPerTask }];
      return [{ per: 'agent-month', perYear: agents * MONTHS_PER_YEAR }, ...tasks];
    }
  }
};
