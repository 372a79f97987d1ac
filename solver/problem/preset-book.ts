import { datedPresetIds, expandPreset, PRESET_IDS } from '../catalogue/presets/index.js';
import type { PresetBook } from './expand-presets.js';

/** The rule presets a problem may name. */
export const PRESETS: PresetBook = { ids: PRESET_IDS, expand: expandPreset, datedIds: datedPresetIds };
