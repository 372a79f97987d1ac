import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { checkPoint } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { withRows } from '../../solver/program/with-rows.js';
import { likeStreamsOf } from '../../solver/search/reduce/alike.js';
import { Merging } from '../../solver/search/reduce/merged.js';
import { type ProgramSource, type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { exact } from '../program/exact.js';
import { likeProgram } from './like-program.js';

const NONE = Number.NEGATIVE_INFINITY;
const sourceOf = (program: Program): ProgramSource => ({ program: () => program, addViolated: () => 0 });
const options = (more: Partial<SearchOptions> = {}): SearchOptions => ({
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => undefined,
  byParts: false,
  ...more,
});
const merge = (program: Program): Program =>
  new Merging(program.columnCount, likeStreamsOf(program)).program(program);

interface TwoStreams {
  readonly factor?: number;
  readonly isWhole?: boolean;
  readonly upper?: number;
  readonly openedBy?: number;
  readonly power?: number;
  readonly secondPlaceCost?: number;
  readonly add?: (builder: ProgramBuilder, columns: readonly number[]) => void;
}

/**
 * Two streams a and b that cost 2 at the first bank, 9 for rent; 3 units of the bank a stream, 4 of them there are.
 * Where nothing is given, b is a once more.
 */
const twoStreams = ({
  factor = 1,
  isWhole = false,
  upper = 1,
  openedBy = 1,
  power = 3,
  secondPlaceCost = 2,
  add,
}: TwoStreams = {}): Program => {
  const builder = new ProgramBuilder();
  const column = (name: string, cost: number, integer = false, most = 1): number => {
    const made = builder.addColumn({ name, lower: 0, upper: most, integer });
    builder.addCost(made, cost);
    return made;
  };
  const [a0, a1] = [column('a bank', 2, isWhole), column('a rent', 9, isWhole)];
  const b0 = column('b bank', secondPlaceCost * factor, isWhole, upper);
  const b1 = column('b rent', 9 * factor, isWhole, upper);
  const open = column('open', 1, true);
  const one = (...columns: number[]) => columns.map((each) => ({ column: each, coefficient: 1 }));
  builder.addRow('a', one(a0, a1), 1, 1);
  builder.addRow('b', one(b0, b1), 1, 1);
  const units = [
    { column: a0, coefficient: 3 },
    { column: b0, coefficient: power * factor },
  ];
  builder.addRow('units', units, NONE, 4);
  builder.addRow('a open', [...one(a0), { column: open, coefficient: -1 }], NONE, 0);
  builder.addRow('b open', [...one(b0), { column: open, coefficient: -openedBy }], NONE, 0);
  add?.(builder, [a0, a1, b0, b1, open]);
  return builder.build();
};

describe('streams that are alike', () => {
  it('are one stream of twice the size: 6 x + ... <= 4, cost 4 x + 18 (1 - x) + 1, least 9.667 at x = 2/3', async () => {
    const program = twoStreams();
    const small = merge(program);
    expect([...small.cost]).toEqual([4, 18, 1]);
    expect(small.rowCount).toBe(3);
    expect([...small.rowColumn.slice(2, 3)]).toEqual([0]);
    expect([...small.rowValue]).toEqual([1, 1, 6, 1, -1]);
    expect([...small.columnUpper]).toEqual([1, 1, 1]);
    const result = await solveProgram(sourceOf(program), options());
    expect(result.detail).toContain('2 like streams as 1');
    // x = 4/6: 2 x 2 x 2/3 + 2 x 9 x 1/3 + 1.
    expect(result.objective).toBeCloseTo(9 + 2 / 3, 9);
    expect(result.point?.length).toBe(5);
    expect(result.point?.[0]).toBeCloseTo(2 / 3, 9);
    expect(result.point?.[2]).toBeCloseTo(2 / 3, 9);
    expect(result.program).toBe(program);
  });

  it('may be of different sizes: with b half of a, 4.5 x <= 4 and 3 x + 13.5 (1 - x) + 1', async () => {
    const program = twoStreams({ factor: 0.5 });
    const small = merge(program);
    const expected = [3, 13.5, 1];
    small.cost.forEach((cost, j) => {
      expect(cost).toBeCloseTo(expected[j] ?? Number.NaN, 12);
      expect(cost).toBeLessThanOrEqual(expected[j] ?? Number.NaN);
    });
    const result = await solveProgram(sourceOf(program), options());
    expect(result.objective).toBeCloseTo(3 * (8 / 9) + 13.5 / 9 + 1, 9);
  });

  it.each<[string, TwoStreams]>([
    ['whole shares', { isWhole: true }],
    ['another need in a common row', { power: 2 }],
    ['another cost at one place', { secondPlaceCost: 3 }],
    ['another bound', { upper: 0.9 }],
    ['another coefficient in a row of its own', { openedBy: 2 }],
    [
      'a row that one of them has and the other has not',
      { add: (builder, [a0 = 0]) => builder.addRow('most', [{ column: a0, coefficient: 1 }], NONE, 0.5) },
    ],
    [
      'rows of their own with other sides',
      {
        add: (builder, [a0 = 0, , b0 = 0]) => {
          builder.addRow('a most', [{ column: a0, coefficient: 1 }], NONE, 0.5);
          builder.addRow('b most', [{ column: b0, coefficient: 1 }], NONE, 0.6);
        },
      },
    ],
    [
      'a common row with two sides',
      {
        add: (builder, [a0 = 0, , b0 = 0]) =>
          builder.addRow(
            'both',
            [
              { column: a0, coefficient: 1 },
              { column: b0, coefficient: 1 },
            ],
            0.1,
            1,
          ),
      },
    ],
    [
      'a row that sets one against the other',
      {
        add: (builder, [a0 = 0, , b0 = 0]) =>
          builder.addRow(
            'difference',
            [
              { column: a0, coefficient: 1 },
              { column: b0, coefficient: -1 },
            ],
            0.2,
            Number.POSITIVE_INFINITY,
          ),
      },
    ],
  ])('are not alike with %s', (_, difference) => {
    expect(likeStreamsOf(twoStreams())).toHaveLength(1);
    expect(likeStreamsOf(twoStreams(difference))).toHaveLength(0);
  });

  it('have further costs in the same proportion', () => {
    const program = twoStreams();
    expect(likeStreamsOf(program, [Float64Array.of(1, 2, 1, 2, 0)])).toHaveLength(1);
    expect(likeStreamsOf(program, [Float64Array.of(1, 2, 1, 3, 0)])).toHaveLength(0);
  });

  it('are solved one by one where a row written later tells them apart', async () => {
    let program = twoStreams();
    let added = 0;
    const source: ProgramSource = {
      program: () => program,
      // At most a quarter of b at the bank.
      addViolated: (point) => {
        if (added > 0 || (point[2] ?? 0) <= 0.25) return 0;
        program = withRows(program, [{ columns: Int32Array.of(2), values: Float64Array.of(1), upper: 0.25 }]);
        added += 1;
        return 1;
      },
    };
    const result = await solveProgram(source, options());
    expect(added).toBe(1);
    expect(result.detail).not.toContain('like streams');
    // a whole at the bank, b a quarter: 3 + 0.75 units of 4; 2 + 0.5 + 9 x 0.75 + 1.
    expect(result.objective).toBeCloseTo(10.25, 9);
  });

  it('stay one where the rows written later are the same for all', async () => {
    let program = twoStreams();
    let added = 0;
    const source: ProgramSource = {
      program: () => program,
      addViolated: (point) => {
        if (added > 0 || (point[0] ?? 0) <= 0.25) return 0;
        const most = (column: number) => ({
          columns: Int32Array.of(column),
          values: Float64Array.of(1),
          upper: 0.25,
        });
        program = withRows(program, [most(0), most(2)]);
        added += 1;
        return 2;
      },
    };
    const result = await solveProgram(source, options());
    expect(added).toBe(1);
    expect(result.detail).toContain('2 like streams as 1');
    expect(result.objective).toBeCloseTo(2 * (2 * 0.25 + 9 * 0.75) + 1, 9);
  });

  it('take the start of each, and tell points of each', async () => {
    const program = twoStreams();
    const told: Float64Array[] = [];
    const result = await solveProgram(
      sourceOf(program),
      options({
        start: Float64Array.of(1, 0, 0, 1, 1),
        onProgress: ({ point }) => {
          if (point) told.push(point);
        },
      }),
    );
    expect(result.objective).toBeCloseTo(9 + 2 / 3, 9);
    for (const point of told) expect(checkPoint(program, point).feasible).toBe(true);
    const merging = new Merging(5, likeStreamsOf(program));
    expect([...merging.narrow([1, 0, 0, 1, 1])]).toEqual([0.5, 0.5, 1]);
  });
});

const shapes = fc.record({
  seed: fc.nat(100_000),
  kinds: fc.array(fc.array(fc.constantFrom(1, 1, 1, 2, 0.5, 1 / 3, 0.7), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 3,
  }),
  banks: fc.integer({ min: 1, max: 4 }),
  sites: fc.integer({ min: 1, max: 2 }),
  isWhole: fc.boolean(),
});

describe('merged programs', () => {
  it('cost what the whole costs, with a bound that holds for it', async () => {
    let merged = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const program = likeProgram(shape);
        const off = await solveProgram(sourceOf(program), options({ merged: false }));
        const on = await solveProgram(sourceOf(program), options());
        runs += 1;
        if (on.detail.includes('like streams')) merged += 1;
        expect(on.stop).toBe(off.stop);
        expect(on.stop).toBe('proven');
        const least = off.objective ?? Number.NaN;
        expect(Math.abs((on.objective ?? Number.NaN) - least)).toBeLessThanOrEqual(1e-6 * (1 + least));
        expect(checkPoint(program, on.point ?? []).feasible).toBe(true);
        expect(on.safeBound ?? Number.NaN).toBeLessThanOrEqual(least + 1e-7 * (1 + least));
        // The relaxation is no weaker for being smaller.
        expect(Math.abs((on.safeBound ?? Number.NaN) - (off.safeBound ?? Number.NaN))).toBeLessThanOrEqual(
          1e-6 * (1 + least),
        );
      }),
      { numRuns: 60, seed: 4 },
    );
    expect(runs).toBe(60);
    expect(merged).toBeGreaterThan(30);
  });

  it('have no coefficient that asks for more than the streams do, in exact arithmetic', () => {
    let compared = 0;
    fc.assert(
      fc.property(shapes, (shape) => {
        const program = likeProgram(shape);
        const groups = likeStreamsOf(program);
        if (groups.length === 0) return;
        const merging = new Merging(program.columnCount, groups);
        const small = merging.program(program);
        const place = new Map([...merging.columns].map((j, at) => [j, at]));
        const rows = keptRows(
          program,
          small,
          groups.flatMap(({ streams }) => streams.slice(1).flatMap((one) => [...one.columns])),
          place,
        );
        for (const { streams, factors } of groups) {
          const total = factors.reduce((sum, factor) => sum + exact(factor), 0n);
          streams[0]?.columns.forEach((j, at) => {
            const column = place.get(j) ?? -1;
            streams.forEach((stream, index) => {
              const own = stream.columns[at] ?? -1;
              const factor = exact(factors[index] ?? 0);
              // merged x factor <= own x total, for the mean weighs the stream by factor / total.
              expect(exact(small.cost[column] ?? 0) * factor <= exact(program.cost[own] ?? 0) * total).toBe(
                true,
              );
              for (const [i, row] of rows) {
                const value = entry(program, i, own);
                const sum = entry(small, row, column);
                if (value === undefined || sum === undefined || !isCommon(program, i, streams)) continue;
                const isUpper = Number.isFinite(program.rowUpper[i]);
                const [mine, theirs] = [exact(sum) * factor, exact(value) * total];
                expect(isUpper ? mine <= theirs : mine >= theirs).toBe(true);
                compared += 1;
              }
            });
          });
        }
      }),
      { numRuns: 100, seed: 5 },
    );
    expect(compared).toBeGreaterThan(2000);
  });
});

