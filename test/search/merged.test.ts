import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPoint } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { likeStreamsOf } from '../../solver/search/reduce/alike.js';
import { Merging } from '../../solver/search/reduce/merged.js';
import { type Guide, RelaxationBoard, type TellRelaxed } from '../../solver/search/relaxation-board.js';
import { solveMerged } from '../../solver/search/solve-merged.js';
import { solveProgram } from '../../solver/search/solve-program.js';
import { exact } from '../program/exact.js';
import { proof, sourceOf } from './asked.js';
import { likeProgram } from './like-program.js';

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
        const off = await solveProgram(sourceOf(program), proof({ merged: false }));
        const on = await solveProgram(sourceOf(program), proof());
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

  it('are one in what searches share as well: the relaxation told is that of the merged program', async () => {
    const program = likeProgram({ seed: 3, kinds: [[1, 1, 2]], banks: 3, sites: 2, isWhole: false });
    const board = new RelaxationBoard(RelaxationBoard.bufferFor(program.columnCount, program.rowCount), 1);
    const lengths = new Set<number>();
    const tellerFor = (one: Program): TellRelaxed => {
      lengths.add(one.columnCount);
      return board.tellerFor(one) ?? (() => {});
    };
    const told = await solveProgram(sourceOf(program), proof({ byParts: true, tellerFor }));
    expect(told.detail).toContain('like streams');
    expect(lengths.size).toBe(1);
    expect([...lengths][0]).toBeLessThan(program.columnCount);
    // Who merges nothing has another program, and takes nothing of this one.
    expect(board.guideFor(program)).toMatchObject({ subject: 'other', isNew: false });
    const guided: string[] = [];
    const guideFor = (one: Program): Guide | undefined => {
      const guide = board.guideFor(one);
      guided.push(guide?.subject ?? 'none');
      return guide;
    };
    const found = await solveProgram(sourceOf(program), proof({ byParts: true, guideFor }));
    expect(guided).toEqual(['own']);
    expect(found.detail).toContain('like streams');
    expect(found.objective).toBeCloseTo(told.objective ?? Number.NaN, 6);
    expect(found.safeBound).toBe(told.safeBound);
  });

  it('are not made where they save too little to be worth a copy', async () => {
    // Three streams as one save most of two thirds of their columns.
    const program = likeProgram({ seed: 3, kinds: [[1, 1, 2]], banks: 3, sites: 2, isWhole: false });
    const merged = (savedLeast: number) => solveMerged(sourceOf(program), proof(), solveProgram, savedLeast);
    expect((await merged(0.1))?.detail).toContain('like streams');
    expect(await merged(0.7)).toBeUndefined();
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
