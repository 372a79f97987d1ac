import type { Program } from '../../program/program.js';
import type { ColumnEntries } from '../../program/transpose.js';

/** A point and multipliers, neither of them exact. */
export interface PrimalDual {
  readonly point: Float64Array;
  /** One a row, sign convention of the safe bound: positive prices the lower side. */
  readonly multipliers: Float64Array;
}

export interface GradientLimits {
  readonly iterations: number;
  /** Asked after every iteration. */
  readonly isOver: () => boolean;
}

/** Passes that even out the sizes of rows and columns before the last, which makes the steps safe. */
const SCALING_PASSES = 4;
/** Steps as long as convergence allows, less rounding. */
const STEP = 0.998;
/** A run of averages starts anew when its movement has fallen to this part of its first, or to the next one and rises. */
const RESTART_SUFFICIENT = 0.2;
const RESTART_NECESSARY = 0.8;
/** Or when it is as long as this share of all iterations. */
const RESTART_SHARE = 0.36;
const RESTART_LEAST = 40;
/** First weight of multipliers against values, as a part of the ratio of their lengths at the start. */
const FIRST_WEIGHT = 0.1;

/**
 * Moves a point and multipliers of the linear relaxation towards its optimum without any factorisation: each iteration
 * passes once over the entries. After some hundred iterations both are within a few per cent, which shows what columns
 * and rows an exact method needs. Nothing here is exact and nothing depends on it being so.
 *
 * Source: primal-dual hybrid gradient (Chambolle and Pock 2011) with diagonal steps (Pock and Chambolle 2011), Halpern
 * averages, reflection and restarts as in Lu and Yang, "Restarted Halpern PDHG for linear programming" (2024), and
 * weights moved at restarts as in PDLP (Applegate et al. 2021).
 *
 * @param from - changed in place and answered
 */
export const hybridGradient = (
  program: Program,
  entries: ColumnEntries,
  from: PrimalDual,
  limits: GradientLimits,
): PrimalDual => {
  const { columnCount, rowCount, cost, columnLower, columnUpper, rowLower, rowUpper } = program;
  const { columnStep, rowStep } = stepsOf(program, entries);
  const { start, row, value } = entries;
  const { point: x, multipliers: y } = from;
  const x0 = Float64Array.from(x);
  const y0 = Float64Array.from(y);
  const activity = new Float64Array(rowCount);
  let weight = firstWeight(x, y, columnStep, rowStep);
  let run = 0;
  let firstMove = 0;
  let lastMove = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= limits.iterations && !limits.isOver(); iteration += 1) {
    const hold = 1 / (run + 2);
    const go = 1 - hold;
    const tau = STEP / weight;
    const sigma = STEP * weight;
    activity.fill(0);
    let columnMove = 0;
    // Column by column, for those of one demand row lie side by side and the rows they meet are few: a row's columns are
    // spread over all of memory, and to go by rows takes three times as long.
    for (let j = 0; j < columnCount; j += 1) {
      const before = x[j] ?? 0;
      const step = columnStep[j] ?? 0;
      const begin = start[j] ?? 0;
      const end = start[j + 1] ?? 0;
      let price = cost[j] ?? 0;
      for (let k = begin; k < end; k += 1) price -= (y[row[k] ?? 0] ?? 0) * (value[k] ?? 0);
      const free = before - tau * step * price;
      const move = Math.min(Math.max(free, columnLower[j] ?? 0), columnUpper[j] ?? 0) - before;
      if (move !== 0) columnMove += (move * move) / step;
      const reflected = before + 2 * move;
      x[j] = go * reflected + hold * (x0[j] ?? 0);
      if (reflected === 0) continue;
      for (let k = begin; k < end; k += 1) {
        const i = row[k] ?? 0;
        activity[i] = (activity[i] ?? 0) + reflected * (value[k] ?? 0);
      }
    }
    let rowMove = 0;
    for (let i = 0; i < rowCount; i += 1) {
      const before = y[i] ?? 0;
      const size = sigma * (rowStep[i] ?? 0);
      const wanted = (activity[i] ?? 0) - before / size;
      const nearest = Math.min(Math.max(wanted, rowLower[i] ?? 0), rowUpper[i] ?? 0);
      const move = size * (nearest - wanted) - before;
      if (move !== 0) rowMove += (move * move) / (rowStep[i] ?? 1);
      y[i] = go * (before + 2 * move) + hold * (y0[i] ?? 0);
    }
    run += 1;
    const moved = Math.sqrt(weight * columnMove + rowMove / weight);
    if (run === 1) firstMove = moved;
    const isDone =
      (run > 1 && moved <= RESTART_SUFFICIENT * firstMove) ||
      (moved <= RESTART_NECESSARY * firstMove && moved > lastMove) ||
      (run > RESTART_LEAST && run >= RESTART_SHARE * iteration);
    lastMove = moved;
    if (!isDone) continue;
    project(program, x, y);
    weight = nextWeight(weight, distance(x, x0, columnStep), distance(y, y0, rowStep));
    x0.set(x);
    y0.set(y);
    run = 0;
    lastMove = Number.POSITIVE_INFINITY;
  }
  project(program, x, y);
  return from;
};

