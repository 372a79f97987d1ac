import { snapshot202611 } from '../../solver/catalogue/index.js';
import { servingPoint } from '../../solver/problem/schema/performance.js';
import { model, silicon } from '../../solver/problem/schema/supply.js';
import { estimateAt } from '../../solver/sizing/roofline.js';

/** A measured point beside its estimates. */
export interface Compared {
  readonly id: string;
  readonly silicon: string;
  readonly model: string;
  readonly tokensPerSecond: number;
  /** By the efficiencies of the silicon's row. */
  readonly asShipped: number;
  /** By efficiencies fitted to the points of other models on the same silicon; undefined where there is no other model. */
  readonly fitted: number | undefined;
  readonly firstTokenMs: readonly [measured: number, estimated: number] | undefined;
  readonly perOutputTokenMs: readonly [measured: number, estimated: number] | undefined;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
};

/** Tokens of the measurement; points that do not say both are not compared. */
const tokensOf = (source: string): { readonly input: number; readonly output: number } | undefined => {
  const found = /(\d+) tokens in and (\d+) out/.exec(source);
  return found ? { input: Number(found[1]), output: Number(found[2]) } : undefined;
};

/** Every measured point of the snapshot whose tokens are known, beside what the roofline says of it unseen. */
export const comparePoints = (): { readonly compared: readonly Compared[]; readonly leftOut: number } => {
  const { parts } = snapshot202611();
  const siliconOf = new Map(parts.silicon.map(({ entry }) => [entry.id, silicon.parse(entry)]));
  const modelOf = new Map(parts.models.map(({ entry }) => [entry.id, model.parse(entry)]));
  const points = parts.performance.flatMap(({ entry }) => {
    if (entry.kind !== 'serving') return [];
    return [servingPoint.parse(entry)];
  });
  const shipped = points.flatMap((point) => {
    const tokens = tokensOf(point.source);
    const [on, of] = [siliconOf.get(point.silicon), modelOf.get(point.model)];
    if (!tokens || !on || !of) return [];
    const { input, output } = tokens;
    const needs = {
      model: of,
      meanInputTokens: input,
      meanOutputTokens: output,
      memoryTokens: input + output,
      timeInputTokens: input,
      timeOutputTokens: output,
      slo: undefined,
    };
    const estimate = estimateAt(on, needs, point.unitsPerReplica, point.batch);
    return estimate ? [{ point, estimate }] : [];
  });
  const compared = shipped.map(({ point, estimate }): Compared => {
    // Both efficiencies times k is the rate times k, so that one ratio is the whole fit.
    const others = shipped.filter(
      (one) => one.point.silicon === point.silicon && one.point.model !== point.model,
    );
    const factor = median(others.map((one) => one.point.tokensPerSecond / one.estimate.tokensPerSecond));
    const pair = (measured: number | undefined, estimated: number | null) =>
      measured === undefined || estimated === null ? undefined : ([measured, estimated] as const);
    return {
      id: point.id,
      silicon: point.silicon,
      model: point.model,
      tokensPerSecond: point.tokensPerSecond,
      asShipped: estimate.tokensPerSecond,
      fitted: others.length === 0 ? undefined : factor * estimate.tokensPerSecond,
      firstTokenMs: pair(point.firstTokenMs, estimate.firstTokenMs),
      perOutputTokenMs: pair(point.perOutputTokenMs, estimate.perOutputTokenMs),
    };
  });
  return { compared, leftOut: points.length - compared.length };
};

export interface ErrorFigures {
  readonly points: number;
  /** Median of |estimate - measured| / measured. */
  readonly medianFraction: number;
  /** The error that nine of ten points stay within. */
  readonly ninetiethFraction: number;
  /** Share of the points that the estimate promises too much for. */
  readonly tooHighFraction: number;
}

/** Error of estimates against measurements. */
export const errorOf = (pairs: readonly (readonly [measured: number, estimated: number])[]): ErrorFigures => {
  const errors = pairs.map(([measured, estimated]) => Math.abs(estimated - measured) / measured);
  const sorted = [...errors].sort((a, b) => a - b);
  return {
    points: pairs.length,
    medianFraction: median(errors),
    ninetiethFraction: sorted[Math.ceil(0.9 * sorted.length) - 1] ?? Number.NaN,
    tooHighFraction: pairs.filter(([measured, estimated]) => estimated > measured).length / pairs.length,
  };
};

const percent = (fraction: number): string => `${(100 * fraction).toFixed(0)} %`;
const cells = ({ points, medianFraction, ninetiethFraction, tooHighFraction }: ErrorFigures): string =>
  `${points} | ${percent(medianFraction)} | ${percent(ninetiethFraction)} | ${percent(tooHighFraction)}`;

const shippedPair = (one: Compared) => [one.tokensPerSecond, one.asShipped] as const;
const fittedPairs = (some: readonly Compared[]) =>
  some.flatMap((one) => (one.fitted === undefined ? [] : [[one.tokensPerSecond, one.fitted] as const]));

/** docs/roofline-error.md: how far the roofline estimate is from points it did not see. */
export const rooflineError = (): string => {
  const { compared, leftOut } = comparePoints();
  const silicon = [...new Set(compared.map((one) => one.silicon))];
  const timePairs = (of: 'firstTokenMs' | 'perOutputTokenMs') =>
    compared.flatMap((one) => {
      const pair = one[of];
      return pair ? [pair] : [];
    });
  const head = ['points', 'median', '9 of 10 within', 'too high'];
  const rows = [
    `| tokens/s, all | ${cells(errorOf(compared.map(shippedPair)))} |`,
    `| first token, ms | ${cells(errorOf(timePairs('firstTokenMs')))} |`,
    `| per output token, ms | ${cells(errorOf(timePairs('perOutputTokenMs')))} |`,
    ...silicon.map((id) => {
      const own = compared.filter((one) => one.silicon === id);
      return `| tokens/s, \`${id}\` | ${cells(errorOf(own.map(shippedPair)))} |`;
    }),
  ];
  const fittedRows = [
    `| all | ${cells(errorOf(fittedPairs(compared)))} |`,
    ...silicon.flatMap((id) => {
      const pairs = fittedPairs(compared.filter((one) => one.silicon === id));
      return pairs.length === 0 ? [] : [`| \`${id}\` | ${cells(errorOf(pairs))} |`];
    }),
  ];
  return `${[
    '# The error of the roofline estimate',
    '',
    'Generated by `npm run roofline`; do not edit. Every measured point of the catalogue `2026-11` is estimated as if it had not been measured, at its own units and batch',
    '(formulation.md, section 3.2), and held against the measurement: |estimate - measured| / measured.',
    `${compared.length} points say how many tokens went in and out and stand on silicon that can be estimated; ${leftOut} are left out (MLPerf and Jetson count output tokens alone and state no batch or no tokens).`,
    '',
    '## With the efficiencies of the catalogue',
    '',
    'What a plan gets where nothing is measured. The efficiencies are set low on purpose: an estimate should not beat what is measured on like silicon.',
    '',
    `| figure | ${head.join(' | ')} |`,
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'First token: the measurements read the input of a whole batch before the first token of any of it; the estimate reads one request. At a batch of 1 both speak of one request.',
    '',
    '## Fitted to the other models on the silicon',
    '',
    'Leave one out: both efficiencies of a silicon are scaled so that the median of the points of all *other* models on it is met, and the model left out is estimated with them. What a planner who has measured one model may expect of another.',
    '',
    `| tokens/s | ${head.join(' | ')} |`,
    '| --- | --- | --- | --- | --- |',
    ...fittedRows,
  ].join('\n')}\n`;
};
