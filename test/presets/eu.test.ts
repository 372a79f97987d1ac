import { describe, expect, it } from 'vitest';
import { type Case, permits, underPreset, warningsOf } from './support.js';

const ADEQUATE = 'eu/eea-or-adequate@2026-11';
const SAFEGUARDS = 'eu/eea-or-safeguards@2026-11';
const NO_PARENT = 'eu/no-foreign-parent@2026-11';

/** The four ways data leaves: each with one place that is not at home. */
const ways = (place: string, transferBases: Case['operator'] = {}): [string, Case][] => [
  ['site', { site: place, operator: transferBases }],
  ['legal entity', { operator: { ...transferBases, legalEntityJurisdiction: place } }],
  ['remote support', { operator: { ...transferBases, remoteSupportJurisdictions: ['DE', place] } }],
  [
    'sub-processor',
    { operator: { ...transferBases, subProcessors: [{ name: 'Other', jurisdiction: place }] } },
  ],
];

describe(ADEQUATE, () => {
  it.each(ways('IN'))('refuses a third country without a decision as %s', async (_, one) => {
    expect(await permits(ADEQUATE, one)).toBe(false);
  });

  it.each([...ways('FR'), ...ways('NO'), ...ways('CH')])(
    'permits EU, EEA and adequate as %s',
    async (_, one) => {
      expect(await permits(ADEQUATE, one)).toBe(true);
    },
  );

  it('draws the line of the EEA at Norway: a member, its neighbours, Greece by its ISO code', async () => {
    for (const place of ['NO', 'IS', 'LI', 'GR', 'HR', 'CY'])
      expect(await permits(ADEQUATE, { site: place })).toBe(true);
    for (const place of ['RU', 'TR', 'RS', 'UA', 'GL', 'GI', 'XK'])
      expect(await permits(ADEQUATE, { site: place })).toBe(false);
  });

  it.each(ways('US'))('the US needs the Data Privacy Framework as %s', async (way, one) => {
    expect(await permits(ADEQUATE, one)).toBe(false);
    const shown = new Map(ways('US', { transferBases: ['DPF'] })).get(way);
    expect(shown && (await permits(ADEQUATE, shown))).toBe(true);
    const other = new Map(ways('US', { transferBases: ['PIPEDA', 'SCC', 'BCR'] })).get(way);
    expect(other && (await permits(ADEQUATE, other))).toBe(false);
  });

  it.each(ways('CA'))('Canada needs a commercial organisation as %s', async (way, one) => {
    expect(await permits(ADEQUATE, one)).toBe(false);
    const shown = new Map(ways('CA', { transferBases: ['PIPEDA'] })).get(way);
    expect(shown && (await permits(ADEQUATE, shown))).toBe(true);
    const other = new Map(ways('CA', { transferBases: ['DPF'] })).get(way);
    expect(other && (await permits(ADEQUATE, other))).toBe(false);
  });

  it('ignores the ultimate parent and the place of keys', async () => {
    const operator = { ultimateParentJurisdiction: 'US', keyCustodyJurisdictions: ['US'] };
    expect(await permits(ADEQUATE, { operator })).toBe(true);
  });

  it.each<[string, string, string, Case['operator']]>([
    ['BR', '2026-01-25', '2026-01-26', {}],
    ['KR', '2021-12-16', '2021-12-17', {}],
    ['US', '2023-07-09', '2023-07-10', { transferBases: ['DPF'] }],
  ])('%s: refused on %s, permitted on %s', async (place, before, first, operator) => {
    const one = { site: place, ...(operator === undefined ? {} : { operator }) };
    expect(await permits(ADEQUATE, { ...one, startDate: before })).toBe(false);
    expect(await permits(ADEQUATE, { ...one, startDate: first })).toBe(true);
  });

  it('Brazil is adequate for origins in the EU, not yet for IS, LI and NO', async () => {
    for (const origin of ['DE', 'FR', 'BR'])
      expect(await permits(ADEQUATE, { site: 'BR', origin })).toBe(true);
    for (const origin of ['IS', 'LI', 'NO']) {
      expect(await permits(ADEQUATE, { site: 'BR', origin })).toBe(false);
      expect(await permits(ADEQUATE, { site: 'CH', origin })).toBe(true);
    }
    const operator = { remoteSupportJurisdictions: ['BR'] };
    expect(await permits(ADEQUATE, { operator, origin: 'NO' })).toBe(false);
  });

  // The decision on the United Kingdom ends on 27 December 2031.
  it('an end inside the horizon warns under start and is refused under horizon', async () => {
    const ends: Case = { site: 'GB', startDate: '2030-12-29', years: 1 };
    expect(await permits(ADEQUATE, ends)).toBe(true);
    expect(warningsOf(underPreset(ADEQUATE, ends))).toEqual([
      expect.stringMatching(/^fact-expires: GB is in gdpr-adequate\.2026-11 until 2031-12-27/),
    ]);
    expect(await permits(ADEQUATE, ends, { mustHoldFor: 'horizon' })).toBe(false);
    // 28 December 2030 to 27 December 2031: the last day is the last day of the decision.
    const lasts: Case = { ...ends, startDate: '2030-12-28' };
    expect(warningsOf(underPreset(ADEQUATE, lasts))).toEqual([]);
    expect(await permits(ADEQUATE, lasts, { mustHoldFor: 'horizon' })).toBe(true);
    const after: Case = { ...ends, startDate: '2031-12-28' };
    expect(await permits(ADEQUATE, after)).toBe(false);
    expect(await permits(ADEQUATE, { ...after, startDate: '2031-12-27' })).toBe(true);
  });

  it('speaks of the demand it is told to', async () => {
    const abroad: Case = { site: 'IN', workload: { dataClasses: ['telemetry'] } };
    expect(await permits(ADEQUATE, abroad, { selector: { dataClasses: ['personal'] } })).toBe(true);
    expect(await permits(ADEQUATE, abroad, { selector: { dataClasses: ['telemetry'] } })).toBe(false);
  });
});

