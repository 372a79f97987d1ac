import type { BillEntry, Timing } from '../../solver/plan/types.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import { billOfEntries } from '../../solver/tei/bill.js';
import type { financeOf } from '../../solver/tei/plan-finance.js';
import { presentWorthFactorOf } from '../../solver/tei/present-worth.js';
import { parsed, problemOf } from './fixture.js';

/** 3 years at 10 %. */
export const problemWith = (edit: (input: ProblemInput) => void = () => {}): Problem =>
  parsed(problemOf(edit, { years: 3, discountFraction: 0.1 }));
export const straightLine = (years: number) => ({
  rateFraction: 0.3,
  afterTaxDiscountFraction: 0.07,
  depreciation: { method: 'straight-line' as const, years },
});
/** After tax: 30 % off, at 7 %, written off evenly. */
export const taxed = (years = 2): Problem =>
  problemWith((input) => {
    input.tax = straightLine(years);
  });

export const UPFRONT: Timing = { kind: 'upfront' };
export const YEARLY: Timing = { kind: 'yearly', escalationFraction: 0 };
export const at = (year: number, factor = 1): Timing => ({ kind: 'dated', payments: [{ year, factor }] });

/** A bill of amounts by component and timing; latency alone is shadow. */
export const billOf = (
  { horizon }: Problem,
  ...amounts: readonly (readonly [BillEntry['component'], number, Timing])[]
) =>
  billOfEntries(
    horizon,
    amounts.map(([component, amount, timing]) => ({
      component,
      nature: component === 'latency' ? ('shadow' as const) : ('cash' as const),
      amount,
      timing,
      presentWorth: amount * presentWorthFactorOf(timing, horizon),
    })),
  );

/** Attribution of nothing, where the tie-out is not looked at. */
export const NOTHING = { workloads: [], sites: [], all: {} } as unknown as Parameters<typeof financeOf>[2];
