import { InternalError } from '../outcome.js';
import type { LinearTerm, Program } from './program.js';

/** What a new column is. */
export interface ColumnSpec {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly integer?: boolean;
}

const requireFinite = (value: number, what: string): number => {
  if (!Number.isFinite(value)) throw new InternalError(`${what} is ${value}; a finite number is required`);
  return value;
};

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
  private readonly columns: ColumnSpec[] = [];
  private readonly costs: number[] = [];
  private readonly names: string[] = [];
  private readonly starts: number[] = [0];
  private readonly entryColumns: number[] = [];
  private readonly entryValues: number[] = [];
  private readonly lowers: number[] = [];
  private readonly uppers: number[] = [];

  get columnCount(): number {
    return this.columns.length;
  }

  get rowCount(): number {
    return this.names.length;
  }

  addColumn(spec: ColumnSpec): number {
    requireFinite(spec.lower, `lower bound of column ${spec.name}`);
    requireFinite(spec.upper, `upper bound of column ${spec.name}`);
    if (spec.lower > spec.upper) {
      throw new InternalError(`column ${spec.name} has lower ${spec.lower} above upper ${spec.upper}`);
    }
    this.columns.push(spec);
    this.costs.push(0);
    return this.columns.length - 1;
  }

  /** Whether a column still has a choice: its bounds differ. */
  isDecided(column: number): boolean {
    const spec = this.columns[column];
    return spec !== undefined && spec.lower < spec.upper;
  }

  /** Adds to what the column already costs. */
  addCost(column: number, amount: number): void {
    const before = this.costs[column];
    if (before === undefined) throw new InternalError(`cost on unknown column ${column}`);
    this.costs[column] = before + requireFinite(amount, `cost of column ${this.columns[column]?.name}`);
  }

  /** Adds lower <= terms <= upper and returns the row's index. */
  addRow(name: string, terms: readonly LinearTerm[], lower: number, upper: number): number {
    if (Number.isNaN(lower) || Number.isNaN(upper) || lower > upper) {
      throw new InternalError(`row ${name} has bounds ${lower} .. ${upper}`);
    }
    const merged = new Map<number, number>();
    for (const term of terms) {
      if (this.columns[term.column] === undefined) {
        throw new InternalError(`row ${name} names unknown column ${term.column}`);
      }
      const value = requireFinite(term.coefficient, `coefficient of column ${term.column} in row ${name}`);
      merged.set(term.column, (merged.get(term.column) ?? 0) + value);
    }
    for (const [column, value] of [...merged].sort((a, b) => a[0] - b[0])) {
      if (value === 0) continue;
      this.entryColumns.push(column);
      this.entryValues.push(value);
    }
    this.starts.push(this.entryColumns.length);
    this.names.push(name);
    this.lowers.push(lower);
    this.uppers.push(upper);
    return this.names.length - 1;
  }

  build(): Program {
    return {
      columnCount: this.columns.length,
      rowCount: this.names.length,
      cost: Float64Array.from(this.costs),
      columnLower: Float64Array.from(this.columns, (column) => column.lower),
      columnUpper: Float64Array.from(this.columns, (column) => column.upper),
      integer: Uint8Array.from(this.columns, (column) => (column.integer ? 1 : 0)),
      rowStart: Int32Array.from(this.starts),
      rowColumn: Int32Array.from(this.entryColumns),
      rowValue: Float64Array.from(this.entryValues),
      rowLower: Float64Array.from(this.lowers),
      rowUpper: Float64Array.from(this.uppers),
      columnNames: this.columns.map((column) => column.name),
      rowNames: [...this.names],
    };
  }
}
