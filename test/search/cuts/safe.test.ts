import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from '../../../solver/program/builder.js';
import type { Program } from '../../../solver/program/program.js';
import { transpose } from '../../../solver/program/transpose.js';
import { withRows } from '../../../solver/program/with-rows.js';
import { baseRows } from '../../../solver/search/cuts/base-rows.js';
import type { Cut } from '../../../solver/search/cuts/cut.js';
import { impliedCuts, vanishingRows } from '../../../solver/search/cuts/implied-rows.js';
import { RowCuts } from '../../../solver/search/cuts/row-cuts.js';
import { RowsAtPoint } from '../../../solver/search/cuts/rows-at-point.js';
import { TableauCuts } from '../../../solver/search/cuts/tableau-cuts.js';
import { tightened } from '../../../solver/search/cuts/tightened.js';
import { variableBounds } from '../../../solver/search/cuts/variable-bounds.js';
import { exact } from '../../program/exact.js';
import { randomProgram, randomStream } from '../../program/random-programs.js';

/** Columns that are not whole are tried at this many places from one whole number to the next. */
const STEPS = 4;

/** Every point of the grid within the columns' bounds, times STEPS. */
function* grid(program: Program): Generator<readonly number[]> {
  const step = Array.from(program.integer, (flag) => (flag === 1 ? STEPS : 1));
  const low = Array.from(program.columnLower, (lower) => lower * STEPS);
  const point = [...low];
  for (;;) {
    yield point;
    let j = 0;
    for (; j < point.length; j += 1) {
      if ((point[j] ?? 0) + (step[j] ?? 1) <= (program.columnUpper[j] ?? 0) * STEPS) break;
      point[j] = low[j] ?? 0;
    }
    if (j === point.length) return;
    point[j] = (point[j] ?? 0) + (step[j] ?? 1);
  }
}

const activity = (
  columns: ArrayLike<number>,
  values: ArrayLike<number>,
  point: readonly number[],
): bigint => {
  let sum = 0n;
  for (let k = 0; k < columns.length; k += 1)
    sum += exact(values[k] ?? 0) * BigInt(point[columns[k] ?? 0] ?? 0);
  return sum;
};

const holds = (program: Program, point: readonly number[]): boolean => {
  for (let i = 0; i < program.rowCount; i += 1) {
    const [start = 0, end = 0] = [program.rowStart[i], program.rowStart[i + 1]];
    const sum = activity(
      program.rowColumn.subarray(start, end),
      program.rowValue.subarray(start, end),
      point,
    );
    const [lower = 0, upper = 0] = [program.rowLower[i], program.rowUpper[i]];
    if (Number.isFinite(lower) && sum < exact(lower) * BigInt(STEPS)) return false;
    if (Number.isFinite(upper) && sum > exact(upper) * BigInt(STEPS)) return false;
  }
  return true;
};

/** Points of the program that a cut takes away, in exact arithmetic. */
const lost = (program: Program, cuts: readonly Cut[]): number => {
  let count = 0;
  for (const point of grid(program)) {
    if (!holds(program, point)) continue;
    for (const { columns, values, upper } of cuts)
      if (activity(columns, values, point) > exact(upper) * BigInt(STEPS)) count += 1;
  }
  return count;
};

