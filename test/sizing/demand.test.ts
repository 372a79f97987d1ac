import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../solver/outcome.js';
import { sizeDemand } from '../../solver/sizing/index.js';
import type { Stream } from '../../solver/sizing/types.js';
import { agents, first, inference, location, only, problemWith, training } from './support.js';

const day = { id: 'day', values: [...Array(8).fill(0), ...Array(8).fill(2), ...Array(8).fill(1)] };

const streamsOf = (parts: Parameters<typeof problemWith>[0]): readonly Stream[] =>
  sizeDemand(problemWith(parts)).streams;
const streamOf = (parts: Parameters<typeof problemWith>[0]): Stream => first(streamsOf(parts));
/** The year's requests counted hour by hour from the peak. */
const counted = ({ peakRequestsPerSecond, series }: Stream): number =>
  series.share.reduce((sum, share) => sum + share * peakRequestsPerSecond * 3600, 0);

describe('inference demand', () => {
  it('turns each way to state it into requests a year', () => {
    const requests = (demand: ReturnType<typeof inference>['demand']): number =>
      streamOf({ workloads: [inference({ demand })] }).requestsPerYear;
    expect(requests({ requestsPerDay: 1000 })).toBe(365_000);
    expect(requests({ requestsPerMonth: 1000 })).toBe(12_000);
    expect(requests({ users: 50, requestsPerUserDay: 4 })).toBe(50 * 4 * 365);
    // 800 tokens a request: 8,000,000 tokens a day are 10,000 requests a day.
    expect(requests({ tokensPerDay: 8_000_000 })).toBeCloseTo(3_650_000, 6);
    // Flat: 2 a second in each of 31,536,000 seconds.
    expect(requests({ peakRequestsPerSecond: 2 })).toBeCloseTo(2 * 31_536_000, 6);
    expect(requests({ requestsPerBusyHour: 7200 })).toBeCloseTo(2 * 31_536_000, 6);
  });

  it('has 366 days in a leap reference year', () => {
    const { horizon } = problemWith();
    const stream = streamOf({
      horizon: { ...horizon, referenceYear: 2028 },
      workloads: [inference({ demand: { requestsPerDay: 1000 } })],
    });
    expect(stream.requestsPerYear).toBe(366_000);
  });

  it('finds the peak under the shape of the day', () => {
    // 8 hours at 2, 8 at 1, 8 at 0: sumShape / peakShape is (16 + 8) / 2 = 12 hours a day.
    // 43,200 requests a day in 12 hours at full load: 43,200 / (12 x 3,600) = 1 a second.
    const stream = streamOf({
      profiles: [day],
      workloads: [inference({ profile: 'day', demand: { requestsPerDay: 43_200 } })],
    });
    expect(stream.peakRequestsPerSecond).toBeCloseTo(1, 12);
    expect(stream.series.sumShareHours).toBeCloseTo(12 * 365, 8);
  });

  it('gives the same stream from a busy hour and from its volume', () => {
    const parts = { profiles: [day] };
    const byHour = streamOf({
      ...parts,
      workloads: [inference({ profile: 'day', demand: { requestsPerBusyHour: 3600 } })],
    });
    const byDay = streamOf({
      ...parts,
      workloads: [inference({ profile: 'day', demand: { requestsPerDay: byHour.requestsPerYear / 365 } })],
    });
    expect(byHour.peakRequestsPerSecond).toBe(1);
    expect(byHour.requestsPerYear).toBeCloseTo(3600 * 12 * 365, 4);
    expect(byDay.peakRequestsPerSecond).toBeCloseTo(1, 12);
    expect(counted(byHour)).toBeCloseTo(counted(byDay), 4);
  });

  it('splits a volume between origins so that the hours of each add up to its share', () => {
    const locations = [
      location({ id: 'munich' }),
      location({ id: 'melbourne', jurisdiction: 'AU', zone: 'Australia/Melbourne' }),
      location({ id: 'boston', jurisdiction: 'US', zone: 'America/New_York' }),
    ];
    const link = (from: string) => ({ from, to: 'muc-edge', rttMs: 9, jitterMs: 1 });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 168, maxLength: 168 }),
        fc.integer({ min: 1, max: 98 }),
        (values, percent) => {
          fc.pre(values.some((value) => value > 0));
          const streams = streamsOf({
            locations,
            network: { links: locations.map(({ id }) => link(id)) },
            profiles: [{ id: 'week', values }],
            workloads: [
              inference({
                profile: 'week',
                demand: { requestsPerDay: 1e6 },
                origins: [
                  { location: 'munich', shareFraction: percent / 100 },
                  { location: 'melbourne', shareFraction: (99 - percent) / 100 },
                  { location: 'boston', shareFraction: 0.01 },
                ],
              }),
            ],
          });
          for (const stream of streams) {
            const wanted = stream.originShareFraction * 1e6 * 365;
            expect(stream.requestsPerYear).toBeCloseTo(wanted, 3);
            expect(Math.abs(counted(stream) - wanted)).toBeLessThan(1e-9 * Math.max(1, wanted));
          }
          expect(streams.reduce((sum, stream) => sum + stream.originShareFraction, 0)).toBeCloseTo(1, 12);
        },
      ),
      { numRuns: 20, seed: 1 },
    );
  });

  it('reads mean and p95 of tokens', () => {
    const stream = streamOf({
      workloads: [inference({ inputTokens: { mean: 600, p95: 2000 }, outputTokens: 50 })],
    });
    expect(stream.inputTokens).toEqual({ mean: 600, p95: 2000 });
    expect(stream.outputTokens).toEqual({ mean: 50, p95: 50 });
  });
});

