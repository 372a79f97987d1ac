import { describe, expect, it } from 'vitest';
import { placeIt, tryPlace, violationsOf } from '../support/placing.js';
import {
  agents,
  chat,
  lease,
  onDemand,
  site,
  smallProblem,
  smallWith,
  training,
} from '../support/small-problem.js';

const towns = ['town', 'village'].map((id) => ({
  id,
  jurisdiction: 'DE',
  zone: 'UTC',
  accessRttMs: 0,
  accessJitterMs: 0,
}));
const links = towns.flatMap(({ id: from }) =>
  ['a', 'b', 'cloud'].map((to) => ({ from, to, rttMs: 10, jitterMs: 1 })),
);
const leases = (aUnits: number) => [
  lease('a-lease', 'a', 1000, { unitsMax: aUnits }),
  lease('b-lease', 'b', 3000),
];
/** Half the demand, 2 units, from each of two places. */
const halves = [
  { location: 'town', shareFraction: 0.5 },
  { location: 'village', shareFraction: 0.5 },
];
const twoTowns = (split: Parameters<typeof chat>[1], aUnits: number) =>
  smallWith({
    locations: towns,
    network: { links },
    workloads: [chat('chat', { origins: halves, ...split })],
    offers: leases(aUnits),
  });

describe('split', () => {
  it('minShare: a quarter at b is a sliver below 0.25 and none at it', async () => {
    const problem = (minShareFraction: number) =>
      smallWith({
        workloads: [chat('chat', { split: { kind: 'minShare', minShareFraction } })],
        offers: leases(3),
      });
    const quarter = await placeIt(problem(0.25));
    expect(quarter.share('chat@town', 'b')).toBeCloseTo(0.25, 9);
    expect(quarter.cost).toBeCloseTo(3 * 1000 + 3000, 6);
    // At least 0.3 at b takes 1.2 units there: 2, and with them 2 at a are enough.
    const more = await placeIt(problem(0.3));
    expect(more.cost).toBeCloseTo(2 * 1000 + 2 * 3000, 6);
  });

  it('perLocation: 3 units at a hold one place whole; free, they hold one and a half', async () => {
    const free = await placeIt(twoTowns({}, 3));
    expect(free.cost).toBeCloseTo(3 * 1000 + 1 * 3000, 6);
    const whole = await placeIt(twoTowns({ split: { kind: 'perLocation' } }, 3));
    expect(whole.cost).toBeCloseTo(2 * 1000 + 2 * 3000, 6);
    expect(whole.plan.placements.map((one) => one.shareFraction)).toEqual([1, 1]);
  });

  it('oneSite: all of it at a with 4 units, all of it at b with 3', async () => {
    expect((await placeIt(twoTowns({ split: { kind: 'oneSite' } }, 4))).cost).toBeCloseTo(4 * 1000, 6);
    expect((await placeIt(twoTowns({ split: { kind: 'oneSite' } }, 3))).cost).toBeCloseTo(4 * 3000, 6);
  });

  it('oneSite may divide between banks of the site, oneOffer may not', async () => {
    const offers = [
      lease('a-lease', 'a', 1000, { unitsMax: 3 }),
      onDemand('a-hour', 'a', 0.2),
      lease('b-lease', 'b', 3000),
    ];
    const problem = (kind: 'oneSite' | 'oneOffer') =>
      smallWith({ workloads: [chat('chat', { split: { kind } })], offers });
    // The fourth unit by the hour: 0.2 x 8,760 = 1,752. All four: 7,008.
    expect((await placeIt(problem('oneSite'))).cost).toBeCloseTo(3 * 1000 + 1752, 6);
    expect((await placeIt(problem('oneOffer'))).cost).toBeCloseTo(7008, 6);
  });

  it('oneOffer: streams of both places in one bank', async () => {
    expect((await placeIt(twoTowns({ split: { kind: 'oneOffer' } }, 4))).cost).toBeCloseTo(4 * 1000, 6);
    expect((await placeIt(twoTowns({ split: { kind: 'oneOffer' } }, 3))).cost).toBeCloseTo(4 * 3000, 6);
  });

  it('copies: two of 0.75 of the load, 3 units each, in two failure domains', async () => {
    const copies = chat('chat', { split: { kind: 'copies', copies: 2, copyLoadFraction: 0.75 } });
    const answer = await placeIt(smallWith({ workloads: [copies], offers: leases(50) }));
    expect(answer.share('chat@town', 'a')).toBe(1);
    expect(answer.share('chat@town', 'b')).toBe(1);
    expect(answer.cost).toBeCloseTo(3 * 1000 + 3 * 3000, 6);
    const oneDomain = smallWith({
      workloads: [copies],
      offers: leases(50),
      sites: ['a', 'b'].map((id) => site(id, { failureDomain: 'river' })),
      network: { links: links.filter((one) => one.from === 'town' && one.to !== 'cloud') },
    });
    expect(await tryPlace(oneDomain)).toBeUndefined();
  });

  it('training is whole: 3 units at a and the rest elsewhere will not do', async () => {
    const answer = await placeIt(smallWith({ workloads: [training()], offers: leases(3) }));
    expect(answer.share('train@town', 'b')).toBe(1);
    expect(answer.cost).toBeCloseTo(4 * 3000, 6);
  });

  it('sameSite ties the runtime of agents to their inference, share by share', async () => {
    // By the hour, memory costs 2 units x 1 x 8,760 at the region. Tied, nothing runs there; free, inference may.
    const problem = (sameSite: boolean) =>
      smallWith({
        workloads: [agents('agents', { sameSite })],
        offers: [lease('a-lease', 'a', 1000, { unitsMax: 2 }), lease('b-lease', 'b', 3000, { unitsMax: 3 })],
      });
    // a: 2 units carry half of the inference and all 200 GiB; b: 2 units carry the other half.
    const free = await placeIt(problem(false));
    expect(free.cost).toBeCloseTo(2 * 1000 + 2 * 3000, 6);
    const tied = await placeIt(problem(true));
    expect(tied.share('agents@town', 'a')).toBeCloseTo(tied.share('agents@town#runtime', 'a'), 9);
  });

  it('objects to what each way of dividing forbids', async () => {
    const answer = await placeIt(smallProblem());
    const bSite = answer.prepared.candidates.candidates.find((one) => one.bank.site.id === 'b');
    const [placement] = answer.plan.placements;
    if (!placement || !bSite) throw new Error('chat stands at a and may stand at b');
    const plan = {
      ...answer.plan,
      placements: [
        { ...placement, shareFraction: 0.8 },
        { ...placement, bank: bSite.bank.id, site: 'b', shareFraction: 0.2 },
      ],
    };
    const objections = (split: Parameters<typeof chat>[1]) => {
      const workload = { ...answer.prepared.problem.workloads[0], ...split };
      const streams = answer.prepared.candidates.demand.streams.map((one) =>
        Object.assign(one, { workload }),
      );
      const { candidates } = answer.prepared;
      const changed = {
        ...answer.prepared,
        candidates: { ...candidates, demand: { ...candidates.demand, streams } },
      };
      return violationsOf(changed, plan)
        .filter((one) => one.rule === 'split')
        .map((one) => one.subject);
    };
    expect(objections({ split: { kind: 'free' } })).toEqual([]);
    expect(objections({ split: { kind: 'minShare', minShareFraction: 0.2 } })).toEqual([]);
    expect(objections({ split: { kind: 'minShare', minShareFraction: 0.21 } })).toEqual([
      'chat@town at b, least share',
    ]);
    expect(objections({ split: { kind: 'perLocation' } })).toEqual(['chat@town, banks']);
    expect(objections({ split: { kind: 'oneSite' } })).toEqual(['chat, sites']);
    expect(objections({ split: { kind: 'oneOffer' } })).toEqual(['chat inference, banks']);
  });
});
