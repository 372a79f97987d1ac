import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { describeExclusion } from '../../solver/candidates/render.js';
import { parseProblem } from '../../solver/problem/parse.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { parsed, placeIt, prepared } from '../support/placing.js';
import { type Case, caseProblem, isPermitted, warningsOf } from './support.js';

type Rule = NonNullable<ProblemInput['rules']>[number];
type Requirement = Rule['requirement'];

const ABROAD: Case = { site: 'US', operator: { transferBases: ['SCC'] } };
const HOME_OR_SCC: Requirement = {
  attribute: 'site.jurisdiction',
  allIn: ['EU'],
  or: [{ attribute: 'operator.transferBases', anyIn: ['SCC'] }],
};
const ruled = (requirement: Requirement, one: Case = ABROAD, more: Partial<Rule> = {}): ProblemInput =>
  caseProblem(one, { rules: [{ id: 'r', requirement, ...more }] });

describe('a requirement with alternatives', () => {
  it('is met by its own test, or by any of them', async () => {
    expect(await isPermitted(ruled(HOME_OR_SCC, { site: 'FR' }))).toBe(true);
    expect(await isPermitted(ruled(HOME_OR_SCC, ABROAD))).toBe(true);
    expect(await isPermitted(ruled(HOME_OR_SCC, { site: 'US' }))).toBe(false);
    const third = {
      ...HOME_OR_SCC,
      or: [...(HOME_OR_SCC.or ?? []), { attribute: 'site.kind' as const, allIn: ['metro-edge'] }],
    };
    expect(await isPermitted(ruled(third, { site: 'US' }))).toBe(true);
  });

  it('needs one and the same test over all the days asked', async () => {
    // Of the year 2027, one certificate covers the first half and the other the second.
    const operator: Case['operator'] = {
      certifications: [
        { scheme: 'FIRST', validUntil: '2027-06-30' },
        { scheme: 'SECOND', validFrom: '2027-07-01' },
      ],
    };
    const either: Requirement = {
      attribute: 'operator.certifications',
      anyIn: ['FIRST'],
      or: [{ attribute: 'operator.certifications', anyIn: ['SECOND'] }],
    };
    expect(await isPermitted(ruled(either, { operator }))).toBe(true);
    expect(await isPermitted(ruled(either, { operator }, { mustHoldFor: 'horizon' }))).toBe(false);
    const lasting: Requirement = { ...either, or: [{ attribute: 'site.jurisdiction', allIn: ['DE'] }] };
    expect(await isPermitted(ruled(lasting, { operator }, { mustHoldFor: 'horizon' }))).toBe(true);
  });

  it('says what each test found and asked for', () => {
    const { problem, candidates } = prepared(ruled(HOME_OR_SCC, { site: 'US' }));
    const [exclusion] = candidates.exclusions;
    expect(problem.rules).toHaveLength(1);
    expect(exclusion && describeExclusion(exclusion)).toContain(
      'rule r refuses it: found US; operator.transferBases none, asked for all in EU, or operator.transferBases one of SCC',
    );
  });

  it('costs its penalty where it is soft and none of them is met', async () => {
    const soft = (one: Case) => ruled(HOME_OR_SCC, one, { penaltyPerYear: 700 });
    // 4 units by the hour: 4 x 8,760 x 1.
    expect((await placeIt(soft({ site: 'US' }))).cost).toBeCloseTo(35040 + 700, 6);
    const met = await placeIt(soft(ABROAD));
    expect(met.cost).toBeCloseTo(35040, 6);
    expect(auditPlan(parsed(soft(ABROAD)), met.plan).findings).toEqual([]);
  });

  it('brings built-in sets and expiring facts of its alternatives with it', () => {
    const operator: Case['operator'] = { certifications: [{ scheme: 'C5', validUntil: '2027-06-30' }] };
    const requirement: Requirement = {
      attribute: 'site.kind',
      allIn: ['metro-edge'],
      or: [
        { attribute: 'site.jurisdiction', allIn: ['EEA'] },
        { attribute: 'operator.certifications', anyIn: ['C5'] },
      ],
    };
    const input = ruled(requirement, { operator });
    expect(parsed(input).jurisdictionSets.map(({ id }) => id)).toEqual(['EEA']);
    expect(warningsOf(input)).toEqual([expect.stringMatching(/^fact-expires: C5 of op ends on 2027-06-30/)]);
  });
});

