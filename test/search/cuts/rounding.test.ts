import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from '../../../solver/program/builder.js';
import { checkPoint } from '../../../solver/program/check.js';
import type { Program } from '../../../solver/program/program.js';
import { transpose } from '../../../solver/program/transpose.js';
import { baseRows } from '../../../solver/search/cuts/base-rows.js';
import { type Cut, efficacyOf } from '../../../solver/search/cuts/cut.js';
import { chosenCuts } from '../../../solver/search/cuts/pool.js';
import { RowCuts } from '../../../solver/search/cuts/row-cuts.js';
import { RowSum } from '../../../solver/search/cuts/row-sum.js';
import { RowsAtPoint } from '../../../solver/search/cuts/rows-at-point.js';
import { variableBounds } from '../../../solver/search/cuts/variable-bounds.js';

const none = Number.NEGATIVE_INFINITY;
const term = (column: number, coefficient: number) => ({ column, coefficient });

const cutsFrom = (program: Program, row: number, point: readonly number[]): Cut[] => {
  const base = baseRows(program, program.rowCount);
  const rows = new RowsAtPoint(base, variableBounds(base), Float64Array.from(point));
  return new RowCuts(rows, transpose(program)).from(row);
};

/** One share of a load on whole units: need x <= units. */
const loadProgram = (need: number): Program => {
  const builder = new ProgramBuilder();
  const share = builder.addColumn({ name: 'share', lower: 0, upper: 1, integer: true });
  const units = builder.addColumn({ name: 'units', lower: 0, upper: 5, integer: true });
  builder.addRow('load', [term(share, need), term(units, -1)], none, 0);
  return builder.build();
};

/** What a cut says of the units where the share is one, as upper - values . (1, 0) over the units' coefficient. */
const leastUnits = (cut: Cut): number => {
  const of = (column: number): number => cut.values[cut.columns.indexOf(column)] ?? 0;
  return (cut.upper - of(0)) / of(1);
};

describe('mixed-integer rounding', () => {
  it('asks for three units under a load of 2.5: 2.5 x <= u rounds to 3 x <= u', () => {
    const [cut] = cutsFrom(loadProgram(2.5), 0, [1, 2.5]);
    expect(cut).toBeDefined();
    if (!cut) return;
    expect(leastUnits(cut)).toBeCloseTo(3, 9);
    // Nothing is asked where the share is not taken.
    expect(cut.upper).toBeCloseTo(0, 9);
  });

  it('asks for no unit more than a check of points does', () => {
    const program = loadProgram(2 + 5e-7);
    expect(checkPoint(program, [1, 2]).feasible).toBe(true);
    for (const units of [1.4, 1.7, 2]) {
      for (const cut of cutsFrom(program, 0, [1, units]))
        expect(efficacyOf(cut, [1, 2])).toBeLessThanOrEqual(0);
    }
  });

  it('ties whole units to an opening by their own most: k + p <= 70 y, k <= 4 rounds to k <= 4 y', () => {
    const builder = new ProgramBuilder();
    const kept = builder.addColumn({ name: 'kept', lower: 0, upper: 4, integer: true });
    const packs = builder.addColumn({ name: 'packs', lower: 0, upper: 66, integer: true });
    const open = builder.addColumn({ name: 'open', lower: 0, upper: 1, integer: true });
    builder.addRow('open', [term(kept, 1), term(packs, 1), term(open, -70)], none, 0);
    const [cut] = cutsFrom(builder.build(), 0, [4, 0, 4 / 70]);
    expect(cut).toBeDefined();
    if (!cut) return;
    expect(efficacyOf(cut, [4, 0, 1])).toBeCloseTo(0, 9);
    expect(efficacyOf(cut, [4, 0, 0.9])).toBeGreaterThan(0);
    expect(efficacyOf(cut, [0, 0, 0])).toBeCloseTo(0, 9);
  });

  it('finds nothing at a whole point', () => {
    expect(cutsFrom(loadProgram(2.5), 0, [1, 3])).toEqual([]);
  });
});

describe('a sum of rows', () => {
  it('takes out tiny coefficients at what their columns can make of them', () => {
    const program = loadProgram(1);
    const sum = new RowSum(program);
    sum.add(0, 1, 1);
    sum.add(1, -1, 1e-12);
    sum.addRight(1, 1);
    const cut = sum.cut();
    expect(cut?.columns).toEqual(Int32Array.of(0));
    // Five units times 1e-12, and no less.
    expect((cut?.upper ?? 0) - 1).toBeGreaterThanOrEqual(5e-12);
    expect((cut?.upper ?? 0) - 1).toBeLessThan(6e-12);
  });

  it('raises the right side by the rounding of its coefficients', () => {
    const sum = new RowSum(loadProgram(1));
    sum.add(1, 0.1, 0.1);
    sum.addRight(1, 1);
    expect(sum.upper).toBeGreaterThan(1);
    expect(sum.upper).toBeLessThan(1 + 1e-14);
  });
});

describe('the cuts of a round', () => {
  const cut = (values: readonly number[], upper: number): Cut => ({
    columns: Int32Array.from(values, (_, index) => index),
    values: Float64Array.from(values),
    upper,
  });
  const point = Float64Array.of(1, 1, 1);

  it('come by distance, without those that cut much the same', () => {
    const best = cut([1, 1, 0], 1);
    const same = cut([1, 1.1, 0], 1.5);
    const other = cut([0, 0, 1], 0.5);
    expect(chosenCuts([other, same, best], point, 10)).toEqual([best, other]);
  });

  it('are no more than asked for, and none that is not broken', () => {
    const kept = cut([1, 0, 0], 1);
    expect(chosenCuts([kept], point, 10)).toEqual([]);
    expect(chosenCuts([cut([1, 0, 0], 0), cut([0, 1, 0], 0)], point, 1)).toHaveLength(1);
  });
});
