import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import type { Dependence } from './types.js';

/** Units in use at a site: held ones, and by-use ones at their peak. */
const unitsAtSites = (plan: Plan): Map<string, number> => {
  const units = new Map<string, number>();
  const add = (site: string, count: number): void => {
    units.set(site, (units.get(site) ?? 0) + count);
  };
  for (const { site, unitsKept, unitsFurther } of plan.units) add(site, unitsKept + unitsFurther);
  const banks = new Map(plan.banks.map((bank) => [bank.id, bank]));
  for (const { bank, peakLoadUnits } of plan.bankUse) {
    const used = banks.get(bank);
    if (used?.kind === 'unit-use') add(used.site, peakLoadUnits);
  }
  return units;
};

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/**
 * How much of a plan hangs on each operator, and on each jurisdiction that holds the parents of some: share of the cash at
 * its sites over the whole bill's, of the units in use, and the workloads there. Cost at no site (orchestration, lines for the
 * whole plan) is in the whole and in no part. Those with nothing placed and nothing paid are left out.
 */
export const dependenceOf = (problem: Problem, plan: Plan): Dependence[] => {
  const units = unitsAtSites(plan);
  const unitsInAll = [...units.values()].reduce((sum, count) => sum + count, 0);
  const sitesOfWorkload = new Map<string, Set<string>>();
  for (const { workload, site } of plan.placements) {
    const sites = sitesOfWorkload.get(workload) ?? new Set();
    sitesOfWorkload.set(workload, sites.add(site));
  }
  const row = (kind: Dependence['kind'], subject: string, operators: readonly string[]): Dependence[] => {
    const own = new Set(
      problem.sites.filter((site) => operators.includes(site.operator)).map((site) => site.id),
    );
    const cash = plan.bill.entries.reduce(
      (sum, { nature, site, presentWorth }) =>
        nature === 'cash' && site !== undefined && own.has(site) ? sum + presentWorth : sum,
      0,
    );
    const here = [...own].reduce((sum, site) => sum + (units.get(site) ?? 0), 0);
    const workloads = problem.workloads.filter(({ id }) =>
      [...(sitesOfWorkload.get(id) ?? [])].some((site) => own.has(site)),
    );
    if (cash === 0 && here === 0 && workloads.length === 0) return [];
    return [
      {
        kind,
        subject,
        operators,
        sites: plan.sites.filter((one) => own.has(one.site) && one.isOpen).map((one) => one.site),
        cashPresentWorth: cash,
        cashFraction: share(cash, plan.bill.cashPresentWorth),
        units: here,
        unitsFraction: share(here, unitsInAll),
        criticalWorkloads: workloads.filter(({ critical }) => critical).map(({ id }) => id),
        onlyHere: workloads
          .filter(({ id }) => [...(sitesOfWorkload.get(id) ?? [])].every((site) => own.has(site)))
          .map(({ id }) => id),
      },
    ];
  };
  const parents = [...new Set(problem.operators.map((one) => one.ultimateParentJurisdiction))];
  return [
    ...problem.operators.flatMap(({ id }) => row('operator', id, [id])),
    ...parents.flatMap((parent) =>
      row(
        'parent-jurisdiction',
        parent,
        problem.operators.filter((one) => one.ultimateParentJurisdiction === parent).map(({ id }) => id),
      ),
    ),
  ];
};
