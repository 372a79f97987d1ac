import { didYouMean } from '../suggest.js';
import type { Issues } from './fault.js';
import { ENTRY, type Key, type Table } from './layout.js';
import type { ReadColumn } from './open-sheet.js';
import type { Draft } from './place-value.js';
import { placeOf, type Row, type Sheet, shown } from './sheet.js';
import { bareText } from './values.js';

/** An entry that rows of other tables may belong to. */
export interface Entry {
  readonly draft: Draft;
  readonly pointer: string;
  readonly above: Entry | null;
  readonly table: Table;
}

/** Names looked through for the one that was probably meant. */
const MOST_NAMES = 2_000;

/** Entries that were read, by the ids (or numbers) rows of other tables name them by. */
export class Entries {
  readonly #entries = new Map<Table, Map<string, Entry>>();
  /** Tables of which something could not be read: what is not found in them may be there. */
  readonly #incomplete = new Set<Table>();

  markIncomplete(table: Table): void {
    this.#incomplete.add(table);
  }

  /** Keeps an entry; the first one of an id stays, the library refuses the second. */
  add(entry: Entry, number: number): void {
    const { draft, table, above } = entry;
    const known = this.#entries.get(table) ?? new Map<string, Entry>();
    this.#entries.set(table, known);
    const name = table.hasIds ? (draft.id ?? draft.use ?? draft[ENTRY]) : number;
    const key = `${above?.pointer ?? ''} ${String(name)}`;
    if (name !== undefined && !known.has(key)) known.set(key, entry);
  }

  /** The entry a row belongs to; undefined, with an issue, where it names none that is there. */
  above(
    root: Entry,
    table: Table,
    sheet: Sheet,
    columns: readonly ReadColumn[],
    row: Row,
    issues: Issues,
  ): Entry | undefined {
    let above = root;
    for (const key of table.keys) {
      const column = columns.find((one) => one.kind === 'key' && one.key === key);
      const name = bareText(shown(column === undefined ? null : row.cells[column.index])).text;
      const found = this.#entries.get(key.table)?.get(`${above.pointer} ${name}`);
      if (found === undefined && name !== '' && this.#incomplete.has(key.table)) return undefined;
      if (found === undefined) {
        const place = placeOf(sheet, row, column?.index, key.name);
        issues.addBroken({ ...place, ...this.#unknown(key, name, above.pointer), value: name });
        return undefined;
      }
      above = found;
    }
    return above;
  }

  #unknown(key: Key, name: string, above: string): { code: string; message: string; fix: string } {
    const fix = `Name an entry of ${key.table.name} by its ${key.by === 'id' ? 'id' : 'number, from 1'}.`;
    if (name === '')
      return { code: 'empty-cell', message: 'is empty; it says which entry the row belongs to', fix };
    const names = [...(this.#entries.get(key.table)?.keys() ?? [])]
      .slice(0, MOST_NAMES)
      .filter((known) => known.startsWith(`${above} `))
      .map((known) => known.slice(above.length + 1));
    const near = didYouMean(name, names);
    return {
      code: 'unknown-reference',
      message: `${key.table.name} has no entry ${JSON.stringify(name)}${near}`,
      fix,
    };
  }
}
