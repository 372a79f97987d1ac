import { describe, expect, it } from 'vitest';
import type { PlanningFigure } from '../../solver/catalogue/assumption-set.js';
import { ASSUMPTION_SETS, assumptionSet } from '../../solver/catalogue/assumption-sets.js';
import { BUILT_IN_JURISDICTION_SETS, isCountry, meantCountry } from '../../solver/catalogue/jurisdictions.js';
import { FAMILY_SITE_KINDS, SILICON_SPECTRUM, SPECTRUM_CRITERIA } from '../../solver/catalogue/spectrum.js';
import { SILICON_FAMILIES, SITE_KINDS } from '../../solver/problem/schema/fields.js';

const figures = (value: unknown): PlanningFigure[] => {
  if (typeof value !== 'object' || value === null) return [];
  return 'value' in value ? [value as PlanningFigure] : Object.values(value).flatMap(figures);
};

describe('sets of planning defaults', () => {
  it('have ids of their own and are found by them', () => {
    const ids = ASSUMPTION_SETS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const set of ASSUMPTION_SETS) expect(assumptionSet(set.id)).toBe(set);
    expect(assumptionSet('toString')).toBeUndefined();
  });

  it('state a unit, a source and a date for every figure', () => {
    const all = ASSUMPTION_SETS.flatMap(figures);
    expect(all.length).toBe(SITE_KINDS.length + 8 + 3);
    for (const { value, unit, source, asOf } of all) {
      expect(Number.isFinite(value)).toBe(true);
      expect(unit).not.toBe('');
      expect(source.length).toBeGreaterThan(20);
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it('stay in the ranges of the fields they fill', () => {
    for (const set of ASSUMPTION_SETS) {
      for (const { value } of Object.values(set.pueBySiteKind)) expect(value).toBeGreaterThanOrEqual(1);
      expect(set.goodputLossFraction.value).toBeLessThan(1);
      for (const key of ['targetUtilisationFraction', 'packingEfficiencyFraction'] as const) {
        expect(set[key].value).toBeGreaterThan(0);
        expect(set[key].value).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('the silicon spectrum', () => {
  it('has eight merits for each of six families, and none for CPU', () => {
    expect(Object.keys(SILICON_SPECTRUM)).toEqual(SILICON_FAMILIES.filter((family) => family !== 'CPU'));
    for (const merits of Object.values(SILICON_SPECTRUM)) {
      expect(Object.keys(merits)).toEqual([...SPECTRUM_CRITERIA]);
    }
  });

  it('has the figures of the source', () => {
    expect(SILICON_SPECTRUM.TPU).toMatchObject({ placement: 'low', memoryLocality: 'medium-high' });
    expect(SILICON_SPECTRUM.GPU).toMatchObject({ modelFlexibility: 'high', performancePerWatt: 'medium' });
    expect(FAMILY_SITE_KINDS).toEqual({ TPU: ['hyperscale-region'], NPU: ['device'] });
  });
});

describe('jurisdictions', () => {
  it('have the 27 of the EU, and with three more the EEA', () => {
    const [eu, eea] = BUILT_IN_JURISDICTION_SETS.map(({ members }) =>
      members.map(({ jurisdiction }) => jurisdiction),
    );
    expect(eu).toHaveLength(27);
    expect(eea).toHaveLength(30);
    expect(eea?.filter((country) => !eu?.includes(country))).toEqual(['IS', 'LI', 'NO']);
    for (const country of eea ?? []) expect(isCountry(country)).toBe(true);
  });

  it('know countries, their subdivisions, and what is often meant', () => {
    expect(['DE', 'US-CA', 'XK', 'NA'].map(isCountry)).toEqual([true, true, true, true]);
    expect(['UK', 'EL', 'EU', 'ZZ'].map(isCountry)).toEqual([false, false, false, false]);
    expect(['UK', 'EL', 'ZZ'].map(meantCountry)).toEqual(['GB', 'GR', undefined]);
  });
});