/**
 * Steps of columns and rows: one over the sums of sizes in the evened-out matrix, so that the product of both with the
 * matrix is no longer than one.
 */
const stepsOf = ({ columnCount, rowCount }: Program, { start, row, value }: ColumnEntries) => {
  const columnScale = new Float64Array(columnCount).fill(1);
  const rowScale = new Float64Array(rowCount).fill(1);
  const ofColumn = new Float64Array(columnCount);
  const ofRow = new Float64Array(rowCount);
  for (let pass = 0; pass <= SCALING_PASSES; pass += 1) {
    const isLast = pass === SCALING_PASSES;
    ofRow.fill(0);
    for (let j = 0; j < columnCount; j += 1) {
      let size = 0;
      const scale = columnScale[j] ?? 1;
      const end = start[j + 1] ?? 0;
      for (let k = start[j] ?? 0; k < end; k += 1) {
        const i = row[k] ?? 0;
        const scaled = Math.abs(value[k] ?? 0) * (rowScale[i] ?? 1) * scale;
        size = isLast ? size + scaled : Math.max(size, scaled);
        ofRow[i] = isLast ? (ofRow[i] ?? 0) + scaled : Math.max(ofRow[i] ?? 0, scaled);
      }
      ofColumn[j] = size;
    }
    rescale(columnScale, ofColumn);
    rescale(rowScale, ofRow);
  }
  const squared = (scale: number): number => scale * scale;
  return { columnStep: columnScale.map(squared), rowStep: rowScale.map(squared) };
};

const rescale = (scale: Float64Array, size: Float64Array): void => {
  size.forEach((value, at) => {
    if (value > 0) scale[at] = (scale[at] ?? 1) / Math.sqrt(value);
  });
};

/** Averages of reflections may lie a little outside. */
const project = (program: Program, x: Float64Array, y: Float64Array): void => {
  const { columnLower, columnUpper, rowLower, rowUpper } = program;
  for (let j = 0; j < x.length; j += 1)
    x[j] = Math.min(Math.max(x[j] ?? 0, columnLower[j] ?? 0), columnUpper[j] ?? 0);
  for (let i = 0; i < y.length; i += 1) {
    const price = y[i] ?? 0;
    if (!Number.isFinite(price > 0 ? rowLower[i] : rowUpper[i])) y[i] = 0;
  }
};

const distance = (a: Float64Array, b: Float64Array, step: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) sum += (difference * difference) / (step[at] ?? 1);
  }
  return Math.sqrt(sum);
};

const firstWeight = (
  x: Float64Array,
  y: Float64Array,
  columnStep: Float64Array,
  rowStep: Float64Array,
): number => {
  const length = distance(x, new Float64Array(x.length), columnStep);
  const price = distance(y, new Float64Array(y.length), rowStep);
  return length > 0 && price > 0 ? (FIRST_WEIGHT * price) / length : 1;
};

const nextWeight = (weight: number, columnWay: number, rowWay: number): number =>
  columnWay > 1e-12 && rowWay > 1e-12 ? Math.sqrt((weight * rowWay) / columnWay) : weight;
