import { candidateFinder } from '../candidates/find.js';
import type { Compiled } from '../compile/compile.js';
import type { Program } from '../program/program.js';

/** A plan of a problem that starts a search of another one made from the same streams. */
export interface KnownPlan {
  readonly compiled: Compiled;
  readonly point: Float64Array;
}

/** Columns of each pair: a share, standby, deferred work. */
const pairColumns = ({ decisions }: Compiled, index: number): readonly number[] => [
  decisions.placeColumn[index] ?? -1,
  decisions.standbyColumn[index] ?? -1,
  decisions.runsColumn[index] ?? -1,
];

/** Columns that belong to no pair, by name. They are few; to name the columns of pairs takes longer than all the rest. */
const otherColumns = (compiled: Compiled): Map<string, number> => {
  const { builder, decisions } = compiled;
  const isOfPair = new Uint8Array(builder.columnCount);
  for (const columns of [decisions.placeColumn, decisions.standbyColumn, decisions.runsColumn])
    for (const column of columns) if (column >= 0) isOfPair[column] = 1;
  const byName = new Map<string, number>();
  isOfPair.forEach((flag, column) => {
    if (flag === 0) byName.set(builder.columnName(column) ?? '', column);
  });
  return byName;
};

/** A known plan as a point of another program, within its bounds; what the plan does not know is at its least. */
export const startPoint = (
  program: Program,
  compiled: Compiled,
  known: KnownPlan | undefined,
): Float64Array | undefined => {
  if (!known) return undefined;
  const point = Float64Array.from(program.columnLower);
  const put = (column: number, value: number): void => {
    const least = Math.max(value, program.columnLower[column] ?? value);
    if (column >= 0) point[column] = Math.min(least, program.columnUpper[column] ?? value);
  };
  const own = otherColumns(compiled);
  for (const [name, column] of otherColumns(known.compiled))
    put(own.get(name) ?? -1, known.point[column] ?? 0);
  const find = candidateFinder(compiled.decisions.candidates);
  for (const { index, stream, bank } of known.compiled.decisions.candidates.candidates) {
    const values = pairColumns(known.compiled, index).map((column) => known.point[column] ?? 0);
    if (values.every((value) => value === 0)) continue;
    const here = find(stream.id, bank.id);
    if (!here) continue;
    pairColumns(compiled, here.index).forEach((column, at) => {
      put(column, values[at] ?? 0);
    });
  }
  return point;
};
