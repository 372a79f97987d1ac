/** What else a problem may refer to by name: planning defaults, sets every problem knows, presets, the spectrum. */
export { ASSUMPTION_SETS } from './assumption-sets.js';
export { BUILT_IN_JURISDICTION_SETS } from './jurisdictions.js';
export { type LegalBasis, PRESETS, type RulePreset } from './presets/index.js';
export { FAMILY_SITE_KINDS, SILICON_SPECTRUM, SPECTRUM_AS_OF, SPECTRUM_SOURCE } from './spectrum.js';