describe('agents', () => {
  it('have an inference and a runtime stream at each origin', () => {
    // 60 agents x 10 / 60 a second x 0.25 active = 2.5 requests a second on average, and at the peak of a flat shape.
    const streams = streamsOf({ workloads: [agents()] });
    expect(streams.map(({ id, part, index }) => [id, part, index])).toEqual([
      ['helpers@munich', 'inference', 0],
      ['helpers@munich#runtime', 'runtime', 1],
    ]);
    const [inferring, runtime] = streams;
    expect(inferring?.peakRequestsPerSecond).toBeCloseTo(2.5, 12);
    expect(inferring?.requestsPerYear).toBeCloseTo(2.5 * 31_536_000, 4);
    expect(inferring?.hostMemoryGiB).toBe(0);
    // 60 agents x 16 GiB at all hours.
    expect(runtime?.hostMemoryGiB).toBe(960);
    expect(runtime?.series.sumShareHours).toBe(8760);
    expect([runtime?.peakRequestsPerSecond, runtime?.requestsPerYear]).toEqual([0, 0]);
  });

  it('hold memory only while active if they are suspended when idle', () => {
    // At the peak 0.25 x 24 / 12 = half of them are active: 960 x 0.5 = 480 GiB, following the profile.
    const [inferring, runtime] = streamsOf({
      profiles: [day],
      workloads: [agents({ profile: 'day', suspendedWhenIdle: true })],
    });
    expect(runtime?.hostMemoryGiB).toBeCloseTo(480, 9);
    expect(runtime?.series).toBe(inferring?.series);
    // 2.5 a second on average, twice that at the peak.
    expect(inferring?.peakRequestsPerSecond).toBeCloseTo(5, 10);
  });

  it('share the workload by the number of agents', () => {
    const locations = [location(), location({ id: 'bonn' })];
    const links = locations.map(({ id }) => ({ from: id, to: 'muc-edge', rttMs: 2, jitterMs: 1 }));
    const streams = streamsOf({
      locations,
      network: { links },
      workloads: [
        agents({
          origins: [
            { location: 'munich', agents: 30 },
            { location: 'bonn', agents: 10 },
          ],
        }),
      ],
    });
    expect(streams.map((stream) => stream.originShareFraction)).toEqual([0.75, 0.75, 0.25, 0.25]);
  });

  it('are refused when more of them would be active than there are', () => {
    // Half of the week at full load; how much of the year that is depends on the weekday it ends on.
    const working = { id: 'working', values: Array.from({ length: 168 }, (_, hour) => (hour < 84 ? 1 : 0)) };
    // 2026 has 52 weeks (52 x 84 = 4,368) and a Thursday more, hours 72 to 95 of the week: 12 before hour 84.
    const parts = (activeHoursFraction: number) => ({
      locations: [location({ zone: 'UTC' })],
      profiles: [working],
      workloads: [agents({ profile: 'working', activeHoursFraction })],
    });
    const series = streamOf(parts(0.4)).series;
    expect(series.sumShareHours).toBe(4380);
    const most = series.sumShareHours / 8760;
    expect(streamOf(parts(most)).peakRequestsPerSecond).toBeCloseTo(10, 9);
    let issues: readonly unknown[] = [];
    try {
      sizeDemand(problemWith(parts(most + 0.001)));
    } catch (error) {
      if (error instanceof InputError) issues = error.issues;
    }
    expect(issues).toMatchObject([
      { code: 'inconsistent', pointer: '/workloads/0/activeHoursFraction', unit: 'fraction' },
    ]);
  });
});

