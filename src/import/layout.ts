import { choicesOf, type Kind, kindOf, optionsOf, type PlainNode, type SchemaNode } from './schema.js';

/** The object whose `currency` an amount is in: an entry, some tables up, and a path within it. */
export interface CurrencyOwner {
  readonly table: Table;
  readonly path: readonly string[];
}

/** A column: one field of an entry, by its dotted path. */
export interface Column {
  readonly name: string;
  readonly path: readonly string[];
  readonly kinds: Set<Kind>;
  /** Kinds of the values of a list that stands in one cell. */
  readonly itemKinds: Set<Kind>;
  /** May hold an object or a list as JSON. */
  takesJson: boolean;
  readonly units: Set<string>;
  readonly choices: Set<unknown>;
  readonly isRequired: boolean;
  readonly description: string;
  readonly owner: CurrencyOwner | null;
}

/** A column that says to which entry of an upper table a row belongs. */
export interface Key {
  readonly name: string;
  readonly table: Table;
  /** By the entry's id, or by its number from 1 where entries have none. */
  readonly by: 'id' | 'number';
}

export interface Table {
  /** Dotted path without the entries: tariffs.demand.periods. */
  readonly fullName: string;
  /** The name its file is written under. */
  name: string;
  /** entries: a row is an object. list: a row is a value. matrix: a row is a list of values. */
  readonly form: 'entries' | 'list' | 'matrix';
  /** Path from the entry of the table above (from the problem, where there is none) to the list. */
  readonly path: readonly string[];
  readonly keys: readonly Key[];
  readonly columns: Map<string, Column>;
  readonly description: string;
  hasIds: boolean;
}

export interface Layout {
  /** Everything of the problem that is in no list of its own. */
  readonly settings: Table;
  /** Every other table, those above first. */
  readonly tables: readonly Table[];
  /** Units of the format. */
  readonly units: ReadonlySet<string>;
}

/** Name of the column of a matrix that numbers the rows of one entry. */
export const ROW = 'row';
/** Name of the column of what stands in place of a whole entry, such as the id of a row of a catalogue. */
export const ENTRY = 'entry';
const DEEPEST = 16;

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');

interface Spot {
  readonly table: Table;
  readonly path: readonly string[];
  readonly owner: CurrencyOwner | null;
  /** Fields that every kind of entry must state; of a field itself, its own path. */
  readonly required: { has(name: string): boolean };
  readonly depth: number;
}

const EVERYTHING = { has: (): boolean => true };
const NOTHING = { has: (): boolean => false };

class Builder {
  readonly tables: Table[] = [];
  readonly units = new Set<string>();
  readonly settings = newTable('settings', 'entries', [], [], 'What is in no table of its own.');

