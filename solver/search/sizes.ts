/** Above this many columns a tree over the whole gives nothing in a time anyone waits. */
export const TREE_COLUMNS_MAX = 20_000;
