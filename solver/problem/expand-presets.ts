import type { Expansion } from './expansion.js';
import { pointerOf, quoted } from './pointer.js';

/** Fields of `{preset, ...}`; all but the name are handed to the preset. */
export const PRESET_FIELDS = [
  'preset',
  'selector',
  'ruleIdPrefix',
  'penaltyPerYear',
  'currency',
  'mustHoldFor',
  'note',
  'source',
] as const;

/** What a preset stands for. */
export interface PresetParts {
  readonly rules: readonly unknown[];
  readonly jurisdictionSets: readonly unknown[];
}

export interface PresetBook {
  readonly ids: readonly string[];
  expand(
    id: string,
    options: {
      selector?: unknown;
      ruleIdPrefix?: string;
      penaltyPerYear?: number;
      mustHoldFor?: string;
      locationJurisdictions?: readonly unknown[];
    },
  ): PresetParts | undefined;
  /** Ids with a date of a name without one. */
  datedIds(id: string): readonly string[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPreset = (entry: unknown): entry is Record<string, unknown> =>
  isObject(entry) && Object.hasOwn(entry, 'preset');

/** Puts the rules and jurisdiction sets of each named preset in its place. */
export const expandPresets = (expansion: Expansion, book: PresetBook): void => {
  const written = expansion.entries('rules');
  if (!written.some(isPreset)) return;
  expansion.restart('rules');
  const further: { readonly rule: unknown; readonly index: number }[] = [];
  // A set that a row of the catalogue or another preset gave already is the same set.
  const sets = new Set<unknown>(
    expansion.rows.flatMap(({ part, row }) => (part === 'jurisdictionSets' ? [row] : [])),
  );
  written.forEach((entry, index) => {
    const path = ['rules', index];
    if (!isPreset(entry)) {
      expansion.keep('rules', entry, path);
      return;
    }
    const parts = partsOf(expansion, entry, index, book);
    if (parts === undefined) {
      expansion.drop('rules');
      return;
    }
    const [first, ...rest] = parts.rules.map((rule) => withOwn(rule, entry));
    if (first !== undefined) expansion.derive('rules', first, path, OWN_FIELDS);
    for (const rule of rest) further.push({ rule, index });
    for (const set of parts.jurisdictionSets) {
      const id = isObject(set) ? set.id : undefined;
      if (sets.has(id)) continue;
      sets.add(id);
      expansion.derive('jurisdictionSets', set, path);
    }
  });
  // After the planner's own, so that a rule written in full keeps its index.
  for (const { rule, index } of further) expansion.derive('rules', rule, ['rules', index], OWN_FIELDS);
};

const OWN_FIELDS = ['selector', 'penaltyPerYear', 'currency', 'mustHoldFor', 'note'];

/** The schema judges what the preset was not handed, as the planner wrote it. */
const withOwn = (rule: unknown, entry: Record<string, unknown>): unknown => {
  if (!isObject(rule)) return rule;
  const own: Record<string, unknown> = {};
  for (const field of ['penaltyPerYear', 'mustHoldFor', 'currency', 'note', 'source']) {
    if (Object.hasOwn(entry, field)) own[field] = entry[field];
  }
  return { ...rule, ...own };
};

/** Jurisdictions of the problem's locations, whatever shape they have. */
const placesOf = (expansion: Expansion): unknown[] =>
  expansion.entries('locations').map((entry) => (isObject(entry) ? entry.jurisdiction : undefined));

const partsOf = (
  expansion: Expansion,
  entry: Record<string, unknown>,
  index: number,
  book: PresetBook,
): PresetParts | undefined => {
  const { report, suggester } = expansion;
  const path = ['rules', index];
  const known: readonly string[] = PRESET_FIELDS;
  const strange = Object.keys(entry).filter((key) => !known.includes(key));
  for (const key of strange) {
    report.add({
      path: [...path, key],
      code: 'unknown-field',
      message: `${pointerOf([...path, key])}: a preset has no such field.`,
      value: entry[key],
      fix: suggester.fix(
        key,
        known,
        `Remove it. A preset takes ${known.slice(1).join(', ')}; anything else needs a rule in full.`,
      ),
    });
  }
  const { preset, ruleIdPrefix, penaltyPerYear, mustHoldFor } = entry;
  if (ruleIdPrefix !== undefined && typeof ruleIdPrefix !== 'string') {
    report.add({
      path: [...path, 'ruleIdPrefix'],
      code: 'wrong-type',
      message: `rules[${index}].ruleIdPrefix: ${quoted(ruleIdPrefix)} is no text.`,
      value: ruleIdPrefix,
      allowed: 'a text',
      fix: 'Give the beginning of the ids of the rules.',
    });
    return undefined;
  }
  const found =
    typeof preset === 'string'
      ? book.expand(preset, {
          ...(Object.hasOwn(entry, 'selector') ? { selector: entry.selector } : {}),
          ...(ruleIdPrefix === undefined ? {} : { ruleIdPrefix }),
          ...(typeof penaltyPerYear === 'number' ? { penaltyPerYear } : {}),
          ...(typeof mustHoldFor === 'string' ? { mustHoldFor } : {}),
          locationJurisdictions: placesOf(expansion),
        })
      : undefined;
  if (found !== undefined) return strange.length === 0 ? found : undefined;
  report.add({
    path: [...path, 'preset'],
    code: 'unknown-reference',
    message: `rules[${index}].preset: ${quoted(preset)} is not the id of a rule preset.`,
    value: preset,
    allowed: `one of ${book.ids.join(', ')}`,
    fix:
      datedFix(preset, book) ??
      suggester.fix(preset, book.ids, `Name one of ${book.ids.join(', ')}, or write the rule in full.`),
  });
  return undefined;
};

/** A name without a date, or with another one. */
const datedFix = (preset: unknown, book: PresetBook): string | undefined => {
  if (typeof preset !== 'string') return undefined;
  const dated = book.datedIds(preset).at(-1);
  return dated === undefined ? undefined : `Name it with its date: "${dated}".`;
};
