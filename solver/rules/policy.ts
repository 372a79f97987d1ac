import type { Bank, Exclusion } from '../candidates/types.js';
import { InternalError } from '../outcome.js';
import { type PlacedTest, testsOf } from '../problem/requirement.js';
import type { Problem, Rule } from '../problem/types.js';
import type { Stream } from '../sizing/types.js';
import type { Constraint } from './contract.js';
import { factsOf, meetsRequirement, selects } from './policy-facts.js';

const originOf = (problem: Problem, stream: Stream): string => {
  const location = problem.locations.find((one) => one.id === stream.location);
  if (!location) throw new InternalError(`stream ${stream.id} comes from an unknown location`);
  return location.jurisdiction;
};

/** What a rule asks for, in a planner's words. */
export const limitText = ({ allIn, noneIn, anyIn }: PlacedTest['test']): string => {
  if (allIn) return `all in ${allIn.join(', ')}`;
  if (noneIn) return `none in ${noneIn.join(', ')}`;
  return anyIn ? `one of ${anyIn.join(', ')}` : "the origin's country";
};

/**
 * Evaluates the rules of a problem for pairs, each (rule, bank, origin jurisdiction) once: a national problem
 * has a hundred thousand pairs and a dozen distinct answers.
 */
export const makePolicy = (problem: Problem) => {
  const jurisdictions = new Map(problem.locations.map((location) => [location.id, location.jurisdiction]));
  const selected: (readonly Rule[])[] = [];
  const answers = new Map<Rule, Map<string, boolean[]>>();
  const rulesOf = (stream: Stream): readonly Rule[] => {
    const known = selected[stream.index];
    if (known) return known;
    const found = problem.rules.filter((rule) => selects(problem, rule.selector, stream));
    selected[stream.index] = found;
    return found;
  };
  const answersOf = (rule: Rule, origin: string): boolean[] => {
    const ofRule = answers.get(rule) ?? new Map<string, boolean[]>();
    answers.set(rule, ofRule);
    const known = ofRule.get(origin) ?? [];
    ofRule.set(origin, known);
    return known;
  };
  const isMet = (rule: Rule, stream: Stream, bank: Bank): boolean => {
    const origin = jurisdictions.get(stream.location);
    if (origin === undefined) throw new InternalError(`stream ${stream.id} comes from an unknown location`);
    const known = answersOf(rule, origin);
    const answer = known[bank.index] ?? meetsRequirement(problem, rule, bank, origin);
    known[bank.index] = answer;
    return answer;
  };
  // A refusal says the same of every stream of a rule at a bank, so its texts are made once.
  const texts = new Map<string, Pick<Exclusion, 'actual' | 'limit' | 'unit'>>();
  const textsOf = (rule: Rule, bank: Bank): Pick<Exclusion, 'actual' | 'limit' | 'unit'> => {
    const key = `${rule.id}|${bank.index}`;
    const known = texts.get(key);
    if (known) return known;
    const tests = testsOf(rule.requirement).map(({ test }, index) => {
      const facts = factsOf(problem, test.attribute, bank).map((fact) => fact.text);
      // The attribute of the first test stands as the unit; an alternative names its own.
      const lead = index === 0 ? '' : `${test.attribute} `;
      return { found: lead + (facts.join(', ') || 'none'), asked: lead + limitText(test) };
    });
    const made = {
      actual: tests.map(({ found }) => found).join('; '),
      limit: tests.map(({ asked }) => asked).join(', or '),
      unit: rule.requirement.attribute,
    };
    texts.set(key, made);
    return made;
  };
  return {
    /** First hard rule the pair breaks, in the problem's order. */
    forbids(stream: Stream, bank: Bank): Exclusion | undefined {
      const broken = rulesOf(stream).find(
        (rule) => rule.penaltyPerYear === undefined && !isMet(rule, stream, bank),
      );
      if (!broken) return undefined;
      return { stream, bank, code: 'rule', rule: broken.id, ...textsOf(broken, bank) };
    },
    /** One refusal a hard rule, for those who need every rule a pair breaks and not only the first. */
    forbidsEach: problem.rules
      .filter((rule) => rule.penaltyPerYear === undefined)
      .map((rule) => (stream: Stream, bank: Bank): Exclusion | undefined => {
        if (!rulesOf(stream).includes(rule) || isMet(rule, stream, bank)) return undefined;
        return { stream, bank, code: 'rule', rule: rule.id, ...textsOf(rule, bank) };
      }),
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
