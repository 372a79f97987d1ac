import { AUDIT_CODES, type AuditCode } from './codes.js';
import type { AuditFinding } from './types.js';

/** Slack of a comparison: absolute, plus relative to the larger of the limit's size. */
const RELATIVE = 1e-6;
const ABSOLUTE = 1e-6;
/** Slack of whole units, as engines return them. */
export const UNIT_SLACK = 1e-5;

type Said = number | string;

/** Writes down every comparison made, and what did not agree. NaN agrees with nothing. */
export class Ledger {
  readonly findings: AuditFinding[] = [];
  private readonly counts = new Map<AuditCode, number>();

  /** A plain condition. */
  holds(code: AuditCode, subject: string, ok: boolean, expected: Said, actual: Said, unit = ''): boolean {
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    if (!ok) this.findings.push({ code, subject, expected, actual, unit });
    return ok;
  }

  /** The plan's figure is the audit's. */
  near(code: AuditCode, subject: string, expected: number, actual: number, unit: string): boolean {
    const ok = Math.abs(expected - actual) <= ABSOLUTE + RELATIVE * Math.abs(expected);
    return this.holds(code, subject, ok, expected, actual, unit);
  }

  /** Money: within `slack`. */
  money(code: AuditCode, subject: string, expected: number, actual: number, slack: number): boolean {
    return this.holds(code, subject, Math.abs(expected - actual) <= slack, expected, actual, 'money');
  }

  /** Money that must not be above another sum by more than `slack`. */
  moneyAtMost(code: AuditCode, subject: string, limit: number, actual: number, slack: number): boolean {
    return this.holds(code, subject, actual <= limit + slack, limit, actual, 'money');
  }

  atMost(
    code: AuditCode,
    subject: string,
    limit: number,
    actual: number,
    unit: string,
    slack = ABSOLUTE,
  ): boolean {
    return this.holds(
      code,
      subject,
      actual <= limit + slack + RELATIVE * Math.abs(limit),
      limit,
      actual,
      unit,
    );
  }

  atLeast(
    code: AuditCode,
    subject: string,
    limit: number,
    actual: number,
    unit: string,
    slack = ABSOLUTE,
  ): boolean {
    return this.holds(
      code,
      subject,
      actual >= limit - slack - RELATIVE * Math.abs(limit),
      limit,
      actual,
      unit,
    );
  }

  same(
    code: AuditCode,
    subject: string,
    expected: string | number | boolean | null,
    actual: typeof expected,
  ): boolean {
    return this.holds(code, subject, expected === actual, String(expected), String(actual));
  }

  /** Checks made, by code, codes never met included with 0. */
  checks(): Record<string, number> {
    const all: Record<string, number> = {};
    for (const code of Object.keys(AUDIT_CODES) as AuditCode[]) all[code] = this.counts.get(code) ?? 0;
    return all;
  }
}
