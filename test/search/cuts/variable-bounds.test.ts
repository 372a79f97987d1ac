import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from '../../../solver/program/builder.js';
import { baseRows } from '../../../solver/search/cuts/base-rows.js';
import { type VariableBound, variableBounds } from '../../../solver/search/cuts/variable-bounds.js';

const none = Number.NEGATIVE_INFINITY;

/** a x + z - b y <= u. */
const boundsOf = (lowerOfOther: number, isWhole: boolean, right: number): readonly VariableBound[] => {
  const builder = new ProgramBuilder();
  const x = builder.addColumn({ name: 'x', lower: 0, upper: 6, integer: isWhole });
  const z = builder.addColumn({ name: 'z', lower: lowerOfOther, upper: 2, integer: true });
  const y = builder.addColumn({ name: 'y', lower: 0, upper: 1, integer: true });
  const terms = [
    { column: x, coefficient: 1 },
    { column: z, coefficient: 1 },
    { column: y, coefficient: -4 },
  ];
  builder.addRow('open', terms, none, right);
  const program = builder.build();
  const { ofColumn, bounding } = variableBounds(baseRows(program, 1));
  if (ofColumn.size > 0) expect([...bounding]).toEqual([y]);
  return ofColumn.get(x) ?? [];
};

describe('variable bounds', () => {
  it('read x <= 4 y from x + z - 4 y <= 0 with z never negative', () => {
    expect(boundsOf(0, true, 0)).toEqual([{ by: 2, factor: 4, most: 0, isWhole: true }]);
  });

  it('are widened by what a check forgives where the column is not whole', () => {
    const [bound] = boundsOf(0, false, 1);
    expect(bound?.isWhole).toBe(false);
    expect(bound?.factor).toBeGreaterThanOrEqual(4);
    expect(bound?.most).toBeGreaterThan(1);
    expect(bound?.most).toBeLessThan(1 + 1e-4);
  });

  it('are not read where another column may be negative and make room', () => {
    expect(boundsOf(-1, true, 0)).toEqual([]);
  });

  it('give no more than the column may have anyway', () => {
    expect(boundsOf(0, true, 3)).toEqual([{ by: 2, factor: 3, most: 3, isWhole: true }]);
  });

  it('are not read where the row leaves the column alone', () => {
    expect(boundsOf(0, true, 6)).toEqual([]);
  });
});
