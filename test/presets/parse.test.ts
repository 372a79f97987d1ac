import { describe, expect, it } from 'vitest';
import { parseProblem } from '../../solver/problem/parse.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { parsed } from '../support/placing.js';
import { type Case, caseProblem, isPermitted, warningsOf } from './support.js';

const EU = 'eu/eea-or-adequate@2026-11';
/** A problem whose rules name presets, as a planner writes it. */
const naming = (one: Case, ...entries: object[]): ProblemInput =>
  caseProblem(one, { rules: entries } as unknown as Partial<ProblemInput>);
const issuesOf = (input: unknown) => {
  const read = parseProblem(input);
  return read.ok ? [] : read.issues;
};

describe('a preset in rules', () => {
  it('is read, solved and audited as its rules are', async () => {
    expect(await isPermitted(naming({ site: 'FR' }, { preset: EU }))).toBe(true);
    expect(await isPermitted(naming({ site: 'IN' }, { preset: EU }))).toBe(false);
    expect(warningsOf(naming({ site: 'FR' }, { preset: EU }))).toEqual([]);
  });

  it('keeps Brazil from origins in Norway alone, with a selector too', async () => {
    const selector = { dataClasses: ['personal'] };
    const workload = { dataClasses: ['personal'] };
    for (const entry of [{ preset: EU }, { preset: EU, selector }]) {
      expect(await isPermitted(naming({ site: 'BR', origin: 'DE', workload }, entry))).toBe(true);
      expect(await isPermitted(naming({ site: 'BR', origin: 'NO', workload }, entry))).toBe(false);
    }
    const noOther = { preset: EU, selector: { dataClasses: ['telemetry'] } };
    expect(await isPermitted(naming({ site: 'BR', origin: 'NO', workload }, noOther))).toBe(true);
  });

  it('stands beside another that has the same set', () => {
    const two = naming({}, { preset: EU }, { preset: 'eu/eea-or-safeguards@2026-11' });
    const { rules, jurisdictionSets } = parsed(two);
    expect(rules).toHaveLength(8);
    expect(jurisdictionSets.map(({ id }) => id)).toEqual(['gdpr-adequate.2026-11', 'EEA']);
  });

  it('is soft with a penalty, and looks to the end when told to', () => {
    const { rules } = parsed(naming({}, { preset: EU, penaltyPerYear: 9, mustHoldFor: 'horizon' }));
    expect(rules.map(({ penaltyPerYear, mustHoldFor }) => [penaltyPerYear, mustHoldFor])).toEqual(
      Array.from({ length: 4 }, () => [9, 'horizon']),
    );
  });

  it('is refused without its date, with the dated ones named', () => {
    const [issue, ...more] = issuesOf(naming({}, { preset: 'eu/eea-or-adequate' }));
    expect(more).toEqual([]);
    expect(issue?.pointer).toBe('/rules/0/preset');
    expect(issue?.fix).toContain(EU);
  });
});
