/** When a relaxation that is kept by its few columns and rows misses one that was left out: the same for whoever grows it. */

/** Columns that a demand row takes in one round of pricing. */
export const PRICED_COLUMNS = 6;
/** Reduced cost, relative to the largest cost, below which a column is not worth adding. */
export const PRICE_TOLERANCE = 1e-9;
/** Violation of a row, relative to its size, from which it is written. */
export const ROW_TOLERANCE = 1e-6;
