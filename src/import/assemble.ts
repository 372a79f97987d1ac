import { Currencies, type CurrencySet } from './currencies.js';
import { Entries, type Entry } from './entries.js';
import { type Issues, type Place, placeText } from './fault.js';
import type { Layout, Table } from './layout.js';
import { ENTRY, ROW } from './layout.js';
import { type Converted, type Opened, openSheet, type ReadColumn } from './open-sheet.js';
import { type OpenSheet, Origins } from './origins.js';
import { type Draft, draftAt, listAt, pointerOf, putAt } from './place-value.js';
import { readSettings, type Setting } from './settings.js';
import { type Cell, placeOf, type Row, type Sheet, shown } from './sheet.js';
import { Units } from './unit.js';
import { type Decimal, takeCarried, takeCell } from './values.js';

/** A problem as it was put together from tables. */
export interface Assembled {
  readonly problem: Draft;
  readonly origins: Origins;
  readonly converted: readonly Converted[];
  readonly currencies: readonly CurrencySet[];
  /** Pointers at which a cell could not be read. */
  readonly flawed: ReadonlySet<string>;
  readonly rowCounts: ReadonlyMap<string, number>;
}

class Assembler {
  readonly problem: Draft = {};
  readonly root: Entry;
  readonly converted: Converted[] = [];
  readonly flawed = new Set<string>();
  readonly rowCounts = new Map<string, number>();
  readonly currencies = new Currencies();
  readonly units: Units;
  readonly #entries = new Entries();

  constructor(
    readonly layout: Layout,
    readonly origins: Origins,
    readonly issues: Issues,
    readonly decimal: Decimal,
  ) {
    this.units = new Units(layout.units);
    this.root = { draft: this.problem, pointer: '', above: null, table: layout.settings };
  }

  tell(place: () => Place, as: Extract<ReadColumn, { kind: 'column' }>['as'], heading: string): void {
    if (as.conversion === null || as.unit === null || as.to === null) return;
    const field = `${as.column.name} [${as.to}]`;
    this.converted.push({
      place: placeText(place()),
      heading,
      field,
      unit: as.unit,
      to: as.to,
      conversion: as.conversion,
    });
  }

  setting({ as, path, cell, place }: Setting): void {
    if (as === null) {
      putAt(this.problem, path, takeCarried(cell));
      this.origins.setting(path, place);
      return;
    }
    this.origins.setting(as.column.path, place);
    this.tell(() => place, as, `${as.column.name} [${as.unit}]`);
    this.#value(this.root, as, as.column.path, cell, () => place);
  }

  /** Notes that entries of a table could not be read. */
  missing(table: Table): void {
    this.#entries.markIncomplete(table);
  }

  table(table: Table, sheet: Sheet): void {
    this.origins.sheet(table, sheet);
    const tell = (as: Extract<ReadColumn, { kind: 'column' }>['as'], text: string): void =>
      this.tell(() => placeOf(sheet), as, text);
    const opened = openSheet(sheet, table, this.units, this.issues, tell);
    if (opened === undefined || opened.hasLost) this.missing(table);
    if (opened === undefined) return;
    this.rowCounts.set(sheet.sheet ?? sheet.file, opened.rows.length);
    // A heading alone says that the list is there and holds nothing.
    if (table.keys.length === 0 && table.form === 'entries' && listAt(this.problem, table.path) === undefined)
      this.#clash(placeOf(sheet), `another value stands where the list ${table.fullName} belongs`);
    const open: OpenSheet = {
      sheet,
      table,
      columns: opened.columns.map((column) => ({
        index: column.index,
        heading: column.heading,
        path: column.kind === 'column' ? column.as.column.path : column.kind === 'carried' ? column.path : [],
      })),
    };
    for (const row of opened.rows) this.#row(table, open, opened, row);
  }

