import type { Program } from './program.js';

/**
 * The program as free MPS text, with names x0.. and r0.. only. There is no objective constant in it (readers
 * disagree on its sign): a constant is a column fixed at 1. Every column's bounds are written, because
 * readers disagree on the defaults of integer columns too.
 *
 * A row with two sides is written with RANGES, from which the lower side is read back as upper - range: it
 * may differ from the original in its last digit.
 *
 * @param comments - lines for people at the top; control characters become spaces
 */
export const writeMps = (program: Program, comments: readonly string[] = []): string => {
  const lines = comments.map((comment) => `* ${comment.replace(/\p{Cc}/gu, ' ')}`);
  // FREE after the name tells CBC that the text is not in fixed columns; others read past it.
  lines.push('NAME program FREE', 'ROWS', ' N cost');
  for (let i = 0; i < program.rowCount; i++) lines.push(` ${rowType(program, i)} r${i}`);
  // One by one: as arguments of a single call a million lines would not fit the stack.
  lines.push('COLUMNS');
  for (const line of columnLines(program)) lines.push(line);
  lines.push('RHS');
  for (let i = 0; i < program.rowCount; i++) {
    const type = rowType(program, i);
    const side = (type === 'G' ? program.rowLower[i] : program.rowUpper[i]) ?? 0;
    if (type !== 'N' && side !== 0) lines.push(` rhs r${i} ${side}`);
  }
  const ranges: string[] = [];
  for (let i = 0; i < program.rowCount; i++) {
    const width = (program.rowUpper[i] ?? 0) - (program.rowLower[i] ?? 0);
    if (width > 0 && Number.isFinite(width)) ranges.push(` rng r${i} ${width}`);
  }
  if (ranges.length > 0) lines.push('RANGES');
  for (const line of ranges) lines.push(line);
  lines.push('BOUNDS');
  for (let j = 0; j < program.columnCount; j++) {
    const lower = program.columnLower[j] ?? 0;
    const upper = program.columnUpper[j] ?? 0;
    if (lower === upper) lines.push(` FX bnd x${j} ${lower}`);
    else lines.push(` LO bnd x${j} ${lower}`, ` UP bnd x${j} ${upper}`);
  }
  lines.push('ENDATA', '');
  return lines.join('\n');
};

/** N is a row without sides: readers keep it or drop it, and both are right. */
const rowType = (program: Program, i: number): 'E' | 'G' | 'L' | 'N' => {
  const lower = program.rowLower[i] ?? 0;
  const upper = program.rowUpper[i] ?? 0;
  if (lower === upper) return 'E';
  if (Number.isFinite(upper)) return 'L';
  return Number.isFinite(lower) ? 'G' : 'N';
};

const columnLines = (program: Program): string[] => {
  const entries: string[][] = Array.from({ length: program.columnCount }, () => []);
  for (let i = 0; i < program.rowCount; i++) {
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
      const j = program.rowColumn[k] ?? 0;
      entries[j]?.push(` x${j} r${i} ${program.rowValue[k]}`);
    }
  }
  const lines: string[] = [];
  let inIntegers = false;
  let markers = 0;
  const mark = (kind: 'INTORG' | 'INTEND'): void => {
    lines.push(` m${markers++} 'MARKER' '${kind}'`);
    inIntegers = kind === 'INTORG';
  };
  entries.forEach((column, j) => {
    const integer = program.integer[j] === 1;
    if (integer !== inIntegers) mark(integer ? 'INTORG' : 'INTEND');
    // Written even at zero, so that a column without rows is not lost.
    lines.push(` x${j} cost ${program.cost[j]}`);
    for (const line of column) lines.push(line);
  });
  if (inIntegers) mark('INTEND');
  return lines;
};
