import { type Cut, efficacyOf } from './cut.js';

/** Distance from the point below which a cut is not worth a row. */
const EFFICACY_LEAST = 1e-4;
/** Cosine above which two cuts cut much the same. */
const PARALLEL_MOST = 0.5;

/** The cuts of a round that are worth a row: far from the point, and not nearly parallel to a better one. */
export const chosenCuts = (found: readonly Cut[], point: Float64Array, most: number): Cut[] => {
  const ranked = found
    .map((cut, order) => ({ cut, order, efficacy: efficacyOf(cut, point), norm: normOf(cut) }))
    .filter(({ efficacy }) => efficacy > EFFICACY_LEAST)
    .sort((a, b) => b.efficacy - a.efficacy || a.order - b.order);
  const chosen: typeof ranked = [];
  /** Cuts chosen so far by column, so that only those which share one are compared. */
  const byColumn = new Map<number, [number, number][]>();
  for (const one of ranked) {
    if (chosen.length >= most) break;
    const products = new Map<number, number>();
    one.cut.columns.forEach((column, k) => {
      for (const [other, value] of byColumn.get(column) ?? [])
        products.set(other, (products.get(other) ?? 0) + value * (one.cut.values[k] ?? 0));
    });
    const isParallel = [...products].some(
      ([other, product]) => product > PARALLEL_MOST * one.norm * (chosen[other]?.norm ?? 0),
    );
    if (isParallel) continue;
    one.cut.columns.forEach((column, k) => {
      const list = byColumn.get(column) ?? [];
      list.push([chosen.length, one.cut.values[k] ?? 0]);
      byColumn.set(column, list);
    });
    chosen.push(one);
  }
  return chosen.map(({ cut }) => cut);
};

const normOf = (cut: Cut): number => Math.sqrt(cut.values.reduce((sum, value) => sum + value * value, 0));
