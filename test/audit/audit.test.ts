import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { roundPlan, roundProblem } from './support.js';

describe('auditPlan', () => {
  it('agrees with a plan worked by hand', () => {
    const report = auditPlan(roundProblem(), roundPlan());
    expect(report.findings).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it('has looked at everything', () => {
    const { checks } = auditPlan(roundProblem(), roundPlan());
    expect(checks['bill-line']).toBeGreaterThan(20);
    expect(Object.entries(checks).filter(([, count]) => count === 0)).toEqual([]);
  });
});
