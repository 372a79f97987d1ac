import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { explainInfeasible } from '../../solver/explain/infeasible.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import type { Finding } from '../../solver/result.js';
import { prepared, tryPlace } from '../support/placing.js';
import { chat, lease, onDemand, site, smallProblem, smallWith } from '../support/small-problem.js';

const findingsOf = async (input: ProblemInput): Promise<Finding[]> => {
  expect(await tryPlace(input)).toBeUndefined();
  return explainInfeasible(prepared(input), { engines: [glpk] });
};
const only = (findings: readonly Finding[], code: Finding['code']): Finding => {
  const [first, ...others] = findings.filter((one) => one.code === code);
  if (!first || others.length > 0) throw new Error(`not one ${code}: ${JSON.stringify(findings)}`);
  return first;
};

describe('streams without a place', () => {
  it('one limit of 10 ms where the nearest way takes 11: raising it to 11 gives a place', async () => {
    const input = smallWith({ workloads: [chat('chat', { slo: { percentile: 95, networkRttMs: 10 } })] });
    const [finding, ...others] = await findingsOf(input);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'no-candidate', subjects: ['chat@town'] });
    expect(finding?.remedy).toBe('raising slo.networkRttMs from 10 to 11 ms gives it a place at a');
  });

  it('the remedy is the change of the fewest: a rule that could go, or nothing at all', async () => {
    const rules = [{ id: 'home', requirement: { attribute: 'site.jurisdiction' as const, allIn: ['FR'] } }];
    const [finding] = await findingsOf(smallWith({ rules }));
    expect(finding?.message).toContain('rule home');
    expect(finding?.remedy).toBe('dropping rule home for it gives it a place at a');
    const both = smallWith({
      rules,
      workloads: [chat('chat', { slo: { percentile: 95, networkRttMs: 10 } })],
    });
    const [two] = await findingsOf(both);
    expect(two?.remedy).toBeUndefined();
  });

  it('streams kept out by one cause are one finding', async () => {
    const rules = [{ id: 'home', requirement: { attribute: 'site.jurisdiction' as const, allIn: ['FR'] } }];
    const findings = await findingsOf(smallWith({ rules, workloads: [chat('one'), chat('two')] }));
    expect(findings).toMatchObject([{ code: 'common-cause', subjects: ['one@town', 'two@town'] }]);
  });

  it('a model too large for any silicon has no remedy', async () => {
    const models = (smallProblem().models ?? []).map((one) => ({ ...one, parametersBillion: 9000 }));
    const [finding] = await findingsOf(smallWith({ models }));
    expect(finding).toMatchObject({ code: 'no-candidate' });
    expect(finding?.message).toContain('memory');
    expect(finding?.remedy).toBeUndefined();
  });
});

