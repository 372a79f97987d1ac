import type { Decisions } from '../../decisions/types.js';
import type { BillSubject, CostId, CostNature, Timing } from '../../plan/types.js';

/** Money that follows a decision: amount x value of the column, paid as `timing` says. */
export interface CostTerm {
  readonly column: number;
  readonly amount: number;
  readonly timing: Timing;
  readonly subject: BillSubject;
  /** Currency the price was stated in, where it was converted. */
  readonly convertedFrom?: string;
}

/**
 * One component of cost, as one linear expression over the decisions. The objective sums it and the bill
 * evaluates it; nothing is priced by a second formula.
 */
export interface CostComponent {
  readonly id: CostId;
  /** A problem may turn a component to cash (a carbon price that is paid). */
  nature(decisions: Decisions): CostNature;
  terms(decisions: Decisions): Iterable<CostTerm>;
}
