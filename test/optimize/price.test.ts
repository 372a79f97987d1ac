import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { pricePlan } from '../../solver/optimize/price.js';
import type { Plan } from '../../solver/plan/types.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import type { PlacementRow } from '../../solver/result.js';
import { richProblem } from '../rules/rich-problem.js';
import { parsed, placeIt, tryPlace } from '../support/placing.js';
import { randomProblem } from '../support/random-problem.js';
import { agents, chat, lease, onDemand, smallProblem, smallWith } from '../support/small-problem.js';

const engines = [glpk, highs];
const price = (input: ProblemInput, rows: readonly PlacementRow[]) =>
  pricePlan(parsed(input), rows, { engines });
/** A plan as a planner would write it down. */
const rowsOf = (plan: Plan): PlacementRow[] =>
  plan.placements
    .filter((one) => one.shareFraction > 0)
    .map((one) => {
      const offer = plan.banks.find((bank) => bank.id === one.bank)?.offers[0];
      if (offer === undefined) throw new Error(`bank ${one.bank} has no offer`);
      return {
        workload: one.workload,
        location: one.location,
        part: one.part,
        offer,
        shareFraction: one.shareFraction,
      };
    });

describe('a plan priced', () => {
  it('all at b: 4 units of 3,000', async () => {
    const priced = await price(smallProblem(), [{ workload: 'chat', offer: 'b-lease', shareFraction: 1 }]);
    expect(priced).toMatchObject({ kind: 'priced', broken: [], violations: [], problems: [] });
    expect(priced.plan?.objective).toBeCloseTo(12_000, 6);
  });

  it('half by the hour', async () => {
    const priced = await price(smallProblem(), [
      { workload: 'chat', location: 'town', offer: 'a-lease', shareFraction: 0.5 },
      { workload: 'chat', location: 'town', offer: 'cloud-hour', shareFraction: 0.5 },
    ]);
    expect(priced.plan?.objective).toBeCloseTo(2 * 1000 + 2 * 8760, 6);
  });

  it('of agents, both parts where the row names none', async () => {
    const priced = await price(smallWith({ workloads: [agents()] }), [
      { workload: 'agents', offer: 'a-lease', shareFraction: 1 },
    ]);
    expect(priced.plan?.placements.map((one) => one.part)).toEqual(['inference', 'runtime']);
    expect(priced.plan?.objective).toBeCloseTo(4000, 6);
  });

  it('stands beside the rules it breaks, with the figures', async () => {
    const input = smallWith({
      rules: [{ id: 'home', requirement: { attribute: 'site.jurisdiction', allIn: ['DE'] } }],
      workloads: [chat('chat', { slo: { percentile: 95, networkRttMs: 10 } })],
      network: {
        links: [
          { from: 'town', to: 'a', rttMs: 5, jitterMs: 1 },
          { from: 'town', to: 'b', rttMs: 5, jitterMs: 1 },
          { from: 'town', to: 'cloud', rttMs: 20, jitterMs: 1 },
        ],
      },
    });
    const priced = await price(input, [{ workload: 'chat', offer: 'cloud-hour', shareFraction: 1 }]);
    expect(priced.kind).toBe('priced');
    expect(priced.plan?.objective).toBeCloseTo(35_040, 6);
    expect(priced.broken).toMatchObject([
      { requirement: 'rule home', site: 'cloud', actual: 'IE' },
      { requirement: 'networkRttMs', site: 'cloud', actual: '21 ms', limit: '10 ms' },
    ]);
  });

  it('stands beside the limits it goes beyond', async () => {
    const input = smallWith({
      offers: [lease('a-lease', 'a', 1000), onDemand('cloud-hour', 'cloud', 1, { unitsMax: 1 })],
      pins: [{ workload: 'chat', site: 'a' }],
    });
    const priced = await price(input, [{ workload: 'chat', offer: 'cloud-hour', shareFraction: 1 }]);
    expect(priced.kind).toBe('priced');
    expect(priced.violations.map((one) => [one.rule, one.actual, one.limit])).toEqual([
      ['capacity', 4, 1],
      ['pin-or-ban', 1, 0],
    ]);
  });

  it('says which rows make no sense', async () => {
    const problems = async (rows: readonly PlacementRow[]) =>
      (await price(smallProblem(), rows)).problems.join('\n');
    expect(await problems([{ workload: 'chat', offer: 'a-lease', shareFraction: 0.5 }])).toContain(
      'add up to 0.5',
    );
    expect(await problems([{ workload: 'talk', offer: 'a-lease', shareFraction: 1 }])).toContain(
      'row 1: workload talk',
    );
    expect(await problems([{ workload: 'chat', offer: 'c-lease', shareFraction: 1 }])).toContain(
      'offer c-lease',
    );
    expect(
      await problems([{ workload: 'chat', location: 'sea', offer: 'a-lease', shareFraction: 1 }]),
    ).toContain('cannot run');
    expect(await problems([{ workload: 'chat', offer: 'a-lease', shareFraction: 2 }])).toContain('share 2');
  });
});

