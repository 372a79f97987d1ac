import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { checkPoint, objectiveOf } from '../../solver/program/check.js';
import { type Followed, FollowedStart } from '../../solver/search/followed-start.js';
import type { Guide } from '../../solver/search/relaxation-board.js';
import type { SearchOptions } from '../../solver/search/solve-program.js';
import { sourceOf } from './asked.js';
import { landOf } from './landscape.js';
import { placementProgram } from './placement-program.js';
import { guideOf, relaxedOf } from './shared-relaxation.js';

const LIMIT_MS = 60_000;
const program = placementProgram({ seed: 5, streams: 12, banks: 5, sites: 3 });

/** A clock that moves by a wait and by a look. */
const followed = (
  guide: (clock: { readonly spentMs: number }) => Guide,
  more: Partial<SearchOptions> = {},
): { readonly found: Followed; readonly spentMs: number; readonly waits: number } => {
  const clock = { spentMs: 0 };
  let waits = 0;
  const made = guide(clock);
  const timed: Guide = {
    get subject() {
      return made.subject;
    },
    get isNew() {
      return made.isNew;
    },
    read: () => made.read(),
    pause: (mostMs) => {
      waits += 1;
      clock.spentMs += mostMs;
    },
  };
  const timeLeftMs = (): number => {
    clock.spentMs += 1;
    return LIMIT_MS - clock.spentMs;
  };
  const options = { engine: highs, linearEngine: highs, gapFraction: 0, timeLeftMs, ...more };
  const found = new FollowedStart(sourceOf(program), options, timed).run();
  return { found, spentMs: clock.spentMs, waits };
};

/** Everyone rents: the first column of each demand row. */
const poorPlan = (): Float64Array => {
  const { program: whole, shape } = landOf(program);
  const point = Float64Array.from(whole.columnLower);
  for (const row of shape.demandRows) point[whole.rowColumn[whole.rowStart[row] ?? 0] ?? 0] = 1;
  if (!checkPoint(whole, point).feasible) throw new Error('no plan');
  return point;
};

/** Shows nothing until a time, and then one. */
const lateGuide =
  (relaxed: Awaited<ReturnType<typeof relaxedOf>>, fromMs: number, subject: Guide['subject'] = 'own') =>
  (clock: { readonly spentMs: number }): Guide => {
    let isRead = false;
    return {
      subject,
      get isNew() {
        return !isRead && clock.spentMs >= fromMs;
      },
      pause: () => {},
      read: () => {
        if (isRead || clock.spentMs < fromMs) return undefined;
        isRead = true;
        return relaxed;
      },
    };
  };

describe('a search that waits for the relaxation of another', () => {
  it('takes it at its end, without a step where its plan is far off', async () => {
    const end = await relaxedOf(program, true);
    const start = poorPlan();
    const { found, spentMs, waits } = followed(lateGuide(end, 10_000), { start });
    expect(spentMs).toBeGreaterThanOrEqual(10_000);
    expect(spentMs).toBeLessThan(11_000);
    expect(waits).toBeGreaterThan(40);
    expect(found).toMatchObject({ isFinal: true, isLate: false });
    expect(found.sifted).toMatchObject({ bound: end.bound, point: end.point, reduced: end.reduced });
    expect([...(found.point ?? [])]).toEqual([...start]);
  });

  it.each([
    ['nobody names a program', 'none', 15_000],
    ['another program is worked on', 'other', 1000],
    ['nothing is told of it', 'own', 30_000],
  ] as const)('leaves the relaxation to itself where %s', async (_, subject, mostMs) => {
    const { found, spentMs } = followed(() => guideOf([], subject));
    expect(found.sifted).toBeUndefined();
    expect(spentMs).toBeGreaterThanOrEqual(mostMs);
    expect(spentMs).toBeLessThan(mostMs + 500);
  });

  it('takes what there is after half of the time', async () => {
    const open = await relaxedOf(program);
    const { found, spentMs } = followed(lateGuide(open, 5000));
    expect(found).toMatchObject({ isFinal: false, isLate: true, newest: open });
    expect(found.sifted?.bound).toBe(open.bound);
    expect(spentMs).toBeGreaterThanOrEqual(30_000);
    expect(spentMs).toBeLessThan(31_000);
  });

  it('waits for nothing where no clock decides, and ends when it is called off', async () => {
    const timeLeftMs = (): undefined => undefined;
    const none = followed(() => guideOf([]), { timeLeftMs });
    expect([none.found.sifted, none.waits]).toEqual([undefined, 0]);
    const open = await relaxedOf(program);
    expect(followed(() => guideOf([open]), { timeLeftMs }).found.sifted?.bound).toBe(open.bound);
    let asked = 0;
    const isCancelled = (): boolean => {
      asked += 1;
      return asked > 5;
    };
    expect(followed(() => guideOf([]), { isCancelled }).waits).toBeLessThan(10);
  });

  it('improves the plan of a problem much like this one meanwhile, and hands it to parts once it is near and steps gain no more', async () => {
    const open = await relaxedOf(program);
    const start = poorPlan();
    const first = objectiveOf(program, start);
    // Far from the bound it is no plan to go on from, whatever problem it was of: it waits for the end.
    const low = { ...open, bound: 0 };
    const far = followed(lateGuide(low, 0), { start, isWarm: true });
    const reached = checkPoint(program, far.found.point ?? []);
    expect(reached.feasible).toBe(true);
    expect(reached.objective).toBeLessThan(first - 1e-6);
    expect(far.found.isLate).toBe(true);
    const near = { ...open, bound: 0.99 * reached.objective };
    const { found, spentMs } = followed(lateGuide(near, 0), { start, isWarm: true });
    expect(objectiveOf(program, found.point ?? [])).toBeLessThan(first - 1e-6);
    expect(found).toMatchObject({ isFinal: false, isLate: false });
    expect(spentMs).toBeLessThan(30_000);
    // The plan of no such problem is left as it is until it is near.
    const cold = followed(lateGuide(low, 0), { start });
    expect([...(cold.found.point ?? [])]).toEqual([...start]);
  });

  it('hears plans of others while it waits', async () => {
    const end = await relaxedOf(program, true);
    const point = poorPlan();
    let looks = 0;
    const foreign = () => {
      looks += 1;
      return looks === 3 ? { point, objective: objectiveOf(program, point) } : undefined;
    };
    const { found } = followed(lateGuide(end, 5000), { foreign });
    expect(looks).toBeGreaterThan(3);
    expect([...(found.point ?? [])]).toEqual([...point]);
  });
});