describe('what is wrong in an alternative', () => {
  const issueOf = (or: unknown): string[] => {
    const read = parseProblem(ruled({ ...HOME_OR_SCC, or } as Requirement));
    return read.ok ? [] : read.issues.map(({ code, pointer }) => `${code} ${pointer}`);
  };
  it.each<[unknown, string]>([
    [[{ attribute: 'site.kind' }], 'exactly-one-of /rules/0/requirement/or/0'],
    [
      [{ attribute: 'site.kind', allIn: ['device'], noneIn: ['device'] }],
      'exactly-one-of /rules/0/requirement/or/0',
    ],
    [
      [{ attribute: 'site.kind', allIn: ['sovereign'] }],
      'unknown-reference /rules/0/requirement/or/0/allIn/0',
    ],
    [
      [{ attribute: 'site.jurisdiction', allIn: ['EFTA'] }],
      'unknown-reference /rules/0/requirement/or/0/allIn/0',
    ],
    [
      [{ attribute: 'site.kind', sameCountryAsOrigin: true }],
      'inconsistent /rules/0/requirement/or/0/sameCountryAsOrigin',
    ],
    [[{ attribute: 'site.kind', allIn: ['device'], or: [] }], 'unknown-field /rules/0/requirement/or/0/or'],
  ])('%j', (or, issue) => {
    expect(issueOf(or)).toEqual([issue]);
  });

  it('an empty list of them', () => {
    expect(issueOf([])).toHaveLength(1);
  });
});

describe('any requirement', () => {
  const place = fc.constantFrom('DE', 'US', 'GB', 'NO');
  const places = fc.array(fc.constantFrom('EU', 'EEA', 'US', 'GB', 'bloc'), { minLength: 1, maxLength: 2 });
  const schemes = fc.array(fc.constantFrom('A', 'B', 'B/2'), { minLength: 1, maxLength: 2 });
  const attribute = fc.constantFrom(
    'site.jurisdiction' as const,
    'operator.ultimateParentJurisdiction' as const,
    'operator.remoteSupportJurisdictions' as const,
  );
  const test = fc.oneof(
    fc.record({ attribute, allIn: places }),
    fc.record({ attribute, noneIn: places }),
    fc.record({ attribute, anyIn: places }),
    fc.record({ attribute, sameCountryAsOrigin: fc.constant(true as const) }),
    fc.record({ attribute: fc.constant('operator.certifications' as const), anyIn: schemes }),
    fc.record({
      attribute: fc.constant('operator.transferBases' as const),
      anyIn: fc.constant<string[]>(['SCC']),
    }),
  );
  const requirement = fc
    .tuple(test, fc.array(test, { minLength: 1, maxLength: 3 }))
    .map(([own, or]): Requirement => ({ ...own, or }));
  const one = fc
    .record({
      site: place,
      parent: place,
      support: fc.array(place, { maxLength: 2 }),
      bases: fc.subarray(['DPF', 'SCC'] as const),
      held: fc.boolean(),
    })
    .map(
      ({ site, parent, support, bases, held }): Case => ({
        site,
        operator: {
          ultimateParentJurisdiction: parent,
          remoteSupportJurisdictions: support,
          transferBases: [...bases],
          // Half of the year 2027, or none of it.
          certifications: held ? [{ scheme: 'B', level: '2', validUntil: '2027-06-30' }] : [],
        },
      }),
    );

  it('is read alike by the rules, the audit and the oracle', async () => {
    const seen = new Set<boolean>();
    const bloc = {
      id: 'bloc',
      members: [
        { jurisdiction: 'US', onlyWithTransferBasis: 'DPF' },
        { jurisdiction: 'NO', validUntil: '2027-03-31' },
      ],
    };
    await fc.assert(
      fc.asyncProperty(one, requirement, fc.boolean(), async (at, asked, toTheEnd) => {
        const rule: Rule = { id: 'r', requirement: asked, mustHoldFor: toTheEnd ? 'horizon' : 'start' };
        seen.add(await isPermitted(caseProblem(at, { rules: [rule], jurisdictionSets: [bloc] })));
      }),
      { seed: 3, numRuns: 300 },
    );
    expect(seen.size).toBe(2);
  });
});
