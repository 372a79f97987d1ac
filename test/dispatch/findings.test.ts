import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { solve } from '../../solver/optimize/solve.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { sizeDemand } from '../../solver/sizing/demand.js';
import { parsed, placeIt } from '../support/placing.js';
import { chat, lease, smallProblem, training } from '../support/small-problem.js';

const problem = (parts: Partial<ProblemInput>): ProblemInput => ({
  ...smallProblem(),
  profiles: [{ id: 'day', values: Array.from({ length: 24 }, (_, hour) => 1 + (hour % 3)) }],
  workloads: [chat('chat', { profile: 'day' })],
  dispatch: { blocks: 'exact' },
  ...parts,
});
const tune = training('tune', {
  acceleratorHours: 24,
  runsPerYear: 365,
  deadlineHours: 24,
  gangUnits: 2,
  deferrable: { window: 'day', mostUnits: 3 },
});

describe('what is said of dispatched problems', () => {
  it('a workload without a place is one finding, not one for each block', async () => {
    const workloads = [chat('chat', { profile: 'day', slo: { percentile: 95, networkRttMs: 5 } })];
    const result = await solve(parsed(problem({ workloads })), { engines: [glpk] });
    expect(result.kind).toBe('infeasible');
    const findings = result.kind === 'infeasible' ? result.findings : [];
    expect(findings.map(({ code, subjects }) => [code, subjects])).toEqual([['no-candidate', ['chat@town']]]);
  });

  it('deferred work that does not fit its hours is refused there, with the figures', async () => {
    // 100 unit-hours a day by 3 units at once: 33.3 hours, 365 times.
    const late = { ...tune, acceleratorHours: 100 };
    const result = await solve(parsed(problem({ workloads: [late] })), { engines: [glpk] });
    const findings = result.kind === 'infeasible' ? result.findings : [];
    expect(findings.map(({ code, subjects }) => [code, subjects])).toEqual([['no-candidate', ['tune@town']]]);
    expect(findings[0]?.message).toContain('work-exceeds-window');
    expect(findings[0]?.message).toContain('12166.7 hours a year');
  });

  it('a gang that does not fit a bank is refused there', async () => {
    const offers = [lease('a-lease', 'a', 1000, { unitsMax: 1 }), lease('b-lease', 'b', 3000)];
    const { plan } = await placeIt(problem({ workloads: [tune], offers }));
    expect(plan.placements.every(({ site }) => site === 'b')).toBe(true);
  });

  it('exact blocks beyond what a problem may have are refused by name', () => {
    const year = Array.from({ length: 8760 }, (_, hour) => 1 + hour);
    expect(() => sizeDemand(parsed(problem({ profiles: [{ id: 'day', values: year }] })))).toThrow(
      '8760 unlike blocks of hours; a problem may have 600',
    );
  });

  it('solves, compares and attributes with blocks: the shares of the bill add up', async () => {
    const result = await solve(parsed(problem({ workloads: [chat('chat', { profile: 'day' }), tune] })), {
      engines: [glpk],
    });
    if (result.kind !== 'solved') throw new Error(result.kind);
    expect(result.audit.ok).toBe(true);
    expect(result.comparison.kind).toBe('permitted');
    const attributed = result.unitEconomics.workloads.reduce((sum, one) => sum + one.presentWorthCash, 0);
    expect(attributed).toBeCloseTo(result.plan.bill.cashPresentWorth, 6);
  });
});
