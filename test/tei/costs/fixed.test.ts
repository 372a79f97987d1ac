import { describe, expect, it } from 'vitest';
import { COST_IDS } from '../../../solver/plan/types.js';
import { COST_COMPONENTS } from '../../../solver/tei/costs/index.js';
import { amountOf, CLOUD, EDGE, entriesOf, fixture, presentWorthOf, problemOf } from '../fixture.js';

describe('the components', () => {
  it('are one for each id, in the order of the bill', () => {
    expect(COST_COMPONENTS.map((component) => component.id)).toEqual([...COST_IDS]);
  });

  it('are cash, but for carbon that is not paid, penalties and latency', () => {
    const { decisions } = fixture(problemOf());
    const shadow = COST_COMPONENTS.filter((component) => component.nature(decisions) === 'shadow');
    expect(shadow.map((component) => component.id)).toEqual(['carbon', 'rulePenalty', 'latency']);
  });
});

describe('siteOpening and siteRunning', () => {
  it('are paid by open sites: 20,000 at the start, 6,000 a year over 3 years = 18,000', () => {
    const one = fixture(problemOf(() => {}, { years: 3 }));
    const plan = { open: { 'muc-edge': 1, 'fra-cloud': 1 } };
    expect(presentWorthOf(entriesOf(one, 'siteOpening', plan))).toBe(20_000);
    expect(presentWorthOf(entriesOf(one, 'siteRunning', plan))).toBe(18_000);
    expect(entriesOf(one, 'siteRunning', { open: { 'muc-edge': 0 } })).toEqual([]);
  });

  it('waive only the opening of a site that is open, and escalate with the site', () => {
    const one = fixture(
      problemOf(
        (problem) => {
          Object.assign(problem.sites[0] ?? {}, { alreadyOpen: true, escalationFraction: 0.5 });
        },
        { years: 2 },
      ),
    );
    expect(entriesOf(one, 'siteOpening', { open: { 'muc-edge': 1 } })).toEqual([]);
    // 6,000 x (1.5 + 2.25)
    expect(presentWorthOf(entriesOf(one, 'siteRunning', { open: { 'muc-edge': 1 } }))).toBe(22_500);
  });
});

describe('costs of a workload, wherever it runs', () => {
  it('orchestration: 50,000 a year over 3 years at 0 % = 150,000', () => {
    const one = fixture(
      problemOf(
        (problem) => {
          Object.assign(problem.workloads[0] ?? {}, { orchestrationCostPerYear: 50_000 });
        },
        { years: 3 },
      ),
    );
    const entries = entriesOf(one, 'orchestration', {});
    expect(entries).toMatchObject([{ workload: 'assistant', amount: 50_000, presentWorth: 150_000 }]);
  });

  it('training work: 2 runs x (1,000,000 + 500,000) = 3,000,000 a year', () => {
    const one = fixture(
      problemOf((problem) => {
        problem.workloads = [
          {
            id: 'train',
            kind: 'training',
            acceleratorHours: 1000,
            referenceSilicon: 'gpu-80',
            precision: 'bf16',
            gangUnits: 8,
            runsPerYear: 2,
            deadlineHours: 500,
            dataLocation: 'munich',
            dataGB: 0,
            interruptible: false,
            dataPreparationCostPerRun: 1_000_000,
            engineeringCostPerRun: 500_000,
          },
        ];
      }),
    );
    const entries = entriesOf(one, 'trainingWork', {});
    expect(entries.map((entry) => [entry.item, entry.amount])).toEqual([
      ['data preparation', 2_000_000],
      ['engineering', 1_000_000],
    ]);
  });

  it('agent tools: 200 agents x 15 x 12 months = 36,000 a year', () => {
    const one = fixture(
      problemOf((problem) => {
        problem.locations.push({
          id: 'berlin',
          jurisdiction: 'DE',
          zone: 'Europe/Berlin',
          accessRttMs: 8,
          accessJitterMs: 2,
        });
        problem.workloads = [
          {
            id: 'agents',
            kind: 'agent',
            model: 'llm-8b',
            origins: [
              { location: 'munich', agents: 150 },
              { location: 'berlin', agents: 50 },
            ],
            ramGiB: 16,
            inferencesPerMinute: 10,
            inputTokens: 400,
            outputTokens: 100,
            activeHoursFraction: 0.25,
            toolsCostPerAgentMonth: 15,
            targetUtilisationFraction: 0.6,
          },
        ];
      }),
      () => null,
    );
    expect(entriesOf(one, 'agentTools', {})).toMatchObject([{ workload: 'agents', amount: 36_000 }]);
  });
});

