/** Above this many columns the engine's tree on the whole program finds nothing in a minute, and one search shares its relaxation. */
export const TREE_COLUMNS_MAX = 20_000;

/** Programs of fewer columns have a relaxation that each search solves for itself. */
export const SHARED_COLUMNS_LEAST = TREE_COLUMNS_MAX;

/** From this many columns on the relaxation takes most of the time there is: the others go by what it has so far, and dive into none. */
export const GUIDED_COLUMNS_LEAST = 600_000;
