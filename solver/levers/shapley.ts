import { InternalError } from '../outcome.js';
import { isWithin, keyOf } from './filters.js';
import type { BracketedAmount, Lever } from './types.js';

/** Cost of a corner and the least it can be. */
export interface Cornered {
  readonly cost: number;
  readonly bound: number;
}

const factorial = (count: number): number => (count <= 1 ? 1 : count * factorial(count - 1));

/**
 * Difference of two costs with its proven range.
 *
 * @example
 * differenceOf({ cost: 10, bound: 9 }, { cost: 4, bound: 3 }); // 6, at least 5, at most 7
 */
export const differenceOf = (from: Cornered, to: Cornered): BracketedAmount => ({
  amount: from.cost - to.cost,
  atLeast: from.bound - to.cost,
  atMost: from.cost - to.bound,
});

export const sumOf = (parts: readonly BracketedAmount[]): BracketedAmount => ({
  amount: parts.reduce((sum, one) => sum + one.amount, 0),
  atLeast: parts.reduce((sum, one) => sum + one.atLeast, 0),
  atMost: parts.reduce((sum, one) => sum + one.atMost, 0),
});

const scaled = ({ amount, atLeast, atMost }: BracketedAmount, weight: number): BracketedAmount => ({
  amount: weight * amount,
  atLeast: weight * atLeast,
  atMost: weight * atMost,
});

const subsetsOf = (levers: readonly Lever[]): readonly (readonly Lever[])[] =>
  Array.from({ length: 2 ** levers.length }, (_, bits) =>
    levers.filter((_lever, place) => Math.floor(bits / 2 ** place) % 2 === 1),
  );

/** Steps of turning one lever on, each with its share of the orders in which levers can be turned. */
export const stepsOf = (
  lever: Lever,
  players: readonly Lever[],
  held: readonly Lever[],
): readonly { readonly before: string; readonly after: string; readonly weight: number }[] => {
  const others = players.filter((one) => one !== lever);
  return subsetsOf(others).map((set) => ({
    before: keyOf([...held, ...set]),
    after: keyOf([...held, ...set, lever]),
    weight: (factorial(set.length) * factorial(others.length - set.length)) / factorial(players.length),
  }));
};

/**
 * The Shapley value of each lever: what turning it on saves, averaged over every order of turning the levers on.
 * The values sum to the whole saving. Source: L. S. Shapley, "A Value for n-Person Games" (1953).
 *
 * @param costs - of every corner that holds the held levers, by key
 */
export const shapley = (
  players: readonly Lever[],
  held: readonly Lever[],
  costs: ReadonlyMap<string, Cornered>,
): ReadonlyMap<Lever, BracketedAmount> => {
  const at = (key: string): Cornered => {
    const found = costs.get(key);
    if (found) return found;
    throw new InternalError(`the corner ${JSON.stringify(key)} of the levers has no cost`);
  };
  return new Map(
    players.map((lever) => [
      lever,
      sumOf(
        stepsOf(lever, players, held).map(({ before, after, weight }) =>
          scaled(differenceOf(at(before), at(after)), weight),
        ),
      ),
    ]),
  );
};

/**
 * The fewest levers that must be on so that every corner which holds them has a plan; undefined where even all together
 * leave fewer than one to compare.
 */
export const leversToHold = (
  corners: readonly (readonly Lever[])[],
  hasPlan: (on: readonly Lever[]) => boolean,
  order: readonly Lever[],
): readonly Lever[] | undefined =>
  [...corners]
    .filter((held) => held.length < order.length)
    // Terms before silicon before site: the site is what a reader most wants apart.
    .sort((a, b) => a.length - b.length || (keyOf(a) < keyOf(b) ? 1 : -1))
    .find((held) => corners.every((on) => !isWithin(held, on) || hasPlan(on)));