describe(SAFEGUARDS, () => {
  it.each(ways('IN'))('a country without a decision needs SCC or BCR as %s', async (way, one) => {
    expect(await permits(SAFEGUARDS, one)).toBe(false);
    for (const [basis, isEnough] of [
      ['SCC', true],
      ['BCR', true],
      ['DPF', false],
      ['PIPEDA', false],
    ] as const) {
      const shown = new Map(ways('IN', { transferBases: [basis] })).get(way);
      expect(shown && (await permits(SAFEGUARDS, shown)), basis).toBe(isEnough);
    }
  });

  it('adequate countries and the EEA need none; the US needs DPF, SCC or BCR', async () => {
    for (const place of ['FR', 'NO', 'CH', 'BR'])
      expect(await permits(SAFEGUARDS, { site: place })).toBe(true);
    expect(await permits(SAFEGUARDS, { site: 'US' })).toBe(false);
    for (const basis of ['DPF', 'SCC', 'BCR'] as const)
      expect(await permits(SAFEGUARDS, { site: 'US', operator: { transferBases: [basis] } })).toBe(true);
  });

  it('Brazil from Norway, or before its decision, needs SCC', async () => {
    const operator = { transferBases: ['SCC' as const] };
    for (const one of [
      { site: 'BR', origin: 'NO' },
      { site: 'BR', startDate: '2026-01-25' },
    ]) {
      expect(await permits(SAFEGUARDS, one)).toBe(false);
      expect(await permits(SAFEGUARDS, { ...one, operator })).toBe(true);
    }
  });

  it('an end inside the horizon is covered by SCC', async () => {
    const ends: Case = { site: 'GB', startDate: '2031-01-01' };
    const options = { mustHoldFor: 'horizon' };
    expect(await permits(SAFEGUARDS, ends, options)).toBe(false);
    expect(await permits(SAFEGUARDS, { ...ends, operator: { transferBases: ['SCC'] } }, options)).toBe(true);
  });
});

describe(NO_PARENT, () => {
  it.each([
    ['DE', true],
    ['NO', true],
    ['US', false],
    ['CH', false],
    ['GB', false],
  ])('a parent in %s: %s', async (parent, isAllowed) => {
    const operator = { ultimateParentJurisdiction: parent };
    expect(await permits(NO_PARENT, { operator })).toBe(isAllowed);
  });

  it('ignores place, legal entity, support, sub-processors and transfer bases', async () => {
    const operator: Case['operator'] = {
      legalEntityJurisdiction: 'US',
      remoteSupportJurisdictions: ['IN'],
      subProcessors: [{ name: 'Other', jurisdiction: 'US' }],
    };
    expect(await permits(NO_PARENT, { site: 'US', operator })).toBe(true);
    const shown: Case['operator'] = { ultimateParentJurisdiction: 'US', transferBases: ['DPF', 'SCC'] };
    expect(await permits(NO_PARENT, { operator: shown })).toBe(false);
  });
});
