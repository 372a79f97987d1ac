import type { Candidates } from '../candidates/types.js';
import { type FitBasis, fitFraction } from '../catalogue/fit-weights.js';
import type { Plan } from '../plan/types.js';
import type { SiliconFamily, Workload } from '../problem/types.js';
import { demandShareOf, usesOf } from './use.js';

/** How well a silicon of the problem suits a workload by the merits of the spectrum; no figure of a plan follows from it. */
export interface SiliconFitRow {
  readonly silicon: string;
  readonly family: SiliconFamily;
  /** 0 to 1; null where the merits are not known (CPU hosts). */
  readonly fitFraction: number | null;
  /** Whether any stream of the workload may run on it. */
  readonly isPermitted: boolean;
  /** Share of the workload's demand the plan runs on it; the rest is on others and on token endpoints. */
  readonly shareFraction: number;
}

export interface SiliconFit {
  readonly workload: string;
  readonly basis: FitBasis;
  /** Best first; null last. */
  readonly silicon: readonly SiliconFitRow[];
}

/** Inference without a limit on any time runs in batches; agents and inference with one are interactive. */
export const fitBasisOf = ({ kind, slo }: Workload): FitBasis => {
  if (kind === 'training' || kind === 'fine-tuning') return kind;
  const { percentile: _, ...limits } = slo ?? { percentile: 50 };
  const hasLimit = Object.values(limits).some((limit) => limit !== undefined);
  return kind === 'agent' || hasLimit ? 'interactive' : 'batch';
};

/** Fit of every silicon that is offered, for each workload, in the problem's order. Runtime of agents does not count. */
export const siliconFitOf = (candidates: Candidates, plan: Pick<Plan, 'placements'>): SiliconFit[] => {
  const { problem } = candidates.demand;
  const offered = new Set(
    problem.offers.flatMap((offer) => (offer.terms === 'token' ? [] : [offer.silicon])),
  );
  const silicon = problem.silicon.filter(({ id }) => offered.has(id));
  const permitted = new Set<string>();
  for (const { stream, bank } of candidates.candidates)
    if (stream.part !== 'runtime' && bank.kind !== 'token')
      permitted.add(`${stream.workload.id}|${bank.silicon.id}`);
  const shares = new Map<string, number>();
  for (const use of usesOf(candidates, plan.placements)) {
    const { part, silicon: on } = use.placement;
    if (part === 'runtime' || on === null) continue;
    const key = `${use.workload}|${on}`;
    shares.set(key, (shares.get(key) ?? 0) + demandShareOf(use));
  }
  return problem.workloads.map((workload) => {
    const basis = fitBasisOf(workload);
    const rows = silicon.map(
      (one): SiliconFitRow => ({
        silicon: one.id,
        family: one.family,
        fitFraction: fitFraction(one, basis),
        isPermitted: permitted.has(`${workload.id}|${one.id}`),
        shareFraction: shares.get(`${workload.id}|${one.id}`) ?? 0,
      }),
    );
    return {
      workload: workload.id,
      basis,
      silicon: rows.sort((a, b) => (b.fitFraction ?? -1) - (a.fitFraction ?? -1)),
    };
  });
};
