import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { placeIt, prepared, tryPlace, violationsOf } from '../support/placing.js';
import { chat, lease, onDemand, site, smallProblem, smallWith } from '../support/small-problem.js';

type Rule = NonNullable<ProblemInput['rules']>[number];
type Requirement = Rule['requirement'];

/** Operators with something to ask about in every attribute. */
const operators: ProblemInput['operators'] = [
  {
    id: 'telco',
    legalEntityJurisdiction: 'DE',
    ultimateParentJurisdiction: 'DE-BY',
    labels: ['home'],
    certifications: [{ scheme: 'ISO-27001', validFrom: '2025-01-01', validUntil: '2026-06-30' }],
  },
  {
    id: 'cloud',
    legalEntityJurisdiction: 'IE',
    ultimateParentJurisdiction: 'US',
    remoteSupportJurisdictions: ['IN', 'IE'],
    keyCustodyJurisdictions: ['US-VA'],
    transferBases: ['DPF'],
    subProcessors: [{ name: 'Help Ltd', jurisdiction: 'GB' }],
    certifications: [{ scheme: 'SecNumCloud', level: '3.2' }],
  },
];
const problem = (rules: Rule[], more: Partial<ProblemInput> = {}) =>
  smallWith({
    operators,
    sites: [
      site('a', { labels: ['core'], failureDomain: 'east' }),
      site('cloud', { kind: 'hyperscale-region', operator: 'cloud', jurisdiction: 'US-VA' }),
    ],
    silicon: (smallProblem().silicon ?? []).map((one) => ({
      ...one,
      exportControlClass: '3A090',
      labels: ['new'],
    })),
    offers: [lease('a-lease', 'a', 1000), onDemand('cloud-hour', 'cloud', 0.01)],
    network: { links: ['a', 'cloud'].map((to) => ({ from: 'town', to, rttMs: 10, jitterMs: 1 })) },
    rules,
    ...more,
  });
const sitesUnder = (requirement: Requirement, rule: Partial<Rule> = {}, more: Partial<ProblemInput> = {}) =>
  prepared(problem([{ id: 'rule', requirement, ...rule }], more)).candidates.candidates.map(
    ({ bank }) => bank.site.id,
  );

