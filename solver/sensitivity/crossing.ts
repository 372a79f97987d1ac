/** Where a difference changes its sign. */
export interface Crossing {
  /** The last argument with no more than zero, and the nearest with more. */
  readonly below: number;
  readonly above: number;
  /** Whether the difference is nothing there, within the tolerance; else it steps over it. */
  readonly isMet: boolean;
  /** The argument of the smallest difference seen. */
  readonly value: number;
}

const MOST_STEPS = 80;

/**
 * Where `difference` goes from at most zero at `from` to above zero at `to`, by bisection helped by straight lines: what is priced
 * is mostly linear in one input, and a line then finds it at once. Every third step halves, so that steps and curves cannot stall it.
 *
 * @param difference - undefined where it cannot be had, which ends the search
 * @param isWhole - whether only whole numbers may be asked
 * @returns undefined where a difference could not be had
 */
export const crossingOf = async (
  difference: (at: number) => Promise<number | undefined>,
  from: { readonly at: number; readonly value: number },
  to: { readonly at: number; readonly value: number },
  tolerance: number,
  isWhole: boolean,
): Promise<Crossing | undefined> => {
  let [below, above] = [from, to];
  const closest = (): { at: number; value: number } =>
    Math.abs(below.value) <= Math.abs(above.value) ? below : above;
  const least = 1e-9 * Math.abs(to.at - from.at);
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const width = above.at - below.at;
    if (Math.abs(closest().value) <= tolerance) break;
    if (Math.abs(width) <= (isWhole ? 1 : least)) break;
    const byLine = below.at - (below.value * width) / (above.value - below.value);
    const exact = step % 3 === 0 ? below.at + width / 2 : byLine;
    const at = isWhole ? inside(Math.round(exact), below.at, above.at) : exact;
    if (at === below.at || at === above.at) break;
    const value = await difference(at);
    if (value === undefined) return undefined;
    if (value <= 0) below = { at, value };
    else above = { at, value };
  }
  const best = closest();
  return {
    below: below.at,
    above: above.at,
    isMet: Math.abs(best.value) <= tolerance,
    value: best.at,
  };
};

/** A whole number strictly between two others that are more than one apart. */
const inside = (at: number, one: number, other: number): number =>
  Math.min(Math.max(at, Math.min(one, other) + 1), Math.max(one, other) - 1);
