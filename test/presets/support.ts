import { auditPlan } from '../../solver/audit/audit.js';
import { expandPreset, type PresetOptions } from '../../solver/catalogue/presets/index.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import { banksOf } from '../oracle/banks.js';
import { streamsOf } from '../oracle/demand.js';
import { permitted as oraclePermits } from '../oracle/permit.js';
import { parsed, placeIt, prepared } from '../support/placing.js';
import {
  onDemand,
  type SiteInput,
  site,
  smallProblem,
  smallWith,
  type WorkloadInput,
} from '../support/small-problem.js';

export type OperatorInput = NonNullable<ProblemInput['operators']>[number];
type SiliconInput = NonNullable<ProblemInput['silicon']>[number];

/** One site, one operator and one place of origin; the horizon is one year from `startDate`. */
export interface Case {
  readonly site?: string;
  readonly operator?: Partial<OperatorInput>;
  readonly origin?: string;
  readonly silicon?: Partial<SiliconInput>;
  readonly startDate?: string;
  readonly years?: number;
  readonly workload?: Partial<WorkloadInput>;
}

const LOCAL = 'DE';

export const caseProblem = (one: Case, parts: Partial<ProblemInput> = {}): ProblemInput => {
  const base = smallProblem();
  const there: SiteInput = site('there', { operator: 'op', jurisdiction: one.site ?? LOCAL });
  return smallWith({
    horizon: { ...base.horizon, startDate: one.startDate ?? '2027-01-01', years: one.years ?? 1 },
    operators: [
      {
        id: 'op',
        legalEntityJurisdiction: LOCAL,
        ultimateParentJurisdiction: LOCAL,
        ...one.operator,
      },
    ],
    locations: (base.locations ?? []).map((place) => ({ ...place, jurisdiction: one.origin ?? LOCAL })),
    sites: [there],
    silicon: (base.silicon ?? []).map((entry) => ({ ...entry, ...one.silicon })),
    offers: [onDemand('hour', 'there', 1)],
    network: { links: [{ from: 'town', to: 'there', rttMs: 10, jitterMs: 1 }] },
    workloads: (base.workloads ?? []).map((entry) => ({ ...entry, ...one.workload })) as WorkloadInput[],
    ...parts,
  });
};

/** The problem with the rules of a preset, written out. */
export const underPreset = (id: string, one: Case, options: PresetOptions = {}): ProblemInput => {
  const preset = expandPreset(id, { locationJurisdictions: [one.origin ?? LOCAL], ...options });
  if (preset === undefined) throw new Error(`there is no preset ${id}`);
  return caseProblem(one, preset as Pick<ProblemInput, 'rules' | 'jurisdictionSets'>);
};

/** What the solver's rules, the audit and the oracle say of everything the plan without rules does. */
const verdicts = async (ruled: ProblemInput): Promise<boolean[]> => {
  const problem = parsed(ruled);
  const { plan } = await placeIt({ ...ruled, rules: [], jurisdictionSets: [] });
  const findings = auditPlan(problem, plan).findings.filter(({ code }) => code === 'rule');
  return [prepared(ruled).candidates.candidates.length > 0, findings.length === 0, oracleSays(problem)];
};

const oracleSays = (problem: Problem): boolean => {
  const path = { rtt: 10, jitter: 1 } as Parameters<typeof oraclePermits>[3];
  return streamsOf(problem).every((stream) =>
    banksOf(problem).every((bank) => oraclePermits(problem, stream, bank, path) !== null),
  );
};

/** Whether the one pair of a case is permitted: rules, audit and oracle have to say the same. */
export const isPermitted = async (ruled: ProblemInput): Promise<boolean> => {
  const [first, ...rest] = await verdicts(ruled);
  if (first === undefined || rest.some((other) => other !== first))
    throw new Error(`rules, audit and oracle disagree: ${JSON.stringify([first, ...rest])}`);
  return first;
};

export const permits = (id: string, one: Case, options: PresetOptions = {}): Promise<boolean> =>
  isPermitted(underPreset(id, one, options));

/** Codes and messages of what a planner is warned of. */
export const warningsOf = (input: ProblemInput): string[] =>
  parsed(input).warnings.map(({ code, message }) => `${code}: ${message}`);
