import type { Bank, Exclusion } from '../candidates/types.js';
import { InternalError } from '../outcome.js';
import type { Problem, Rule } from '../problem/types.js';
import type { Stream } from '../sizing/types.js';
import type { Constraint } from './contract.js';
import { factsOf, meetsRequirement, selects } from './policy-facts.js';

const originOf = (problem: Problem, stream: Stream): string => {
  const location = problem.locations.find((one) => one.id === stream.location);
  if (!location) throw new InternalError(`stream ${stream.id} comes from an unknown location`);
  return location.jurisdiction;
};

/**
 * Evaluates the rules of a problem for pairs, each (rule, bank, origin jurisdiction) once: a national problem
 * has a hundred thousand pairs and a dozen distinct answers.
 */
export const makePolicy = (problem: Problem) => {
  const selected = new Map<number, readonly Rule[]>();
  const met = new Map<string, boolean>();
  const rulesOf = (stream: Stream): readonly Rule[] => {
    const known = selected.get(stream.index);
    if (known) return known;
    const found = problem.rules.filter((rule) => selects(problem, rule.selector, stream));
    selected.set(stream.index, found);
    return found;
  };
  const isMet = (rule: Rule, stream: Stream, bank: Bank): boolean => {
    const origin = originOf(problem, stream);
    const key = `${rule.id}|${bank.index}|${origin}`;
    const known = met.get(key);
    if (known !== undefined) return known;
    const answer = meetsRequirement(problem, rule, bank, origin);
    met.set(key, answer);
    return answer;
  };
  return {
    /** First hard rule the pair breaks, in the problem's order. */
    forbids(stream: Stream, bank: Bank): Exclusion | undefined {
      const broken = rulesOf(stream).find(
        (rule) => rule.penaltyPerYear === undefined && !isMet(rule, stream, bank),
      );
      if (!broken) return undefined;
      const facts = factsOf(problem, broken.requirement.attribute, bank).map((fact) => fact.text);
      const { allIn, noneIn, anyIn } = broken.requirement;
      const limit = allIn
        ? `all in ${allIn.join(', ')}`
        : noneIn
          ? `none in ${noneIn.join(', ')}`
          : anyIn
            ? `one of ${anyIn.join(', ')}`
            : "the origin's country";
      return {
        stream,
        bank,
        code: 'rule',
        rule: broken.id,
        actual: facts.length === 0 ? 'none' : facts.join(', '),
        limit,
        unit: broken.requirement.attribute,
      };
    },
    /** Ids of soft rules the pair breaks. */
    softBreaks: (stream: Stream, bank: Bank): readonly string[] =>
      rulesOf(stream)
        .filter((rule) => rule.penaltyPerYear !== undefined && !isMet(rule, stream, bank))
        .map((rule) => rule.id),
    /** Hard rules that speak of a stream. */
    hardRulesOf: (stream: Stream): readonly Rule[] =>
      rulesOf(stream).filter((rule) => rule.penaltyPerYear === undefined),
  };
};

export type Policy = ReturnType<typeof makePolicy>;

/** Hard rules hold wherever a stream's data may be: its shares and its standby. Enforced by leaving pairs out. */
export const policy: Constraint = {
  id: 'rule',
  violations: (reading) => {
    const { problem } = reading.candidates.demand;
    return reading.placed.flatMap(({ candidate, shareFraction, standbyFraction }) =>
      problem.rules
        .filter(
          (rule) => rule.penaltyPerYear === undefined && selects(problem, rule.selector, candidate.stream),
        )
        .filter(
          (rule) => !meetsRequirement(problem, rule, candidate.bank, originOf(problem, candidate.stream)),
        )
        .map((rule) => ({
          rule: 'rule',
          subject: `${rule.id}: ${candidate.stream.id} at ${candidate.bank.id}`,
          actual: shareFraction + standbyFraction,
          limit: 0,
          unit: 'share',
        })),
    );
  },
};
