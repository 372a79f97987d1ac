/** Version of the solver, as its package states it; a test holds the two together. */
export const SOLVER_VERSION = '0.1.0';
