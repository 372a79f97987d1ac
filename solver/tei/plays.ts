import { PLAYS, type Play } from '../problem/schema/fields.js';
import type { Problem } from '../problem/types.js';

/** Attributed present-worth cash of a workload. */
interface WorkloadCash {
  readonly workload: string;
  readonly cash: number;
}

/** What a play is worth: its workloads in cloud-only, less in the plan; present-worth cash. */
export interface PlayValue {
  /** Null: workloads that name no play. */
  readonly play: Play | null;
  readonly workloads: readonly string[];
  readonly planPresentWorth: number;
  /** Null where no cloud-only plan is there to compare with. */
  readonly cloudOnlyPresentWorth: number | null;
  /** cloud-only - plan; the values of all plays add up to the saving (savesAtMost). */
  readonly value: number | null;
}

/**
 * The saving by play of the source, section 6: cash attributed to the play's workloads in the cloud-only plan, less that in
 * the plan. In the source's order, workloads without a play last; plays nobody names are left out.
 *
 * @param cloudOnly - attributed cash of the cloud-only plan; undefined where there is none
 */
export const playValues = (
  { workloads }: Problem,
  plan: readonly WorkloadCash[],
  cloudOnly: readonly WorkloadCash[] | undefined,
): PlayValue[] => {
  if (workloads.every((workload) => workload.play === undefined)) return [];
  return [...PLAYS, null].flatMap((play): PlayValue[] => {
    const own = new Set(workloads.flatMap((one) => ((one.play ?? null) === play ? [one.id] : [])));
    if (own.size === 0) return [];
    const cashOf = (rows: readonly WorkloadCash[]): number =>
      rows.reduce((sum, row) => (own.has(row.workload) ? sum + row.cash : sum), 0);
    const planPresentWorth = cashOf(plan);
    const cloudOnlyPresentWorth = cloudOnly ? cashOf(cloudOnly) : null;
    const value = cloudOnlyPresentWorth === null ? null : cloudOnlyPresentWorth - planPresentWorth;
    return [{ play, workloads: [...own], planPresentWorth, cloudOnlyPresentWorth, value }];
  });
};
