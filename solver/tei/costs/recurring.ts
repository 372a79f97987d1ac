import type { CostId } from '../../plan/types.js';

/** Components that are paid each year even where the payments are dated, because their amounts differ from year to year. */
const RECURRING: ReadonlySet<CostId> = new Set(['rentHeld', 'spendShortfall']);

/**
 * Whether dated payments recur each year: they are running cost, and no capital.
 *
 * @param item - of irrecoverable tax, the component it is on
 */
export const isRecurring = (component: CostId, item: string | undefined): boolean =>
  RECURRING.has(component) ||
  (component === 'irrecoverableTax' && [...RECURRING].some((one) => one === item));

/** Whether what is paid upfront or on a date is capital: residuals are none, nor is rent, nor the end of a contract. */
export const isCapital = (component: CostId, item: string | undefined): boolean =>
  component !== 'siliconResidual' && component !== 'contractEnding' && !isRecurring(component, item);
