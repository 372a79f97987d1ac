import type { Engine, EngineLimits, LinearModel, LinearResult } from '../../engines/contract.js';
import type { Program } from '../../program/program.js';
import type { ColumnEntries } from '../../program/transpose.js';

/** A demand row that is missed by less is served. */
const MISSED = 1e-9;

/** A demand row that is missed costs this many times the dearest column. */
const GIVE_FACTOR = 20;

/** The size of the dearest column of a program; 1 at the least. */
export const dearestOf = ({ cost }: Program): number =>
  cost.reduce((most, amount) => Math.max(most, Math.abs(amount)), 1);

/** What missing a demand row costs, where nothing better is known: more than any way to serve it. */
export const givePriceOf = (program: Program): number => GIVE_FACTOR * dearestOf(program);

/** A part of a linear program that an engine keeps: some columns, some rows, and a way back to the whole. */
export class KeptLinear {
  /** Place of each column and row in the kept program; -1 where it is not there. */
  readonly placeOfColumn: Int32Array;
  private placeOfRow: Int32Array;
  private readonly columns: number[] = [];
  private readonly rows: number[] = [];
  private readonly give: number[] = [];
  private model: LinearModel | undefined;
  /** How much of each of `giveRows` the last point leaves unserved. */
  private missedOf = new Float64Array(0);

  /**
   * @param giveRows - demand rows that may be missed at a price, so that the part has a point
   * @param givePrices - one a row of `giveRows`
   */
  constructor(
    private program: Program,
    private entries: ColumnEntries,
    private readonly giveRows: Int32Array,
    private readonly givePrices: Float64Array,
  ) {
    this.placeOfColumn = new Int32Array(program.columnCount).fill(-1);
    this.placeOfRow = new Int32Array(program.rowCount).fill(-1);
  }

  get columnCount(): number {
    return this.columns.length;
  }

  get rowCount(): number {
    return this.rows.length;
  }

  hasRow(row: number): boolean {
    return (this.placeOfRow[row] ?? -1) >= 0;
  }

  hasColumn(column: number): boolean {
    return (this.placeOfColumn[column] ?? -1) >= 0;
  }

  /** Hands the first part to the engine. */
  async open(engine: Engine, columns: readonly number[], rows: readonly number[]): Promise<void> {
    this.noteRows(rows);
    const most = Array.from(this.giveRows, (row) => this.program.rowLower[row] ?? 0);
    const first: Program = {
      columnCount: most.length,
      rowCount: rows.length,
      cost: this.givePrices,
      columnLower: new Float64Array(most.length),
      columnUpper: Float64Array.from(most),
      integer: new Uint8Array(most.length),
      ...this.giveEntries(rows.length),
      rowLower: Float64Array.from(rows, (row) => this.program.rowLower[row] ?? 0),
      rowUpper: Float64Array.from(rows, (row) => this.program.rowUpper[row] ?? 0),
      columnNames: [],
      rowNames: [],
    };
    this.give.push(...most.map((_, index) => index));
    this.model = await engine.openLinear?.(first);
    this.addColumns(columns);
  }

  /** The program has more rows than before; its columns are the same. */
  grow(program: Program, entries: ColumnEntries): void {
    const placeOfRow = new Int32Array(program.rowCount).fill(-1);
    placeOfRow.set(this.placeOfRow);
    this.placeOfRow = placeOfRow;
    this.program = program;
    this.entries = entries;
  }

