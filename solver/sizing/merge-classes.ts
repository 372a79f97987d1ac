/** A figure of every class of hours, and how much it matters. */
export interface MergeFeature {
  readonly values: Float64Array;
  readonly weight: number;
}

interface Cut {
  readonly gain: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The cut of a group along one feature that takes most off the spread inside: hours x weight^2 x squared distance to the mean. */
const bestCut = (
  group: readonly number[],
  features: readonly MergeFeature[],
  hoursOf: Float64Array,
): Cut | undefined => {
  let best: { gain: number; sorted: readonly number[]; upTo: number } | undefined;
  for (const { values, weight } of features) {
    const figureOf = (one: number): number => (values[one] ?? 0) * weight;
    const sorted = [...group].sort((a, b) => figureOf(a) - figureOf(b) || a - b);
    const hoursInAll = group.reduce((sum, one) => sum + (hoursOf[one] ?? 0), 0);
    const sumInAll = group.reduce((sum, one) => sum + (hoursOf[one] ?? 0) * figureOf(one), 0);
    let hours = 0;
    let sum = 0;
    for (let at = 0; at + 1 < sorted.length; at += 1) {
      const one = sorted[at] ?? 0;
      hours += hoursOf[one] ?? 0;
      sum += (hoursOf[one] ?? 0) * figureOf(one);
      if (figureOf(one) === figureOf(sorted[at + 1] ?? 0)) continue;
      const between = sum / hours - (sumInAll - sum) / (hoursInAll - hours);
      const gain = ((hours * (hoursInAll - hours)) / hoursInAll) * between * between;
      if (!best || gain > best.gain) best = { gain, sorted, upTo: at + 1 };
    }
  }
  if (!best) return undefined;
  const ascending = (part: readonly number[]): number[] => [...part].sort((a, b) => a - b);
  return {
    gain: best.gain,
    low: ascending(best.sorted.slice(0, best.upTo)),
    high: ascending(best.sorted.slice(best.upTo)),
  };
};

/**
 * Merges classes of hours into at most `most` groups: from one group of all, the cut that takes most off the
 * spread of the features inside is made again and again. Ties go to the earlier group and feature, so that equal input gives
 * equal groups; classes in which no feature differs stay together.
 *
 * @example
 * // loads 1, 1, 9, 10 of one hour each, into two groups: [[0, 1], [2, 3]]
 */
export function mergeClasses(
  features: readonly MergeFeature[],
  hoursOf: Float64Array,
  most: number,
): readonly (readonly number[])[] {
  const groups: { members: readonly number[]; cut: Cut | undefined }[] = [];
  const put = (members: readonly number[]): void => {
    groups.push({ members, cut: bestCut(members, features, hoursOf) });
  };
  put(Array.from(hoursOf, (_, one) => one));
  while (groups.length < most) {
    let widest = -1;
    groups.forEach(({ cut }, index) => {
      if (cut && cut.gain > (groups[widest]?.cut?.gain ?? 0)) widest = index;
    });
    const cut = groups[widest]?.cut;
    if (!cut) break;
    groups.splice(widest, 1);
    put(cut.low);
    put(cut.high);
  }
  return groups.map(({ members }) => members);
}
