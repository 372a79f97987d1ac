import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LazyHours } from '../../solver/compile/lazy-hours.js';
import { HourFronts } from '../../solver/decisions/hour-family.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { checkPoint } from '../../solver/program/check.js';
import type { Series } from '../../solver/sizing/types.js';

const HOURS = 24;
const each = Int32Array.from({ length: HOURS }, (_, hour) => hour);

/** Two loads and a capacity that carries them: share1[h] x 3 x0 + share2[h] x 2 x1 - x2 <= upper. */
const setUp = (profiles: readonly (readonly number[])[], upper: number) => {
  const builder = new ProgramBuilder();
  for (const name of ['x0', 'x1', 'x2']) builder.addColumn({ name, lower: 0, upper: 100 });
  const fronts = new HourFronts({ representativeHour: each, classOfHour: each });
  const series = profiles.map(
    (profile, index): Series => ({
      index,
      share: Float64Array.from(profile),
      sumShareHours: profile.reduce((sum, share) => sum + share, 0),
    }),
  );
  const hours = new LazyHours(builder, fronts);
  hours.add({
    name: 'bank',
    loads: series.map((one, index) => ({ series: one, terms: [{ column: index, coefficient: 3 - index }] })),
    fixed: [{ column: 2, coefficient: -1 }],
    upper,
    classes: fronts.front(series),
  });
  const loadAt = (hour: number, point: Float64Array): number =>
    series.reduce((sum, one, index) => sum + (one.share[hour] ?? 0) * (3 - index) * (point[index] ?? 0), 0) -
    (point[2] ?? 0);
  return {
    builder,
    hours,
    excess: (point: Float64Array) => Math.max(...Array.from(each, (hour) => loadAt(hour, point))) - upper,
  };
};

const profile = fc.array(
  fc.integer({ min: 0, max: 20 }).map((share) => share / 20),
  { minLength: HOURS, maxLength: HOURS },
);
const value = fc.integer({ min: 0, max: 50 }).map((tenths) => tenths / 10);
const points = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 6 });

describe('lazy hour rows', () => {
  it('say of every point what all 24 hours say of it, and add rows until the program says so too', () => {
    fc.assert(
      fc.property(profile, profile, points, (one, other, tried) => {
        const { builder, hours, excess } = setUp([one, other], 1);
        for (const values of tried) {
          const point = Float64Array.from(values);
          const isBroken = excess(point) > 1e-5;
          expect(hours.holds(point)).toBe(!isBroken);
          for (let round = 0; hours.addViolated(point) > 0; round += 1) expect(round).toBeLessThan(HOURS);
          expect(checkPoint(builder.build(), point).feasible).toBe(!isBroken);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('start with the peak of each series and the highest sum, and never write an hour twice', () => {
    const up = Array.from({ length: HOURS }, (_, hour) => hour / (HOURS - 1));
    const down = [...up].reverse();
    const { builder, hours } = setUp([up, down], 1);
    // Peaks at 23 and 0; the sum 3 up + 2 down is highest at 23.
    expect(builder.build().rowNames).toEqual(['bank h0', 'bank h23']);
    expect(hours.rowOf(0)).toEqual({ family: 'bank', hourClass: 0 });
    expect(hours.rowOf(7)).toBeUndefined();
    const all = Float64Array.of(10, 10, 0);
    let added = 0;
    for (let now = hours.addViolated(all); now > 0; now = hours.addViolated(all)) {
      expect(now).toBeLessThanOrEqual(3);
      added += now;
    }
    expect(added).toBe(HOURS - 2);
    expect(new Set(builder.build().rowNames).size).toBe(HOURS);
  });

  it('a family of few hours is written whole', () => {
    const { builder } = setUp([Array.from({ length: HOURS }, (_, hour) => (hour < 12 ? 1 : 0.5))], 1);
    expect(builder.build().rowNames).toEqual(['bank h0']);
  });
});
