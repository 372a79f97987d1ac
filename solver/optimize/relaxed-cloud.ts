import { candidateFinder } from '../candidates/find.js';
import type { Admit, Candidates } from '../candidates/types.js';
import { compile } from '../compile/compile.js';
import { candidatesOf } from '../compile/prepare.js';
import { InternalError } from '../outcome.js';
import type { Plan } from '../plan/types.js';
import { withoutWorkloads } from '../problem/restrict.js';
import type { Problem } from '../problem/types.js';
import type { Program } from '../program/program.js';
import type { BrokenRequirement, Comparison, SolveOptions } from '../result.js';
import { workloadShareOf } from '../rules/affinity.js';
import { chooseEngine, chooseLinearEngine } from '../search/choose-engine.js';
import { solveProgram } from '../search/solve-program.js';
import { wholeStreamId } from '../sizing/dispatch-kinds.js';
import type { Clock } from './clock.js';
import { place } from './place.js';

/** Rules and service levels may be waived for the comparison; what does not fit does not fit. */
const WAIVABLE: ReadonlySet<string> = new Set([
  'rule',
  'network-rtt',
  'network-jitter',
  'first-token',
  'per-output-token',
  'end-to-end',
  'time-not-stated',
]);
export const waiveRulesAndServiceLevels: Admit = (exclusion) => WAIVABLE.has(exclusion.code);

/** How the requirement behind a waived refusal is named. */
const REQUIREMENT: Readonly<Record<string, string>> = {
  'network-rtt': 'networkRttMs',
  'network-jitter': 'networkJitterMs',
  'first-token': 'firstTokenMs',
  'per-output-token': 'perOutputTokenMs',
  'end-to-end': 'endToEndMs',
  'time-not-stated': 'a stated service time',
  pin: 'pin',
  ban: 'ban',
};

const shown = (figure: number | string | undefined, unit: string | undefined): string =>
  figure === undefined
    ? ''
    : typeof figure === 'number'
      ? `${Math.round(figure * 100) / 100}${unit ? ` ${unit}` : ''}`
      : figure;

/** Room for rounding between the two solves, and the share below which a placement is nothing but that. */
const ROUNDING = 1e-9;
const LEAST_SHARE = 1e-6;

/** Every requirement a plan's placements waive, with the figures; the two parts of an agent workload count once. */
export const brokenRequirements = (candidates: Candidates, plan: Plan): BrokenRequirement[] => {
  const find = candidateFinder(candidates);
  const found = new Map<string, BrokenRequirement>();
  for (const placement of plan.placements) {
    if (placement.shareFraction + placement.standbyFraction <= LEAST_SHARE) continue;
    const candidate = find(placement.stream, placement.bank);
    if (!candidate) {
      throw new InternalError(`the plan places ${placement.stream} at ${placement.bank}, which is no pair`);
    }
    const { workload, location, site, shareFraction } = placement;
    for (const exclusion of candidate.waived) {
      const requirement =
        exclusion.code === 'rule'
          ? `rule ${exclusion.rule}`
          : (REQUIREMENT[exclusion.code] ?? exclusion.code);
      const key = [workload, location, requirement, site].join('|');
      const before = found.get(key);
      if (before && before.shareFraction >= shareFraction) continue;
      found.set(key, {
        workload,
        location,
        requirement,
        site,
        actual: shown(exclusion.actual, exclusion.unit),
        limit: shown(exclusion.limit, exclusion.unit),
        shareFraction,
      });
    }
  }
  return [...found.values()];
};

/**
 * The cheapest cloud-only plan with the least relaxation: first the fewest requirements broken, each weighed with the
 * share of its workload, then the least cost among those. Streams that fit nowhere leave their workload out.
 */
export const relaxedCloudOnly = async (
  problem: Problem,
  options: SolveOptions,
  clock: Clock,
): Promise<Comparison['relaxed']> => {
  const all = candidatesOf(problem, waiveRulesAndServiceLevels);
  const unplaceable = all.demand.streams.filter((stream) => (all.byStream[stream.index] ?? []).length === 0);
  const left = withoutWorkloads(problem, new Set(unplaceable.map((stream) => stream.workload.id)));
  if (left.workloads.length === 0) return undefined;
  const candidates = unplaceable.length === 0 ? all : candidatesOf(left, waiveRulesAndServiceLevels);
  const compiled = compile(candidates);
  const brokenTerms = candidates.candidates.flatMap((candidate) => {
    const column = compiled.decisions.placeColumn[candidate.index] ?? -1;
    const coefficient = candidate.waived.length * workloadShareOf(candidate);
    return coefficient === 0 || column < 0 ? [] : [{ column, coefficient }];
  });
  const counted = (program: Program): Program => {
    const cost = new Float64Array(program.columnCount);
    for (const { column, coefficient } of brokenTerms) cost[column] = coefficient;
    return { ...program, cost };
  };
  const engine = await chooseEngine(options.engines, options.engine ?? 'auto', compiled.program());
  const fewest = await solveProgram(
    { program: () => counted(compiled.program()), addViolated: (point) => compiled.hours.addViolated(point) },
    {
      engine,
      linearEngine: chooseLinearEngine(options.engines, engine),
      gapFraction: 0,
      timeLeftMs: () => clock.leftMs(),
      ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
    },
  );
  if (fewest.objective === undefined) return undefined;
  compiled.builder.addRow(
    'requirements broken',
    brokenTerms,
    Number.NEGATIVE_INFINITY,
    fewest.objective + ROUNDING,
  );
  const result = await place({ problem: left, candidates, compiled }, options, {
    clock,
    timeShareFraction: 1,
    phase: 'cloud-only',
  });
  if (result.kind !== 'placed') return undefined;
  const { plan } = result.placed;
  return {
    bill: plan.bill,
    bound: plan.bound,
    broken: brokenRequirements(candidates, plan),
    unplaceable: [...new Set(unplaceable.map(wholeStreamId))],
  };
};