  constructor(readonly root: SchemaNode) {
    this.#walk(root, {
      table: this.settings,
      path: [],
      owner: null,
      required: new Set(this.root.required ?? []),
      depth: 0,
    });
  }

  #walk(node: SchemaNode, spot: Spot): void {
    if (spot.depth > DEEPEST) return;
    for (const option of optionsOf(this.root, node)) {
      if (option.type === 'object') this.#object(option, spot);
      else if (option.type === 'array') this.#array(option, spot);
      else this.#scalar(option, spot);
    }
  }

  #column(node: PlainNode, spot: Spot): Column {
    const name = spot.path.join('.');
    const known = spot.table.columns.get(name);
    const column: Column = known ?? {
      name,
      path: spot.path,
      kinds: new Set(),
      itemKinds: new Set(),
      takesJson: false,
      units: new Set(),
      choices: new Set(),
      isRequired: spot.required.has(spot.path[0] ?? ''),
      description: node.description ?? '',
      owner: spot.owner,
    };
    spot.table.columns.set(name, column);
    return column;
  }

  #fill(column: Column, kinds: Set<Kind>, node: PlainNode): void {
    const kind = kindOf(node);
    if (kind === undefined) column.takesJson = true;
    else kinds.add(kind);
    const unit = node['x-unit'];
    if (unit !== undefined) {
      column.units.add(unit);
      this.units.add(unit);
    }
    for (const choice of choicesOf(node)) column.choices.add(choice);
  }

  #scalar(node: PlainNode, spot: Spot): void {
    const column = this.#column(node, spot);
    this.#fill(column, column.kinds, node);
  }

  #object(node: PlainNode, spot: Spot): void {
    const properties = node.properties ?? {};
    if (spot.path.length > 0) this.#column(node, spot).takesJson = true;
    if (spot.path.length === 0 && Object.hasOwn(properties, 'id')) spot.table.hasIds = true;
    const isOwner =
      Object.hasOwn(properties, 'currency') && !(spot.table === this.settings && isHorizon(spot.path));
    const owner = isOwner ? { table: spot.table, path: spot.path } : spot.owner;
    for (const [name, child] of Object.entries(properties))
      this.#walk(child, this.#inside(spot, name, owner));
    const further = node.additionalProperties;
    if (typeof further !== 'object' || node.propertyNames === undefined) return;
    for (const name of choicesOf(node.propertyNames))
      this.#walk(further, this.#inside(spot, String(name), owner));
  }

  #inside(spot: Spot, name: string, owner: CurrencyOwner | null): Spot {
    return {
      table: spot.table,
      path: [...spot.path, name],
      owner,
      required: spot.path.length === 0 && spot.required.has(name) ? EVERYTHING : NOTHING,
      depth: spot.depth + 1,
    };
  }

  #array(node: PlainNode, spot: Spot): void {
    const items = node.items ?? {};
    const options = optionsOf(this.root, items);
    const scalars = options.filter((option) => kindOf(option) !== undefined);
    const isTop = spot.table === this.settings;
    const column = (): Column => this.#column(node, spot);
    if (!isTop || scalars.length === options.length) column().takesJson = true;
    if (scalars.length === options.length) {
      for (const option of scalars) {
        const unit = node['x-unit'] === undefined ? {} : { 'x-unit': node['x-unit'] };
        this.#fill(column(), column().itemKinds, { ...unit, ...option });
      }
      const list = this.#table('list', node, spot);
      this.#walk(items, {
        ...spot,
        table: list,
        path: [spot.path.at(-1) ?? ''],
        required: EVERYTHING,
        depth: spot.depth + 1,
      });
      return;
    }
    // An entry may be written short, by reference; what a whole one needs is what those with an id have in common.
    const whole = options.filter(
      ({ properties }) => properties !== undefined && Object.hasOwn(properties, 'id'),
    );
    const needed = (whole.length === 0 ? options : whole).map((option) => new Set(option.required ?? []));
    const required = { has: (name: string): boolean => needed.every((names) => names.has(name)) };
    for (const option of options) {
      if (option.type === 'object') {
        const table = this.#table('entries', node, spot);
        this.#walk(option, { ...spot, table, path: [], required, depth: spot.depth + 1 });
      } else if (option.type === 'array') this.#matrix(node, option, spot);
      else if (kindOf(option) !== undefined) {
        const table = this.#table('entries', node, spot);
        const bare = this.#column(option, { ...spot, table, path: [ENTRY], required: NOTHING });
        this.#fill(bare, bare.kinds, option);
      }
    }
  }

  #matrix(node: PlainNode, inner: PlainNode, spot: Spot): void {
    const width = inner.maxItems;
    const items = optionsOf(this.root, inner.items ?? {});
    if (width === undefined || width !== inner.minItems || items.some((item) => kindOf(item) === undefined))
      return;
    const table = this.#table('matrix', node, spot);
    const row = this.#column(
      { description: 'Number of the row, from 1.' },
      { ...spot, table, path: [ROW], required: EVERYTHING },
    );
    row.kinds.add('number');
    for (let index = 0; index < width; index += 1)
      for (const item of items)
        this.#scalar(item, { ...spot, table, path: [String(index)], required: EVERYTHING });
  }

  #table(form: Table['form'], node: PlainNode, spot: Spot): Table {
    const above = spot.table === this.settings ? [] : [spot.table.fullName];
    const fullName = [...above, ...spot.path].join('.');
    const known = this.tables.find((table) => table.fullName === fullName && table.form === form);
    if (known !== undefined) return known;
    const table = newTable(fullName, form, spot.path, this.#keys(spot.table), node.description ?? '');
    this.tables.push(table);
    return table;
  }

  #keys(above: Table): Key[] {
    if (above === this.settings) return [];
    const name = singular(above.path.at(-1) ?? '');
    return [...above.keys, { name, table: above, by: above.hasIds ? 'id' : 'number' }];
  }
}

/** The plan's own currency is no amount's to change. */
const isHorizon = (path: readonly string[]): boolean => path.length === 1 && path[0] === 'horizon';

const newTable = (
  fullName: string,
  form: Table['form'],
  path: readonly string[],
  keys: readonly Key[],
  description: string,
): Table => ({ fullName, name: fullName, form, path, keys, columns: new Map(), description, hasIds: false });

/**
 * The tables of a problem, read from the JSON Schema of the format: each list of objects is a table, an object inside
 * an entry is dotted columns. A field that is new in the format is a column with nothing to add here.
 *
 * @example
 * layoutOf(problemSchemaJson()).tables.find((table) => table.name === 'origins')?.keys; // [workload by id]
 */
export const layoutOf = (schema: SchemaNode): Layout => {
  const { tables, settings, units } = new Builder(schema);
  const entries = tables.filter((table) => table.form === 'entries');
  const last = (table: Table): string => table.path.at(-1) ?? '';
  for (const table of entries)
    if (entries.filter((other) => last(other) === last(table)).length === 1) table.name = last(table);
  return { settings, tables, units };
};

/** Columns as they are written: the id first, the rest as the format lists them. */
export const orderedColumns = (table: Table): Column[] =>
  [...table.columns.values()].sort((a, b) => Number(b.name === 'id') - Number(a.name === 'id'));

/** The unit of a column where all kinds of entry agree on it. */
export const unitOf = (column: Column): string | undefined =>
  column.units.size === 1 ? [...column.units][0] : undefined;
