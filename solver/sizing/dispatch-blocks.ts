import type { Problem } from '../problem/types.js';
import { isByBlock, isDeferrable } from './dispatch-kinds.js';
import { hourClasses } from './hour-classes.js';
import { type MergeFeature, mergeClasses } from './merge-classes.js';
import { countsEnergyByMonth, energyWindows, isMeteredOffer } from './metering.js';
import { demandWindows, hourlyPrices } from './tariff.js';
import type { Calendar, Dispatch, DispatchBlock, Series, Stream } from './types.js';

const yearOf = (index: number, share: Float64Array): Series => ({ index, share, sumShareHours: 0 });

/** Prices and demand windows of each site whose electricity is paid, as values by hour. */
const sitesByHour = (
  problem: Problem,
  calendar: Calendar,
): { prices: Float64Array[]; windows: Float64Array[] } => {
  const metered = new Set(problem.offers.filter(isMeteredOffer).map((offer) => offer.site));
  const prices: Float64Array[] = [];
  const windows: Float64Array[] = [];
  const seen = new Set<string>();
  for (const site of problem.sites) {
    const tariff = problem.tariffs.find((one) => one.id === site.tariff);
    if (!tariff || !metered.has(site.id)) continue;
    const key = JSON.stringify([tariff.id, tariff.zone ?? site.zone]);
    if (seen.has(key)) continue;
    seen.add(key);
    // + 0 turns a written -0 into 0, so that equal prices have equal bits.
    prices.push(hourlyPrices(tariff, site.zone, calendar).map((price) => price + 0));
    for (const window of demandWindows(tariff, site.zone, calendar)) {
      const inside = new Float64Array(calendar.hourCount);
      for (const hour of window.hours) inside[hour] = 1;
      windows.push(inside);
    }
    // Tiers and least bills count the energy of a month: a mean over two months would be billed as neither.
    if (!countsEnergyByMonth(tariff)) continue;
    const counted = new Float64Array(calendar.hourCount);
    energyWindows(tariff, site.zone, calendar).forEach(({ hours }, index) => {
      for (const hour of hours) counted[hour] = index;
    });
    windows.push(counted);
  }
  return { prices, windows };
};

/** Weight of a series in the loads that are dispatched: peak tokens a second, or requests where none are stated. */
const weightsOf = (streams: readonly Stream[]): Map<Series, number> => {
  const weights = new Map<Series, number>();
  for (const { series, peakRequestsPerSecond, inputTokens, outputTokens } of streams) {
    const tokens = Math.max(1, inputTokens.mean + outputTokens.mean);
    weights.set(series, (weights.get(series) ?? 0) + peakRequestsPerSecond * tokens);
  }
  return weights;
};

/**
 * What merging looks at: the loads that are dispatched. Where work is deferred it fills the valleys of every load and seeks cheap
 * hours, so all of them count, and each series of prices by its range as much as all loads together.
 */
const featuresOf = (
  streams: readonly Stream[],
  prices: readonly Float64Array[],
  at: (values: Float64Array) => Float64Array,
): MergeFeature[] => {
  const isDeferred = streams.some(({ workload }) => isDeferrable(workload));
  const loads = streams.filter(({ part, workload }) =>
    isDeferred ? part === 'inference' : isByBlock(workload),
  );
  const weights = weightsOf(loads);
  const inAll = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const rangeOf = (values: Float64Array): number =>
    values.reduce((most, one) => Math.max(most, one), -Infinity) -
    values.reduce((least, one) => Math.min(least, one), Infinity);
  const byPrice = isDeferred ? prices.filter((values) => rangeOf(values) > 0) : [];
  return [
    ...[...weights].map(([one, weight]) => ({ values: at(one.share), weight })),
    ...byPrice.map((values) => ({ values: at(values), weight: inAll / rangeOf(values) })),
  ];
};

/**
 * Puts the hours of the year into dispatch blocks. Hours in which every load of the problem, every energy price and every
 * demand window is the same go together, and nothing is lost by that: with shares that may take any value, dispatching
 * such hours at their mean costs no more than dispatching each apart (formulation.md, section 5.1). More of them
 * than asked for are merged where they are most alike.
 */
export function dispatchBlocks(
  problem: Problem,
  calendar: Calendar,
  series: readonly Series[],
  streams: readonly Stream[],
  most: number | 'exact',
): Dispatch {
  const { hourCount } = calendar;
  const { prices, windows } = sitesByHour(problem, calendar);
  const differing = [...prices, ...windows].map((values, at) => yearOf(series.length + at, values));
  const alike = hourClasses([...series, ...differing], hourCount);
  const exactBlocks = alike.representativeHour.length;
  const hoursOf = new Float64Array(exactBlocks);
  for (const one of alike.classOfHour) hoursOf[one] = (hoursOf[one] ?? 0) + 1;
  const at = (values: Float64Array): Float64Array =>
    Float64Array.from(alike.representativeHour, (hour) => values[hour] ?? 0);
  const features = featuresOf(streams, prices, at);
  const limit = most === 'exact' ? exactBlocks : Math.min(most, exactBlocks);
  const groups =
    limit === exactBlocks
      ? Array.from({ length: exactBlocks }, (_, one) => [one])
      : mergeClasses(features, hoursOf, limit);

  const loads = weightsOf(streams.filter(({ workload }) => isByBlock(workload)));
  const loadAt = [...loads].map(([one, weight]) => ({ values: at(one.share), weight }));
  const loadOf = (group: readonly number[]): number => {
    let load = 0;
    let hours = 0;
    for (const one of group) {
      const inClass = hoursOf[one] ?? 0;
      hours += inClass;
      for (const { values, weight } of loadAt) load += inClass * weight * (values[one] ?? 0);
    }
    return load / hours;
  };
  const first = (group: readonly number[]): number => alike.representativeHour[group[0] ?? 0] ?? 0;
  const ordered = groups
    .map((group) => ({ group, load: loadOf(group) }))
    .sort((a, b) => b.load - a.load || first(a.group) - first(b.group));
  const blockOfClass = new Int32Array(exactBlocks);
  ordered.forEach(({ group }, block) => {
    for (const one of group) blockOfClass[one] = block;
  });
  const hours: number[][] = ordered.map(() => []);
  alike.classOfHour.forEach((one, hour) => {
    hours[blockOfClass[one] ?? 0]?.push(hour);
  });
  const blocks = ordered.map(
    ({ group }, block): DispatchBlock => ({
      id: `b${block + 1}`,
      hours: Int32Array.from(hours[block] ?? []),
      alikeFirstHours: group.map((one) => alike.representativeHour[one] ?? 0),
    }),
  );
  return { blocks, exactBlocks };
}
