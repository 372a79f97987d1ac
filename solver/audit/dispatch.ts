import type { Plan } from '../plan/types.js';
import type { Offer, Problem, Site, Tariff, Workload } from '../problem/types.js';
import { cellsOf } from './deferral.js';
import type { Stream } from './demand.js';
import type { YearHours } from './hours.js';
import type { Entries } from './index-of.js';
import type { Ledger } from './ledger.js';
import type { Shape } from './shapes.js';
import { periodAt, type Tariffs } from './tariff.js';

/** A dispatch block, its hours read from the audit's own groups of alike hours. */
export interface Block {
  readonly id: string;
  readonly hours: readonly number[];
}

/** Whether a workload's shares are the planner's to change from block to block. */
export const isDispatched = (workload: Workload): boolean => {
  if (workload.kind !== 'inference') return false;
  if (workload.dispatch !== undefined) return workload.dispatch === 'by-block';
  return !['perLocation', 'oneOffer', 'copies'].includes(workload.split.kind);
};

const paysForElectricity = (offer: Offer): boolean =>
  ['owned', 'purchase'].includes(offer.terms) || (offer.terms === 'lease' && !offer.energyIncluded);

/** Whether what a kWh costs depends on the month's energy: tiers, or a least bill. */
const countsMonths = (tariff: Tariff): boolean => {
  if (tariff.minimumCostPerMonth !== undefined || tariff.minimumCostPerDay !== undefined) return true;
  const tiered = tariff.kind === 'flat' ? [tariff] : tariff.kind === 'time-of-use' ? tariff.periods : [];
  return tiered.some(({ tiers }) => tiers !== undefined && tiers.length > 0);
};

/** The month and period whose energy an hour counts to, where a kWh may be worth another in each. */
const monthsOf = (tariff: Tariff, site: Site, hours: YearHours): Uint16Array => {
  const local = hours.local(tariff.zone ?? site.zone);
  return Uint16Array.from({ length: hours.count }, (_, h) => {
    const period =
      tariff.kind === 'time-of-use' ? periodAt(tariff.weekdaySchedule, tariff.weekendSchedule, local, h) : 0;
    return (local.month[h] as number) * 100 + period;
  });
};

/** What may differ from hour to hour, written as one text for each hour. */
const hourTexts = ({ problem, entries, hours, tariffs, streams }: Sources): string[] => {
  const columns: ArrayLike<number>[] = [...new Set([...streams.values()].map(({ shape }) => shape.share))];
  for (const site of problem.sites) {
    if (site.tariff === undefined) continue;
    if (!problem.offers.some((offer) => offer.site === site.id && paysForElectricity(offer))) continue;
    const tariff = entries.tariffs.get(site.tariff);
    columns.push(tariffs.prices(tariff, site));
    for (const { hours: inside, pricePerKw, tiers, ratchet } of tariffs.windows(tariff, site)) {
      if (pricePerKw === 0 && ratchet === null && tiers.every(({ price }) => price === 0)) continue;
      const column = new Uint8Array(hours.count);
      for (const h of inside) column[h] = 1;
      columns.push(column);
    }
    if (countsMonths(tariff)) columns.push(monthsOf(tariff, site, hours));
  }
  return Array.from({ length: hours.count }, (_, h) => columns.map((column) => column[h]).join(' '));
};

export interface Sources {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly entries: Entries;
  readonly hours: YearHours;
  readonly tariffs: Tariffs;
  /** Whole streams, by id. */
  readonly streams: ReadonlyMap<string, Stream>;
}

/** Reads the blocks a plan states, and holds them against the hours: each hour in one block, no more blocks than asked for. */
export const readBlocks = (sources: Sources, ledger: Ledger): Block[] => {
  const { problem, plan } = sources;
  const asked = problem.dispatch;
  const stated = plan.dispatch;
  ledger.same('dispatch', 'blocks', asked !== undefined, stated !== undefined);
  if (!asked || !stated) return [];
  const alike = new Map<string, number[]>();
  hourTexts(sources).forEach((text, h) => {
    const group = alike.get(text);
    if (group) group.push(h);
    else alike.set(text, [h]);
  });
  const byFirst = new Map([...alike.values()].map((group) => [group[0] as number, group]));
  ledger.near('dispatch', 'exactBlocks', byFirst.size, stated.exactBlocks, 'blocks');
  const most = asked.blocks === 'exact' ? byFirst.size : asked.blocks;
  ledger.atMost('dispatch', 'number of blocks', most, stated.blocks.length, 'blocks');
  const isExact = stated.blocks.every(({ alikeFirstHours }) => alikeFirstHours.length === 1);
  ledger.same('dispatch', 'isExact', isExact && stated.blocks.length === byFirst.size, stated.isExact);
  const blocks = stated.blocks.map(({ id, hours, alikeFirstHours }): Block => {
    const own: number[] = [];
    for (const first of alikeFirstHours) {
      const group = byFirst.get(first);
      const name = `${id} hour ${first}`;
      ledger.holds('dispatch', name, group !== undefined, 'the first of alike hours, in one block', first);
      own.push(...(group ?? []));
      byFirst.delete(first);
    }
    ledger.near('dispatch', `${id} hours`, own.length, hours, 'hours');
    return { id, hours: own.sort((a, b) => a - b) };
  });
  ledger.near('dispatch', 'hours in no block', 0, [...byFirst.values()].flat().length, 'hours');
  return blocks;
};

/** A stream inside one block. */
const partOf = (stream: Stream, block: Block, count: number): Stream | null => {
  const inside = new Float64Array(count);
  let most = 0;
  for (const h of block.hours) most = Math.max(most, stream.shape.share[h] as number);
  if (most === 0) return null;
  let sum = 0;
  for (const h of block.hours) {
    inside[h] = (stream.shape.share[h] as number) / most;
    sum += inside[h] as number;
  }
  const yearPart = (sum * most) / stream.shape.fullHours;
  const shape: Shape = {
    key: `${stream.shape.key}/${block.id}`,
    share: inside,
    peakShape: most * stream.shape.peakShape,
    sumShape: sum * most * stream.shape.peakShape,
    fullHours: sum,
  };
  return {
    ...stream,
    id: `${stream.id}/${block.id}`,
    shape,
    block: block.id,
    hoursHeld: block.hours.length,
    peakPart: most,
    yearPart,
    peakRequestsPerSecond: stream.peakRequestsPerSecond * most,
    requestsPerYear: stream.requestsPerYear * yearPart,
  };
};

/** The streams as they are placed: dispatched ones once for each block in which they have demand. */
export const streamsByBlock = (
  streams: ReadonlyMap<string, Stream>,
  blocks: readonly Block[],
  hours: YearHours,
): Map<string, Stream> => {
  const parts = new Map<string, Stream>();
  for (const stream of streams.values()) {
    const isDivided = blocks.length > 1 && isDispatched(stream.workload);
    const cells = cellsOf(stream, blocks, hours);
    const own = isDivided
      ? blocks.flatMap((block) => partOf(stream, block, hours.count) ?? [])
      : cells.length > 0
        ? cells
        : [stream];
    for (const part of own) parts.set(part.id, part);
  }
  return parts;
};
