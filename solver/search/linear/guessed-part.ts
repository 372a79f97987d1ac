import type { Program } from '../../program/program.js';
import { brokenRows } from './broken.js';
import { cheapestOf } from './cheapest.js';
import type { PrimalDual } from './hybrid-gradient.js';
import type { Priced } from './repair.js';
import type { Shape } from './shape.js';

/** Columns of a demand row that are in the first part, beside those a guess uses by more than this. */
const FIRST_COLUMNS = 5;
const USED = 1e-2;
/** The same for programs of so many columns: there a guess is spread thin, and the first part would be twice as large. */
const THIN_USED = 1e-1;
const THIN_COLUMNS_LEAST = 200_000;
/** Excess of a row, and multipliers relative to an average demand row, that bring a row in. */
const EXCESS = 1e-2;
const PRICED = 1e-3;
/** What missing a demand row costs above its guessed multiplier: a part of that and a part of the average. */
const GIVE = 0.2;

/** The part of a program that a guess at its point and multipliers shows to matter. */
export interface GuessedPart {
  readonly columns: number[];
  readonly rows: number[];
  /** What missing each demand row may cost: little more than it is worth, so that multipliers stay near the guess. */
  readonly givePrices: Float64Array;
}

/**
 * @param guess - the multipliers as they are; `repaired` what the demand rows make of them
 * @param mostGive - what missing a demand row costs at most
 */
export const guessedPart = (
  program: Program,
  shape: Shape,
  guess: PrimalDual,
  repaired: Priced,
  mostGive: number,
): GuessedPart => {
  const { demandRows, isServing, isLazy } = shape;
  const { multipliers, reduced } = repaired;
  const size = demandRows.reduce((sum, row) => sum + Math.abs(multipliers[row] ?? 0), 0);
  const average = size / Math.max(1, demandRows.length);
  const isIn = new Uint8Array(program.columnCount);
  const used = program.columnCount >= THIN_COLUMNS_LEAST ? THIN_USED : USED;
  for (let j = 0; j < program.columnCount; j += 1)
    if (isServing[j] !== 1 || (guess.point[j] ?? 0) > used) isIn[j] = 1;
  const isAskedFor = (j: number): boolean => isServing[j] === 1;
  for (const row of demandRows)
    for (const j of cheapestOf(program, row, reduced, FIRST_COLUMNS, isAskedFor)) isIn[j] = 1;
  const isWritten = new Uint8Array(program.rowCount);
  for (const row of brokenRows(program, guess.point, EXCESS, (i) => isLazy[i] === 1)) isWritten[row] = 1;
  for (let i = 0; i < program.rowCount; i += 1)
    if (isLazy[i] !== 1 || Math.abs(multipliers[i] ?? 0) > PRICED * average) isWritten[i] = 1;
  const givePrices = Float64Array.from(demandRows, (row) => {
    const worth = Math.max(0, multipliers[row] ?? 0, guess.multipliers[row] ?? 0);
    return Math.min(mostGive, (1 + GIVE) * worth + GIVE * average + Number.MIN_VALUE);
  });
  return { columns: marked(isIn), rows: marked(isWritten), givePrices };
};

const marked = (flags: Uint8Array): number[] => {
  const places: number[] = [];
  for (let at = 0; at < flags.length; at += 1) if (flags[at] === 1) places.push(at);
  return places;
};