  #row(table: Table, open: OpenSheet, { columns }: Opened, row: Row): void {
    const above = this.#entries.above(this.root, table, open.sheet, columns, row, this.issues);
    if (above === undefined) return;
    const list = listAt(above.draft, table.path);
    const base = pointerOf(above.pointer, table.path);
    if (list === undefined) {
      this.#clash(
        placeOf(open.sheet, row),
        `its entry states ${table.path.join('.')} in another way already`,
      );
      return;
    }
    if (table.form === 'matrix') {
      this.#matrixRow(open, columns, row, list, base);
      return;
    }
    const pointer = pointerOf(base, [list.length]);
    if (table.form === 'list') this.origins.item(base, list.length, open, row);
    else this.origins.entry(pointer, open, row);
    const draft: Draft = {};
    const entry: Entry = { draft, pointer, above, table };
    if (table.form === 'entries') list.push(draft);
    for (const column of columns) {
      const place = (): Place => placeOf(open.sheet, row, column.index, column.heading);
      const cell = row.cells[column.index];
      if (column.kind === 'carried') {
        const value = takeCarried(cell);
        if (value !== undefined && !putAt(draft, column.path, value))
          this.#clash(place(), 'stands where another value is');
      } else if (column.kind === 'column') {
        const path = table.form === 'list' ? [] : column.as.column.path;
        this.#value(entry, column.as, path, cell, place, (value) => list.push(value));
      }
    }
    if (table.form !== 'entries') return;
    this.#entries.add(entry, list.length);
    if (Object.hasOwn(draft, ENTRY) && table.columns.has(ENTRY)) this.#bare(draft, list, open.sheet, row);
  }

  /** Puts what stands for a whole entry in its place. */
  #bare(draft: Draft, list: unknown[], sheet: Sheet, row: Row): void {
    if (Object.keys(draft).length > 1)
      this.#clash(placeOf(sheet, row), 'an entry by reference alone has no other fields; use takes them');
    else list[list.length - 1] = draft[ENTRY];
  }

  /** Reads a cell into an entry. */
  #value(
    entry: Entry,
    as: Extract<ReadColumn, { kind: 'column' }>['as'],
    path: readonly string[],
    cell: Cell | undefined,
    place: () => Place,
    push?: (value: unknown) => void,
  ): void {
    const { column, conversion, isFraction } = as;
    const taken = takeCell(cell, column, { decimal: this.decimal, conversion, isFraction });
    const pointer = pointerOf(entry.pointer, path);
    const unit = as.unit ?? as.to;
    if (!taken.ok) {
      this.flawed.add(pointer);
      const { code, message, fix } = taken;
      this.issues.add({
        ...place(),
        code,
        message,
        value: shown(cell),
        ...(unit === null ? {} : { unit }),
        fix,
        pointer,
      });
      return;
    }
    if (taken.value === undefined) {
      if (push === undefined || entry.table.form !== 'list') return;
      this.issues.add({
        ...place(),
        code: 'empty-cell',
        message: 'is empty; each row of this table is one value',
        fix: 'Fill it or remove the row.',
        pointer,
      });
      return;
    }
    if (path.length === 0) push?.(taken.value);
    else if (!putAt(entry.draft, path, taken.value)) {
      this.#clash(place(), `${path.join('.')} is stated in another column too`);
      return;
    }
    if (as.currency !== undefined && taken.value !== null) this.#claim(entry, as, place);
  }

  /** Notes in which currency an amount is. */
  #claim(
    entry: Entry,
    { owner, currency }: Extract<ReadColumn, { kind: 'column' }>['as'],
    place: () => Place,
  ): void {
    let at: Entry | null = entry;
    while (at !== null && at.table !== owner?.table) at = at.above;
    if (at === null || owner === null) {
      this.currencies.claim('', {}, currency ?? null, place);
      return;
    }
    const holder = draftAt(at.draft, owner.path);
    if (holder !== undefined)
      this.currencies.claim(pointerOf(at.pointer, owner.path) || '/', holder, currency ?? null, place);
  }

  #matrixRow(open: OpenSheet, columns: readonly ReadColumn[], row: Row, list: unknown[], base: string): void {
    const values: unknown[] = [];
    let number: unknown;
    for (const column of columns) {
      if (column.kind !== 'column') continue;
      const place = (): Place => placeOf(open.sheet, row, column.index, column.heading);
      const taken = takeCell(row.cells[column.index], column.as.column, {
        decimal: this.decimal,
        conversion: column.as.conversion,
        isFraction: false,
      });
      if (!taken.ok || taken.value === undefined) {
        this.flawed.add(base);
        const { code, message, fix } = taken.ok
          ? { code: 'empty-cell', message: 'is empty', fix: 'Fill it.' }
          : taken;
        this.issues.add({
          ...place(),
          code,
          message,
          value: shown(row.cells[column.index]),
          fix,
          pointer: base,
        });
      } else if (column.as.column.name === ROW) number = taken.value;
      else values[Number(column.as.column.name)] = taken.value;
    }
    if (number !== list.length + 1) {
      const place = placeOf(open.sheet, row, columns.find(({ heading }) => heading === ROW)?.index, ROW);
      this.issues.add({
        ...place,
        code: 'bad-row-number',
        message: `the next row of this entry is ${list.length + 1}`,
        value: number,
        fix: 'Number the rows of each entry 1, 2, 3, ... in order.',
        pointer: base,
      });
    }
    this.origins.item(base, list.length, open, row);
    list.push(values);
  }

  #clash(place: Place, message: string): void {
    this.issues.add({ ...place, code: 'stated-twice', message, fix: 'State it once.' });
  }
}

/**
 * Puts a problem together from sheets. Everything that is wrong is added to the issues; what is left is as complete as
 * it can be.
 */
export const assemble = (
  layout: Layout,
  sheets: ReadonlyMap<Table, Sheet>,
  decimal: Decimal,
  nameOf: (table: Table) => Place,
  issues: Issues,
): Assembled => {
  // A file that could not be read may be the one that is not there.
  const hasUnread = issues.hasBroken;
  const origins = new Origins(layout, nameOf);
  const assembler = new Assembler(layout, origins, issues, decimal);
  const settings = sheets.get(layout.settings);
  if (settings !== undefined) {
    origins.settingsPlace = placeOf(settings);
    for (const setting of readSettings(settings, layout.settings, assembler.units, issues))
      assembler.setting(setting);
  }
  for (const table of layout.tables) {
    const sheet = sheets.get(table);
    if (sheet !== undefined) assembler.table(table, sheet);
    else if (hasUnread) assembler.missing(table);
  }
  const { problem, converted, flawed, rowCounts } = assembler;
  const { horizon } = problem;
  const plan =
    typeof horizon === 'object' && horizon !== null && 'currency' in horizon ? horizon.currency : undefined;
  const currencies = assembler.currencies.settle(plan, issues);
  return { problem, origins, converted, currencies, flawed, rowCounts };
};
