import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { cloudOnlyProblem, savings, weakBaselineWarnings } from '../../solver/tei/compare.js';
import { parsed, problemOf } from './fixture.js';
import { richProblem } from './rich-problem.js';

const codes = (input: ProblemInput): string[] =>
  weakBaselineWarnings(parsed(input)).map((warning) => warning.code);

describe('savings', () => {
  it('are three readings, each over the cloud-only figure it is taken from', () => {
    const found = savings({ cost: 70, bound: 68 }, { cost: 100, bound: 95 });
    expect(found.savesAtLeast).toEqual({ money: 25, fraction: 25 / 95 });
    expect(found.savesAtMost).toEqual({ money: 30, fraction: 0.3 });
    expect(found.potential).toEqual({ money: 32, fraction: 0.32 });
  });

  it('are one figure where both are proven, and negative where nothing is established', () => {
    const proven = savings({ cost: 70, bound: 70 }, { cost: 100, bound: 100 });
    expect(new Set(Object.values(proven).map((one) => one.money))).toEqual(new Set([30]));
    expect(savings({ cost: 98, bound: 60 }, { cost: 100, bound: 95 }).savesAtLeast.money).toBe(-3);
  });

  it('state no percentage of nothing', () => {
    expect(savings({ cost: 0, bound: 0 }, { cost: 0, bound: 0 }).savesAtMost).toEqual({
      money: 0,
      fraction: 0,
    });
  });
});

describe('weakBaselineWarnings', () => {
  it('names what a buyer of cloud could have and the problem does not offer', () => {
    expect(codes(problemOf())).toEqual(['few-regions', 'no-commitment-terms', 'list-price']);
  });

  it('says that there is nothing to compare with', () => {
    const input = problemOf((problem) => {
      Object.assign(problem.sites[1] ?? {}, { kind: 'sovereign-dc' });
    });
    expect(codes(input)).toEqual(['no-region']);
  });

  it('is content with two regions, reserved terms, endpoints and negotiated prices', () => {
    const input = problemOf((problem) => {
      const region = problem.sites[1];
      if (region) problem.sites.push({ ...region, id: 'ams-cloud', jurisdiction: 'NL' });
      problem.offers.push(
        { id: 'res', terms: 'reserved', site: 'ams-cloud', silicon: 'gpu-80', pricePerUnitHour: 2 },
        {
          id: 'api-edge',
          terms: 'token',
          site: 'muc-edge',
          models: ['llm-8b'],
          pricePerMillionInputTokens: 1,
          pricePerMillionOutputTokens: 1,
        },
      );
      for (const offer of problem.offers) offer.labels = ['negotiated'];
    });
    expect(codes(input)).toEqual(['no-token-endpoint']);
    Object.assign(input.offers[3] ?? {}, { site: 'ams-cloud' });
    expect(codes(input)).toEqual([]);
    delete input.offers[2]?.labels;
    expect(codes(input)).toEqual(['list-price']);
  });
});

describe('cloudOnlyProblem', () => {
  const input = (): ProblemInput => {
    const problem = richProblem();
    problem.pins = [{ workload: 'train', location: 'munich', site: 'muc-edge' }];
    problem.bans = [{ selector: { workloads: ['twin'] }, offer: 'fra-spot' }];
    problem.limits = {
      newSites: 2,
      carbonTonnesPerYear: 9000,
      capexByYear: [{ year: 0, most: 1e6 }],
      shares: [
        { id: 'sovereign', of: 'spend', selector: { operators: ['telco'] }, minFraction: 0.3 },
        { id: 'no-npu', of: 'spend', selector: { siliconFamilies: ['NPU'] }, maxFraction: 0.3 },
      ],
    };
    Object.assign(problem.offers[4] ?? {}, { unitsMax: 64 });
    Object.assign(problem.offers[6] ?? {}, { quotaTokensPerSecond: 1000 });
    Object.assign(problem.sites[0] ?? {}, { mustStayOpen: true });
    return problem;
  };
  const before = parsed(input());
  const { problem, allowances } = cloudOnlyProblem(before);

  it('bans every other site and keeps it, so that what cannot be cancelled is still paid', () => {
    expect(problem.bans).toEqual([{ selector: {}, site: 'muc-edge' }]);
    expect(problem.sites).toBe(before.sites);
    expect(allowances.find((line) => line.startsWith('Still paid'))).toBe(
      'Still paid, for it cannot be cancelled: site muc-edge stays open, committed units of muc-buy, committed units of muc-lease, or what giving them up costs, what is missing to committed spend deal, demand charge of load already at muc-edge, fixed and least charges of load already at muc-edge.',
    );
  });

  it('drops pins, bans and limits that name places, and lists each', () => {
    expect(problem.pins).toEqual([]);
    expect(problem.limits.shares.map((share) => share.id)).toEqual(['no-npu']);
    expect(problem.limits.newSites).toBeUndefined();
    const dropped = allowances.filter((line) => line.startsWith('Dropped'));
    expect(dropped).toEqual([
      'Dropped: pin of train@munich to muc-edge.',
      'Dropped: ban of fra-spot.',
      'Dropped: share limit sovereign, which names places.',
      'Dropped: limit of 2 new sites.',
    ]);
  });

  it('lifts quotas of the cloud alone, and lists them', () => {
    const most = new Map(
      problem.offers.map((offer) => [offer.id, 'unitsMax' in offer ? offer.unitsMax : undefined]),
    );
    expect(most.get('fra-rent')).toBeUndefined();
    expect(most.get('fra-res')).toBeUndefined();
    expect(most.get('muc-buy')).toBe(40);
    expect(problem.offers[6]).not.toHaveProperty('quotaTokensPerSecond');
    expect(allowances.at(-1)).toBe(
      'Lifted: cloud quotas of fra-res (40 units), fra-rent (64 units), fra-api (1000 tokens/s).',
    );
  });

  it('keeps rules, service levels, limits on capital and carbon, and leaves the problem as it was', () => {
    expect(problem.rules).toBe(before.rules);
    expect(problem.workloads).toBe(before.workloads);
    expect(problem.limits.carbonTonnesPerYear).toBe(9000);
    expect(problem.limits.capexByYear).toEqual([{ year: 0, most: 1e6 }]);
    expect(before.pins).toHaveLength(1);
    expect(before.limits.newSites).toBe(2);
  });
});
