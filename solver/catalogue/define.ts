import { InputError } from '../outcome.js';
import { CATALOGUED_PARTS, type Catalogue, type CataloguedPart, type CatalogueRow } from './catalogue.js';
import { sha256 } from './sha256.js';

/** What a catalogue is made of; a part without rows may be left out. */
export interface CatalogueData {
  readonly id: string;
  readonly asOf: string;
  readonly parts: { readonly [P in CataloguedPart]?: readonly CatalogueRow[] };
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
};

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const faultsOf = (part: CataloguedPart, rows: readonly CatalogueRow[]): string[] => {
  const seen = new Set<string>();
  return rows.flatMap(({ entry, licence }, index) => {
    const faults: string[] = [];
    const say = (what: string): void => {
      faults.push(`${part}[${typeof entry.id === 'string' ? entry.id : index}]: ${what}`);
    };
    if (typeof entry.id !== 'string' || entry.id === '') say('no id');
    else if (seen.has(entry.id)) say('the id stands twice');
    seen.add(entry.id);
    if (typeof entry.source !== 'string' || entry.source === '') say('no source');
    if (typeof entry.asOf !== 'string' || !DAY.test(entry.asOf)) say('no date in asOf');
    if (typeof licence !== 'string' || licence === '') say('no licence');
    return faults;
  });
};

/**
 * Makes a catalogue of rows: plain JSON, copied, hashed over its content and frozen.
 *
 * @throws InputError where a row lacks an id of its own, a source, a date or a licence
 * @example
 * const mine = defineCatalogue({
 *   id: 'mine-2026-11',
 *   asOf: '2026-11-01',
 *   parts: { tariffs: [{ licence: 'own figure', entry: { id: 'grid', kind: 'flat', pricePerKwh: 0.11, source: 'contract', asOf: '2026-11-01' } }] },
 * });
 * parseProblem(raw, { catalogues: [mine] });
 */
export const defineCatalogue = (data: CatalogueData): Catalogue => {
  const copy = JSON.parse(JSON.stringify(data)) as CatalogueData;
  const faults = CATALOGUED_PARTS.flatMap((part) => faultsOf(part, copy.parts[part] ?? []));
  if (faults.length > 0) {
    throw new InputError(
      `the catalogue ${copy.id} has ${faults.length} faults: ${faults.slice(0, 5).join('; ')}`,
      faults,
    );
  }
  const parts = Object.fromEntries(
    CATALOGUED_PARTS.map((part) => [part, copy.parts[part] ?? []]),
  ) as unknown as Catalogue['parts'];
  const content = { id: copy.id, asOf: copy.asOf, parts };
  const hash = `sha256:${sha256(JSON.stringify(sorted(content)))}`;
  return frozen({ ...content, hash });
};
