import type { Place } from './fault.js';
import type { Layout, Table } from './layout.js';
import { placeOf, type Row, type Sheet } from './sheet.js';

/** A column of a sheet: where it is and which field it is for. */
export interface SheetColumn {
  readonly index: number;
  readonly heading: string;
  readonly path: readonly string[];
}
/** A sheet whose heading was read. */
export interface OpenSheet {
  readonly sheet: Sheet;
  readonly table: Table;
  readonly columns: readonly SheetColumn[];
}

interface EntryOrigin {
  readonly open: OpenSheet;
  readonly row: Row;
}

/** Where each part of the problem came from, to lead what is wrong with the problem back to a cell. */
export class Origins {
  readonly #entries = new Map<string, EntryOrigin>();
  readonly #lists = new Map<string, { readonly open: OpenSheet; readonly rows: (Row | undefined)[] }>();
  readonly #settings = new Map<string, Place>();
  readonly #sheets = new Map<Table, Sheet>();
  settingsPlace: Place;

  constructor(
    readonly layout: Layout,
    readonly nameOf: (table: Table) => Place,
  ) {
    this.settingsPlace = nameOf(layout.settings);
  }

  sheet(table: Table, sheet: Sheet): void {
    this.#sheets.set(table, sheet);
  }
  setting(path: readonly string[], place: Place): void {
    this.#settings.set(path.join('/'), place);
  }
  entry(pointer: string, open: OpenSheet, row: Row): void {
    this.#entries.set(pointer, { open, row });
  }
  /** The row of one value of a list that has a table of its own. */
  item(pointer: string, index: number, open: OpenSheet, row: Row): void {
    const list = this.#lists.get(pointer) ?? { open, rows: [] };
    list.rows[index] = row;
    this.#lists.set(pointer, list);
  }

  /** The nearest place to what a JSON pointer names. */
  placeOf(pointer: string): Place {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    for (let length = steps.length; length > 0; length -= 1) {
      const at = steps
        .slice(0, length)
        .map((step) => `/${step}`)
        .join('');
      const rest = steps.slice(length);
      const list = this.#lists.get(at);
      if (list !== undefined) return inList(list.open, list.rows[Number(rest[0] ?? 0)], rest);
      const entry = this.#entries.get(at);
      if (entry !== undefined) return this.#inEntry(entry, rest);
    }
    return this.#inSettings(steps);
  }

  #inEntry({ open, row }: EntryOrigin, rest: readonly string[]): Place {
    const child = this.layout.tables.find(
      (table) =>
        table.keys.at(-1)?.table === open.table && startsWith(rest, table.path) && table.path.length > 0,
    );
    const best = columnFor(open.columns, rest);
    if (best !== undefined) return placeOf(open.sheet, row, best.index, best.heading);
    if (child !== undefined) {
      const found = this.#sheets.get(child);
      const place = found === undefined ? this.nameOf(child) : placeOf(found);
      const first = open.columns.find(({ path }) => path[0] === 'id');
      const id = first === undefined ? undefined : row.cells[first.index];
      return typeof id === 'string' ? { ...place, column: `${child.keys.at(-1)?.name} = ${id}` } : place;
    }
    return { ...placeOf(open.sheet, row), ...(rest.length === 0 ? {} : { column: rest.join('.') }) };
  }

  #inSettings(steps: readonly string[]): Place {
    for (let length = steps.length; length > 0; length -= 1) {
      const place = this.#settings.get(steps.slice(0, length).join('/'));
      if (place !== undefined) return place;
    }
    const table = this.layout.tables.find(
      ({ keys, path, form }) => keys.length === 0 && form === 'entries' && startsWith(steps, path),
    );
    if (table !== undefined) {
      const found = this.#sheets.get(table);
      return found === undefined ? this.nameOf(table) : placeOf(found);
    }
    return steps.length === 0
      ? this.settingsPlace
      : { ...this.settingsPlace, column: `setting ${steps.join('.')}` };
  }
}

const startsWith = (path: readonly string[], head: readonly string[]): boolean =>
  head.length <= path.length && head.every((step, index) => path[index] === step);

/** The column of a field, or the nearest one it is inside of or holds. */
const columnFor = (columns: readonly SheetColumn[], rest: readonly string[]): SheetColumn | undefined => {
  const inside = columns.filter(({ path }) => path.length > 0 && startsWith(rest, path));
  return inside.sort((a, b) => b.path.length - a.path.length)[0];
};

const inList = (open: OpenSheet, row: Row | undefined, rest: readonly string[]): Place => {
  const column =
    open.table.form === 'matrix' && rest[1] !== undefined
      ? open.columns.find(({ path }) => path[0] === rest[1])
      : open.table.form === 'list'
        ? open.columns.find(({ path }) => path.length > 0)
        : undefined;
  return placeOf(open.sheet, row, column?.index, column?.heading);
};
