import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { checkPoint } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { restricted } from '../../solver/program/restrict.js';
import { transpose } from '../../solver/program/transpose.js';
import { randomProgram, randomStream } from './random-programs.js';

/** Two streams x, y of a site: 3x + 2y <= 4 units, x <= open, y <= open. */
const site = (): Program => {
  const builder = new ProgramBuilder();
  for (const name of ['x', 'y', 'open']) builder.addColumn({ name, lower: 0, upper: 1, integer: true });
  builder.addColumn({ name: 'units', lower: 0, upper: 5, integer: true });
  const row = (name: string, coefficients: readonly number[], upper: number): void => {
    builder.addRow(
      name,
      coefficients.flatMap((coefficient, column) => (coefficient === 0 ? [] : [{ column, coefficient }])),
      Number.NEGATIVE_INFINITY,
      upper,
    );
  };
  row('load', [3, 2, 0, -1.5], 0);
  row('x at site', [1, 0, -1], 0);
  row('y at site', [0, 1, -1], 0);
  return builder.build();
};

describe('a program with most columns fixed', () => {
  it('has a row of one free column as the bounds of that column', () => {
    expect(site().rowCount).toBe(3);
    // x stays: 3 <= 1.5 units, 1 <= open; y is at 0 and asks nothing.
    const part = restricted(site(), Uint8Array.of(0, 0, 1, 1), [1, 0, 1, 2]);
    expect(part?.program.rowCount).toBe(0);
    expect([...(part?.program.columnLower ?? [])]).toEqual([1, 2]);
    expect([...(part?.program.columnUpper ?? [])]).toEqual([1, 5]);
  });

  it('keeps rows of several free columns', () => {
    const part = restricted(site(), Uint8Array.of(0, 1, 1, 1), [1, 0, 1, 2]);
    expect(part?.program.rowCount).toBe(2);
    expect([...(part?.program.columnLower ?? [])]).toEqual([0, 1, 0]);
  });

  it('is none where a row of one column leaves it no value', () => {
    const program = site();
    const narrow = { ...program, columnUpper: Float64Array.of(1, 1, 1, 1) };
    expect(restricted(narrow, Uint8Array.of(0, 0, 0, 1), [1, 0, 1, 2])).toBeUndefined();
  });

  it('has just those points that the whole has around the base', () => {
    let points = 0;
    let kept = 0;
    let bounded = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, byColumns) => {
        const shape = { columns: 6, rows: 5, integer: true, width: 3, decades: 0 };
        const program = randomProgram(seed, shape);
        const next = randomStream(seed + 1);
        const isFree = Uint8Array.from({ length: shape.columns }, () => (next() < 0.5 ? 1 : 0));
        const base = [...program.columnLower].map(
          (lower, j) => lower + Math.floor(next() * ((program.columnUpper[j] ?? 0) - lower + 1)),
        );
        const isSound = checkPoint(program, Float64Array.from(base)).feasible;
        // Rows of fixed columns alone are only looked at where the base may break them.
        const entries = byColumns && isSound ? transpose(program) : undefined;
        const part = restricted(program, isFree, base, entries);
        const { columnLower, columnUpper } = program;
        const visit = (j: number, point: number[]): void => {
          if (j < shape.columns) {
            const from = isFree[j] === 1 ? (columnLower[j] ?? 0) : (base[j] ?? 0);
            const to = isFree[j] === 1 ? (columnUpper[j] ?? 0) : (base[j] ?? 0);
            for (let value = from; value <= to; value += 1) visit(j + 1, [...point, value]);
            return;
          }
          points += 1;
          const inWhole = checkPoint(program, Float64Array.from(point)).feasible;
          const inPart = part !== undefined && checkPoint(part.program, part.narrow(point)).feasible;
          expect(inPart).toBe(inWhole);
          if (inPart && part) {
            kept += 1;
            expect([...part.widen(part.narrow(point))]).toEqual(point);
          }
        };
        visit(0, []);
        if (part?.columns.some((j, at) => part.program.columnLower[at] !== columnLower[j])) bounded += 1;
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(points).toBeGreaterThan(5000);
    expect(kept).toBeGreaterThan(200);
    expect(bounded).toBeGreaterThan(20);
  });
});
