import { describe, expect, it } from 'vitest';
import { Dice } from './random/dice.js';
import { exact, solveExactly, toNumber } from './rational.js';
import { type LinearProgram, leastVertex } from './vertices.js';

describe('exact fractions', () => {
  it('hold a double to the last bit', () => {
    for (const value of [0, 1, -0.1, 1e-12, 123456.789, 2 ** 60 + 2 ** 8, -1e15]) {
      expect(toNumber(exact(value))).toBe(value);
    }
    expect(exact(0.375)).toEqual({ n: 3n, d: 8n });
  });

  it('solve a system whose answer no double holds', () => {
    const rows = [
      [exact(3), exact(1)],
      [exact(1), exact(2)],
    ];
    const [x, y] = solveExactly(rows, [exact(1), exact(1)]) ?? [];
    expect([x, y]).toEqual([
      { n: 1n, d: 5n },
      { n: 2n, d: 5n },
    ]);
    expect(
      solveExactly(
        [
          [exact(1), exact(2)],
          [exact(2), exact(4)],
        ],
        [exact(1), exact(1)],
      ),
    ).toBeNull();
  });
});

describe('least vertex', () => {
  it('of a program worked by hand', () => {
    // Least 3a + 2b with a + b = 1, a >= 0.3, b <= 0.6: a = 0.4, b = 0.6.
    const vertex = leastVertex({
      cost: [3, 2],
      equal: [{ coefficients: [1, 1], right: 1 }],
      atMost: [
        { coefficients: [-1, 0], right: -0.3 },
        { coefficients: [0, 1], right: 0.6 },
      ],
    });
    expect(vertex?.value).toBeCloseTo(2.4, 12);
    expect(vertex?.point[0]).toBeCloseTo(0.4, 12);
  });

  it('is none where nothing satisfies every row', () => {
    const program = {
      cost: [1, 1],
      equal: [{ coefficients: [1, 1], right: 1 }],
      atMost: [
        { coefficients: [1, 0], right: 0.4 },
        { coefficients: [0, 1], right: 0.5 },
      ],
    };
    expect(leastVertex(program)).toBeNull();
    expect(leastVertex({ cost: [], equal: [], atMost: [{ coefficients: [], right: -1 }] })).toBeNull();
  });

  it('is no dearer than any point a grid finds, and satisfies every row', () => {
    const dice = new Dice(7);
    let found = 0;
    for (let round = 0; round < 200; round += 1) {
      const program: LinearProgram = {
        cost: [dice.real(-3, 5), dice.real(-3, 5), dice.real(0, 5)],
        equal: [{ coefficients: [1, 1, 1], right: 1 }],
        atMost: Array.from({ length: 4 }, () => ({
          coefficients: [dice.real(-1, 3), dice.real(-1, 3), dice.real(-1, 3)],
          right: dice.real(0.3, 2),
        })),
      };
      const vertex = leastVertex(program);
      let best = Infinity;
      for (let a = 0; a <= 20; a += 1)
        for (let b = 0; a + b <= 20; b += 1) {
          const point = [a / 20, b / 20, (20 - a - b) / 20];
          const dot = (row: readonly number[]) =>
            row.reduce((sum, value, i) => sum + value * (point[i] ?? 0), 0);
          if (program.atMost.every((row) => dot(row.coefficients) <= row.right))
            best = Math.min(best, dot(program.cost));
        }
      if (best < Infinity) {
        found += 1;
        expect(vertex?.value).toBeLessThanOrEqual(best + 1e-9);
      }
      if (vertex !== null)
        for (const row of program.atMost)
          expect(
            row.coefficients.reduce((sum, value, i) => sum + value * (vertex.point[i] ?? 0), 0),
          ).toBeLessThanOrEqual(row.right + 1e-12);
    }
    expect(found).toBeGreaterThan(60);
  });
});
