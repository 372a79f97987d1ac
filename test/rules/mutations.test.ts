import { beforeAll, describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { ALL_CONSTRAINTS } from '../../solver/compile/compile.js';
import { candidatesOf } from '../../solver/compile/prepare.js';
import { readPlan } from '../../solver/rules/reading.js';
import { type Answer, placeIt, violationsOf } from '../support/placing.js';
import { MUTATIONS } from './mutations.js';
import { richProcurement } from './rich-problem.js';

describe('mutations of a good plan', () => {
  let good: Answer;
  /** Candidates with refusals waived, so that a plan may be read that stands where it may not. */
  let all: Answer['prepared'];

  beforeAll(async () => {
    good = await placeIt(richProcurement());
    const candidates = candidatesOf(good.prepared.problem, ({ code }) =>
      ['rule', 'pin', 'ban'].includes(code),
    );
    all = { ...good.prepared, candidates };
  });

  it('none: nobody objects', () => {
    expect(violationsOf(all, good.plan)).toEqual([]);
  });

  it.each(MUTATIONS)('$name', ({ mutate, rules }) => {
    const found = violationsOf(all, mutate(good.plan));
    expect([...new Set(found.map((one) => one.rule))].sort()).toEqual(rules);
  });

  it('the audit objects to each of them too, and to none of the good plan', () => {
    expect(auditPlan(good.prepared.problem, good.plan).findings).toEqual([]);
    const silent = MUTATIONS.filter(({ mutate }) => auditPlan(good.prepared.problem, mutate(good.plan)).ok);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('every family of rules objects to one of them at least', () => {
    const objecting = new Set(MUTATIONS.flatMap(({ rules }) => rules));
    expect([...objecting].sort()).toEqual(ALL_CONSTRAINTS.map(({ id }) => id).sort());
  });

  it('a placement that is no pair is refused outright', () => {
    const away = MUTATIONS.find((one) => one.name === 'away from its pin');
    if (!away) throw new Error('there is such a mutation');
    expect(() => readPlan(good.prepared.candidates, away.mutate(good.plan))).toThrow('where it may not be');
  });
});
