import { InternalError } from '../outcome.js';
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
  // A list for each figure: an object for each of a million columns would weigh as much as the program.
  private readonly columnNames: string[] = [];
  private readonly columnLower: number[] = [];
  private readonly columnUpper: number[] = [];
  private readonly columnInteger: (0 | 1)[] = [];
  private readonly costs: number[] = [];
  private readonly names: string[] = [];
  private readonly starts: number[] = [0];
  private readonly entryColumns: number[] = [];
  private readonly entryValues: number[] = [];
  private readonly lowers: number[] = [];
  private readonly uppers: number[] = [];
  private built: Program | undefined;

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

  /** Whether a column still has a choice: its bounds differ. */
  isDecided(column: number): boolean {
    const lower = this.columnLower[column];
    const upper = this.columnUpper[column];
    return lower !== undefined && upper !== undefined && lower < upper;
  }

  /** Range of a column. */
  boundsOf(column: number): { readonly lower: number; readonly upper: number } {
    const lower = this.columnLower[column];
    const upper = this.columnUpper[column];
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
    const before = this.costs[column];
    if (before === undefined) throw new InternalError(`cost on unknown column ${column}`);
    if (!Number.isFinite(amount))
      throw new InternalError(`cost ${amount} on column ${this.columnNames[column]}`);
    this.costs[column] = before + amount;
  }

  /** Adds lower <= terms <= upper and returns the row's index. */
  addRow(name: string, terms: readonly LinearTerm[], lower: number, upper: number): number {
    this.built = undefined;
    const begin = this.entryColumns.length;
    let isSorted = true;
    for (const { column, coefficient } of terms) {
      if (this.columnLower[column] === undefined) {
        throw new InternalError(`row ${name} names unknown column ${column}`);
      }
      if (!Number.isFinite(coefficient)) {
        throw new InternalError(`coefficient of column ${column} in row ${name} is ${coefficient}`);
      }
      if (coefficient === 0) continue;
      if (this.entryColumns.length > begin && column <= (this.entryColumns.at(-1) ?? -1)) isSorted = false;
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
      if (column <= before || this.columnLower[column] === undefined || !Number.isFinite(value)) {
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
      const column = this.entryColumns[entry] ?? -1;
      merged.set(column, (merged.get(column) ?? 0) + (this.entryValues[entry] ?? 0));
    }
    this.entryColumns.length = begin;
    this.entryValues.length = begin;
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
    const columnCount = this.columnNames.length;
    return {
      columnCount,
      rowCount: this.names.length,
      cost: new Float64Array(this.costs),
      columnLower: new Float64Array(this.columnLower),
      columnUpper: new Float64Array(this.columnUpper),
      integer: new Uint8Array(this.columnInteger),
      rowStart: new Int32Array(this.starts),
      rowColumn: new Int32Array(this.entryColumns),
      rowValue: new Float64Array(this.entryValues),
      rowLower: new Float64Array(this.lowers),
      rowUpper: new Float64Array(this.uppers),
      columnNames: [...this.columnNames],
      rowNames: [...this.names],
    };
  }
}
