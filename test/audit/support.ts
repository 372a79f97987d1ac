/** The same value, open to change. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? Draft<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Draft<T[Key]> }
    : T;

export const draft = <T>(value: T): Draft<T> => structuredClone(value) as Draft<T>;

export { roundPlan } from './round-plan.js';
export { roundProblem } from './round-problem.js';
