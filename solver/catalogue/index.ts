/**
 * The door of the catalogue: dated snapshots to hand to `parseProblem`, and what makes and checks one. The library's
 * own door does not import it, so a bundle that names no snapshot carries none.
 */
import type { Catalogue } from './catalogue.js';
import { snapshot202611 } from './snapshots/2026-11/index.js';

export { ASSUMPTION_SETS } from './assumption-sets.js';
export {
  CATALOGUED_PARTS,
  type Catalogue,
  type CataloguedPart,
  type CatalogueEntry,
  type CatalogueRow,
} from './catalogue.js';
export { type CatalogueData, defineCatalogue } from './define.js';
export { BUILT_IN_JURISDICTION_SETS } from './jurisdictions.js';
export { PRESET_IDS, PRESETS, type RulePreset } from './presets/index.js';
export * from './reference.js';
export {
  PRICE_TERMS,
  type PriceRow,
  type PriceTerm,
  REFUSAL_CODES,
  type Refusal,
  type RefusalCode,
  refusedRows,
} from './refused-rows.js';
export { snapshot202611 } from './snapshots/2026-11/index.js';
export { FAMILY_SITE_KINDS, SILICON_SPECTRUM, SPECTRUM_AS_OF, SPECTRUM_SOURCE } from './spectrum.js';

/**
 * Every snapshot, oldest first.
 *
 * @example
 * parseProblem(raw, { catalogues: allSnapshots() });
 */
export const allSnapshots = (): readonly Catalogue[] => [snapshot202611()];
