import { groupBy } from '../collections.js';
import { yearFractionOf } from '../decisions/subject.js';
import type { Decisions } from '../decisions/types.js';
import { isByBlock } from '../sizing/dispatch-kinds.js';
import type { Stream } from '../sizing/types.js';
import type { PointLoad } from './load.js';
import type { Plan, PlanBlock, PlanDeferred } from './types.js';

/** Kinds of windows, by workload. */
const deferredOf = (streams: readonly Stream[]): PlanDeferred[] => {
  const cells = streams.filter(({ block }) => block?.deferred);
  return [...groupBy(cells, ({ workload }) => workload.id)].map(([workload, own]) => ({
    workload,
    windows: [...groupBy(own, ({ block }) => block?.deferred?.window ?? '')].map(([id, ofWindow]) => ({
      id,
      count: ofWindow[0]?.block?.deferred?.windows ?? 0,
      firstHour: ofWindow[0]?.block?.deferred?.firstHour ?? 0,
    })),
  }));
};

/** The blocks of a plan, with what each one serves and by what; nothing where the problem asks for none. */
export const dispatchOf = (decisions: Decisions, load: PointLoad): Pick<Plan, 'dispatch'> => {
  const { candidates } = decisions;
  const { dispatch, streams } = candidates.demand;
  if (!dispatch) return {};
  // With one block the streams are whole; they are in it all the same.
  const onlyBlock = dispatch.blocks.length === 1 ? dispatch.blocks[0]?.id : undefined;
  const workloads = new Set(
    streams.filter(({ workload }) => isByBlock(workload)).map(({ workload }) => workload.id),
  );
  const blockOf = (stream: (typeof streams)[number]): string | undefined =>
    stream.block?.id ?? (workloads.has(stream.workload.id) ? onlyBlock : undefined);
  const served = new Map<string, { demand: number; byUse: number }>();
  for (const candidate of candidates.candidates) {
    const { stream, bank } = candidate;
    const block = blockOf(stream);
    const share = load.valueOf(decisions.placeColumn[candidate.index] ?? -1);
    if (block === undefined || share === 0) continue;
    const before = served.get(block) ?? { demand: 0, byUse: 0 };
    const demand = (stream.originShareFraction * yearFractionOf(candidate) * share) / stream.copies;
    served.set(block, {
      demand: before.demand + demand,
      byUse: before.byUse + (bank.kind === 'held' ? 0 : demand),
    });
  }
  const blocks = dispatch.blocks.map((block): PlanBlock => {
    const own = served.get(block.id) ?? { demand: 0, byUse: 0 };
    const steady = streams
      .filter((stream) => blockOf(stream) === block.id)
      .map((stream) => stream.series.sumShareHours / block.hours.length);
    return {
      id: block.id,
      hours: block.hours.length,
      alikeFirstHours: block.alikeFirstHours,
      leastMeanToPeakFraction: Math.min(1, ...steady),
      demandFraction: workloads.size === 0 ? 0 : own.demand / workloads.size,
      byUseFraction: own.demand === 0 ? 0 : own.byUse / own.demand,
    };
  });
  const isExact = dispatch.blocks.every(({ alikeFirstHours }) => alikeFirstHours.length === 1);
  return { dispatch: { exactBlocks: dispatch.exactBlocks, isExact, blocks, deferred: deferredOf(streams) } };
};
