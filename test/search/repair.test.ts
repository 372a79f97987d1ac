import { describe, expect, it } from 'vitest';
import { safeBound } from '../../solver/program/bound.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';
import { reducedCosts, transpose } from '../../solver/program/transpose.js';
import { hybridGradient } from '../../solver/search/linear/hybrid-gradient.js';
import { Repair } from '../../solver/search/linear/repair.js';
import { shapeOf } from '../../solver/search/linear/shape.js';
import { placementProgram } from './placement-program.js';

/** So many copies among places that cost 1, 4 and 6, each taken once at most. */
const copies = (count: number): Program => {
  const builder = new ProgramBuilder();
  const terms = [1, 4, 6].map((cost, index) => {
    const column = builder.addColumn({ name: `place ${index}`, lower: 0, upper: 1, integer: true });
    builder.addCost(column, cost);
    return { column, coefficient: 1 };
  });
  builder.addRow('copies', terms, count, count);
  return builder.build();
};

const repairedBound = (program: Program, multipliers: Float64Array): number => {
  const repair = new Repair(program, shapeOf(program));
  const repaired = repair.repaired(program, { multipliers, reduced: reducedCosts(program, multipliers) });
  // What it says of reduced costs is what they are.
  const exact = reducedCosts(program, repaired.multipliers);
  repaired.reduced.forEach((value, j) => {
    expect(value).toBeCloseTo(exact[j] ?? Number.NaN, 6);
  });
  return safeBound(program, repaired.multipliers);
};

describe('repaired multipliers', () => {
  it('pay for as many columns as a demand row needs: 1, and 1 + 4', () => {
    // One copy is worth 1. Two are worth 4 each, of which the first place is owed 3 back: 8 - 3.
    for (const start of [0, 100]) {
      expect(repairedBound(copies(1), Float64Array.of(start))).toBeCloseTo(1, 9);
      expect(repairedBound(copies(2), Float64Array.of(start))).toBeCloseTo(5, 9);
    }
  });
});

describe('the first-order method', () => {
  it('brings point and multipliers near the optimum of the relaxation', () => {
    let ran = 0;
    for (let seed = 1; seed <= 5; seed += 1) {
      const program = placementProgram({ seed, streams: 20, banks: 8, sites: 4 });
      const start = {
        point: Float64Array.from(program.columnLower),
        multipliers: new Float64Array(program.rowCount),
      };
      const limits = { iterations: 3000, isOver: () => false };
      const { point, multipliers } = hybridGradient(program, transpose(program), start, limits);
      const bound = repairedBound(program, multipliers);
      const cost = point.reduce((sum, value, j) => sum + value * (program.cost[j] ?? 0), 0);
      // Weak duality from both sides: at a point that keeps the rows nearly, both meet at the optimum.
      expect(Math.abs(cost - bound) / Math.abs(cost)).toBeLessThan(0.05);
      ran += 1;
    }
    expect(ran).toBe(5);
  });

  it('stops when it is told to', () => {
    const program = placementProgram({ seed: 1, streams: 20, banks: 8, sites: 4 });
    let asked = 0;
    const start = {
      point: Float64Array.from(program.columnLower),
      multipliers: new Float64Array(program.rowCount),
    };
    const isOver = (): boolean => {
      asked += 1;
      return asked > 3;
    };
    hybridGradient(program, transpose(program), start, { iterations: 1000, isOver });
    expect(asked).toBe(4);
  });
});
