import type { InputIssue } from '../input/issue.js';

/** A place in a file, as a spreadsheet counts it: rows from 1, the heading included. */
export interface Place {
  readonly file: string;
  readonly sheet?: string;
  readonly row?: number;
  /** Line of the text, where it is not the row. */
  readonly line?: number;
  readonly column?: string;
  /** Reference of the cell: D5. */
  readonly cell?: string;
}

/** One refusal of an import: where, what, the value, what is allowed, the fix. */
export interface ImportIssue extends Place, Omit<InputIssue, 'pointer'> {
  /** JSON pointer into the problem that was read, where there is one. */
  readonly pointer?: string;
}

/** Issues kept with all they say; the rest are counted. */
export const MOST_ISSUES = 200;

/** Collects issues; holds a bounded number of them and counts all. */
export class Issues {
  readonly #kept: ImportIssue[] = [];
  #count = 0;
  /** Something that decides how everything after it is read is wrong, so that later findings would mislead. */
  hasBroken = false;

  add(issue: ImportIssue): void {
    this.#count += 1;
    if (this.#kept.length < MOST_ISSUES) this.#kept.push(issue);
  }

  /** An issue that leaves a part of the problem unread. */
  addBroken(issue: ImportIssue): void {
    this.hasBroken = true;
    this.add(issue);
  }

  /** Issues beyond those that were handed over one by one. */
  addUncounted(count: number): void {
    this.#count += count;
  }

  get kept(): readonly ImportIssue[] {
    return this.#kept;
  }
  get count(): number {
    return this.#count;
  }
}

/** A, B, ... Z, AA: the letters a spreadsheet gives a column, from 0. */
export const lettersOf = (index: number): string => {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
};

/** A place in words. */
export const placeText = (place: Place): string => {
  const parts = [
    place.file,
    ...(place.sheet === undefined ? [] : [`sheet ${place.sheet}`]),
    ...(place.row === undefined
      ? []
      : [`row ${place.row}${place.line === undefined ? '' : ` (line ${place.line})`}`]),
    ...(place.column === undefined ? [] : [`column ${place.column}`]),
  ];
  return parts.join(', ') + (place.cell === undefined ? '' : ` (${place.cell})`);
};
