import { brAdequate } from './br-adequate.js';
import { euNoForeignParent } from './eu-no-foreign-parent.js';
import { euAdequate, euSafeguards } from './eu-transfers.js';
import { type ExpandedPreset, expand, type PresetOptions } from './expand.js';
import type { RulePreset } from './preset.js';
import { usExport3a090 } from './us-export-3a090.js';
import { usHipaaBaa } from './us-hipaa-baa.js';

export type { ExpandedPreset, PresetOptions } from './expand.js';
export type { LegalBasis, PresetRule, RulePreset } from './preset.js';

/** Every preset, in the order of the documentation. */
export const PRESETS: readonly RulePreset[] = [
  euAdequate,
  euSafeguards,
  euNoForeignParent,
  usHipaaBaa,
  usExport3a090,
  brAdequate,
];

/** Ids a rule may name in `preset`. */
export const PRESET_IDS: readonly string[] = PRESETS.map(({ id }) => id);

/**
 * The dated ids of a name without a date, or with a date there is none of; newest last. Empty: no such name.
 *
 * @example
 * datedPresetIds('eu/eea-or-adequate'); // ['eu/eea-or-adequate@2026-11']
 */
export const datedPresetIds = (id: string): readonly string[] => {
  const name = id.split('@')[0];
  return PRESET_IDS.filter((known) => known.split('@')[0] === name).sort();
};

/**
 * Rules and jurisdiction sets a preset stands for, in the public format; undefined for an id that is not known, one
 * without a date included, so that a plan means the same at any later time.
 *
 * @example
 * const preset = expandPreset('us/hipaa-baa@2026-11', { selector: { dataClasses: ['phi'] } });
 * preset?.rules.length; // 1
 */
export const expandPreset = (id: string, options: PresetOptions = {}): ExpandedPreset | undefined => {
  const preset = PRESETS.find((one) => one.id === id);
  return preset === undefined ? undefined : expand(preset, options);
};
