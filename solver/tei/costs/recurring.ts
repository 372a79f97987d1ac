import type { CostId } from '../../plan/types.js';

/** Components that are paid each year even where the payments are dated, because their amounts differ from year to year. */
const RECURRING: ReadonlySet<CostId> = new Set(['rentHeld', 'spendShortfall']);

/** Whether a component's dated payments recur each year: they are running cost, and no capital. */
export const isRecurring = (component: CostId): boolean => RECURRING.has(component);

/** Whether what is paid upfront or on a date is capital: residuals are none, nor is rent, nor the end of a contract. */
export const isCapital = (component: CostId): boolean =>
  component !== 'siliconResidual' && component !== 'contractEnding' && !isRecurring(component);