describe('training', () => {
  it('is one indivisible stream at its data, in its allowed hours', () => {
    const nights = Array.from({ length: 24 }, (_, hour) => hour < 6);
    const stream = streamOf({
      workloads: [training({ deadlineHours: 100, allowedHours: { zone: 'UTC', hours: nights } })],
    });
    expect(stream).toMatchObject({ id: 'cycle@munich', part: 'training', isIndivisible: true, copies: 1 });
    expect(stream.series.sumShareHours).toBe(6 * 365);
  });

  it('is refused when its runs do not fit the allowed hours of the year', () => {
    // The reader allows for one day more than there is; sizing counts 365 x 6 = 2,190 hours exactly.
    const nights = Array.from({ length: 24 }, (_, hour) => hour < 6);
    const parts = (deadlineHours: number) => ({
      workloads: [training({ deadlineHours, runsPerYear: 2, allowedHours: { zone: 'UTC', hours: nights } })],
    });
    expect(streamsOf(parts(1095)).length).toBe(1);
    expect(() => streamsOf(parts(1096))).toThrow(/2190 allowed hours/);
  });
});

describe('streams', () => {
  it('stand in the order of workloads and origins, with one series for one shape', () => {
    const locations = [location(), location({ id: 'paris', jurisdiction: 'FR', zone: 'Europe/Paris' })];
    const links = locations.map(({ id }) => ({ from: id, to: 'muc-edge', rttMs: 2, jitterMs: 1 }));
    const demand = sizeDemand(
      problemWith({
        locations,
        network: { links },
        profiles: [day],
        workloads: [
          training({ acceleratorHours: 100 }),
          inference({
            profile: 'day',
            origins: [
              { location: 'paris', shareFraction: 0.5 },
              { location: 'munich', shareFraction: 0.5 },
            ],
          }),
        ],
      }),
    );
    expect(demand.streams.map((stream) => stream.id)).toEqual(['cycle@munich', 'chat@paris', 'chat@munich']);
    expect(demand.streams.map((stream) => stream.series.index)).toEqual([0, 1, 1]);
    expect(demand.series.length).toBe(2);
    // Shares 1, 0.5 and 0 beside a flat one.
    expect(demand.hourClasses.representativeHour.length).toBe(3);
  });

  it('are indivisible for perLocation, oneOffer and copies, and carry their copies', () => {
    const of = (split: NonNullable<ReturnType<typeof inference>['split']>): Stream =>
      streamOf({ workloads: [inference({ split })] });
    expect(of({ kind: 'free' }).isIndivisible).toBe(false);
    expect(of({ kind: 'minShare', minShareFraction: 0.2 }).isIndivisible).toBe(false);
    expect(of({ kind: 'oneSite' }).isIndivisible).toBe(false);
    expect(of({ kind: 'perLocation' }).isIndivisible).toBe(true);
    expect(of({ kind: 'oneOffer' }).isIndivisible).toBe(true);
    const copied = of({ kind: 'copies', copies: 2, copyLoadFraction: 0.7 });
    expect(copied).toMatchObject({ isIndivisible: true, copies: 2, copyLoadFraction: 0.7 });
    expect(only([copied], (one) => one.requestsPerYear === 86_400 * 365)).toBe(copied);
  });
});
