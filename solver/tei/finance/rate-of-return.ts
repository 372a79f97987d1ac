/**
 * Rates of return of a row of payments. Plain numbers only.
 *
 * With s = ln(1 + r) the worth of payments a_i at t_i is f(s) = sum of a_i e^(-s t_i). Between two neighbouring zeros of
 * (f(s) e^(s t_1))' there is at most one zero of f (Rolle), and that derivative is a sum of the same form with one
 * term less; so all zeros are found, not one that a search happened to start near.
 */

/** An amount, `atYears` after the start; positive comes in. */
export interface TimedAmount {
  readonly atYears: number;
  readonly amount: number;
}

/** Ascending in time, one amount a moment, none of them 0. */
const tidied = (flow: readonly TimedAmount[]): TimedAmount[] => {
  const sums = new Map<number, number>();
  for (const { atYears, amount } of flow) sums.set(atYears, (sums.get(atYears) ?? 0) + amount);
  return [...sums]
    .filter(([, amount]) => amount !== 0)
    .sort(([a], [b]) => a - b)
    .map(([atYears, amount]) => ({ atYears, amount }));
};

const signChangesOf = (flow: readonly TimedAmount[]): number =>
  flow.filter(({ amount }, index) => index > 0 && amount < 0 !== (flow[index - 1]?.amount ?? 0) < 0).length;

/** f(s) over the term that is largest at s, so that no term overflows: its sign, and how near 0 it is among its terms. */
const scaledWorth = (flow: readonly TimedAmount[], s: number): number => {
  const logs = flow.map(({ amount, atYears }) => Math.log(Math.abs(amount)) - s * atYears);
  const largest = Math.max(...logs);
  return flow.reduce(
    (sum, { amount }, index) => sum + Math.sign(amount) * Math.exp((logs[index] ?? 0) - largest),
    0,
  );
};

/** Beyond these the first or the last term outweighs all others together. */
const rangeOf = (flow: readonly TimedAmount[]): [number, number] => {
  const outweighed = (own: TimedAmount, next: TimedAmount): number => {
    const others = flow.reduce((sum, { amount }) => sum + Math.abs(amount), 0) - Math.abs(own.amount);
    const ratio = Math.max(0, Math.log(others) - Math.log(Math.abs(own.amount)));
    return (ratio + 1e-9) / Math.abs(next.atYears - own.atYears);
  };
  const [first, second] = flow as [TimedAmount, TimedAmount, ...TimedAmount[]];
  const [beforeLast, last] = flow.slice(-2) as [TimedAmount, TimedAmount];
  return [-outweighed(last, beforeLast), outweighed(first, second)];
};

const STEPS = 200;

const bisected = (flow: readonly TimedAmount[], low: number, high: number, lowWorth: number): number => {
  let [below, above] = [low, high];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) break;
    if (scaledWorth(flow, middle) < 0 === lowWorth < 0) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
};

/** A worth this small among its own terms is 0: the row touches 0 there without crossing it. */
const TOUCHES = 1e-12;

/** Every s at which the row is worth nothing, ascending. */
const zerosOf = (flow: readonly TimedAmount[]): number[] => {
  const [first] = flow;
  if (first === undefined || signChangesOf(flow) === 0) return [];
  const slopes = flow.slice(1).map(({ atYears, amount }) => ({
    atYears: atYears - first.atYears,
    amount: amount * (first.atYears - atYears),
  }));
  const [least, most] = rangeOf(flow);
  const inside = zerosOf(slopes).filter((s) => s > least && s < most);
  const edges = [least, ...inside, most];
  const worths = edges.map((s) => scaledWorth(flow, s));
  const zeros: number[] = [];
  edges.forEach((s, index) => {
    const worth = worths[index] ?? 0;
    const touches = Math.abs(worth) <= TOUCHES;
    if (touches) zeros.push(s);
    const next = worths[index + 1];
    const nextEdge = edges[index + 1];
    if (touches || next === undefined || nextEdge === undefined || Math.abs(next) <= TOUCHES) return;
    if (worth < 0 !== next < 0) zeros.push(bisected(flow, s, nextEdge, worth));
  });
  return zeros;
};

/** Nothing is left of what loses more than this a year, and 1 + r would lose its digits. */
const LOWEST_RATE = -0.999999;

/** Every rate from -99.9999 % a year on at which a row of payments is worth nothing, and how it was established. */
export interface RatesOfReturn {
  readonly status: 'none' | 'unique' | 'several';
  readonly rates: readonly number[];
  readonly signChanges: number;
  readonly sense: 'investment' | 'loan' | null;
}

/**
 * Internal rates of return: all r from -0.999999 on with sum of amount x (1 + r)^-atYears = 0, ascending. Without a change of
 * sign there is none, with one exactly one above -1 (Descartes), with more at most as many.
 *
 * @example
 * ratesOfReturn([{ atYears: 0, amount: -4000 }, { atYears: 1, amount: 2000 }, { atYears: 2, amount: 4000 }]);
 * // unique, 0.2808 (Brealey and Myers: 28 %)
 */
export const ratesOfReturn = (flow: readonly TimedAmount[]): RatesOfReturn => {
  const tidy = tidied(flow);
  const rates = zerosOf(tidy)
    .map(Math.expm1)
    .filter((rate) => rate >= LOWEST_RATE);
  const [first] = tidy;
  return {
    status: rates.length === 0 ? 'none' : rates.length === 1 ? 'unique' : 'several',
    rates,
    signChanges: signChangesOf(tidy),
    sense: first === undefined ? null : first.amount < 0 ? 'investment' : 'loan',
  };
};
