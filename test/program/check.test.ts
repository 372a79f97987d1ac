import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { checkPoint, objectiveOf, roundIntegers } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { fixed, fixedIntegers, relaxed } from '../../solver/program/relax.js';
import { soundProgram } from '../../solver/program/sound.js';

const sample = (): Program => {
  const builder = new ProgramBuilder();
  const x = builder.addColumn({ name: 'x', lower: 0, upper: 10, integer: true });
  const y = builder.addColumn({ name: 'y', lower: -5, upper: 5 });
  builder.addCost(x, 3);
  builder.addCost(y, -1);
  const terms = [
    { column: x, coefficient: 1000 },
    { column: y, coefficient: 1 },
  ];
  builder.addRow('r', terms, 1000, Number.POSITIVE_INFINITY);
  return builder.build();
};

describe('checkPoint', () => {
  it('recomputes activity and objective', () => {
    const check = checkPoint(sample(), [2, 1]);
    expect(check).toMatchObject({ objective: 5, feasible: true, rowViolation: 0, worstRow: -1 });
    expect([...check.rowActivity]).toEqual([2001]);
  });

  it('sees a broken row, bound and integer, and names the row', () => {
    expect(checkPoint(sample(), [0, 1])).toMatchObject({ feasible: false, worstRow: 0 });
    expect(checkPoint(sample(), [2, 6]).boundViolation).toBeCloseTo(0.2, 12);
    expect(checkPoint(sample(), [2, 6]).feasible).toBe(false);
    expect(checkPoint(sample(), [1.5, 0])).toMatchObject({ integralityViolation: 0.5, feasible: false });
  });

  it('judges a row by the size of its numbers', () => {
    expect(checkPoint(sample(), [1, -5e-4]).feasible).toBe(true);
    expect(checkPoint(sample(), [1, -5e-3]).feasible).toBe(false);
    expect(checkPoint(sample(), [1, -5e-3], 1e-5).feasible).toBe(true);
  });

  it('never finds NaN feasible, and refuses a point of another length', () => {
    expect(checkPoint(sample(), [Number.NaN, 0]).feasible).toBe(false);
    expect(checkPoint(sample(), [2, Number.NaN]).feasible).toBe(false);
    expect(() => checkPoint(sample(), [1])).toThrow('1 values');
  });

  it('adds the objective up with compensation', () => {
    const builder = new ProgramBuilder();
    for (const cost of [1e16, 1, -1e16]) {
      builder.addCost(builder.addColumn({ name: 'c', lower: 1, upper: 1 }), cost);
    }
    expect(objectiveOf(builder.build(), [1, 1, 1])).toBe(1);
  });

  it('rounds integers and clamps the rest into their bounds', () => {
    expect([...roundIntegers(sample(), [1.9999999, 5.0000001])]).toEqual([2, 5]);
    expect(Object.is(roundIntegers(sample(), [-1e-9, 0])[0], 0)).toBe(true);
  });
});

describe('relaxed and fixed', () => {
  it('drops integrality and leaves the original alone', () => {
    const program = sample();
    expect([...relaxed(program).integer]).toEqual([0, 0]);
    expect([...program.integer]).toEqual([1, 0]);
  });

  it('fixes columns, and refuses to widen them', () => {
    const program = sample();
    expect(fixed(program, [1], [2])).toMatchObject({ columnLower: Float64Array.of(0, 2) });
    expect(() => fixed(program, [1], [6])).toThrow('x1 cannot be fixed at 6');
    expect(() => fixed(program, [9], [0])).toThrow('x9');
    const linear = fixedIntegers(program, [1.9999, 0.3]);
    expect([...linear.columnUpper, ...linear.integer]).toEqual([2, 5, 0, 0]);
  });
});

describe('soundProgram', () => {
  it('returns a sound program as it is and merges like terms of another', () => {
    const program = sample();
    expect(soundProgram(program)).toBe(program);
    const twice = {
      ...program,
      rowStart: Int32Array.of(0, 3),
      rowColumn: Int32Array.of(1, 0, 1),
      rowValue: Float64Array.of(2, 5, 3),
    };
    expect(soundProgram(twice)).toMatchObject({
      rowStart: Int32Array.of(0, 2),
      rowColumn: Int32Array.of(0, 1),
      rowValue: Float64Array.of(5, 5),
    });
  });

  it.each([
    ['a cost that is NaN', { cost: Float64Array.of(1, Number.NaN) }],
    ['an infinite column', { columnUpper: Float64Array.of(1, Number.POSITIVE_INFINITY) }],
    ['crossed bounds', { columnLower: Float64Array.of(11, 0) }],
    ['an unknown column', { rowColumn: Int32Array.of(0, 2) }],
    ['a coefficient that is NaN', { rowValue: Float64Array.of(Number.NaN, 1) }],
    ['a row bound that is NaN', { rowLower: Float64Array.of(Number.NaN) }],
    ['arrays of different lengths', { integer: Uint8Array.of(1) }],
  ])('refuses %s', (_, wrong) => {
    expect(() => soundProgram({ ...sample(), ...wrong })).toThrow('not sound');
  });
});
