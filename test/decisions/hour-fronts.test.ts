import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HourFronts, LoadBuilder } from '../../solver/decisions/hour-family.js';
import type { Series } from '../../solver/sizing/types.js';

const series = (index: number, shares: readonly number[]): Series => ({
  index,
  share: Float64Array.from(shares),
  sumShareHours: shares.reduce((sum, share) => sum + share, 0),
});
/** Every hour is a class of its own. */
const frontsOf = (hours: number): HourFronts => {
  const each = Int32Array.from({ length: hours }, (_, hour) => hour);
  return new HourFronts({ representativeHour: each, classOfHour: each });
};

const shares = fc.array(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), { minLength: 12, maxLength: 12 });
const loads = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 });

describe('hour fronts', () => {
  it('the highest load of the front is the highest load of all hours, whatever the loads', () => {
    fc.assert(
      fc.property(fc.array(shares, { minLength: 1, maxLength: 3 }), loads, (profiles, weights) => {
        const all = profiles.map((profile, index) => series(index, profile));
        const front = frontsOf(12).front(all);
        const loadAt = (hour: number): number =>
          all.reduce((sum, one, index) => sum + (weights[index] ?? 0) * (one.share[hour] ?? 0), 0);
        const highest = Math.max(...Array.from({ length: 12 }, (_, hour) => loadAt(hour)));
        expect(Math.max(...front.map(loadAt))).toBe(highest);
      }),
    );
  });

  it('keeps no hour that another one dominates, and of equal hours the first', () => {
    const day = series(0, [0.2, 1, 1, 0.5]);
    const night = series(1, [1, 0.3, 0.3, 0.4]);
    const fronts = frontsOf(4);
    expect(fronts.front([day])).toEqual([1]);
    expect(fronts.front([day, night])).toEqual([0, 1, 3]);
    expect(fronts.front([])).toEqual([0]);
  });

  it('within some hours looks at those alone', () => {
    const day = series(0, [0.2, 1, 1, 0.5]);
    const fronts = frontsOf(4);
    expect(fronts.front([day], { key: 'ends', classes: [0, 3] })).toEqual([3]);
    expect(fronts.classesOf(Int32Array.of(3, 0, 3))).toEqual([0, 3]);
  });

  it('refuses a class that does not exist', () => {
    expect(() => frontsOf(2).shareAt(series(0, [1, 1]), 2)).toThrow(RangeError);
  });
});

describe('LoadBuilder', () => {
  it('gathers terms by series, and leaves out absent columns and zeros', () => {
    const one = series(0, [1]);
    const two = series(1, [1]);
    const builder = new LoadBuilder();
    expect(builder.isEmpty).toBe(true);
    builder.add(one, 3, 2);
    builder.add(two, 4, 5);
    builder.add(one, 7, 1);
    builder.add(two, -1, 9);
    builder.add(two, 8, 0);
    expect(builder.isEmpty).toBe(false);
    expect(builder.series).toEqual([one, two]);
    expect(builder.build()).toEqual([
      {
        series: one,
        terms: [
          { column: 3, coefficient: 2 },
          { column: 7, coefficient: 1 },
        ],
      },
      { series: two, terms: [{ column: 4, coefficient: 5 }] },
    ]);
  });
});