  addColumns(columns: readonly number[]): void {
    if (columns.length === 0) return;
    const { start, row, value } = this.entries;
    const starts = new Int32Array(columns.length + 1);
    const rows: number[] = [];
    const values: number[] = [];
    columns.forEach((column, index) => {
      for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1) {
        const place = this.placeOfRow[row[k] ?? 0] ?? -1;
        if (place < 0) continue;
        rows.push(place);
        values.push(value[k] ?? 0);
      }
      starts[index + 1] = rows.length;
      this.placeOfColumn[column] = this.give.length + this.columns.length;
      this.columns.push(column);
    });
    const pick = (from: Float64Array) => Float64Array.from(columns, (column) => from[column] ?? 0);
    this.model?.addColumns({
      cost: pick(this.program.cost),
      lower: pick(this.program.columnLower),
      upper: pick(this.program.columnUpper),
      start: starts,
      row: Int32Array.from(rows),
      value: Float64Array.from(values),
    });
  }

  addRows(rows: readonly number[]): void {
    if (rows.length === 0) return;
    this.noteRows(rows);
    const { rowStart, rowColumn, rowValue, rowLower, rowUpper } = this.program;
    const starts = new Int32Array(rows.length + 1);
    const columns: number[] = [];
    const values: number[] = [];
    rows.forEach((row, index) => {
      for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
        const place = this.placeOfColumn[rowColumn[k] ?? 0] ?? -1;
        if (place < 0) continue;
        columns.push(place);
        values.push(rowValue[k] ?? 0);
      }
      starts[index + 1] = columns.length;
    });
    this.model?.addRows({
      lower: Float64Array.from(rows, (row) => rowLower[row] ?? 0),
      upper: Float64Array.from(rows, (row) => rowUpper[row] ?? 0),
      start: starts,
      column: Int32Array.from(columns),
      value: Float64Array.from(values),
    });
  }

  /**
   * Simplex starts the next time with each equality among the given rows held by its largest column at a point, and
   * every other row by itself. Half the way of a start from nothing is to bring these columns in.
   */
  startFrom(point: Float64Array, rows: Int32Array): void {
    const isColumnBasic = new Uint8Array(this.give.length + this.columns.length);
    const isRowBasic = new Uint8Array(this.rows.length).fill(1);
    const { rowStart, rowColumn, rowLower, rowUpper } = this.program;
    for (const row of rows) {
      const placeOfRow = this.placeOfRow[row] ?? -1;
      if (placeOfRow < 0 || rowLower[row] !== rowUpper[row]) continue;
      let best = -1;
      let most = 0;
      for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
        const place = this.placeOfColumn[rowColumn[k] ?? 0] ?? -1;
        const value = point[rowColumn[k] ?? 0] ?? 0;
        if (place < 0 || value <= most || isColumnBasic[place] === 1) continue;
        most = value;
        best = place;
      }
      if (best < 0) continue;
      isColumnBasic[best] = 1;
      isRowBasic[placeOfRow] = 0;
    }
    this.model?.setBasis(isColumnBasic, isRowBasic);
  }

  /** Takes rows out of the part. They must be in it. */
  dropRows(rows: readonly number[]): void {
    if (rows.length === 0 || !this.model?.deleteRows) return;
    const places = rows.map((row) => this.placeOfRow[row] ?? -1).sort((a, b) => a - b);
    this.model.deleteRows(Int32Array.from(places));
    for (const row of rows) this.placeOfRow[row] = -1;
    const kept = this.rows.filter((row) => (this.placeOfRow[row] ?? -1) >= 0);
    this.rows.length = 0;
    this.noteRows(kept);
  }

  /** The rows of the basis' inverse whose own column is wanted; rows and columns are those of the whole. */
  basisRows(
    isWanted: (column: number) => boolean,
    visit: (column: number, rows: Int32Array, factors: Float64Array) => void,
  ): void {
    const { model } = this;
    if (!model?.basicColumns || !model.basisRow) return;
    for (const [place, basic] of model.basicColumns().entries()) {
      const column = this.columns[basic - this.give.length] ?? -1;
      if (basic < 0 || column < 0 || !isWanted(column)) continue;
      const { rows, factors } = model.basisRow(place);
      visit(
        column,
        rows.map((row) => this.rows[row] ?? 0),
        factors,
      );
    }
  }

  setBounds(columns: readonly number[], lower: readonly number[], upper: readonly number[]): void {
    if (columns.length === 0) return;
    // Engines take the columns of a change in ascending order.
    const order = columns
      .map((column, at) => ({ at, place: this.placeOfColumn[column] ?? -1 }))
      .sort((a, b) => a.place - b.place);
    const inOrder = (from: readonly number[]) => Float64Array.from(order, ({ at }) => from[at] ?? 0);
    const places = Int32Array.from(order, ({ place }) => place);
    this.model?.setColumnBounds(places, inOrder(lower), inOrder(upper));
  }

  /** Makes it dearer to miss those demand rows that the last point missed; false where none became dearer. */
  raiseGive(factor: number, most: number): boolean {
    const places: number[] = [];
    this.missedOf.forEach((amount, place) => {
      const price = this.givePrices[place] ?? 0;
      if (!(amount > MISSED) || price >= most) return;
      this.givePrices[place] = Math.min(most, price * factor);
      places.push(place);
    });
    if (places.length === 0) return false;
    this.model?.setColumnCosts(
      Int32Array.from(places),
      Float64Array.from(places, (place) => this.givePrices[place] ?? 0),
    );
    return true;
  }

  /** Solves the part. `missed` is how much of the demand rows it leaves unserved. */
  solve(limits: EngineLimits): LinearResult & { readonly missed: number } {
    const result = this.model?.solve(limits);
    if (!result)
      return { stop: 'engine-failure', iterations: 0, detail: 'no linear program open', missed: 0 };
    const { point, rowDuals, ...rest } = result;
    if (!point || !rowDuals) return { ...rest, missed: 0 };
    const whole = new Float64Array(this.program.columnCount);
    for (let j = 0; j < whole.length; j += 1) {
      const place = this.placeOfColumn[j] ?? -1;
      whole[j] = (place < 0 ? this.program.columnLower[j] : point[place]) ?? 0;
    }
    const duals = new Float64Array(this.program.rowCount);
    this.rows.forEach((row, place) => {
      duals[row] = rowDuals[place] ?? 0;
    });
    this.missedOf = point.slice(0, this.give.length);
    const missed = this.missedOf.reduce((sum, amount) => sum + amount, 0);
    return { ...rest, point: whole, rowDuals: duals, missed };
  }

  dispose(): void {
    this.model?.dispose();
    this.model = undefined;
  }

  private noteRows(rows: readonly number[]): void {
    for (const row of rows) {
      this.placeOfRow[row] = this.rows.length;
      this.rows.push(row);
    }
  }

  private giveEntries(rowCount: number): Pick<Program, 'rowStart' | 'rowColumn' | 'rowValue'> {
    const columnAt = new Int32Array(rowCount).fill(-1);
    this.giveRows.forEach((row, index) => {
      const place = this.placeOfRow[row] ?? -1;
      if (place >= 0) columnAt[place] = index;
    });
    const rowStart = new Int32Array(rowCount + 1);
    const rowColumn: number[] = [];
    columnAt.forEach((column, place) => {
      if (column >= 0) rowColumn.push(column);
      rowStart[place + 1] = rowColumn.length;
    });
    return {
      rowStart,
      rowColumn: Int32Array.from(rowColumn),
      rowValue: new Float64Array(rowColumn.length).fill(1),
    };
  }
}
