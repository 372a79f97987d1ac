import type { Dice } from './dice.js';
import { type Landscape, markGroup, markSupport } from './part.js';

/** Cheapest columns of each group that a neighbourhood leaves open. */
const CHEAPEST = 8;

/** Rows that many groups share, and what each is worth to the relaxation: where groups compete. */
export interface Pivots {
  readonly rows: Int32Array;
  /** Running sum of weights, to draw a row by its weight. */
  readonly cumulated: Float64Array;
  /** The rows by falling weight: each is worked on once before any is drawn. */
  readonly byWeight: Int32Array;
}

/** Rows of more serving columns than a tie has, drawn by how much their multiplier is worth. */
export const pivotsOf = ({ program, shape, multipliers }: Landscape): Pivots => {
  const rows: number[] = [];
  const cumulated: number[] = [];
  let sum = 0;
  const isDemand = new Uint8Array(program.rowCount);
  for (const row of shape.demandRows) isDemand[row] = 1;
  for (let i = 0; i < program.rowCount; i += 1) {
    if (isDemand[i] === 1 || shape.isLazy[i] === 1) continue;
    const begin = program.rowStart[i] ?? 0;
    const end = program.rowStart[i + 1] ?? 0;
    let size = 0;
    let serving = 0;
    for (let k = begin; k < end; k += 1) {
      if (shape.isServing[program.rowColumn[k] ?? 0] !== 1) continue;
      serving += 1;
      size = Math.max(size, Math.abs(program.rowValue[k] ?? 0));
    }
    if (serving < 2) continue;
    // Rows without a price are drawn too, only seldom.
    sum += Math.sqrt(Math.abs(multipliers[i] ?? 0) * size) + 1e-3;
    rows.push(i);
    cumulated.push(sum);
  }
  const weightAt = (at: number): number => (cumulated[at] ?? 0) - (cumulated[at - 1] ?? 0);
  const order = rows.map((_, at) => at).sort((a, b) => weightAt(b) - weightAt(a) || a - b);
  return {
    rows: Int32Array.from(rows),
    cumulated: Float64Array.from(cumulated),
    byWeight: Int32Array.from(order, (at) => rows[at] ?? 0),
  };
};

const draw = ({ rows, cumulated }: Pivots, dice: Dice): number => {
  const wanted = dice.next() * (cumulated.at(-1) ?? 0);
  let low = 0;
  let high = cumulated.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulated[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return rows[low] ?? -1;
};

/** Groups that use a row now, would by the relaxation, or would by little, most eager first. */
const groupsAt = (land: Landscape, row: number, point: Float64Array): number[] => {
  const { program, shape, groups, linear, reduced } = land;
  const eagerness = new Map<number, number>();
  for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
    const j = program.rowColumn[k] ?? 0;
    const group = groups.ofColumn[j] ?? -1;
    if (shape.isServing[j] !== 1 || group < 0) continue;
    const here = (point[j] ?? 0) > 1e-9 ? 2 : 0;
    const wished = (linear[j] ?? 0) > 1e-6 ? 1 : 0;
    const regret = Math.max(0, reduced[j] ?? 0);
    const eager = here + wished + 1 / (1 + regret);
    eagerness.set(group, Math.max(eagerness.get(group) ?? 0, eager));
  }
  return [...eagerness].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([group]) => group);
};

/**
 * Columns to leave open around a point: the groups that compete for a few rows drawn by what they are worth, and the
 * units and openings that these meet. Everything else stays. The first row is the next by weight, until each had its turn.
 *
 * Source: large neighbourhood search, P. Shaw, CP 1998; rows are drawn by their multipliers.
 */
export const neighbourhood = (
  land: Landscape,
  pivots: Pivots,
  dice: Dice,
  point: Float64Array,
  groupsWanted: number,
  step: number,
): Uint8Array => {
  const isFree = new Uint8Array(land.program.columnCount);
  const chosen = new Set<number>();
  for (let tries = 0; chosen.size < groupsWanted && tries < 12 && pivots.rows.length > 0; tries += 1) {
    const inOrder = tries === 0 ? pivots.byWeight[step] : undefined;
    const candidates = groupsAt(land, inOrder ?? draw(pivots, dice), point);
    const share = Math.max(8, Math.ceil(groupsWanted / 3));
    for (const group of candidates.slice(0, Math.min(share, groupsWanted - chosen.size))) chosen.add(group);
  }
  while (chosen.size < Math.min(groupsWanted, land.groups.count)) chosen.add(dice.below(land.groups.count));
  for (const group of chosen) markGroup(land, isFree, group, CHEAPEST, [point, land.linear]);
  markSupport(land, isFree);
  return isFree;
};
