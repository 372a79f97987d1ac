import type { Prepared } from '../compile/prepare.js';
import type { Engine, EngineLimits } from '../engines/contract.js';
import type { Plan } from '../plan/types.js';
import { warmPoint } from '../plan/warm.js';
import { checkPoint } from '../program/check.js';
import type { Program } from '../program/program.js';
import type { SolveOptions, WarmUse } from '../result.js';
import { chooseEngine } from '../search/choose-engine.js';
import type { Clock } from './clock.js';

/** Share of the time left that one try at mending an earlier plan may take, its work, and how good it has to be. */
const REPAIR_TIME_FRACTION = 0.05;
const REPAIR_GAP = 0.005;
const REPAIR_NODES = 500;
/** How often more of a plan is let go before it is given up. */
const MOST_REPAIRS = 3;
/** Excess of a row that counts as broken, relative to its size. */
const BROKEN = 1e-6;

/** A point to start from, and what became of the plan it came from. */
export interface WarmStart {
  readonly use: WarmUse;
  readonly point?: Float64Array;
}

/** Columns of every row a point breaks. */
const columnsOfBroken = (program: Program, point: Float64Array): Set<number> => {
  const columns = new Set<number>();
  for (let row = 0; row < program.rowCount; row += 1) {
    const from = program.rowStart[row] ?? 0;
    const to = program.rowStart[row + 1] ?? 0;
    let activity = 0;
    let size = 1;
    for (let entry = from; entry < to; entry += 1) {
      const part = (program.rowValue[entry] ?? 0) * (point[program.rowColumn[entry] ?? -1] ?? 0);
      activity += part;
      size = Math.max(size, Math.abs(part));
    }
    const slack = BROKEN * size;
    const holds =
      activity >= (program.rowLower[row] ?? 0) - slack && activity <= (program.rowUpper[row] ?? 0) + slack;
    if (holds) continue;
    for (let entry = from; entry < to; entry += 1) columns.add(program.rowColumn[entry] ?? -1);
  }
  return columns;
};

/** The program with every place fixed as it stands but those of some streams. */
const letGo = (
  { compiled }: Prepared,
  program: Program,
  point: Float64Array,
  streams: ReadonlySet<number>,
): Program => {
  const columnLower = Float64Array.from(program.columnLower);
  const columnUpper = Float64Array.from(program.columnUpper);
  const { decisions } = compiled;
  for (const { index, stream } of decisions.candidates.candidates) {
    if (streams.has(stream.index)) continue;
    for (const column of [decisions.placeColumn[index] ?? -1, decisions.standbyColumn[index] ?? -1]) {
      if (column < 0) continue;
      columnLower[column] = point[column] ?? 0;
      columnUpper[column] = point[column] ?? 0;
    }
  }
  return { ...program, columnLower, columnUpper };
};

/** Solves again for the streams that have to do with a broken row, and leaves the others where they are. */
const mended = async (
  prepared: Prepared,
  first: Float64Array,
  engine: Engine,
  limits: EngineLimits,
): Promise<Float64Array | undefined> => {
  const { compiled } = prepared;
  const { candidates } = compiled.decisions.candidates;
  const free = new Set<number>();
  for (let round = 0; round < MOST_REPAIRS; round += 1) {
    compiled.hours.addViolated(first);
    const broken = columnsOfBroken(compiled.program(), first);
    for (const { index, stream } of candidates) {
      const columns = [
        compiled.decisions.placeColumn[index] ?? -1,
        compiled.decisions.standbyColumn[index] ?? -1,
      ];
      // Only those that stand there: a stream that could move into a broken row would not mend it.
      if (columns.some((column) => broken.has(column) && ((first[column] ?? 0) > 0 || round > 0)))
        free.add(stream.index);
    }
    const program = letGo(prepared, compiled.program(), first, free);
    const result = await engine.solve(program, limits);
    if (!result.point) continue;
    if (compiled.hours.addViolated(result.point) === 0) return result.point;
  }
  return undefined;
};

/**
 * A start from an earlier plan: as it stands where it still holds, else with what no longer holds solved again, else
 * none. It is checked against every row like any other point.
 */
export const warmStart = async (
  prepared: Prepared,
  plan: Plan,
  options: SolveOptions,
  clock: Clock,
): Promise<WarmStart> => {
  const { compiled } = prepared;
  const { point, placedStreams } = warmPoint(compiled, plan);
  if (placedStreams === 0) return { use: 'unusable' };
  const holds = (some: Float64Array): boolean =>
    checkPoint(compiled.program(), some).feasible && compiled.hours.holds(some);
  if (holds(point)) {
    const isWhole = placedStreams === prepared.candidates.demand.streams.length;
    return { use: isWhole ? 'kept' : 'mended', point };
  }
  const engine = await chooseEngine(options.engines, options.engine ?? 'auto', compiled.program());
  const leftMs = clock.leftMs();
  const better = await mended(prepared, point, engine, {
    gapFraction: REPAIR_GAP,
    workLimitNodes: REPAIR_NODES,
    ...(leftMs === undefined ? {} : { timeLimitMs: Math.max(1, leftMs * REPAIR_TIME_FRACTION) }),
    ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
  });
  return better && holds(better) ? { use: 'mended', point: better } : { use: 'unusable' };
};