describe('what is short', () => {
  it('units: 4 needed of 3 are short by 1', async () => {
    const input = smallWith({ offers: [lease('a-lease', 'a', 1000, { unitsMax: 3 })] });
    const finding = only(await findingsOf(input), 'short-units');
    expect(finding.shortBy).toBeCloseTo(1, 6);
    expect(finding).toMatchObject({ subjects: ['a/gpu/metered'], unit: 'units' });
  });

  it('a quota: 2,000 tokens/s of 1,500 are short by 500, divisible or not', async () => {
    const input = smallWith({
      offers: [
        {
          id: 'api',
          terms: 'token',
          site: 'cloud',
          models: ['llm'],
          pricePerMillionInputTokens: 1,
          pricePerMillionOutputTokens: 1,
          quotaTokensPerSecond: 1500,
        },
      ],
    });
    const finding = only(await findingsOf(input), 'short-units');
    expect(finding.shortBy).toBeCloseTo(500, 6);
    const byHour = smallWith({ offers: [onDemand('cloud-hour', 'cloud', 1, { unitsMax: 3 })] });
    expect(only(await findingsOf(byHour), 'short-units').shortBy).toBeCloseTo(1, 6);
  });

  it('power, at the hour it is: Thursday 1 January, 18:00, 0.4 kW at the meter', async () => {
    const profiles = [
      { id: 'evening', values: Array.from({ length: 24 }, (_, hour) => (hour === 18 ? 1 : 0.25)) },
    ];
    const input = smallWith({
      profiles,
      sites: [site('a', { meterCapKw: 2 }), site('b'), site('cloud')],
      offers: [lease('a-lease', 'a', 1000)],
      workloads: [chat('chat', { profile: 'evening' })],
    });
    const finding = only(await findingsOf(input), 'short-power');
    // 4 x 0.2 + 1.6 kW = 2.4 of 2.
    expect(finding.shortBy).toBeCloseTo(0.4, 6);
    expect(finding).toMatchObject({
      subjects: ['a'],
      unit: 'kW at the meter',
      whenUtc: '2026-01-01T18:00:00Z',
    });
    expect(finding.message).toContain('Thursdays 18:00 UTC in January');
  });

  it('at a PUE of 1.5 a meter cap is short at the meter: 3.6 of 3 kW', async () => {
    const input = smallWith({
      sites: [site('a', { meterCapKw: 3, pue: 1.5 }), site('b'), site('cloud')],
      offers: [lease('a-lease', 'a', 1000)],
    });
    expect(only(await findingsOf(input), 'short-power').shortBy).toBeCloseTo(0.6, 6);
  });

  it('a limit: no site may be opened', async () => {
    const finding = only(await findingsOf(smallWith({ limits: { newSites: 0 } })), 'limit');
    expect(finding).toMatchObject({ unit: 'sites' });
    expect(finding.shortBy).toBeCloseTo(1, 6);
  });
});

describe('copies without enough failure domains', () => {
  const copies = chat('twin', { split: { kind: 'copies', copies: 2, copyLoadFraction: 1 } });

  it('say how many are missing, beside what else is short', async () => {
    const input = smallWith({
      sites: [site('a', { failureDomain: 'river' }), site('b', { failureDomain: 'river' }), site('cloud')],
      offers: [lease('a-lease', 'a', 1000, { unitsMax: 3 }), lease('b-lease', 'b', 3000, { unitsMax: 0 })],
      workloads: [chat()],
    });
    const alone = { ...input, workloads: [copies], offers: [lease('a-lease', 'a', 1000)] };
    const [finding, ...others] = await findingsOf(alone);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'limit',
      subjects: ['twin@town'],
      shortBy: 1,
      unit: 'failure domains',
    });
    const both = await findingsOf({
      ...input,
      workloads: [{ ...copies, demand: { peakRequestsPerSecond: 1 } }, chat()],
    });
    expect(only(both, 'limit').subjects).toEqual(['twin@town']);
    expect(only(both, 'short-units').shortBy).toBeCloseTo(1, 6);
  });
});

describe('two causes at once', () => {
  it('a stream without a place and units short for the other are both found', async () => {
    const input = smallWith({
      workloads: [chat('near', { slo: { percentile: 95, networkRttMs: 5 } }), chat('chat')],
      offers: [lease('a-lease', 'a', 1000, { unitsMax: 3 })],
    });
    const findings = await findingsOf(input);
    expect(only(findings, 'no-candidate').subjects).toEqual(['near@town']);
    expect(only(findings, 'short-units').shortBy).toBeCloseTo(1, 6);
  });

  it('power at one site and units at another', async () => {
    const input = smallWith({
      sites: [site('a', { itCapKw: 2 }), site('b'), site('cloud')],
      offers: [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 3000, { unitsMax: 2 })],
      workloads: [chat('one'), chat('two')],
      pins: [
        { workload: 'one', site: 'a' },
        { workload: 'two', site: 'b' },
      ],
    });
    const findings = await findingsOf(input);
    expect(only(findings, 'short-power')).toMatchObject({ subjects: ['a'], unit: 'kW of IT power' });
    expect(only(findings, 'short-power').shortBy).toBeCloseTo(0.4, 6);
    expect(only(findings, 'short-units')).toMatchObject({ subjects: ['b/gpu/metered'] });
    expect(only(findings, 'short-units').shortBy).toBeCloseTo(2, 6);
    expect([...only(findings, 'least-relaxation').subjects].sort()).toEqual(['a', 'b/gpu/metered']);
  });
});
