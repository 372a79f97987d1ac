import type { SolvedAnswer } from '../answer.js';
import { counted, gapPercent, grouped, moneyDecimals } from './numbers.js';
import { labelled } from './text.js';

const uniqueCount = (names: readonly string[]): number => new Set(names).size;

const secondsOf = (phaseMs: Readonly<Record<string, number>>): string => {
  const spent = Object.values(phaseMs);
  if (spent.length === 0) return '';
  return ` in ${grouped(spent.reduce((sum, one) => sum + one, 0) / 1000, 1)} s`;
};

/** What was solved, by which engine, how far from optimal it can be, and whether the checks hold. */
export const headline = ({ plan, run, audit }: SolvedAnswer): string[] => {
  const { bound, objective, currency } = plan;
  const decimals = moneyDecimals(objective);
  const workloads = uniqueCount(plan.placements.map(({ workload }) => workload));
  const sites = uniqueCount(plan.placements.map(({ site }) => site));
  const difference = Math.abs(plan.bill.presentWorth - objective);
  const billAgrees = difference <= Math.max(0.01, 1e-9 * Math.abs(objective));
  const proof = plan.isProven ? 'proven least, gap' : `gap ${gapPercent(plan.gapFraction)},`;
  const checks = Object.values(audit.checks).reduce((sum, one) => sum + one, 0);
  return [
    ...labelled(
      'Solved',
      `${counted(workloads, 'workload')} at ${counted(sites, 'site')} over ${counted(plan.horizonYears, 'year')}; ` +
        `${counted(run.candidatePairs, 'pair')} possible, ${grouped(run.excludedPairs)} ruled out`,
    ),
    ...labelled(
      'Engine',
      `${plan.engine.id} ${plan.engine.version}${secondsOf(run.phaseMs)}, stopped: ${plan.stop}; ` +
        `${counted(run.columns, 'column')} (${grouped(run.integerColumns)} whole), ${counted(run.rows, 'row')}`,
    ),
    ...labelled(
      'Proof',
      `bound ${grouped(bound.value, decimals)} (${bound.kind}) <= plan ${grouped(objective, decimals)} ${currency}, ` +
        `${proof} ${grouped(plan.gapMoney, 2)} ${currency}`,
    ),
    ...labelled(
      'Checks',
      `rules OK | bill = objective ${billAgrees ? 'OK' : `NOT OK, off by ${grouped(difference, 2)}`} | ` +
        `audit ${audit.ok ? 'OK' : `NOT OK, ${counted(audit.findings.length, 'finding')}`} (${counted(checks, 'check')})`,
    ),
    ...(plan.reproducible
      ? []
      : labelled('', 'A clock decided when to stop: another run may find another plan.')),
  ];
};
