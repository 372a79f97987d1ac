import fc from 'fast-check';
import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export const randomStream = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

export interface Shape {
  readonly columns: number;
  readonly rows: number;
  readonly integer: boolean;
  /** Widest column. */
  readonly width: number;
  /** Rows and costs are multiplied by powers of ten from 10^-decades to 10^decades. */
  readonly decades: number;
}

/** A random program with a feasible whole point, one-sided, two-sided and equality rows. */
export const randomProgram = (seed: number, shape: Shape): Program => {
  const next = randomStream(seed);
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const scale = (): number => 10 ** whole(-shape.decades, shape.decades);
  const builder = new ProgramBuilder();
  const inside: number[] = [];
  for (let j = 0; j < shape.columns; j++) {
    const lower = whole(-3, 2);
    const upper = lower + whole(0, shape.width);
    builder.addColumn({ name: `c${j}`, lower, upper, integer: shape.integer });
    inside.push(whole(lower, upper));
  }
  const costScale = scale();
  for (let j = 0; j < shape.columns; j++) builder.addCost(j, whole(-9, 9) * costScale);
  for (let i = 0; i < shape.rows; i++) {
    const factor = scale();
    const terms = inside.flatMap((_, column) =>
      next() < 0.7 ? [{ column, coefficient: whole(-9, 9) * factor }] : [],
    );
    const activity = terms.reduce(
      (sum, { column, coefficient }) => sum + coefficient * (inside[column] ?? 0),
      0,
    );
    const kind = next();
    const below = kind < 0.15 ? 0 : whole(0, 4) * factor;
    const above = kind < 0.15 ? 0 : whole(0, 4) * factor;
    const lower = kind < 0.55 ? activity - below : Number.NEGATIVE_INFINITY;
    const upper = kind < 0.15 || kind > 0.35 ? activity + above : Number.POSITIVE_INFINITY;
    builder.addRow(`row${i}`, terms, lower, upper);
  }
  return builder.build();
};

/** Small enough to be solved by trying every point. */
export const smallIntegerProgram: fc.Arbitrary<Program> = fc
  .record({
    seed: fc.nat(),
    columns: fc.integer({ min: 1, max: 4 }),
    rows: fc.integer({ min: 0, max: 4 }),
    width: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ seed, columns, rows, width }) =>
    randomProgram(seed, { columns, rows, integer: true, width, decades: 5 }),
  );
