import { describe, expect, it } from 'vitest';
import { type Case, permits, underPreset, warningsOf } from './support.js';

const BAA = 'us/hipaa-baa@2026-11';
const EXPORT = 'us/export-3a090@2026-11';
const BRAZIL = 'br/brazil-or-adequate@2026-11';

describe(BAA, () => {
  const signed = (validFrom: string, validUntil?: string): Case => ({
    operator: {
      certifications: [
        { scheme: 'HIPAA-BAA', validFrom, ...(validUntil === undefined ? {} : { validUntil }) },
      ],
    },
  });

  it('asks for a signed agreement, whatever the country', async () => {
    for (const place of ['US', 'DE', 'IN']) {
      expect(await permits(BAA, { site: place })).toBe(false);
      expect(await permits(BAA, { site: place, ...signed('2027-01-01') })).toBe(true);
    }
    const other = { certifications: [{ scheme: 'HITRUST' }] };
    expect(await permits(BAA, { operator: other })).toBe(false);
  });

  it('counts it from its first day to its last', async () => {
    // The horizon is the year 2027.
    expect(await permits(BAA, signed('2027-01-02'))).toBe(false);
    expect(await permits(BAA, signed('2020-01-01', '2026-12-31'))).toBe(false);
    expect(await permits(BAA, signed('2020-01-01', '2027-01-01'))).toBe(true);
  });

  it('one that ends inside the horizon warns under start and is refused under horizon', async () => {
    const ends = signed('2020-01-01', '2027-12-30');
    expect(warningsOf(underPreset(BAA, ends))).toEqual([
      expect.stringMatching(/^fact-expires: HIPAA-BAA of op ends on 2027-12-30/),
    ]);
    expect(await permits(BAA, ends, { mustHoldFor: 'horizon' })).toBe(false);
    const lasts = signed('2020-01-01', '2027-12-31');
    expect(warningsOf(underPreset(BAA, lasts))).toEqual([]);
    expect(await permits(BAA, lasts, { mustHoldFor: 'horizon' })).toBe(true);
  });

  it('asks the covered entity itself for none', async () => {
    expect(await permits(BAA, { operator: { labels: ['covered-entity'] } })).toBe(true);
    expect(await permits(BAA, { operator: { labels: ['affiliate'] } })).toBe(false);
  });
});

describe(EXPORT, () => {
  const chip = (exportControlClass: string) => ({ silicon: { exportControlClass } });

  it.each([
    ['CN', false], // D:1, D:4, D:5
    ['HK', false], // treated as CN
    ['MO', false],
    ['VN', false], // D:1 alone
    ['KH', false], // D:1, no longer D:5
    ['AE', false], // D:4 alone
    ['CU', false], // D:5 alone
    ['IL', true], // D:4 and A:6
    ['SG', true],
    ['TW', true],
    ['CY', true],
    ['US', true],
    ['IN', true],
  ])('3A090 to %s: %s', async (place, isAllowed) => {
    expect(await permits(EXPORT, { site: place, ...chip('3A090') })).toBe(isAllowed);
  });

  it.each([
    ['3A090.a', false],
    ['4A090.b', false],
    ['5A992.z', false],
    ['3A991.p', true],
    ['EAR99', true],
  ])('%s to China: %s', async (exportControlClass, isAllowed) => {
    expect(await permits(EXPORT, { site: 'CN', ...chip(exportControlClass) })).toBe(isAllowed);
  });

  it('passes silicon without a class', async () => {
    expect(await permits(EXPORT, { site: 'CN' })).toBe(true);
  });

  it.each([
    ['CN', false],
    ['HK', false],
    ['MO', false], // D:4, and named beside D:5
    ['AE', true], // D:4 is no headquarters
    ['VN', true],
    ['SG', true],
  ])('headquarters in %s, the site in Singapore: %s', async (home, isAllowed) => {
    for (const field of ['legalEntityJurisdiction', 'ultimateParentJurisdiction'] as const) {
      const one = { site: 'SG', operator: { [field]: home } };
      expect(await permits(EXPORT, { ...one, ...chip('3A090') }), field).toBe(isAllowed);
      expect(await permits(EXPORT, { ...one, ...chip('EAR99') }), field).toBe(true);
    }
  });
});

describe(BRAZIL, () => {
  const from = { origin: 'BR', operator: { legalEntityJurisdiction: 'BR' } };

  it('permits Brazil and, from its day, the EU with IS, LI and NO', async () => {
    expect(await permits(BRAZIL, { ...from, site: 'BR' })).toBe(true);
    for (const place of ['PT', 'DE', 'IS', 'LI', 'NO']) {
      const one = { ...from, site: place };
      expect(await permits(BRAZIL, { ...one, startDate: '2026-01-26' })).toBe(false);
      expect(await permits(BRAZIL, { ...one, startDate: '2026-01-27' })).toBe(true);
    }
  });

  it.each(['US', 'CH', 'GB', 'AR'])('refuses %s, with clauses too', async (place) => {
    const operator = { ...from.operator, transferBases: ['SCC' as const, 'DPF' as const] };
    expect(await permits(BRAZIL, { ...from, site: place })).toBe(false);
    expect(await permits(BRAZIL, { ...from, site: place, operator })).toBe(false);
  });

  it('reads legal entity, support and sub-processors, not the parent', async () => {
    const at = (operator: Case['operator']) =>
      permits(BRAZIL, { origin: 'BR', site: 'BR', operator: { ...from.operator, ...operator } });
    expect(await at({ legalEntityJurisdiction: 'US' })).toBe(false);
    expect(await at({ remoteSupportJurisdictions: ['BR', 'IN'] })).toBe(false);
    expect(await at({ subProcessors: [{ name: 'Other', jurisdiction: 'US' }] })).toBe(false);
    expect(await at({ ultimateParentJurisdiction: 'US', remoteSupportJurisdictions: ['PT'] })).toBe(true);
  });
});