describe('otherCosts', () => {
  const one = fixture(
    problemOf(
      (problem) => {
        Object.assign(problem.offers[0] ?? {}, { unitsExisting: 3, unitsPerPurchase: 4 });
        problem.otherCosts = [
          { id: 'a', name: 'audit', per: 'plan', upfrontCost: 100, yearlyCost: 10, escalationFraction: 1 },
          { id: 'b', name: 'licence', per: 'workload', workload: 'assistant', yearlyCost: 20 },
          { id: 'c', name: 'guards', per: 'site', site: 'muc-edge', yearlyCost: 30 },
          { id: 'd', name: 'support', per: 'offer', offer: 'fra-rent', upfrontCost: 40 },
          { id: 'e', name: 'cables', per: 'unit', offer: 'muc-buy', upfrontCost: 1000 },
        ];
      },
      { years: 2 },
    ),
    () => ({ needUnits: 8 }),
  );
  const amounts = (plan: Parameters<typeof entriesOf>[2]) =>
    entriesOf(one, 'otherCosts', plan).map((entry) => [entry.item, entry.presentWorth]);

  it('pays lines of the plan and of workloads once: 100 + 10 x (2 + 4), 20 x 2', () => {
    expect(amounts({}).sort()).toEqual(
      [
        ['audit', 100],
        ['audit', 60],
        ['licence', 40],
      ].sort(),
    );
  });

  it('pays the others by what is used: open site, offer in use, (3 kept + 2 packs of 4) x 1,000', () => {
    const plan = {
      open: { 'muc-edge': 1 },
      use: { 'fra-rent': 1 },
      kept: { 'muc-buy': 3 },
      packs: { 'muc-buy': 2 },
    };
    const used = new Map(
      amounts(plan).filter(([item]) => !['audit', 'licence'].includes(String(item))) as [],
    );
    expect(Object.fromEntries(used)).toEqual({ guards: 60, support: 40, cables: 11_000 });
  });
});

describe('shadow costs', () => {
  it('rulePenalty: a quarter against a rule of 10,000 = 2,500 a year, named by the rule', () => {
    const one = fixture(
      problemOf((problem) => {
        problem.rules = [
          {
            id: 'prefer-eu',
            requirement: { attribute: 'operator.ultimateParentJurisdiction', allIn: ['EU'] },
            penaltyPerYear: 10_000,
          },
        ];
      }),
      (_, bank) => ({ brokenSoftRules: bank.kind === 'held' ? [] : ['prefer-eu'] }),
    );
    const entries = entriesOf(one, 'rulePenalty', { place: { [CLOUD]: 0.25, [EDGE]: 0.75 } });
    expect(entries).toMatchObject([
      { item: 'prefer-eu', amount: 2500, nature: 'shadow', workload: 'assistant' },
    ]);
  });

  it('latency: 1,000 a ms and year x origin share 1 x (10 + 2) ms = 12,000 a year', () => {
    const one = fixture(
      problemOf((problem) => {
        Object.assign(problem.workloads[0] ?? {}, { latencyCostPerMsYear: 1000 });
      }),
    );
    expect(amountOf(entriesOf(one, 'latency', { place: { [EDGE]: 1 } }))).toBe(12_000);
  });
});
