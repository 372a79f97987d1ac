/** Two sums of one plan agree within this much money: a cent, or a billionth of the objective (model.md section 5). */
export const moneyTolerance = (objective: number): number => Math.max(0.01, 1e-9 * Math.abs(objective));

/** Whether a bound meets an objective: the gap between them is none for every purpose. */
export const isProvenGap = (
  objective: number,
  bound: number,
  tolerance: number = moneyTolerance(objective),
): boolean =>
  // No plan yet is no proof: infinity is within any tolerance of itself.
  Number.isFinite(objective) && objective - bound <= tolerance;
