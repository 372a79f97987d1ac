import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { Incumbent } from '../../solver/search/incumbent.js';
import { program } from '../engines/programs.js';

/** Two places of up to 4 units at 5 and 3 each, of which 3 are kept together. */
const offering = (start: readonly number[]) => {
  const whole = program(
    [
      [5, 0, 4],
      [3, 0, 4],
    ],
    [[[1, 1], 3, Number.POSITIVE_INFINITY]],
    true,
  );
  const source = { program: () => whole, addViolated: () => 0 };
  const incumbent = new Incumbent(source, {
    engine: glpk,
    linearEngine: glpk,
    gapFraction: 0,
    timeLeftMs: () => undefined,
  });
  incumbent.offer(Float64Array.from(start));
  const gain = (point: readonly number[], columns: readonly number[], foreign?: readonly number[]) =>
    incumbent.offerPart(Float64Array.from(point), columns, foreign && Float64Array.from(foreign));
  return { incumbent, gain };
};

describe('the gain of a part', () => {
  it('is what its point costs less, where no other search has found anything', () => {
    const { incumbent, gain } = offering([4, 4]);
    expect(gain([3, 4], [0])).toBe(5);
    expect(gain([4, 4], [0])).toBe(0);
    expect(incumbent.objective).toBe(27);
  });

  it('leaves out what another search has gained elsewhere, both taken together', () => {
    const { incumbent, gain } = offering([4, 4]);
    // The other: 32 to 26. Both: 16, of which the part has two units of 5.
    expect(gain([2, 4], [0], [4, 2])).toBe(10);
    expect(incumbent.objective).toBe(16);
    expect([...(incumbent.point ?? [])]).toEqual([2, 2]);
  });

  it('is none where the other has found more and the two do not hold together', () => {
    const { incumbent, gain } = offering([4, 4]);
    // The other: 13. The part: 17. Both would keep two units.
    expect(gain([1, 4], [0], [2, 1])).toBe(0);
    expect(incumbent.objective).toBe(13);
    expect(offering([4, 4]).gain([4, 1], [1], [1, 2])).toBe(0);
  });

  it('is what it has beyond the other, where it alone is the better', () => {
    const { incumbent, gain } = offering([4, 4]);
    // The other: 23. The part: 17. Both would keep two units.
    expect(gain([1, 4], [0], [4, 1])).toBe(6);
    expect(incumbent.objective).toBe(17);
  });

  it('counts a point of another search that is no better as nothing', () => {
    const { gain } = offering([2, 4]);
    expect(gain([1, 4], [0], [4, 4])).toBe(5);
  });
});
