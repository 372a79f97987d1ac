import type { Catalogue, CataloguedPart, CatalogueRow } from '../catalogue/catalogue.js';
import { type Path, pointerOf } from './pointer.js';
import type { Report } from './report.js';
import type { Suggester } from './suggest.js';
import type { CatalogueUse } from './types.js';

/** Where an entry of the expanded problem was written; `own` holds the fields that stand there word for word. */
interface Origin {
  readonly path: Path;
  readonly own: 'all' | ReadonlySet<string>;
}

/** A problem while its references are put in full: the value, and where each entry of it came from. */
export class Expansion {
  readonly rows: CatalogueUse['rows'][number][] = [];
  isComplete = true;
  readonly #origins = new Map<string, Origin[]>();
  readonly #index = new Map<CataloguedPart, ReadonlyMap<string, CatalogueRow>>();

  constructor(
    readonly root: Record<string, unknown>,
    readonly report: Report,
    readonly suggester: Suggester,
  ) {}

  /** The rows of a part by id. */
  rowsOf(catalogue: Catalogue, part: CataloguedPart): ReadonlyMap<string, CatalogueRow> {
    let rows = this.#index.get(part);
    if (rows === undefined) {
      rows = new Map(catalogue.parts[part].map((row) => [row.entry.id, row]));
      this.#index.set(part, rows);
    }
    return rows;
  }

  /** Entries of a part as they are so far; none where the part is missing or no list. */
  entries(part: string): readonly unknown[] {
    const list = Object.hasOwn(this.root, part) ? this.root[part] : undefined;
    return Array.isArray(list) ? list : [];
  }

  /** Begins a part anew, to be filled entry by entry. */
  restart(part: string): void {
    this.root[part] = [];
    this.#origins.set(part, []);
  }

  /** An entry the planner wrote in full. */
  keep(part: string, entry: unknown, path: Path): void {
    this.#push(part, entry, { path, own: 'all' });
  }

  /** An entry that stands nowhere word for word. */
  derive(part: string, entry: unknown, path: Path, own: readonly string[] = []): void {
    this.#push(part, entry, { path, own: new Set(own) });
  }

  /** Puts others in the place of some entries of a part; where each was written stays known. */
  replaceEach(
    part: string,
    how: (
      entry: unknown,
      index: number,
    ) => 'keep' | 'drop' | { readonly entry: unknown; readonly own: readonly string[] },
  ): void {
    const written = this.entries(part);
    const origins = this.#origins.get(part);
    const answers = written.map((entry, index) => how(entry, index));
    this.restart(part);
    written.forEach((entry, index) => {
      const answer = answers[index] ?? 'keep';
      const origin = origins?.[index] ?? { path: [part, index], own: 'all' as const };
      if (answer === 'keep') this.#push(part, entry, origin);
      else if (answer === 'drop') this.drop(part);
      else this.#push(part, answer.entry, { path: origin.path, own: new Set(answer.own) });
    });
  }

  /** Leaves out an entry of a part that could not be resolved; an empty list is then not the planner's fault. */
  drop(part: string): void {
    this.isComplete = false;
    this.report.silence([part]);
  }

  addRow(
    part: CataloguedPart,
    { entry, licence }: CatalogueRow,
    overrides: Record<string, unknown>,
    path: Path,
  ): void {
    const replaced = Object.keys(overrides).filter(
      (key) => Object.hasOwn(entry, key) && JSON.stringify(entry[key]) !== JSON.stringify(overrides[key]),
    );
    const figures = replaced.filter((key) => !['id', 'source', 'asOf', 'note', 'labels'].includes(key));
    const merged = { ...(JSON.parse(JSON.stringify(entry)) as object), ...overrides };
    // The row's source does not speak for what the planner put in its place.
    const source =
      figures.length === 0 || Object.hasOwn(overrides, 'source')
        ? {}
        : { source: `${entry.source}; stated by the planner instead: ${figures.join(', ')}` };
    const origin = { path, own: new Set(Object.keys(overrides)) };
    if (!this.#push(part, { ...merged, ...source }, origin)) return;
    this.rows.push({
      part,
      row: entry.id,
      pointer: pointerOf([part, this.entries(part).length - 1]),
      licence,
      overrides: figures,
    });
  }

  /** The path in the planner's text that a path of the expanded problem came from. */
  locate(path: Path): Path {
    const [part, index, field] = path;
    if (typeof part !== 'string' || typeof index !== 'number') return path;
    const origin = this.#origins.get(part)?.[index];
    if (origin === undefined) return path;
    if (origin.own === 'all' || (typeof field === 'string' && origin.own.has(field)))
      return [...origin.path, ...path.slice(2)];
    return origin.path;
  }

  /** False where something other than a list stands in the part: the shape then says so, of what was written. */
  #push(part: string, entry: unknown, origin: Origin): boolean {
    if (Object.hasOwn(this.root, part) && !Array.isArray(this.root[part])) return false;
    let origins = this.#origins.get(part);
    if (origins === undefined) {
      const list = this.entries(part);
      this.root[part] = [...list];
      origins = list.map((_, index) => ({ path: [part, index], own: 'all' as const }));
      this.#origins.set(part, origins);
    }
    (this.root[part] as unknown[]).push(entry);
    origins.push(origin);
    return true;
  }
}
