import { CATALOGUED_PARTS, type Catalogue, type CataloguedPart } from '../catalogue/catalogue.js';
import { BUILT_IN_JURISDICTION_SETS } from '../catalogue/jurisdictions.js';
import type { Expansion } from './expansion.js';
import type { Path } from './pointer.js';
import { problemSchema } from './schema/problem.js';
import { childOf, defOf, holderOf, metaOf, optionFor, type Schema, unwrapped } from './schema-walk.js';

/** Parts whose rows are facts. Offers are choices and points are evidence: they come in by other ways. */
const FACTS: ReadonlySet<string> = new Set(
  CATALOGUED_PARTS.filter((part) => part !== 'offers' && part !== 'performance'),
);

/** Adds the row of every id that an entry names and the problem does not hold, until none is missing. */
export const addReferredRows = (expansion: Expansion, catalogue: Catalogue): void => {
  // Each round adds at least one row of a finite catalogue.
  for (;;) {
    const before = expansion.rows.length;
    const ids = new Ids(expansion);
    const add = (part: CataloguedPart, id: string, path: Path): void => {
      const row = expansion.rowsOf(catalogue, part).get(id);
      if (row === undefined || ids.has(part, id)) return;
      expansion.addRow(part, row, {}, expansion.locate(path));
      ids.note(part, id);
    };
    new Walk((id, parts, path) => {
      if (parts.some((part) => ids.has(part, id))) return;
      for (const part of parts) if (FACTS.has(part)) add(part as CataloguedPart, id, path);
    }).walk(problemSchema, expansion.root);
    for (const { value, path } of namedSets(expansion)) {
      if (!BUILT_IN_JURISDICTION_SETS.some(({ id }) => id === value)) add('jurisdictionSets', value, path);
    }
    if (expansion.rows.length === before) return;
  }
};

/** Ids each part holds so far. */
class Ids {
  readonly #of = new Map<string, Set<string>>();

  constructor(private readonly expansion: Expansion) {}

  has(part: string, id: string): boolean {
    return this.#ids(part).has(id);
  }

  note(part: string, id: string): void {
    this.#ids(part).add(id);
  }

  #ids(part: string): Set<string> {
    let ids = this.#of.get(part);
    if (ids === undefined) {
      ids = new Set(this.expansion.entries(part).flatMap((entry) => textAt(entry, 'id')));
      this.#of.set(part, ids);
    }
    return ids;
  }
}

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? (value as Record<string, unknown>)[field]
    : undefined;

const textAt = (value: unknown, field: string): string[] => {
  const inner = fieldOf(value, field);
  return typeof inner === 'string' ? [inner] : [];
};

/** Texts of rules and bans that can be the id of a jurisdiction set. */
const namedSets = (expansion: Expansion): { value: string; path: Path }[] =>
  (['rules', 'bans'] as const).flatMap((part) =>
    expansion.entries(part).flatMap((entry, index) => {
      const places = [
        ['selector', 'originJurisdictions'],
        ['requirement', 'allIn'],
        ['requirement', 'noneIn'],
        ['requirement', 'anyIn'],
      ] as const;
      return places.flatMap(([holder, field]) => {
        const list = fieldOf(fieldOf(entry, holder), field);
        if (!Array.isArray(list)) return [];
        return list.flatMap((value: unknown, at) =>
          typeof value === 'string' ? [{ value, path: [part, index, holder, field, at] }] : [],
        );
      });
    }),
  );

const holdsReference = holderOf('ref');

/** Visits every id that names an entry of some parts. */
class Walk {
  readonly #path: (string | number)[] = [];

  constructor(private readonly visit: (id: string, parts: readonly string[], path: Path) => void) {}

  walk(schema: Schema, value: unknown): void {
    if (typeof value === 'string') {
      const { ref } = metaOf(schema);
      if (ref !== undefined) this.visit(value, ref, [...this.#path]);
      return;
    }
    if (typeof value !== 'object' || value === null || !holdsReference(schema)) return;
    if (Array.isArray(value)) {
      const def = defOf(unwrapped(schema));
      if (def.type !== 'array') return;
      // Rows may be added to the list while it is walked; they are walked in the next round.
      const { length } = value;
      for (let index = 0; index < length; index++) this.#step(index, def.element, value[index]);
      return;
    }
    const option = optionFor(unwrapped(schema), value);
    if (option === undefined) return;
    for (const [key, inner] of Object.entries(value)) {
      const child = childOf(option, value, key);
      if (child !== undefined && holdsReference(child)) this.#step(key, child, inner);
    }
  }

  #step(step: string | number, schema: Schema, value: unknown): void {
    this.#path.push(step);
    this.walk(schema, value);
    this.#path.pop();
  }
}
