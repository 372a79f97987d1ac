/** Parts of a problem whose entries may be rows of a catalogue. */
export const CATALOGUED_PARTS = [
  'operators',
  'sites',
  'silicon',
  'offers',
  'tariffs',
  'models',
  'performance',
  'profiles',
  'jurisdictionSets',
] as const;
export type CataloguedPart = (typeof CATALOGUED_PARTS)[number];

/** An entry of the problem format as a catalogue holds it: plain JSON with its source and date. */
export interface CatalogueEntry {
  readonly id: string;
  readonly source: string;
  /** ISO date the figures were true. */
  readonly asOf: string;
  readonly [field: string]: unknown;
}

export interface CatalogueRow {
  readonly entry: CatalogueEntry;
  /** Licence of the source, or why none is needed. */
  readonly licence: string;
}

/**
 * A dated snapshot that ids refer to. It never changes: a better figure makes a new snapshot. Made by
 * `defineCatalogue`, which computes the hash over everything else and freezes the whole.
 */
export interface Catalogue {
  readonly id: string;
  readonly asOf: string;
  /** `sha256:` and 64 hexadecimal digits over the canonical JSON of id, asOf and parts. */
  readonly hash: string;
  readonly parts: { readonly [P in CataloguedPart]: readonly CatalogueRow[] };
}
