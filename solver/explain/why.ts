import { describeExclusion } from '../candidates/render.js';
import type { Candidate, Candidates } from '../candidates/types.js';
import { fitFraction } from '../catalogue/fit-weights.js';
import { compile } from '../compile/compile.js';
import { candidatesOf } from '../compile/prepare.js';
import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { fitBasisOf } from '../tei/silicon-fit.js';
import { inputsUsed } from './inputs-used.js';

/** What a stream costs at a bank, as far as the bank's own decisions go: use, dynamic energy, traffic, tokens, penalties. */
export interface WhyOption {
  readonly bank: string;
  readonly site: string;
  /** Present worth of what follows the whole stream there; units of held banks come on top. */
  readonly directPresentWorth: number;
  /** Present worth of the units, or the host memory, a whole stream would need at the cheapest offer of a held bank; 0 by use. */
  readonly unitsPresentWorth: number;
  readonly needUnits: number;
  readonly rttMs: number;
  readonly rttSource: string;
  readonly servedBy: string;
  readonly estimates: readonly string[];
  /** Merit of the silicon for the workload, 0 to 1; null for token endpoints, runtime and CPU hosts. No cost follows from it. */
  readonly fitFraction: number | null;
  readonly shareFraction: number;
}

/** Why a stream is where it is, and why not elsewhere. */
export interface WhyStream {
  readonly stream: string;
  readonly here: readonly WhyOption[];
  /** The next best banks, cheapest first. */
  readonly nextBest: readonly WhyOption[];
  readonly excluded: readonly {
    readonly bank: string;
    readonly site: string;
    readonly code: string;
    readonly message: string;
  }[];
}

export interface WhyAnswer {
  readonly workload: string;
  readonly streams: readonly WhyStream[];
  /** Figures of the problem that were assumed rather than given, and bear on it. */
  readonly assumptions: readonly {
    readonly pointer: string;
    readonly value: number;
    readonly unit: string;
    readonly source: string;
  }[];
  /** Sources of the workload, model, points, offers, silicon, tariffs and links behind the options shown. */
  readonly sources: readonly {
    readonly what: string;
    readonly source: string;
    readonly asOf: string | null;
  }[];
}

export interface WhyQuestion {
  readonly workload: string;
  /** Only this site. */
  readonly site?: string;
}

const NEXT_BEST = 3;

const servedBy = (candidate: Candidate): string => {
  if (candidate.quote) return 'a quote';
  if (candidate.bank.kind === 'token') return 'a token endpoint';
  if (candidate.stream.part === 'runtime') return 'host memory';
  if (candidate.stream.part === 'training') return `${candidate.runHours.toFixed(1)} hours a run`;
  return candidate.service ? `point ${candidate.service.point}` : 'nothing';
};

/**
 * Cost of a workload here against the next best places, the excluded ones with their numbers, and the inputs used.
 * Costs are of the whole stream at that bank alone; units shared with other workloads are counted in full.
 *
 * @throws RangeError where the workload or site is not in the problem
 */
export const why = (problem: Problem, plan: Plan, question: WhyQuestion): WhyAnswer => {
  const workload = problem.workloads.find((one) => one.id === question.workload);
  if (!workload) throw new RangeError(`workload ${question.workload} is not in the problem`);
  if (question.site !== undefined && !problem.sites.some((site) => site.id === question.site)) {
    throw new RangeError(`site ${question.site} is not in the problem`);
  }
  const candidates: Candidates = candidatesOf(problem);
  const { decisions, cashCost, shadowCost } = compile(candidates);
  const coefficient = (column: number): number =>
    column < 0 ? 0 : (cashCost[column] ?? 0) + (shadowCost[column] ?? 0);
  const shares = new Map(plan.placements.map((one) => [`${one.stream}|${one.bank}`, one.shareFraction]));
  const unitsWorth = (candidate: Candidate): number => {
    const prices = (decisions.unitsOfBank[candidate.bank.index] ?? []).flatMap((one) => [
      ...(one.keptColumn >= 0 ? [coefficient(one.keptColumn)] : []),
      ...(one.packsColumn >= 0 ? [coefficient(one.packsColumn) / one.unitsPerPack] : []),
    ]);
    const { bank, needUnits, hostMemoryGiB } = candidate;
    const forMemory =
      bank.kind === 'held' && hostMemoryGiB > 0 ? hostMemoryGiB / bank.silicon.hostMemoryGiB : 0;
    return prices.length === 0 ? 0 : Math.min(...prices) * Math.max(needUnits, forMemory);
  };
  const optionOf = (candidate: Candidate): WhyOption => ({
    bank: candidate.bank.id,
    site: candidate.bank.site.id,
    directPresentWorth: coefficient(decisions.placeColumn[candidate.index] ?? -1),
    unitsPresentWorth: unitsWorth(candidate),
    needUnits: candidate.needUnits,
    rttMs: candidate.path.rttMs,
    rttSource: candidate.path.source,
    servedBy: servedBy(candidate),
    estimates: candidate.estimates,
    fitFraction:
      candidate.bank.kind === 'token' || candidate.stream.part === 'runtime'
        ? null
        : fitFraction(candidate.bank.silicon, fitBasisOf(workload)),
    shareFraction: shares.get(`${candidate.stream.id}|${candidate.bank.id}`) ?? 0,
  });
  const isAsked = (site: string): boolean => question.site === undefined || site === question.site;
  const shown: Candidate[] = [];
  const streams = candidates.demand.streams
    .filter((stream) => stream.workload.id === question.workload)
    .map((stream): WhyStream => {
      const own = (candidates.byStream[stream.index] ?? []).flatMap(
        (one) => candidates.candidates[one] ?? [],
      );
      const options = own.map((candidate) => ({ candidate, option: optionOf(candidate) }));
      const total = ({ option }: { option: WhyOption }): number =>
        option.directPresentWorth + option.unitsPresentWorth;
      options.sort((a, b) => total(a) - total(b) || a.candidate.index - b.candidate.index);
      const here = options.filter(({ option }) => option.shareFraction > 0);
      const others = options
        .filter(({ option }) => option.shareFraction === 0 && isAsked(option.site))
        .slice(0, NEXT_BEST);
      shown.push(...[...here, ...others].map(({ candidate }) => candidate));
      return {
        stream: stream.id,
        here: here.map(({ option }) => option),
        nextBest: others.map(({ option }) => option),
        excluded: [...candidates.exclusions]
          .filter((one) => one.stream === stream && isAsked(one.bank.site.id))
          .map((one) => ({
            bank: one.bank.id,
            site: one.bank.site.id,
            code: one.code,
            message: describeExclusion(one),
          })),
      };
    });
  return { workload: question.workload, streams, ...inputsUsed(problem, workload, shown) };
};
