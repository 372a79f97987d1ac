import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';
import { choicesOf } from '../../solver/search/reduce/choices.js';
import { isOnlySmallParts, solveApart } from '../../solver/search/solve-apart.js';
import { type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { randomStream } from '../program/random-programs.js';

/** Streams with costs of their places; `limit` holds the first places of all streams to so much together. */
const choosing = (costs: readonly (readonly number[])[], limit?: number): Program => {
  const builder = new ProgramBuilder();
  const columns = costs.map((places, stream) =>
    places.map((cost, place) => {
      const column = builder.addColumn({ name: `${stream} at ${place}`, lower: 0, upper: 1, integer: true });
      builder.addCost(column, cost);
      return column;
    }),
  );
  columns.forEach((places, stream) => {
    const terms = places.map((column) => ({ column, coefficient: 1 }));
    builder.addRow(`assign ${stream}`, terms, 1, 1);
  });
  if (limit !== undefined) {
    const firsts = columns.map(([first = 0]) => ({ column: first, coefficient: 1 }));
    builder.addRow('limit', firsts, Number.NEGATIVE_INFINITY, limit);
  }
  return builder.build();
};

const options: SearchOptions = {
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => undefined,
};

describe('rows that choose one of their own columns', () => {
  it('take the cheapest, the first of equals: 3 + 2 = 5', () => {
    const choices = choicesOf(
      choosing([
        [5, 3, 3],
        [2, 9],
      ]),
    );
    expect(choices.count).toBe(2);
    expect([...choices.chosen]).toEqual([1, 3]);
    expect(choices.bound).toBeLessThanOrEqual(5);
    expect(choices.bound).toBeCloseTo(5, 12);
  });

  it('are none where another row holds their columns', () => {
    const tied = choosing(
      [
        [1, 3],
        [2, 9],
      ],
      1,
    );
    expect(choicesOf(tied).count).toBe(0);
  });

  it('leave nothing to search for where a program is nothing else', () => {
    const next = randomStream(7);
    const costs = Array.from({ length: 40 }, () => Array.from({ length: 9 }, () => Math.round(100 * next())));
    expect(isOnlySmallParts(choosing(costs))).toBe(true);
    expect(isOnlySmallParts(choosing(costs, 3))).toBe(false);
  });

  it('cost with the other parts what a tree says of the whole', async () => {
    let ran = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const next = randomStream(seed);
      const costs = Array.from({ length: 8 }, () =>
        Array.from({ length: 4 }, () => Math.round(100 * next())),
      );
      const program = choosing(costs);
      const tied = choosing(costs, 2);
      for (const one of [program, tied]) {
        const source = { program: () => one, addViolated: () => 0 };
        const whole = await solveProgram(source, { ...options, apart: false });
        const apart = await solveApart(source, options, (part, more) => solveProgram(part, more), 1);
        if (!apart) continue;
        ran += 1;
        expect(apart.stop).toBe('proven');
        expect(apart.objective).toBeCloseTo(whole.objective ?? Number.NaN, 9);
      }
    }
    expect(ran).toBeGreaterThanOrEqual(10);
  });
});
