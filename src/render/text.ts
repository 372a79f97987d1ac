/** Columns of a screen. No line is longer. */
export const SCREEN_COLUMNS = 100;

/** Text cut to a width; what was cut ends in an ellipsis. Control characters become spaces. */
export const clip = (text: string, width: number): string => {
  const plain = text.replace(/\p{Cc}/gu, ' ');
  if (plain.length <= width) return plain;
  return width <= 0 ? '' : `${plain.slice(0, width - 1)}…`;
};

/** A column of a table. */
export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
  /** Never narrower than its heading, never wider than this. */
  readonly most: number;
}

const GAP = '  ';

/**
 * A table in plain text. Columns are as wide as their cells need, up to what each may have; where they do not fit the
 * screen the widest gives way.
 */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = '',
): string[] => {
  const widths = columns.map(({ heading, most }, index) => {
    const longest = Math.max(heading.length, ...rows.map((row) => (row[index] ?? '').length));
    return Math.min(longest, Math.max(most, heading.length));
  });
  const room = SCREEN_COLUMNS - indent.length - GAP.length * (columns.length - 1);
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  const line = (cells: readonly string[]): string =>
    (
      indent +
      columns
        .map(({ align }, index) => {
          const width = widths[index] ?? 0;
          const cell = clip(cells[index] ?? '', width);
          return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
        })
        .join(GAP)
    ).trimEnd();
  return [line(columns.map(({ heading }) => heading)), ...rows.map(line)];
};

/**
 * Text broken at spaces so that no line is wider than the screen.
 *
 * @param first - what the first line begins with
 * @param rest - what the others begin with
 */
export const wrap = (text: string, first: string, rest: string): string[] => {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.replace(/\p{Cc}/gu, ' ').split(/ +/)) {
    let left = word;
    if (!isEmpty && line.length + 1 + left.length > SCREEN_COLUMNS) {
      lines.push(line.trimEnd());
      line = rest;
      isEmpty = true;
    }
    // A word longer than a line is broken where it must be.
    while (line.length + (isEmpty ? 0 : 1) + left.length > SCREEN_COLUMNS) {
      const room = SCREEN_COLUMNS - line.length - (isEmpty ? 0 : 1);
      lines.push(line + (isEmpty ? '' : ' ') + left.slice(0, room));
      left = left.slice(room);
      line = rest;
      isEmpty = true;
    }
    line += (isEmpty ? '' : ' ') + left;
    isEmpty = false;
  }
  lines.push(line.trimEnd());
  return lines;
};

/** The same, ended after so many lines with a note that there is more. */
export const wrapAtMost = (lines: number, text: string, first: string, rest: string): string[] => {
  const all = wrap(text, first, rest);
  if (all.length <= lines) return all;
  const note = '… more in --json';
  const last = (all[lines - 1] ?? '').slice(0, SCREEN_COLUMNS - note.length - 1);
  return [...all.slice(0, lines - 1), `${last.slice(0, last.lastIndexOf(' '))} ${note}`];
};

/** Texts as one sentence part each: without their own full stop. */
export const joined = (texts: readonly string[]): string =>
  texts.map((text) => text.replace(/\.$/, '')).join('; ');

/** `label` in a column of its own and a text that wraps beside it. */
export const labelled = (label: string, text: string): string[] =>
  wrap(text, label.padEnd(LABEL_COLUMNS), ' '.repeat(LABEL_COLUMNS));
const LABEL_COLUMNS = 14;
