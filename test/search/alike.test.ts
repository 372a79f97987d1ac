import { describe, expect, it } from 'vitest';
import { checkPoint } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { withRows } from '../../solver/program/with-rows.js';
import { likeStreamsOf } from '../../solver/search/reduce/alike.js';
import { Merging } from '../../solver/search/reduce/merged.js';
import { type ProgramSource, solveProgram } from '../../solver/search/solve-program.js';
import { exact } from '../program/exact.js';
import { proof, sourceOf } from './asked.js';
import { type TwoStreams, twoStreams } from './two-streams.js';

const NONE = Number.NEGATIVE_INFINITY;
const merge = (program: Program): Program =>
  new Merging(program.columnCount, likeStreamsOf(program)).program(program);

describe('streams that are alike', () => {
  it('are one stream of twice the size: 6 x + ... <= 4, cost 4 x + 18 (1 - x) + 1, least 9.667 at x = 2/3', async () => {
    const program = twoStreams();
    const small = merge(program);
    expect([...small.cost]).toEqual([4, 18, 1]);
    expect(small.rowCount).toBe(3);
    expect([...small.rowColumn.slice(2, 3)]).toEqual([0]);
    expect([...small.rowValue]).toEqual([1, 1, 6, 1, -1]);
    expect([...small.columnUpper]).toEqual([1, 1, 1]);
    const result = await solveProgram(sourceOf(program), proof());
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
    const result = await solveProgram(sourceOf(program), proof());
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

  it('are not alike where each is held against another stream of its own', () => {
    // a + c <= 1 and b + d <= 1 with d three times c: of a = 1 and d = 1 the means are 1/2 and 3/4, together above 1.
    const ties = (isTied: boolean): Program =>
      twoStreams({
        add: (builder, [a0 = 0, , b0 = 0]) => {
          for (const [first, size] of [
            [a0, 1],
            [b0, 3],
          ] as const) {
            const [here, rent] = [4, 5].map((cost) => {
              const made = builder.addColumn({ name: `more ${builder.columnCount}`, lower: 0, upper: 1 });
              builder.addCost(made, cost * size);
              return { column: made, coefficient: 1 };
            });
            if (!here || !rent) return;
            builder.addRow(`more ${size}`, [here, rent], 1, 1);
            if (isTied) builder.addRow(`tie ${size}`, [{ column: first, coefficient: 1 }, here], NONE, 1);
          }
        },
      });
    expect(likeStreamsOf(ties(false)).map(({ factors }) => factors)).toEqual([
      [1, 1],
      [1, 3],
    ]);
    expect(likeStreamsOf(ties(true))).toEqual([]);
  });

  it.each([1 - 5e-13, 1 + 5e-13])('take the weaker of coefficients that are apart by rounding, %d', (off) => {
    const program = twoStreams({ factor: 0.5, power: 3 * off });
    const row = merge(program).rowValue[2] ?? Number.NaN;
    // Of shares of one alone: row x 2/3 <= 3 and row x 1/3 <= what b needs.
    expect(exact(row) * 2n <= exact(3) * 3n).toBe(true);
    expect(exact(row) <= exact(3 * off * 0.5) * 3n).toBe(true);
    expect(row).toBeCloseTo(4.5, 11);
  });

  it('have further costs in the same proportion', () => {
    const program = twoStreams();
    expect(likeStreamsOf(program, [Float64Array.of(1, 2, 1, 2, 0)])).toHaveLength(1);
    expect(likeStreamsOf(program, [Float64Array.of(1, 2, 1, 3, 0)])).toHaveLength(0);
  });

  it.each([0, 2])('are solved one by one where a row written later tells column %i apart', async (column) => {
    let program = twoStreams();
    let added = 0;
    const source: ProgramSource = {
      program: () => program,
      // At most a quarter of one of them at the bank.
      addViolated: (point) => {
        if (added > 0 || (point[column] ?? 0) <= 0.25) return 0;
        program = withRows(program, [
          { columns: Int32Array.of(column), values: Float64Array.of(1), upper: 0.25 },
        ]);
        added += 1;
        return 1;
      },
    };
    const result = await solveProgram(source, proof());
    expect(added).toBe(1);
    expect(result.detail).not.toContain('like streams');
    // One whole at the bank, the other a quarter: 3 + 0.75 units of 4; 2 + 0.5 + 9 x 0.75 + 1.
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
    const result = await solveProgram(source, proof());
    expect(added).toBe(1);
    expect(result.detail).toContain('2 like streams as 1');
    expect(result.objective).toBeCloseTo(2 * (2 * 0.25 + 9 * 0.75) + 1, 9);
  });

  it('take the start of each, and tell points of each', async () => {
    const program = twoStreams();
    const told: Float64Array[] = [];
    const result = await solveProgram(
      sourceOf(program),
      proof({
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