/** Rows of the whole that the merged program has, by their order. */
const keptRows = (
  program: Program,
  small: Program,
  dropped: readonly number[],
  place: ReadonlyMap<number, number>,
): readonly (readonly [number, number])[] => {
  const isDropped = new Set(dropped);
  const rows: [number, number][] = [];
  for (let i = 0; i < program.rowCount; i += 1) {
    const columns = [...program.rowColumn.slice(program.rowStart[i], program.rowStart[i + 1])];
    const kept = columns.filter((j) => !isDropped.has(j));
    // A row of a dropped stream alone has no share of a stream that stays.
    const isOfDropped =
      kept.length < columns.length && kept.every((j) => !/^place/.test(program.columnNames[j] ?? ''));
    if (isOfDropped) continue;
    const at = rows.length;
    expect([...small.rowColumn.slice(small.rowStart[at], small.rowStart[at + 1])]).toEqual(
      kept.map((j) => place.get(j)),
    );
    rows.push([i, at]);
  }
  expect(rows).toHaveLength(small.rowCount);
  return rows;
};

const entry = (program: Program, row: number, column: number): number | undefined => {
  for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1)
    if (program.rowColumn[k] === column) return program.rowValue[k];
  return undefined;
};

const isCommon = (
  program: Program,
  row: number,
  streams: readonly { readonly columns: Int32Array }[],
): boolean =>
  streams.filter(({ columns }) => columns.some((j) => entry(program, row, j) !== undefined)).length > 1;
