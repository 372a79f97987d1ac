import { type Column, ENTRY, type Layout, orderedColumns, ROW, type Table, unitOf } from './layout.js';
import { DECIMAL_SETTING, SETTINGS_COLUMNS } from './settings.js';
import type { Cell } from './sheet.js';
import { cellFor, cellForCarried, type Decimal } from './values.js';

/** A table as it is to be written. */
export interface OutTable {
  readonly table: Table;
  /** Heading and rows. */
  readonly heading: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

type Values = Readonly<Record<string, unknown>>;
type RowCells = Map<string, Cell>;

/** Lists longer than this stand in a table of their own, a value a row. */
const LONGEST_LIST = 24;
const LONGEST_LIST_TEXT = 2_000;

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object whose fields are not the format's own (a record as somebody else publishes it) stands in one cell. */
const isOpaque = (table: Table, name: string): boolean =>
  table.columns.get(name)?.takesJson === true &&
  ![...table.columns.keys()].some((other) => other.startsWith(`${name}.`));

class TakingApart {
  readonly rows = new Map<Table, RowCells[]>();
  readonly carried = new Map<Table, Set<string>>();
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #withCurrency = new Set<Table>();

  constructor(
    readonly layout: Layout,
    readonly decimal: Decimal,
  ) {
    this.#tables = new Map(layout.tables.map((table) => [`${table.form} ${table.fullName}`, table]));
  }

  entry(table: Table, value: Values, keys: RowCells): void {
    const cells: RowCells = new Map(keys);
    const isSettings = table === this.layout.settings;
    this.#rowsOf(table).push(cells);
    const below: RowCells = new Map(keys);
    const name = isSettings ? undefined : keyName(this.layout, table);
    const id = name === undefined || table.hasIds ? (value.id ?? value.use) : this.#numberIn(table, keys);
    if (name !== undefined && id !== undefined)
      below.set(name, typeof id === 'string' ? cellFor(id, textColumn, 'point') : Number(id));
    this.#fields(table, value, [], cells, below);
  }

  /** Number of an entry among those of the same upper entry. */
  #numberIn(table: Table, keys: RowCells): number {
    const names = [...keys.keys()];
    return this.#rowsOf(table).filter((row) => names.every((name) => row.get(name) === keys.get(name)))
      .length;
  }

  #rowsOf(table: Table): RowCells[] {
    const rows = this.rows.get(table) ?? [];
    this.rows.set(table, rows);
    return rows;
  }

  #fields(table: Table, value: Values, path: readonly string[], cells: RowCells, below: RowCells): void {
    if (Object.hasOwn(value, 'currency') && table !== this.layout.settings) this.#withCurrency.add(table);
    for (const [name, field] of Object.entries(value)) {
      if (field === undefined) continue;
      const at = [...path, name];
      if (name.startsWith('x-')) {
        const known = this.carried.get(table) ?? new Set();
        this.carried.set(table, known.add(at.join('.')));
        cells.set(at.join('.'), cellForCarried(field, this.decimal));
      } else this.#field(table, field, at, cells, below);
    }
  }

  #field(table: Table, value: unknown, path: readonly string[], cells: RowCells, below: RowCells): void {
    const name = path.join('.');
    if (isObject(value) && Object.keys(value).length > 0 && !isOpaque(table, name)) {
      this.#fields(table, value, path, cells, below);
      return;
    }
    if (Array.isArray(value) && this.#list(table, value, path, below)) return;
    const column = table.columns.get(name);
    if (column === undefined) throw new Error(`the table ${table.name} has no column ${name} to write`);
    cells.set(name, cellFor(value, column, this.decimal));
  }

  /** Writes a list into its own table; false where it belongs into a cell. */
  #list(table: Table, list: readonly unknown[], path: readonly string[], below: RowCells): boolean {
    const above = table === this.layout.settings ? [] : [table.fullName];
    const fullName = [...above, ...path].join('.');
    const isTop = table === this.layout.settings;
    const entries = this.#tables.get(`entries ${fullName}`);
    const isEntry = (value: unknown): boolean =>
      isObject(value) || (typeof value === 'string' && entries?.columns.has(ENTRY) === true);
    if (entries !== undefined && list.every(isEntry) && (list.length > 0 || isTop)) {
      this.#rowsOf(entries);
      for (const value of list) this.entry(entries, isObject(value) ? value : { [ENTRY]: value }, below);
      return true;
    }
    const matrix = this.#tables.get(`matrix ${fullName}`);
    if (
      matrix !== undefined &&
      list.length > 0 &&
      list.every((row) => Array.isArray(row) && row.length === matrix.columns.size - 1)
    ) {
      list.forEach((row: unknown, at) => {
        if (Array.isArray(row))
          this.#rowsOf(matrix).push(
            new Map<string, Cell>([
              ...below,
              [ROW, at + 1],
              ...row.map((value, index): [string, Cell] => [String(index), value]),
            ]),
          );
      });
      return true;
    }
    const values = this.#tables.get(`list ${fullName}`);
    if (
      values === undefined ||
      (list.length <= LONGEST_LIST && JSON.stringify(list).length <= LONGEST_LIST_TEXT)
    )
      return false;
    const [column] = values.columns.values();
    if (column === undefined) return false;
    for (const value of list)
      this.#rowsOf(values).push(new Map([...below, [column.name, cellFor(value, column, this.decimal)]]));
    return true;
  }

  /** The heading of a column: with its unit, in the plan's currency where no entry names another. */
  heading(column: Column, currency: string): string {
    const unit = unitOf(column);
    if (unit === undefined) return column.name;
    return `${column.name} [${this.unit(column, unit, currency)}]`;
  }

  unit(column: Column, unit: string, currency: string): string {
    const isOwn = column.owner !== null && this.#withCurrency.has(column.owner.table);
    return isOwn || !/^[A-Z]{3}$/.test(currency) ? unit : unit.replace(/^money\b/, currency);
  }
}