describe('what the optimizer placed, priced', () => {
  it('costs what the plan costs, for small problems of every kind', async () => {
    const inputs = [
      smallProblem(),
      smallWith({ workloads: [agents()] }),
      smallWith({ offers: [lease('a-lease', 'a', 1000, { unitsMax: 3 }), lease('b-lease', 'b', 3000)] }),
    ];
    for (const input of inputs) {
      const { plan } = await placeIt(input);
      const priced = await price(input, rowsOf(plan));
      expect(priced).toMatchObject({ kind: 'priced', broken: [], violations: [], problems: [] });
      expect(priced.plan?.objective).toBeCloseTo(plan.objective, 2);
    }
  });

  it('costs what the plan costs, for random problems, unless it lists a limit that the price left aside', async () => {
    let compared = 0;
    for (let seed = 0; seed < 30; seed += 1) {
      for (const family of ['indivisible', 'divisible'] as const) {
        const { input } = randomProblem(seed, family);
        const answer = await tryPlace(input, { engines: [highs], engine: 'highs' });
        if (!answer) continue;
        const priced = await price(input, rowsOf(answer.plan));
        const name = `seed ${seed} ${family}`;
        expect([priced.kind, priced.broken], name).toEqual(['priced', []]);
        // Never more than the plan: its own units are one way to run it.
        expect(priced.plan?.objective, name).toBeLessThanOrEqual(answer.plan.objective + 0.02);
        // Standby is no row, and units are derived without limits on them: what is then broken is listed.
        if (priced.violations.length > 0) continue;
        compared += 1;
        expect(
          Math.abs((priced.plan?.objective ?? Number.NaN) - answer.plan.objective),
          name,
        ).toBeLessThanOrEqual(0.02);
      }
    }
    expect(compared).toBeGreaterThan(25);
  });

  it('prices the rich problem without a word against it but what its standby was for', async () => {
    const input = richProblem();
    const { plan } = await placeIt(input);
    const priced = await price(input, rowsOf(plan));
    expect(priced.kind).toBe('priced');
    expect(priced.broken).toEqual([]);
  });
});

describe('a plan that breaks two rules at once', () => {
  it('lists both, not only the first', async () => {
    const input = smallWith({
      rules: [
        { id: 'parent', requirement: { attribute: 'operator.ultimateParentJurisdiction', allIn: ['FR'] } },
        { id: 'entity', requirement: { attribute: 'operator.legalEntityJurisdiction', allIn: ['FR'] } },
      ],
    });
    const { broken } = await price(input, [{ workload: 'chat', offer: 'b-lease', shareFraction: 1 }]);
    expect(broken.map((one) => one.requirement)).toEqual(['rule parent', 'rule entity']);
  });
});
