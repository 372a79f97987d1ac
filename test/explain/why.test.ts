import { describe, expect, it } from 'vitest';
import { why } from '../../solver/explain/why.js';
import { placeIt } from '../support/placing.js';
import { agents, chat, lease, onDemand, site, smallProblem, smallWith } from '../support/small-problem.js';

describe('why', () => {
  it('costs of the stream here and at the next best places, units on top', async () => {
    const { plan, prepared } = await placeIt(smallProblem());
    const { streams } = why(prepared.problem, plan, { workload: 'chat' });
    expect(streams).toMatchObject([
      {
        stream: 'chat@town',
        here: [{ site: 'a', shareFraction: 1, needUnits: 4, servedBy: 'point llm-on-gpu', rttMs: 10 }],
        nextBest: [{ site: 'b' }, { site: 'cloud' }],
        excluded: [],
      },
    ]);
    const costs = [...(streams[0]?.here ?? []), ...(streams[0]?.nextBest ?? [])].map((one) => [
      one.directPresentWorth,
      one.unitsPresentWorth,
    ]);
    expect(costs).toEqual([
      [0, 4000],
      [0, 12_000],
      [35_040, 0],
    ]);
  });

  it('counts the memory that the runtime of agents needs: 200 GiB are 2 units', async () => {
    const { plan, prepared } = await placeIt(smallWith({ workloads: [agents()] }));
    const runtime = why(prepared.problem, plan, { workload: 'agents' }).streams.find((one) =>
      one.stream.endsWith('#runtime'),
    );
    expect(runtime?.here).toMatchObject([{ site: 'a', unitsPresentWorth: 2000, servedBy: 'host memory' }]);
  });

  it('names what is ruled out with its figures', async () => {
    const input = smallWith({
      workloads: [chat('chat', { slo: { percentile: 95, networkRttMs: 50 } })],
      network: {
        links: [
          { from: 'town', to: 'a', rttMs: 10, jitterMs: 1 },
          { from: 'town', to: 'b', rttMs: 80, jitterMs: 1 },
        ],
      },
    });
    const { plan, prepared } = await placeIt(input);
    const [stream] = why(prepared.problem, plan, { workload: 'chat' }).streams;
    expect(stream?.excluded.map((one) => [one.site, one.code])).toEqual([
      ['b', 'network-rtt'],
      ['cloud', 'no-path'],
    ]);
    expect(stream?.excluded[0]?.message).toMatch(/81.*50/);
  });

  it('asked about one site, speaks of that one', async () => {
    const { plan, prepared } = await placeIt(smallProblem());
    const [stream] = why(prepared.problem, plan, { workload: 'chat', site: 'cloud' }).streams;
    expect(stream?.here.map((one) => one.site)).toEqual(['a']);
    expect(stream?.nextBest.map((one) => one.site)).toEqual(['cloud']);
  });

  it('lists the sources of what it shows', async () => {
    const input = smallWith({
      offers: [
        lease('a-lease', 'a', 1000, { source: 'a letter', asOf: '2026-01-01' }),
        onDemand('cloud-hour', 'cloud', 1),
      ],
      sites: [site('a'), site('b'), site('cloud')],
    });
    const { plan, prepared } = await placeIt(input);
    expect(why(prepared.problem, plan, { workload: 'chat' }).sources).toEqual([
      { what: 'workload chat', source: 'not stated', asOf: null },
      { what: 'model llm', source: 'not stated', asOf: null },
      { what: 'point llm-on-gpu', source: 'round figure', asOf: null },
      { what: 'offer a-lease', source: 'a letter', asOf: '2026-01-01' },
      { what: 'offer cloud-hour', source: 'not stated', asOf: null },
      { what: 'silicon gpu', source: 'not stated', asOf: null },
      { what: 'tariff free', source: 'not stated', asOf: null },
      { what: 'link town to a', source: 'not stated', asOf: null },
      { what: 'link town to cloud', source: 'not stated', asOf: null },
    ]);
  });

  it('lists what was assumed of the offers, sites and places it shows, and of no others', async () => {
    const { plan, prepared } = await placeIt(smallProblem());
    const assumed = (pointer: string) => ({
      pointer,
      value: 1,
      unit: 'ratio',
      source: 'set',
      asOf: '2026-01-01',
    });
    const indexOf = (list: readonly { readonly id: string }[], id: string): number =>
      list.findIndex((one) => one.id === id);
    const { sites, offers } = prepared.problem;
    const pointers = [
      `/workloads/0/targetUtilisationFraction`,
      `/sites/${indexOf(sites, 'a')}/pue`,
      `/offers/0/packingEfficiencyFraction`,
      `/locations/0/accessRttMs`,
      '/network/estimate/baseMs',
      `/offers/${offers.length}/lifeYears`,
      `/sites/${sites.length}/pue`,
    ];
    const problem = { ...prepared.problem, assumptions: pointers.map(assumed) };
    const { assumptions } = why(problem, plan, { workload: 'chat' });
    // No path is an estimate, and the last two name entries that are not shown.
    expect(assumptions.map((one) => one.pointer)).toEqual(pointers.slice(0, 4));
  });

  it('refuses a workload or a site that is not there', async () => {
    const { plan, prepared } = await placeIt(smallProblem());
    expect(() => why(prepared.problem, plan, { workload: 'talk' })).toThrow(RangeError);
    expect(() => why(prepared.problem, plan, { workload: 'chat', site: 'moon' })).toThrow(RangeError);
  });
});
