/** Money below which a difference is no difference: a cent of the problem's currency. */
const PROVEN_ABSOLUTE = 0.01;
const PROVEN_FRACTION = 1e-9;

/** True where bound and objective are the same number for every purpose (model.md section 5). */
export const meets = (objective: number, bound: number): boolean =>
  objective - bound <= Math.max(PROVEN_ABSOLUTE, PROVEN_FRACTION * Math.abs(objective));
