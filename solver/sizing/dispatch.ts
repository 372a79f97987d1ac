import { InputError } from '../outcome.js';
import { MOST_DISPATCH_BLOCKS } from '../problem/schema/dispatch.js';
import type { Problem } from '../problem/types.js';
import { tooManyBlocks, tooManyParts } from './calendar-issues.js';
import { deferredParts } from './deferral.js';
import { dispatchBlocks } from './dispatch-blocks.js';
import { isByBlock, isDeferrable } from './dispatch-kinds.js';
import type { SeriesPool } from './series.js';
import type { Calendar, Dispatch, Stream } from './types.js';

/** Streams, blocks counted apart, that a problem with dispatch may come to. */
const MOST_STREAMS = 100_000;

/** The part of a stream inside each block; blocks in which it has no demand have no part. */
const partsOf = (stream: Stream, dispatch: Dispatch, pool: SeriesPool): Omit<Stream, 'index'>[] =>
  dispatch.blocks.flatMap((block) => {
    const inside = pool.within(stream.series, block.id, block.hours);
    if (!inside) return [];
    const { series, peakFraction } = inside;
    const yearFraction = (peakFraction * series.sumShareHours) / stream.series.sumShareHours;
    return [
      {
        ...stream,
        id: `${stream.id}/${block.id}`,
        series,
        block: { id: block.id, hourCount: block.hours.length, peakFraction, yearFraction, deferred: null },
        peakRequestsPerSecond: stream.peakRequestsPerSecond * peakFraction,
        requestsPerYear: stream.requestsPerYear * yearFraction,
      },
    ];
  });

/**
 * Divides the streams of a problem by its dispatch blocks: one stream for each block in which a dispatched stream has
 * demand, and one for each cell of deferred work. With one block nothing but deferred work is divided.
 * Throws `InputError` where exact blocks, or all parts of the streams, would be more than a problem may have.
 */
export function dispatchStreams(
  problem: Problem,
  calendar: Calendar,
  pool: SeriesPool,
  streams: readonly Stream[],
): { readonly streams: readonly Stream[]; readonly dispatch: Dispatch | null } {
  if (!problem.dispatch) return { streams, dispatch: null };
  const { blocks } = problem.dispatch;
  const dispatch = dispatchBlocks(problem, calendar, [...pool.all], streams, blocks);
  if (dispatch.blocks.length > MOST_DISPATCH_BLOCKS) {
    const issue = tooManyBlocks(dispatch.blocks.length, MOST_DISPATCH_BLOCKS);
    throw new InputError(issue.message, [issue]);
  }
  const isOne = dispatch.blocks.length === 1;
  if (isOne && !streams.some(({ workload }) => isDeferrable(workload))) return { streams, dispatch };
  const parts = streams.flatMap((stream) => {
    if (isDeferrable(stream.workload)) return deferredParts(problem, calendar, pool, stream, dispatch);
    return isByBlock(stream.workload) && !isOne ? partsOf(stream, dispatch, pool) : [stream];
  });
  if (parts.length > MOST_STREAMS) {
    const issue = tooManyParts(parts.length, MOST_STREAMS);
    throw new InputError(issue.message, [issue]);
  }
  return { streams: parts.map((part, index) => ({ ...part, index })), dispatch };
}
