import type { AuditFinding } from '../types.js';

/** What the audit of finance looks at, by the code of its findings. */
export const FINANCE_CODES = {
  'finance-total': 'Totals over the horizon are those of the bill.',
  'after-tax': 'Depreciation, tax and after-tax cash of each year, and their totals.',
  investment: 'What the plan pays less than cloud-only in each year, and its worth.',
  'rate-of-return': 'The payments are worth nothing at each stated rate, and there are as many as can be.',
  payback: 'The outlay has come back when it is said to have.',
  'tie-out': 'Every way of adding up the total gives the total.',
} as const;
export type FinanceCode = keyof typeof FINANCE_CODES;

/** Writes down what was compared and what did not agree. NaN agrees with nothing. */
export class FinanceLedger {
  readonly findings: AuditFinding[] = [];
  readonly checks: Record<FinanceCode, number> = {
    'finance-total': 0,
    'after-tax': 0,
    investment: 0,
    'rate-of-return': 0,
    payback: 0,
    'tie-out': 0,
  };

  /** @param slack - two sums of money within this are one */
  constructor(private readonly slack: number) {}

  holds(
    code: FinanceCode,
    subject: string,
    ok: boolean,
    expected: number | string,
    actual: number | string,
  ): void {
    this.checks[code] += 1;
    if (!ok) this.findings.push({ code, subject, expected, actual, unit: '' });
  }

  money(code: FinanceCode, subject: string, expected: number, actual: number | undefined): void {
    const stated = actual ?? Number.NaN;
    this.holds(code, subject, Math.abs(expected - stated) <= this.slack, expected, stated);
  }
}