/** All cuts found at some points: from rows, from random sums of rows, and those that need no point. */
const cutsOf = (original: Program, seed: number, known: readonly Cut[] = []): Cut[] => {
  const next = randomStream(seed);
  const program = tightened(original);
  // A lower upper bound is a cut as well.
  const found: Cut[] = Array.from(program.columnUpper, (upper, j) => ({
    columns: Int32Array.of(j),
    values: Float64Array.of(1),
    upper,
  })).filter(({ upper }, j) => upper < (original.columnUpper[j] ?? 0));
  const whole = withRows(program, known);
  const base = baseRows(whole, program.rowCount);
  const bounds = variableBounds(baseRows(program, program.rowCount));
  for (let trial = 0; trial < 4; trial += 1) {
    const point = Float64Array.from(program.columnLower, (lower, j) => {
      const upper = program.columnUpper[j] ?? lower;
      return next() < 0.2 ? lower : next() < 0.2 ? upper : lower + next() * (upper - lower);
    });
    const rows = new RowsAtPoint(base, bounds, point);
    found.push(...impliedCuts(rows, vanishingRows(base, bounds)));
    const single = new RowCuts(rows, transpose(program));
    for (let row = 0; row < whole.rowCount; row += 1) found.push(...single.from(row));
    const sums = new TableauCuts(rows, [2, 60], true);
    for (let sum = 0; sum < 4; sum += 1) {
      const factors = Float64Array.from(
        { length: whole.rowCount },
        () => (next() - 0.5) * 10 ** (4 * next() - 2),
      );
      found.push(
        ...sums.from(
          Int32Array.from(factors, (_, row) => row),
          factors,
        ),
      );
    }
  }
  return found;
};

/** Loads on whole units that need an opening, with whole and other shares: the rows that placements have. */
const sharesProgram = (seed: number): Program => {
  const next = randomStream(seed);
  const builder = new ProgramBuilder();
  const scale = 10 ** Math.round(10 * next() - 5);
  const column = (upper: number, integer: boolean) =>
    builder.addColumn({ name: `c${builder.columnCount}`, lower: 0, upper, integer });
  const open = column(next() < 0.3 ? 2 : 1, true);
  const units = column(1 + Math.floor(3 * next()), true);
  const shares = [column(1, true), column(1, next() < 0.5), column(1, true)];
  const none = Number.NEGATIVE_INFINITY;
  const term = (of: number, coefficient: number) => ({ column: of, coefficient });
  const loads = shares.map((share) => term(share, (scale * Math.round(100 * (0.05 + 2 * next()))) / 100));
  builder.addRow('load', [...loads, term(units, -scale)], none, 0);
  for (const share of shares)
    if (next() < 0.7) builder.addRow(`open ${share}`, [term(share, 1), term(open, -1)], none, 0);
  if (next() < 0.7) builder.addRow('units', [term(units, 1), term(open, -3)], none, 0);
  builder.addRow(
    'power',
    [...loads.map((load) => term(load.column, load.coefficient * next()))],
    none,
    scale * next(),
  );
  builder.addRow(
    'serve',
    shares.map((share) => term(share, 1)),
    1,
    1 + Math.floor(2 * next()),
  );
  return builder.build();
};

describe('cuts lose no point', () => {
  it('of random whole programs over ten orders of magnitude', () => {
    let ran = 0;
    let cuts = 0;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (seed, columns, rows) => {
          ran += 1;
          const program = randomProgram(seed, { columns, rows, integer: true, width: 3, decades: 5 });
          const found = cutsOf(program, seed);
          cuts += found.length;
          expect(lost(program, found)).toBe(0);
        },
      ),
      { numRuns: 400 },
    );
    expect(ran).toBeGreaterThanOrEqual(400);
    expect(cuts).toBeGreaterThan(300);
  });

  it('of placements with whole and other shares, at two depths', () => {
    let ran = 0;
    let cuts = 0;
    let second = 0;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        ran += 1;
        const program = sharesProgram(seed);
        const found = cutsOf(program, seed);
        const deeper = cutsOf(program, seed + 1, found.slice(0, 20));
        cuts += found.length;
        second += deeper.length;
        expect(lost(program, [...found, ...deeper])).toBe(0);
      }),
      { numRuns: 200 },
    );
    expect(ran).toBeGreaterThanOrEqual(200);
    expect(cuts).toBeGreaterThan(1000);
    expect(second).toBeGreaterThan(500);
  });

  it('and the count of lost points sees a right side that is too small', () => {
    let seen = 0;
    for (let seed = 0; seed < 20; seed += 1) {
      const program = sharesProgram(seed);
      const tighter = cutsOf(program, seed).map((cut) => ({ ...cut, upper: cut.upper - 0.1 }));
      if (lost(program, tighter) > 0) seen += 1;
    }
    expect(seen).toBeGreaterThan(10);
  });
});
