import { InternalError } from '../outcome.js';
import { GrowingFlags, GrowingFloats, GrowingInts } from './growing.js';
import { NameList } from './name-list.js';
import type { LinearTerm, Program } from './program.js';

/** What a new column is. */
export interface ColumnSpec {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly integer?: boolean;
}

/**
 * Collects columns, costs and rows and compiles them into a {@link Program}. Like terms are merged (an
 * engine would silently keep the last one), zeros are dropped, and NaN or an infinite column bound is refused.
 *
 * @example
 * const builder = new ProgramBuilder();
 * const x = builder.addColumn({ name: 'x', lower: 0, upper: 10 });
 * builder.addCost(x, 2);
 * builder.addRow('demand', [{ column: x, coefficient: 1 }], 3, Infinity);
 * builder.build().rowCount; // 1
 */
export class ProgramBuilder {
  // A list for each figure, which the program reads as it stands: there is no second copy of a large one.
  private readonly columnNames = new NameList();
  private readonly columnLower = new GrowingFloats();
  private readonly columnUpper = new GrowingFloats();
  private readonly columnInteger = new GrowingFlags();
  private readonly costs = new GrowingFloats();
  private readonly names = new NameList();
  private readonly starts = new GrowingInts();
  private readonly entryColumns = new GrowingInts();
  private readonly entryValues = new GrowingFloats();
  private readonly lowers = new GrowingFloats();
  private readonly uppers = new GrowingFloats();
  private built: Program | undefined;

  constructor() {
    this.starts.push(0);
  }

  get columnCount(): number {
    return this.columnNames.length;
  }

  get rowCount(): number {
    return this.names.length;
  }

  addColumn(spec: ColumnSpec): number {
    // Written so that NaN fails too.
    if (!(Number.isFinite(spec.lower) && Number.isFinite(spec.upper) && spec.lower <= spec.upper)) {
      throw new InternalError(
        `column ${spec.name} has bounds ${spec.lower} .. ${spec.upper}; finite ones are required`,
      );
    }
    this.built = undefined;
    this.columnNames.push(spec.name);
    this.columnLower.push(spec.lower);
    this.columnUpper.push(spec.upper);
    this.columnInteger.push(spec.integer ? 1 : 0);
    this.costs.push(0);
    return this.columnNames.length - 1;
  }

  columnName(column: number): string | undefined {
    return this.columnNames.at(column);
  }

  /** Whether a column still has a choice: its bounds differ. */
  isDecided(column: number): boolean {
    const lower = this.columnLower.at(column);
    const upper = this.columnUpper.at(column);
    return lower !== undefined && upper !== undefined && lower < upper;
  }

  /** Range of a column. */
  boundsOf(column: number): { readonly lower: number; readonly upper: number } {
    const lower = this.columnLower.at(column);
    const upper = this.columnUpper.at(column);
    if (lower === undefined || upper === undefined)
      throw new InternalError(`bounds of unknown column ${column}`);
    return { lower, upper };
  }

  /** Least a sum of terms can come to by the ranges of its columns. */
  leastOf(terms: readonly LinearTerm[]): number {
    return terms.reduce((sum, { column, coefficient }) => {
      const { lower, upper } = this.boundsOf(column);
      return sum + coefficient * (coefficient < 0 ? upper : lower);
    }, 0);
  }

  /** Adds to what the column already costs. */
  addCost(column: number, amount: number): void {
    this.built = undefined;
    const before = this.costs.at(column);
    if (before === undefined) throw new InternalError(`cost on unknown column ${column}`);
    if (!Number.isFinite(amount))
      throw new InternalError(`cost ${amount} on column ${this.columnNames.at(column)}`);
    this.costs.set(column, before + amount);
  }

  /** Adds lower <= terms <= upper and returns the row's index. */
  addRow(name: string, terms: readonly LinearTerm[], lower: number, upper: number): number {
    this.built = undefined;
    const begin = this.entryColumns.length;
    let isSorted = true;
    for (const { column, coefficient } of terms) {
      if (this.columnLower.at(column) === undefined) {
        throw new InternalError(`row ${name} names unknown column ${column}`);
      }
      if (!Number.isFinite(coefficient)) {
        throw new InternalError(`coefficient of column ${column} in row ${name} is ${coefficient}`);
      }
      if (coefficient === 0) continue;
      if (
        this.entryColumns.length > begin &&
        column <= (this.entryColumns.at(this.entryColumns.length - 1) ?? -1)
      )
        isSorted = false;
      this.entryColumns.push(column);
      this.entryValues.push(coefficient);
    }
    if (!isSorted) this.mergeFrom(begin);
    return this.endRow(name, lower, upper);
  }

  /** Adds a row whose columns ascend already: a row of thousands of entries needs no object for each of them. */
  addSortedRow(
    name: string,
    columns: Int32Array,
    values: Float64Array,
    lower: number,
    upper: number,
  ): number {
    this.built = undefined;
    let before = -1;
    for (let entry = 0; entry < columns.length; entry += 1) {
      const column = columns[entry] ?? -1;
      const value = values[entry] ?? Number.NaN;
      if (column <= before || this.columnLower.at(column) === undefined || !Number.isFinite(value)) {
        throw new InternalError(`row ${name} has ${value} on column ${column} after column ${before}`);
      }
      before = column;
      if (value === 0) continue;
      this.entryColumns.push(column);
      this.entryValues.push(value);
    }
    return this.endRow(name, lower, upper);
  }

  private endRow(name: string, lower: number, upper: number): number {
    if (Number.isNaN(lower) || Number.isNaN(upper) || lower > upper) {
      throw new InternalError(`row ${name} has bounds ${lower} .. ${upper}`);
    }
    this.starts.push(this.entryColumns.length);
    this.names.push(name);
    this.lowers.push(lower);
    this.uppers.push(upper);
    return this.names.length - 1;
  }

  /** Sorts the entries of the row that begins at `begin` and merges those of one column. */
  private mergeFrom(begin: number): void {
    const merged = new Map<number, number>();
    for (let entry = begin; entry < this.entryColumns.length; entry += 1) {
      const column = this.entryColumns.at(entry) ?? -1;
      merged.set(column, (merged.get(column) ?? 0) + (this.entryValues.at(entry) ?? 0));
    }
    this.entryColumns.truncate(begin);
    this.entryValues.truncate(begin);
    for (const [column, value] of [...merged].sort((a, b) => a[0] - b[0])) {
      if (value === 0) continue;
      this.entryColumns.push(column);
      this.entryValues.push(value);
    }
  }

  /** The program so far. Kept until something is added, so asking twice costs nothing. */
  build(): Program {
    this.built ??= this.compile();
    return this.built;
  }

  private compile(): Program {
    const columnNames = this.columnNames.firstOf(this.columnNames.length);
    const rowNames = this.names.firstOf(this.names.length);
    return {
      columnCount: this.columnNames.length,
      rowCount: this.names.length,
      // Costs are added to, so what is handed out is a copy.
      cost: this.costs.view().slice(),
      columnLower: this.columnLower.view(),
      columnUpper: this.columnUpper.view(),
      integer: this.columnInteger.view(),
      rowStart: this.starts.view(),
      rowColumn: this.entryColumns.view(),
      rowValue: this.entryValues.view(),
      rowLower: this.lowers.view(),
      rowUpper: this.uppers.view(),
      get columnNames() {
        return columnNames();
      },
      get rowNames() {
        return rowNames();
      },
    };
  }
}
