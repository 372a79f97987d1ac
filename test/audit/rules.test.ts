import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import type { Problem } from '../../solver/problem/types.js';
import { type Draft, draft, roundPlan, roundProblem } from './support.js';

/** Placements that break the rule `r`, when it is added to the round problem. */
const broken = (
  requirement: Draft<Problem>['rules'][number]['requirement'],
  more: { horizon?: boolean; change?: (problem: Draft<Problem>) => void; workloads?: string[] } = {},
): string[] => {
  const problem = draft(roundProblem());
  more.change?.(problem);
  const selector = { workloads: more.workloads ?? ['train'] };
  problem.rules.push({ id: 'r', selector, requirement, mustHoldFor: more.horizon ? 'horizon' : 'start' });
  const { findings } = auditPlan(problem as Problem, roundPlan());
  return findings
    .filter(({ code, subject }) => code === 'rule' && subject.startsWith('r: '))
    .map(({ subject }) => subject);
};
const TRAIN = ['r: train@town at cloud-spot'];

describe('rules', () => {
  it('reads lists: a country of a subdivision, sets, terms, families', () => {
    expect(broken({ attribute: 'site.jurisdiction', noneIn: ['UNION'] })).toEqual(TRAIN);
    expect(broken({ attribute: 'site.jurisdiction', allIn: ['IE'] })).toEqual([]);
    expect(broken({ attribute: 'operator.ultimateParentJurisdiction', noneIn: ['US'] })).toEqual(TRAIN);
    expect(broken({ attribute: 'offer.terms', noneIn: ['spot'] })).toEqual(TRAIN);
    expect(broken({ attribute: 'silicon.family', anyIn: ['GPU'] })).toEqual([]);
    expect(broken({ attribute: 'site.labels', anyIn: ['green'] })).toEqual(TRAIN);
    expect(broken({ attribute: 'operator.keyCustodyJurisdictions', allIn: ['DE'] })).toEqual([]);
    const inBavaria = (problem: Draft<Problem>): void => {
      for (const site of problem.sites) if (site.id === 'cloud') site.jurisdiction = 'IE-D';
    };
    expect(broken({ attribute: 'site.jurisdiction', allIn: ['IE'] }, { change: inBavaria })).toEqual([]);
    expect(broken({ attribute: 'site.jurisdiction', allIn: ['UNION'] }, { change: inBavaria })).toEqual([]);
  });

  it('reads the country of the origin', () => {
    expect(broken({ attribute: 'site.jurisdiction', sameCountryAsOrigin: true })).toEqual(TRAIN);
    expect(
      broken({ attribute: 'site.jurisdiction', sameCountryAsOrigin: true }, { workloads: ['desk'] }),
    ).toEqual([]);
  });

  it('reads certificates with their level and their days', () => {
    const certify = (validUntil: string) => (problem: Draft<Problem>) => {
      for (const operator of problem.operators)
        operator.certifications.push({ scheme: 'S', level: '2', validUntil });
    };
    const asks = { attribute: 'operator.certifications' as const, anyIn: ['S/2'] };
    // The horizon is 1 January 2026 to 31 December 2028.
    expect(broken(asks, { change: certify('2028-12-31'), horizon: true })).toEqual([]);
    expect(broken(asks, { change: certify('2028-12-30'), horizon: true })).toEqual(TRAIN);
    expect(broken(asks, { change: certify('2028-12-30') })).toEqual([]);
    expect(broken({ ...asks, anyIn: ['S/1'] }, { change: certify('2028-12-31') })).toEqual(TRAIN);
    expect(broken({ ...asks, anyIn: ['S'] }, { change: certify('2025-12-31') })).toEqual(TRAIN);
  });

  it('counts a member of a set from its first day on', () => {
    const joins = (validFrom: string) => (problem: Draft<Problem>) => {
      problem.jurisdictionSets.push({ id: 'BLOC', members: [{ jurisdiction: 'IE', validFrom }] });
    };
    const asks = { attribute: 'site.jurisdiction' as const, anyIn: ['BLOC'] };
    expect(broken(asks, { change: joins('2026-01-01') })).toEqual([]);
    expect(broken(asks, { change: joins('2026-01-02') })).toEqual(TRAIN);
    const never = { attribute: 'site.jurisdiction' as const, noneIn: ['BLOC'] };
    expect(broken(never, { change: joins('2026-01-02') })).toEqual([]);
    expect(broken(never, { change: joins('2026-01-02'), horizon: true })).toEqual(TRAIN);
  });
});
