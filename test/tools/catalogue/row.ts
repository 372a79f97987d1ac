import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CsvRow, readCsv } from './csv.js';
import type { SourceKey } from './sources.js';

/** A row as a data file of the snapshot holds it: an entry whose source is led by the source it is from. */
export interface Line {
  readonly from: SourceKey;
  readonly id: string;
  /** Where in the source, or what was done with it. */
  readonly source: string;
  readonly [field: string]: unknown;
}

export const quotedText = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`./quoted/${name}`, import.meta.url)), 'utf8');
export const quotedRows = (name: string): CsvRow[] => readCsv(quotedText(`${name}.csv`));

/** Rounds to significant digits, so that no row shows digits that mean nothing. */
export const digits = (value: number, count: number): number => Number(value.toPrecision(count));

export const medianOf = (values: readonly number[]): number => {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[ordered.length >> 1] ?? Number.NaN;
};
