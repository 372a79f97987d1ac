import type { Catalogue, CataloguedPart, CatalogueRow } from '../catalogue/catalogue.js';
import { CATALOGUED_PARTS } from '../catalogue/catalogue.js';
import { checkOverrides } from './expand-currency.js';
import { addMeasuredPoints } from './expand-points.js';
import { expandPresets } from './expand-presets.js';
import { addReferredRows } from './expand-references.js';
import { expandUrdb } from './expand-urdb.js';
import { Expansion } from './expansion.js';
import { quoted } from './pointer.js';
import { PRESETS } from './preset-book.js';
import type { Report } from './report.js';
import type { Suggester } from './suggest.js';
import type { CatalogueUse, Problem } from './types.js';

/** What expanding a problem came to. */
export interface Expanded {
  readonly value: unknown;
  readonly use: CatalogueUse | undefined;
  /** False where an entry could not be resolved: what refers to it cannot be judged then. */
  readonly isComplete: boolean;
  /** What a planner should know of the entries that were expanded. */
  readonly warnings: Problem['warnings'];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Puts full entries in the place of ids of catalogue rows, `{use, ...overrides}`, rule presets and URDB records, before the shape is
 * read. An entry keeps its index; rows that are added because something names them follow after the planner's own.
 * The report is told where each value was written, so that an issue points into the planner's own text.
 */
export const expandReferences = (
  raw: unknown,
  catalogues: readonly Catalogue[],
  report: Report,
  suggester: Suggester,
): Expanded => {
  if (!isObject(raw)) return { value: raw, use: undefined, isComplete: true, warnings: [] };
  const expansion = new Expansion({ ...raw }, report, suggester);
  report.locate = (path) => expansion.locate(path);
  const catalogue = namedCatalogue(raw, catalogues, report, suggester);
  for (const part of CATALOGUED_PARTS) expandPart(expansion, part, catalogue, catalogues);
  expandPresets(expansion, PRESETS);
  const warnings = expandUrdb(expansion);
  if (catalogue !== undefined && expansion.isComplete) {
    addReferredRows(expansion, catalogue);
    addMeasuredPoints(expansion, catalogue);
  }
  const isLost = typeof raw.catalogue === 'string' && catalogue === undefined;
  return {
    value: expansion.root,
    use:
      catalogue === undefined
        ? undefined
        : { id: catalogue.id, asOf: catalogue.asOf, hash: catalogue.hash, rows: expansion.rows },
    isComplete: expansion.isComplete && !isLost,
    warnings,
  };
};

const namedCatalogue = (
  raw: Record<string, unknown>,
  catalogues: readonly Catalogue[],
  report: Report,
  suggester: Suggester,
): Catalogue | undefined => {
  const name = Object.hasOwn(raw, 'catalogue') ? raw.catalogue : undefined;
  if (typeof name !== 'string') return undefined;
  const found = catalogues.find(({ id }) => id === name);
  if (found !== undefined) return found;
  const known = catalogues.map(({ id }) => id);
  report.add({
    path: ['catalogue'],
    code: 'unknown-catalogue',
    message:
      known.length === 0
        ? `There is no catalogue ${quoted(name)}: this program was handed none.`
        : `There is no catalogue ${quoted(name)}.`,
    value: name,
    ...(known.length === 0 ? {} : { allowed: `one of ${known.join(', ')}` }),
    fix:
      known.length === 0
        ? 'Hand snapshots in, parseProblem(raw, { catalogues }), or state every entry in full.'
        : suggester.fix(name, known, `Name one of ${known.join(', ')}.`),
  });
  return undefined;
};

/** Resolves the entries of one part; one that cannot be is said and left out. */
const expandPart = (
  expansion: Expansion,
  part: CataloguedPart,
  catalogue: Catalogue | undefined,
  catalogues: readonly Catalogue[],
): void => {
  const list = Object.hasOwn(expansion.root, part) ? expansion.root[part] : undefined;
  if (!Array.isArray(list)) return;
  if (!list.some((entry: unknown) => referenceOf(entry) !== undefined)) return;
  const written: readonly unknown[] = list;
  expansion.restart(part);
  written.forEach((entry, index) => {
    const reference = referenceOf(entry);
    const path = [part, index];
    if (reference === undefined) expansion.keep(part, entry, path);
    else {
      const row = rowOf(expansion, part, reference, path, catalogue, catalogues);
      if (row === undefined) expansion.drop(part);
      else {
        const { use: _, ...overrides } = isObject(entry) ? entry : { use: entry };
        checkOverrides(expansion, part, row, overrides, path);
        expansion.addRow(part, row, overrides, path);
      }
    }
  });
};

/** What an entry names as its row: a bare text, or `use` of an object; undefined where it is an entry in full. */
const referenceOf = (entry: unknown): { readonly id: unknown; readonly isBare: boolean } | undefined => {
  if (typeof entry === 'string') return { id: entry, isBare: true };
  if (isObject(entry) && Object.hasOwn(entry, 'use')) return { id: entry.use, isBare: false };
  return undefined;
};

const rowOf = (
  expansion: Expansion,
  part: CataloguedPart,
  { id, isBare }: { readonly id: unknown; readonly isBare: boolean },
  entryPath: readonly (string | number)[],
  catalogue: Catalogue | undefined,
  catalogues: readonly Catalogue[],
): CatalogueRow | undefined => {
  const path = isBare ? entryPath : [...entryPath, 'use'];
  const at = `${part}[${entryPath.at(-1)}]`;
  if (typeof id !== 'string') {
    expansion.report.add({
      path,
      code: 'wrong-type',
      message: `${at}.use: ${quoted(id)} is not the id of a catalogue row.`,
      value: id,
      allowed: 'a text',
      fix: 'Name a row of the catalogue, or remove use.',
    });
    return undefined;
  }
  if (catalogue === undefined) {
    // A catalogue that is named and unknown was said once already.
    if (!Object.hasOwn(expansion.root, 'catalogue')) {
      const latest = catalogues.at(-1)?.id;
      expansion.report.add({
        path,
        code: 'missing-field',
        message: `${at}: ${quoted(id)} stands for a row of a catalogue, and the problem names none.`,
        value: id,
        fix: latest === undefined ? 'Name one in catalogue.' : `Add "catalogue": "${latest}".`,
      });
    }
    return undefined;
  }
  const row = expansion.rowsOf(catalogue, part).get(id);
  if (row !== undefined) return row;
  const other = CATALOGUED_PARTS.find((one) => expansion.rowsOf(catalogue, one).has(id));
  const known = [...expansion.rowsOf(catalogue, part).keys()];
  expansion.report.add({
    path,
    code: 'unknown-reference',
    message: `${at}: ${quoted(id)} is not the id of a row of ${part} in the catalogue ${catalogue.id}.`,
    value: id,
    allowed: `id of one of ${known.length} rows of ${part}`,
    fix:
      other === undefined
        ? expansion.suggester.fix(id, known, `See the ids of ${part} in the catalogue's list.`)
        : `It is a row of ${other}; name it there.`,
  });
  return undefined;
};
