import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { checkPoint } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { componentsOf, programOf, rowsOfParts } from '../../solver/search/reduce/components.js';
import { type Guide, RelaxationBoard } from '../../solver/search/relaxation-board.js';
import { type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { sourceOf } from './asked.js';
import { placementProgram } from './placement-program.js';

/** Programs beside one another, columns shuffled among each other, with a fixed column that stands in rows of all. */
const sideBySide = (programs: readonly Program[]): Program => {
  const builder = new ProgramBuilder();
  const one = builder.addColumn({ name: 'one', lower: 1, upper: 1 });
  builder.addCost(one, 7);
  const most = Math.max(...programs.map((program) => program.columnCount));
  const placeOf = programs.map((program) => new Int32Array(program.columnCount));
  for (let j = 0; j < most; j += 1) {
    programs.forEach((program, index) => {
      if (j >= program.columnCount) return;
      const lower = program.columnLower[j] ?? 0;
      const upper = program.columnUpper[j] ?? 0;
      const column = builder.addColumn({
        name: `${index} ${j}`,
        lower,
        upper,
        integer: program.integer[j] === 1,
      });
      builder.addCost(column, program.cost[j] ?? 0);
      placeOf[index]?.set([column], j);
    });
  }
  programs.forEach((program, index) => {
    for (let i = 0; i < program.rowCount; i += 1) {
      const terms = [{ column: one, coefficient: 1 }];
      for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k += 1)
        terms.push({
          column: placeOf[index]?.[program.rowColumn[k] ?? 0] ?? -1,
          coefficient: program.rowValue[k] ?? 0,
        });
      builder.addRow(`${index} ${i}`, terms, (program.rowLower[i] ?? 0) + 1, (program.rowUpper[i] ?? 0) + 1);
    }
  });
  return builder.build();
};

const options = (more: Partial<SearchOptions>): SearchOptions => ({
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => undefined,
  byParts: false,
  ...more,
});
const part = (seed: number, isTight = false): Program =>
  placementProgram({ seed, streams: 4, banks: 3, sites: 2, isTight });

describe('parts that share no row', () => {
  it('are found, and together have every column and row once', () => {
    const program = sideBySide([part(1), part(2), part(3)]);
    const parts = componentsOf(program, 1);
    expect(parts.length).toBeGreaterThanOrEqual(3);
    const columns = parts.flatMap((one) => [...one.columns]).sort((a, b) => a - b);
    expect(columns).toEqual(Array.from({ length: program.columnCount }, (_, j) => j));
    const rows = parts.map((one, index) => programOf(program, one, index === 0).rowCount);
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(program.rowCount);
    expect(componentsOf(program, 1000)).toHaveLength(1);
  });

  it('read from their own rows are what they are read from all', () => {
    const program = sideBySide([part(1), part(2), part(3)]);
    const parts = componentsOf(program, 1);
    const rows = rowsOfParts(program, parts);
    parts.forEach((one, index) => {
      expect(programOf(program, one, index === 0, rows[index])).toEqual(programOf(program, one, index === 0));
    });
  });

  it('cost together what the whole costs, and their bounds add up below it', async () => {
    let ran = 0;
    for (let seed = 1; seed <= 2; seed += 1) {
      const program = sideBySide([part(seed), part(seed + 50), part(seed + 100)]);
      const whole = await solveProgram(sourceOf(program), options({ apart: false }));
      const apart = await solveProgram(sourceOf(program), options({ apart: true, apartColumnsLeast: 1 }));
      expect(apart.stop).toBe('proven');
      expect(apart.detail).toContain('apart');
      expect(apart.objective ?? Number.NaN).toBeCloseTo(whole.objective ?? Number.NaN, 5);
      expect(checkPoint(program, apart.point ?? []).feasible).toBe(true);
      expect(apart.bound?.value ?? Number.NaN).toBeLessThanOrEqual((whole.objective ?? Number.NaN) + 1e-9);
      expect(apart.safeBound ?? Number.NaN).toBeLessThanOrEqual((whole.objective ?? Number.NaN) + 1e-9);
      ran += 1;
    }
    expect(ran).toBe(2);
  });

  it('make the whole infeasible where one of them is', async () => {
    // Without the rented bank and with two streams of nearly all that fits, some seed has no point.
    let infeasible = 0;
    for (let seed = 1; seed <= 12 && infeasible === 0; seed += 1) {
      const tight = part(seed, true);
      const alone = await solveProgram(sourceOf(tight), options({ apart: false }));
      if (alone.stop !== 'infeasible') continue;
      infeasible += 1;
      const program = sideBySide([part(1), tight]);
      const apart = await solveProgram(sourceOf(program), options({ apart: true, apartColumnsLeast: 1 }));
      expect(apart.stop).toBe('infeasible');
      expect(apart.point).toBeUndefined();
    }
    expect(infeasible).toBe(1);
  });

  it('take the relaxation of the same part alone from another search', async () => {
    let ran = 0;
    for (const times of [1, 3, 3]) {
      const one = part(1 + ran);
      // Same columns and rows at three times the cost: a bound of it is none of the other. Nor is that of a twin, whose
      // later rows are others.
      const other = { ...one, cost: one.cost.map((cost) => times * cost) };
      // The first part has the fixed column as well, the two others only what is theirs.
      const first = placementProgram({ seed: 9, streams: 2, banks: 2, sites: 1 });
      const program = sideBySide([first, one, other]);
      const whole = await solveProgram(sourceOf(program), options({ apart: false }));
      const board = new RelaxationBoard(RelaxationBoard.bufferFor(program.columnCount, program.rowCount), 1);
      const asked = options({ apart: true, apartColumnsLeast: 1, byParts: true });
      const told: number[] = [];
      await solveProgram(sourceOf(program), {
        ...asked,
        tellerFor: (ofPart, columns) => {
          told.push(ofPart.columnCount);
          return board.tellerFor(ofPart, columns);
        },
      });
      expect(told.slice(1)).toEqual([one.columnCount, one.columnCount]);
      // The part that was told last is the board's, whichever comes first here.
      const subjects: Guide['subject'][] = [];
      const guideFor = (ofPart: Program, columns?: Int32Array): Guide | undefined => {
        const guide = board.guideFor(ofPart, columns);
        subjects.push(guide?.subject ?? 'none');
        return guide;
      };
      const found = await solveProgram(sourceOf(program), { ...asked, guideFor });
      expect(subjects).toEqual(['other', 'other', 'own']);
      expect(found.safeBound ?? Number.NaN).toBeLessThanOrEqual((whole.objective ?? Number.NaN) + 1e-9);
      expect(found.bound?.value ?? Number.NaN).toBeLessThanOrEqual((whole.objective ?? Number.NaN) + 1e-9);
      ran += 1;
    }
    expect(ran).toBe(3);
  });
});
