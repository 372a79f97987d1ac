/** Values this close to a whole number are whole. */
export const WHOLE = 1e-6;
