import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { AUDIT_CODES } from '../../solver/audit/codes.js';
import { MUTATIONS, mutated } from './mutations.js';
import { roundPlan, roundProblem } from './support.js';

describe('a good plan with one thing changed', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))('%s', (_, mutation) => {
    const pair = mutated(mutation, roundProblem(), roundPlan());
    expect(pair).not.toBeNull();
    if (!pair) return;
    const report = auditPlan(pair.problem, pair.plan);
    expect(report.ok).toBe(false);
    expect(report.findings.map(({ code }) => code)).toContain(mutation.expectedCode);
  });

  it('leaves almost no code without a mutation', () => {
    const objected = new Set(MUTATIONS.map(({ expectedCode }) => expectedCode));
    const without = Object.keys(AUDIT_CODES).filter(
      (code) => !objected.has(code as keyof typeof AUDIT_CODES),
    );
    // Paid to idle needs negative prices of its own: see idle.test.ts.
    expect(without).toEqual(['idle-pay']);
  });
});