const textColumn: Column = {
  name: '',
  path: [],
  kinds: new Set(['text']),
  itemKinds: new Set(),
  takesJson: false,
  units: new Set(),
  choices: new Set(),
  isRequired: false,
  description: '',
  owner: null,
};

const keyName = (layout: Layout, table: Table): string | undefined => {
  for (const other of layout.tables) {
    const key = other.keys.find((one) => one.table === table);
    if (key !== undefined) return key.name;
  }
  return undefined;
};

const currencyOf = (problem: Values): string => {
  const { horizon } = problem;
  return isObject(horizon) && typeof horizon.currency === 'string' ? horizon.currency : '';
};

/** A problem as tables: the columns that it uses, and those that every entry must state. */
export const takeApart = (problem: Values, layout: Layout, decimal: Decimal): OutTable[] => {
  const taking = new TakingApart(layout, decimal);
  taking.entry(layout.settings, problem, new Map());
  const currency = currencyOf(problem);
  const settings = taking.rows.get(layout.settings)?.[0] ?? new Map<string, Cell>();
  const tables: OutTable[] = [settingsTable(taking, settings, currency)];
  for (const table of layout.tables) {
    const rows = taking.rows.get(table);
    if (rows === undefined) continue;
    const used = new Set(rows.flatMap((row) => [...row.keys()]));
    const columns = orderedColumns(table).filter(({ name, isRequired }) => isRequired || used.has(name));
    const carried = [...(taking.carried.get(table) ?? [])];
    const names = [...table.keys.map(({ name }) => name), ...columns.map(({ name }) => name), ...carried];
    tables.push({
      table,
      heading: [
        ...table.keys.map(({ name }) => name),
        ...columns.map((column) =>
          table.form === 'matrix' ? column.name : taking.heading(column, currency),
        ),
        ...carried,
      ],
      rows: rows.map((row) => names.map((name) => row.get(name) ?? null)),
    });
  }
  return tables;
};

const settingsTable = (taking: TakingApart, cells: RowCells, currency: string): OutTable => {
  const table = taking.layout.settings;
  const rows = [...cells].map(([name, cell]): Cell[] => {
    const column = table.columns.get(name);
    const unit = column === undefined ? undefined : unitOf(column);
    // The currency of an object among the settings is its own.
    const owner = column?.owner?.path.join('.');
    const isOwn = owner !== undefined && cells.has(`${owner}.currency`);
    const text =
      column === undefined || unit === undefined ? null : isOwn ? unit : taking.unit(column, unit, currency);
    return [name, cell, text, column?.description || null];
  });
  if (taking.decimal === 'comma')
    rows.unshift([DECIMAL_SETTING, 'comma', null, 'The decimal mark of every figure in these files.']);
  return { table, heading: [...SETTINGS_COLUMNS], rows };
};
