/** A row of a CSV by the names of its columns. */
export type CsvRow = Readonly<Record<string, string>>;

const cells = (line: string, separator: string): string[] => {
  const found: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const char of line) {
    if (char === '"') isQuoted = !isQuoted;
    else if (char === separator && !isQuoted) {
      found.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...found, cell];
};

/** Reads a CSV with one header line. */
export const readCsv = (text: string, separator = ','): CsvRow[] => {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const [head = '', ...rest] = lines;
  const names = cells(head, separator);
  return rest.map((line) => {
    const values = cells(line, separator);
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  });
};

const written = (value: string): string => (/[",]/.test(value) ? `"${value}"` : value);

/** Writes rows with the columns named, in that order. */
export const writeCsv = (rows: readonly CsvRow[], columns: readonly string[]): string =>
  `${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
    .map((line) => line.map(written).join(','))
    .join('\n')}\n`;
