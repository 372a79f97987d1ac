/** Where the audit and the plan differ. */
export interface AuditFinding {
  /** For example `capacity`, `power`, `rule`, `bill-line`. */
  readonly code: string;
  readonly subject: string;
  /** What the audit finds. */
  readonly expected: number | string;
  /** What the plan says. */
  readonly actual: number | string;
  readonly unit: string;
}

/** The independent checker's answer. */
export interface AuditReport {
  readonly ok: boolean;
  readonly findings: readonly AuditFinding[];
  /** Every bill line as the audit re-derives it. */
  readonly lines: readonly { readonly component: string; readonly presentWorth: number }[];
  readonly presentWorth: number;
  /** Checks made, by code, so that a silent audit can be told from an empty one. */
  readonly checks: Readonly<Record<string, number>>;
}
