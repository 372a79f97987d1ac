/** What one solver reached on one problem. Figures are null where it reached none. */
export interface Reached {
  readonly solver: string;
  readonly objective: number | null;
  readonly bound: number | null;
  /** From the JSON (for a rival: from the program) to the first plan, reading and compiling included. */
  readonly firstPlanSeconds: number | null;
  readonly seconds: number;
  readonly peakMiB: number | null;
  readonly stop: string;
}

/** A run of the whole path: what it reached, and the sizes the table names. */
export interface OwnReport extends Reached {
  readonly constant: number;
  readonly pairs: number;
  readonly columns: number;
  readonly phaseMs: Readonly<Record<string, number>>;
}

export interface BestKnown {
  readonly objective: number;
  readonly bound: number;
}

const percent = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? '-' : `${(value * 100).toFixed(3)} %`;
const seconds = (value: number | null): string => (value === null ? '-' : value.toFixed(1));

/** The gap as plans state it: against the part of the cost that decisions move. */
const gapOf = (high: number | null, low: number | null, constant: number): number | null =>
  high === null || low === null ? null : (high - low) / Math.max(Math.abs(high - constant), 1e-9);

/** The best of everything that ran and of what was known before. */
export const bestOf = (reached: readonly Reached[], known: BestKnown | undefined): BestKnown => ({
  objective: Math.min(known?.objective ?? Infinity, ...reached.map((one) => one.objective ?? Infinity)),
  bound: Math.max(known?.bound ?? -Infinity, ...reached.map((one) => one.bound ?? -Infinity)),
});

export const HEADER =
  '| solver | certified gap | bound to best known | best known to plan | first plan, s | all, s | peak, MiB | stop |\n| --- | --- | --- | --- | --- | --- | --- | --- |';

/** One line of the table. The two halves of a gap are apart: how good the bound is, and how good the plan is. */
export const lineOf = (one: Reached, best: BestKnown, constant: number): string => {
  const cells = [
    one.solver,
    percent(gapOf(one.objective, one.bound, constant)),
    percent(gapOf(best.objective, one.bound, constant)),
    percent(gapOf(one.objective, best.objective, constant)),
    seconds(one.firstPlanSeconds),
    seconds(one.seconds),
    one.peakMiB === null ? '-' : one.peakMiB.toFixed(0),
    one.stop,
  ];
  return `| ${cells.join(' | ')} |`;
};

export const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
};

/** The certified gap of a run, for medians over seeds; a run without a plan counts as infinite. */
export const certifiedGap = (one: OwnReport): number =>
  gapOf(one.objective, one.bound, one.constant) ?? Number.POSITIVE_INFINITY;

export const shownPercent = percent;