describe('what a rule leaves', () => {
  it.each<[Requirement, string[]]>([
    [{ attribute: 'site.id', allIn: ['a'] }, ['a']],
    [{ attribute: 'site.kind', noneIn: ['metro-edge'] }, ['cloud']],
    [{ attribute: 'site.jurisdiction', allIn: ['DE'] }, ['a']],
    [{ attribute: 'site.jurisdiction', noneIn: ['US'] }, ['a']],
    [{ attribute: 'site.jurisdiction', noneIn: ['US-NY'] }, ['a', 'cloud']],
    [{ attribute: 'site.jurisdiction', allIn: ['US-VA'] }, ['cloud']],
    [{ attribute: 'site.jurisdiction', allIn: ['EU'] }, ['a']],
    [{ attribute: 'site.jurisdiction', sameCountryAsOrigin: true }, ['a']],
    [{ attribute: 'site.labels', anyIn: ['core', 'far'] }, ['a']],
    [{ attribute: 'site.labels', allIn: ['far'] }, ['cloud']],
    [{ attribute: 'site.failureDomain', noneIn: ['east'] }, ['cloud']],
    [{ attribute: 'operator.id', anyIn: ['cloud'] }, ['cloud']],
    [{ attribute: 'operator.legalEntityJurisdiction', allIn: ['EU'] }, ['a', 'cloud']],
    [{ attribute: 'operator.ultimateParentJurisdiction', allIn: ['DE'] }, ['a']],
    [{ attribute: 'operator.remoteSupportJurisdictions', allIn: ['IE'] }, ['a']],
    [{ attribute: 'operator.remoteSupportJurisdictions', anyIn: ['IE'] }, ['cloud']],
    [{ attribute: 'operator.keyCustodyJurisdictions', noneIn: ['US'] }, ['a']],
    [{ attribute: 'operator.subProcessorJurisdictions', noneIn: ['GB'] }, ['a']],
    [{ attribute: 'operator.transferBases', anyIn: ['DPF', 'SCC'] }, ['cloud']],
    [{ attribute: 'operator.certifications', anyIn: ['ISO-27001'] }, ['a']],
    [{ attribute: 'operator.certifications', anyIn: ['SecNumCloud'] }, ['cloud']],
    [{ attribute: 'operator.certifications', anyIn: ['SecNumCloud/3.2'] }, ['cloud']],
    [{ attribute: 'operator.labels', anyIn: ['home'] }, ['a']],
    [{ attribute: 'silicon.id', allIn: ['gpu'] }, ['a', 'cloud']],
    [{ attribute: 'silicon.family', noneIn: ['GPU'] }, []],
    [{ attribute: 'silicon.exportControlClass', noneIn: ['3A090'] }, []],
    [{ attribute: 'silicon.labels', anyIn: ['new'] }, ['a', 'cloud']],
    [{ attribute: 'offer.id', noneIn: ['a-lease'] }, ['cloud']],
    [{ attribute: 'offer.terms', noneIn: ['on-demand'] }, ['a']],
  ])('%j', (requirement, sites) => {
    expect(sitesUnder(requirement)).toEqual(sites);
  });

  it('a certificate must hold on the first day, or to the last', () => {
    const requirement: Requirement = { attribute: 'operator.certifications', anyIn: ['ISO-27001'] };
    // Valid to 30 June 2026; the horizon is the year 2026.
    expect(sitesUnder(requirement, { mustHoldFor: 'start' })).toEqual(['a']);
    expect(sitesUnder(requirement, { mustHoldFor: 'horizon' })).toEqual([]);
    const lasting = operators.map((one) => ({
      ...one,
      certifications: [{ scheme: 'ISO-27001', validFrom: '2026-01-01', validUntil: '2026-12-31' }],
    }));
    expect(sitesUnder(requirement, { mustHoldFor: 'horizon' }, { operators: lasting })).toEqual([
      'a',
      'cloud',
    ]);
    const late = lasting.map((one) => ({
      ...one,
      certifications: [{ scheme: 'ISO-27001', validFrom: '2026-01-02' }],
    }));
    expect(sitesUnder(requirement, { mustHoldFor: 'start' }, { operators: late })).toEqual([]);
  });

  it('a member of a set counts between its dates, and with its transfer basis', () => {
    const requirement: Requirement = { attribute: 'site.jurisdiction', allIn: ['friends'] };
    const friends = (member: { validUntil?: string; onlyWithTransferBasis?: string }) => ({
      jurisdictionSets: [{ id: 'friends', members: [{ jurisdiction: 'US', ...member }] }],
    });
    expect(sitesUnder(requirement, {}, friends({}))).toEqual(['cloud']);
    expect(sitesUnder(requirement, {}, friends({ validUntil: '2025-12-31' }))).toEqual([]);
    expect(sitesUnder(requirement, {}, friends({ validUntil: '2026-06-30' }))).toEqual(['cloud']);
    const horizon = { mustHoldFor: 'horizon' } as const;
    expect(sitesUnder(requirement, horizon, friends({ validUntil: '2026-06-30' }))).toEqual([]);
    expect(sitesUnder(requirement, {}, friends({ onlyWithTransferBasis: 'DPF' }))).toEqual(['cloud']);
    expect(sitesUnder(requirement, {}, friends({ onlyWithTransferBasis: 'SCC' }))).toEqual([]);
    // noneIn: on no day of the horizon.
    const none: Requirement = { attribute: 'site.jurisdiction', noneIn: ['friends'] };
    expect(sitesUnder(none, horizon, friends({ validUntil: '2026-06-30' }))).toEqual(['a']);
  });

  it('a selector needs every list it names to meet the stream', () => {
    const noCloud: Requirement = { attribute: 'site.id', noneIn: ['cloud'] };
    const workloads = [chat('chat', { dataClasses: ['health', 'voice'], labels: ['gold'] })];
    const under = (selector: Rule['selector']) =>
      sitesUnder(noCloud, selector ? { selector } : {}, { workloads });
    const held = ['a'];
    const free = ['a', 'cloud'];
    expect(under(undefined)).toEqual(held);
    expect(under({ dataClasses: ['health', 'payment'] })).toEqual(held);
    expect(under({ dataClasses: ['payment'] })).toEqual(free);
    expect(under({ dataClasses: ['voice'], labels: ['gold'] })).toEqual(held);
    expect(under({ dataClasses: ['voice'], labels: ['silver'] })).toEqual(free);
    expect(under({ workloads: ['chat'] })).toEqual(held);
    expect(under({ origins: ['town'] })).toEqual(held);
    expect(under({ originJurisdictions: ['DE'] })).toEqual(held);
    expect(under({ originJurisdictions: ['EU'] })).toEqual(held);
    expect(under({ originJurisdictions: ['FR'] })).toEqual(free);
  });
});

describe('soft rules', () => {
  // By the hour 0.01 x 4 x 8,760 = 350.40; at a 4,000. A penalty up to 3,649.60 is worth it.
  const soft = (penaltyPerYear: number) =>
    problem([{ id: 'soft', requirement: { attribute: 'site.id', noneIn: ['cloud'] }, penaltyPerYear }]);
  it('cost a penalty that is nobody’s cash: 3,649 is taken, 3,650 is not', async () => {
    const taken = await placeIt(soft(3649));
    expect(taken.share('chat@town', 'cloud')).toBeCloseTo(1, 9);
    expect(taken.cost).toBeCloseTo(350.4 + 3649, 6);
    expect(taken.plan.bill.cashPresentWorth).toBeCloseTo(350.4, 6);
    const kept = await placeIt(soft(3650));
    expect(kept.share('chat@town', 'a')).toBeCloseTo(1, 9);
    expect(kept.cost).toBeCloseTo(4000, 6);
  });
});

describe('hard rules', () => {
  it('hold for standby too, and are objected to in a plan', async () => {
    const rule: Rule = { id: 'no-cloud', requirement: { attribute: 'site.id', noneIn: ['cloud'] } };
    const workloads = [chat('chat', { standby: true })];
    const offers = [
      lease('a-lease', 'a', 1000),
      onDemand('cloud-hour', 'cloud', 0.01, { standbyPerUnitHour: 0.001 }),
    ];
    expect(await tryPlace(problem([rule], { workloads, offers }))).toBeUndefined();
    const free = await placeIt(problem([], { workloads, offers }));
    const { candidates } = free.prepared;
    const stated = { ...free.prepared.problem, rules: prepared(problem([rule])).problem.rules };
    const demand = { ...candidates.demand, problem: stated };
    const found = violationsOf({ ...free.prepared, candidates: { ...candidates, demand } }, free.plan);
    expect(found).toMatchObject([{ rule: 'rule', subject: 'no-cloud: chat@town at cloud-hour', limit: 0 }]);
  });
});
