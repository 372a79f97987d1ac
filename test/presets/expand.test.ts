import { describe, expect, it } from 'vitest';
import { isCountry } from '../../solver/catalogue/jurisdictions.js';
import {
  datedPresetIds,
  expandPreset,
  PRESET_IDS,
  PRESETS,
  type PresetOptions,
} from '../../solver/catalogue/presets/index.js';
import { jurisdictionSet, rule } from '../../solver/problem/schema/policy.js';

const rulesOf = (id: string, options?: PresetOptions) =>
  (expandPreset(id, options)?.rules ?? []).map((one) => rule.parse(one));
const EU = 'eu/eea-or-adequate@2026-11';
const effectsOf = (selector: unknown, locationJurisdictions?: readonly string[]) =>
  rulesOf(EU, { selector, ...(locationJurisdictions === undefined ? {} : { locationJurisdictions }) })
    .filter(({ id }) => id.endsWith('-efta'))
    .map((one) => one.selector);

describe('presets', () => {
  it('have ids of their own, pinned by date', () => {
    expect(new Set(PRESET_IDS).size).toBe(PRESETS.length);
    for (const id of PRESET_IDS) expect(id).toMatch(/^[a-z]{2}\/[a-z0-9-]+@20\d\d-\d\d$/);
  });

  it('are refused without their date, and named with it', () => {
    expect(expandPreset('eu/eea-or-adequate')).toBeUndefined();
    expect(datedPresetIds('eu/eea-or-adequate')).toEqual([EU]);
    expect(datedPresetIds('eu/eea-or-adequate@2019-01')).toEqual([EU]);
    expect(expandPreset('eu/eea-or-adequate@2019-01')).toBeUndefined();
    for (const id of ['', '@2026-11', 'toString', 'eu', 'eu/eea']) {
      expect(expandPreset(id)).toBeUndefined();
      expect(datedPresetIds(id)).toEqual([]);
    }
  });

  it.each(PRESETS)('$id is of the public format, each rule and set with its source', (preset) => {
    const expanded = expandPreset(preset.id);
    const rules = rulesOf(preset.id);
    const sets = (expanded?.jurisdictionSets ?? []).map((set) => jurisdictionSet.parse(set));
    expect(rules.length).toBe(preset.rules.length);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { source, mustHoldFor, penaltyPerYear } of rules) {
      expect(source).toBe(`Preset ${preset.id}`);
      expect(mustHoldFor).toBe('start');
      expect(penaltyPerYear).toBeUndefined();
    }
    for (const { source, members } of sets) {
      expect(source?.length).toBeGreaterThan(20);
      const codes = members.map(({ jurisdiction }) => jurisdiction);
      expect(new Set(codes).size).toBe(codes.length);
      expect(codes.filter((code) => !isCountry(code))).toEqual([]);
    }
  });

  it.each(PRESETS)('$id says what it rests on and what it leaves out', (preset) => {
    expect(preset.asOf).toMatch(/^2026-\d\d-\d\d$/);
    for (const list of [
      preset.legalBasis,
      preset.notChecked,
      preset.stricter,
      preset.looser,
      preset.sources,
      preset.reads,
    ])
      expect(list.length).toBeGreaterThan(0);
    expect(JSON.stringify(preset)).not.toMatch(/\blawful|\billegal|\bcompliant|\bguarantee/i);
  });

  it('carry what the entry states to every rule', () => {
    const selector = { dataClasses: ['personal'] };
    const rules = rulesOf('us/export-3a090@2026-11', {
      selector,
      ruleIdPrefix: 'chips',
      penaltyPerYear: 5,
      mustHoldFor: 'horizon',
    });
    expect(rules.map(({ id }) => id)).toEqual(['chips:destination', 'chips:headquarters', 'chips:parent']);
    for (const one of rules) {
      expect(one).toMatchObject({ selector, penaltyPerYear: 5, mustHoldFor: 'horizon' });
    }
  });

  it('hand out copies', () => {
    const first = expandPreset(EU) as {
      rules: { requirement: { allIn: string[] } }[];
      jurisdictionSets: { members: unknown[] }[];
    };
    first.rules[0]?.requirement.allIn.push('XX');
    first.jurisdictionSets[0]?.members.pop();
    expect(JSON.stringify(expandPreset(EU))).not.toContain('XX');
    expect(expandPreset(EU)?.jurisdictionSets[0]).toMatchObject({ members: { length: 16 } });
  });

  it('pass a selector that is none on for the schema to refuse', () => {
    for (const selector of [null, 7, [], { originJurisdictions: 'NO' }, { orgins: ['x'] }]) {
      const { rules } = expandPreset(EU, { selector }) ?? { rules: [] };
      expect(rules.length).toBeGreaterThan(0);
      expect(rules.some((one) => !rule.safeParse(one).success)).toBe(true);
    }
  });
});

describe('rules for some origins alone', () => {
  it('are narrowed to them', () => {
    const all = { originJurisdictions: ['IS', 'LI', 'NO'] };
    expect(effectsOf(undefined)).toEqual([all, all, all, all]);
    expect(effectsOf({ dataClasses: ['personal'] })[0]).toEqual({ dataClasses: ['personal'], ...all });
    expect(effectsOf({ originJurisdictions: ['EEA'] })[0]).toEqual(all);
    expect(effectsOf({ originJurisdictions: ['DE', 'NO-03', 'EEA'] })[0]).toEqual({
      originJurisdictions: ['NO-03', 'IS', 'LI', 'NO'],
    });
    expect(effectsOf({ originJurisdictions: ['DE', 'NO'] })[0]).toEqual({ originJurisdictions: ['NO'] });
  });

  it('are left out where the selector or the problem has no such origin', () => {
    expect(effectsOf({ originJurisdictions: ['EU', 'DE'] })).toEqual([]);
    expect(effectsOf(undefined, ['DE', 'FR'])).toEqual([]);
    expect(effectsOf(undefined, ['DE', 'NO-03'])).toHaveLength(4);
    // A place whose jurisdiction is not told yet may be one of them.
    const unknown = rulesOf(EU, { locationJurisdictions: ['DE', undefined] });
    expect(unknown).toHaveLength(8);
  });

  it('keep a set of the planner whole', () => {
    expect(effectsOf({ originJurisdictions: ['nordics'] })[0]).toEqual({ originJurisdictions: ['nordics'] });
  });
});
