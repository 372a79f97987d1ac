import { narrowedTo } from './origins.js';
import type { PresetRule, RulePreset } from './preset.js';

/** What the entry that uses a preset may state; unknown values are passed on for the schema to judge. */
export interface PresetOptions {
  /** Demand the rules speak of; absent: all. */
  readonly selector?: unknown;
  /** Led in the ids of the rules; absent: made of the preset's id. Two uses of a preset need two prefixes. */
  readonly ruleIdPrefix?: string;
  /** Makes the rules soft. */
  readonly penaltyPerYear?: number;
  /** `start` or `horizon`; absent: the default of a rule. */
  readonly mustHoldFor?: string;
  /**
   * Jurisdictions of the problem's locations. With them, rules for origins that the problem does not have are left
   * out; without them they are there and have no effect.
   */
  readonly locationJurisdictions?: readonly unknown[];
}

export interface ExpandedPreset {
  /** Entries for `rules`. */
  readonly rules: unknown[];
  /** Entries for `jurisdictionSets`. Two presets may give the same set: keep one of each id. */
  readonly jurisdictionSets: unknown[];
}

/** `eu/eea-or-adequate@2026-11` as an id may be written. */
const prefixOf = (id: string): string => id.replace('/', '-').replace('@', '.');

/** What is not a text cannot be told yet (a row of a catalogue) and may be from there. */
const mayBeFrom = (countries: readonly string[]) => (jurisdiction: unknown) =>
  typeof jurisdiction !== 'string' || countries.includes(jurisdiction.slice(0, 2));

/** The selector of a rule, none where the entry states none; null where the rule speaks of nobody. */
const selectorOf = ({ onlyOrigins }: PresetRule, options: PresetOptions): unknown => {
  if (onlyOrigins === undefined) return options.selector;
  const places = options.locationJurisdictions;
  if (places !== undefined && !places.some(mayBeFrom(onlyOrigins))) return null;
  return narrowedTo(options.selector, onlyOrigins) ?? null;
};

/** A published preset is never changed through what was made of it. */
const copyOf = (value: object): unknown => JSON.parse(JSON.stringify(value));

/** The rules and sets a preset stands for, in the public format and open to change. */
export const expand = (preset: RulePreset, options: PresetOptions): ExpandedPreset => {
  const prefix = options.ruleIdPrefix ?? prefixOf(preset.id);
  const shared = {
    ...(options.penaltyPerYear === undefined ? {} : { penaltyPerYear: options.penaltyPerYear }),
    ...(options.mustHoldFor === undefined ? {} : { mustHoldFor: options.mustHoldFor }),
    source: `Preset ${preset.id}`,
  };
  const rules = preset.rules.flatMap((rule): unknown[] => {
    const selector = selectorOf(rule, options);
    // A selector of null is not a selector; where the entry itself says null, the schema refuses it once.
    if (selector === null && rule.onlyOrigins !== undefined) return [];
    const { key, name, requirement } = rule;
    return [
      {
        id: `${prefix}:${key}`,
        name,
        ...(selector === undefined ? {} : { selector }),
        requirement: copyOf(requirement),
        ...shared,
      },
    ];
  });
  return { rules, jurisdictionSets: preset.jurisdictionSets.map(copyOf) };
};
