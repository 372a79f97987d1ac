import { describe, expect, it } from 'vitest';
import { parseProblem } from '../../solver/problem/parse.js';
import { edited } from '../support/edit.js';
import { fullProblem } from '../support/full-problem.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { calendar } from './refusals/calendar.js';
import { catalogue } from './refusals/catalogue.js';
import { finance } from './refusals/finance.js';
import { later } from './refusals/later.js';
import { money } from './refusals/money.js';
import { places } from './refusals/places.js';
import { policy } from './refusals/policy.js';
import { policyMore } from './refusals/policy-more.js';
import { procurement } from './refusals/procurement.js';
import { references } from './refusals/references.js';
import { shape } from './refusals/shape.js';
import { supply } from './refusals/supply.js';
import { workloads } from './refusals/workloads.js';
import { worth } from './refusals/worth.js';

const cases = [
  ...shape,
  ...later,
  ...catalogue,
  ...references,
  ...places,
  ...supply,
  ...procurement,
  ...calendar,
  ...workloads,
  ...policy,
  ...policyMore,
  ...money,
  ...worth,
  ...finance,
];

const issuesOf = (raw: unknown) => {
  const read = parseProblem(raw);
  return read.ok ? [] : read.issues;
};

describe('what a planner gets wrong', () => {
  it.each(cases)('$what', ({ edits, code, pointer, unit, value, fix }) => {
    const issues = issuesOf(edited(fullProblem(), edits));
    const found = issues.find((issue) => issue.code === code && issue.pointer === pointer);
    expect(found, JSON.stringify(issues, null, 1)).toBeDefined();
    expect(found?.message.length).toBeGreaterThan(10);
    expect(found?.fix).toMatch(fix ?? /./);
    if (unit !== undefined) expect(found?.unit).toBe(unit);
    if (value !== undefined) expect(found?.value).toBe(value);
  });

  it('is told at once, local checks included where the shape is wrong elsewhere', () => {
    const codes = issuesOf(
      edited(fullProblem(), {
        '/horizon/years': '3',
        '/offers/0/site': 'nowhere',
        '/silicon/0/maxWatts': 1,
        '/workloads/0/demand': {},
        '/tariffs/0/holidays': [],
        '/models/-': fullProblem().models?.[0],
      }),
    ).map(({ code }) => code);
    expect(codes).toEqual([
      'wrong-type',
      'not-yet-supported',
      'duplicate-id',
      'unknown-reference',
      'inconsistent',
      'exactly-one-of',
    ]);
  });

  it('names one issue for each sender whose traffic has no price, not for each pair', () => {
    const base = edited(fullProblem(), { '/locations/0/egressPricePerGB': undefined });
    const issues = issuesOf(edited(base, { '/workloads/0/traffic': { requestKB: 1, responseKB: 0 } }));
    expect(issues.map(({ pointer }) => pointer)).toEqual(['/locations/0/egressPricePerGB']);
  });

  it('speaks of a refused feature as refused, not ignored', () => {
    const [issue] = issuesOf(edited(minimalProblem(), { '/tariffs/0/holidays': [] }));
    expect(issue?.message).toMatch(/refused rather than ignored/);
  });
});
