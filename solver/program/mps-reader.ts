import { InputError } from '../outcome.js';
import { ProgramBuilder } from './builder.js';
import type { LinearTerm, Program } from './program.js';

interface Row {
  readonly type: string;
  readonly terms: [column: string, value: number][];
  rhs: number;
  range: number | undefined;
}

interface Column {
  readonly integer: boolean;
  lower: number;
  upper: number;
}

/**
 * Reads MPS text, fixed or free, names without blanks. The first N row is the objective; a constant in it
 * (an RHS of c means the constant -c) becomes a column fixed at 1. Other N rows are rows without sides.
 *
 * @throws InputError for text that is not MPS, a maximisation, or a column without finite bounds, each with its line
 */
export const readMps = (text: string): Program => new MpsReader().read(text);

class MpsReader {
  private readonly rows = new Map<string, Row>();
  private readonly columns = new Map<string, Column>();
  private section = '';
  private integers = false;
  private line = 0;

  read(text: string): Program {
    for (const raw of text.split(/\r?\n/)) {
      this.line++;
      if (raw.startsWith('*') || raw.trim() === '') continue;
      const fields = raw.trim().split(/\s+/);
      if (/^\S/.test(raw)) this.section = (fields[0] ?? '').toUpperCase();
      else this.readFields(fields);
      if (this.section === 'ENDATA') return this.build();
    }
    throw this.refusal('ENDATA is missing');
  }

  private readFields(fields: string[]): void {
    if (this.section === 'ROWS') this.readRow(fields);
    else if (this.section === 'COLUMNS') this.readColumn(fields);
    else if (this.section === 'RHS') this.eachPair(fields, (row, value) => (row.rhs = value));
    else if (this.section === 'RANGES') this.eachPair(fields, (row, value) => (row.range = value));
    else if (this.section === 'BOUNDS') this.readBound(fields);
    else if (this.section === 'OBJSENSE' && /^MIN/i.test(fields[0] ?? '')) return;
    else throw this.refusal(`${this.section || 'a line before any section'} is not supported`);
  }

  private readRow([type = '', name = '']: string[]): void {
    if (!/^[NELG]$/.test(type) || name === '') throw this.refusal(`row type ${type} is not N, E, L or G`);
    this.rows.set(name, { type, terms: [], rhs: 0, range: undefined });
  }

  private readColumn(fields: string[]): void {
    const [name = ''] = fields;
    if (fields.includes("'MARKER'")) {
      this.integers = fields.includes("'INTORG'");
      return;
    }
    if (!this.columns.has(name)) {
      this.columns.set(name, { integer: this.integers, lower: 0, upper: Number.POSITIVE_INFINITY });
    }
    this.eachPair(fields, (row, value) => row.terms.push([name, value]));
  }

  /** Pairs of a row's name and a number; a set's name may stand before them, or be left out. */
  private eachPair(fields: string[], take: (row: Row, value: number) => void): void {
    for (let k = fields.length % 2; k < fields.length; k += 2) {
      const row = this.rows.get(fields[k] ?? '');
      const value = Number(fields[k + 1]);
      if (row === undefined) throw this.refusal(`row ${fields[k]} is not known`);
      if (!Number.isFinite(value)) throw this.refusal(`${fields[k + 1]} is not a number`);
      take(row, value);
    }
  }

  private readBound(fields: string[]): void {
    const type = fields[0] ?? '';
    const bare = ['BV', 'FR', 'MI', 'PL'].includes(type);
    const name = fields.length > (bare ? 2 : 3) ? fields[2] : fields[1];
    const column = this.columns.get(name ?? '');
    const value = bare ? 0 : Number(fields.at(-1));
    if (column === undefined) throw this.refusal(`column ${name} is not known`);
    if (!Number.isFinite(value)) throw this.refusal(`${fields.at(-1)} is not a number`);
    if (type === 'UP' || type === 'UI' || type === 'FX') column.upper = value;
    if (type === 'LO' || type === 'LI' || type === 'FX') column.lower = value;
    if (type === 'BV') Object.assign(column, { lower: 0, upper: 1 });
    if (type === 'MI' || type === 'FR') column.lower = Number.NEGATIVE_INFINITY;
    if (!/^(UP|UI|LO|LI|FX|BV|MI|FR|PL)$/.test(type))
      throw this.refusal(`bound type ${type} is not supported`);
  }

  private build(): Program {
    const builder = new ProgramBuilder();
    const index = new Map<string, number>();
    for (const [name, column] of this.columns) {
      if (!Number.isFinite(column.lower) || !Number.isFinite(column.upper)) {
        throw this.refusal(
          `column ${name} has bounds ${column.lower} .. ${column.upper}; both must be finite`,
        );
      }
      index.set(name, builder.addColumn({ name, ...column }));
    }
    let objective: Row | undefined;
    for (const [name, row] of this.rows) {
      const terms: LinearTerm[] = row.terms.map(([column, coefficient]) => ({
        column: index.get(column) ?? -1,
        coefficient,
      }));
      if (row.type === 'N' && objective === undefined) {
        objective = row;
        for (const term of terms) builder.addCost(term.column, term.coefficient);
      } else builder.addRow(name, terms, ...sides(row));
    }
    if (objective !== undefined && objective.rhs !== 0) {
      builder.addCost(builder.addColumn({ name: 'constant', lower: 1, upper: 1 }), -objective.rhs);
    }
    return builder.build();
  }

  private refusal(what: string): InputError<string> {
    const issue = `line ${this.line}: ${what}`;
    return new InputError(`MPS text cannot be read: ${issue}`, [issue]);
  }
}

const sides = ({ type, rhs, range }: Row): [lower: number, upper: number] => {
  if (type === 'N') return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (type === 'L') return [range === undefined ? Number.NEGATIVE_INFINITY : rhs - Math.abs(range), rhs];
  if (type === 'G') return [rhs, range === undefined ? Number.POSITIVE_INFINITY : rhs + Math.abs(range)];
  if (range === undefined) return [rhs, rhs];
  return range < 0 ? [rhs + range, rhs] : [rhs, rhs + range];
};
