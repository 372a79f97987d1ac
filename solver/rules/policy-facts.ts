import type { Bank } from '../candidates/types.js';
import { lastDay } from '../problem/days.js';
import { testsOf } from '../problem/requirement.js';
import type { Problem, Rule, WorkloadSelector } from '../problem/types.js';
import type { Stream } from '../sizing/types.js';

/** First and last day of the horizon, ISO dates (they compare as texts). */
export const horizonDays = ({ horizon }: Problem): { readonly first: string; readonly last: string } => ({
  first: horizon.startDate,
  last: lastDay(horizon),
});

/** The part of a jurisdiction before its subdivision. */
export const countryOf = (jurisdiction: string): string => jurisdiction.split('-')[0] ?? jurisdiction;

/** What a rule asks about, as texts. Certifications carry their dates with them. */
export interface Fact {
  readonly text: string;
  readonly alternatives: readonly string[];
  readonly validFrom?: string;
  readonly validUntil?: string;
}

const plain = (text: string | undefined): Fact[] =>
  text === undefined ? [] : [{ text, alternatives: [text] }];
const place = (jurisdiction: string): Fact => ({
  text: jurisdiction,
  alternatives: [jurisdiction, countryOf(jurisdiction)],
});

/** Members of an attribute for one bank. */
export const factsOf = (
  problem: Problem,
  attribute: Rule['requirement']['attribute'],
  bank: Bank,
): Fact[] => {
  const { site } = bank;
  const operator = problem.operators.find((one) => one.id === site.operator);
  const silicon = bank.kind === 'token' ? undefined : bank.silicon;
  const offers = bank.kind === 'held' ? bank.offers : [bank.offer];
  switch (attribute) {
    case 'site.id':
      return plain(site.id);
    case 'site.kind':
      return plain(site.kind);
    case 'site.jurisdiction':
      return [place(site.jurisdiction)];
    case 'site.labels':
      return (site.labels ?? []).flatMap(plain);
    case 'site.failureDomain':
      return plain(site.failureDomain);
    case 'operator.id':
      return plain(operator?.id);
    case 'operator.legalEntityJurisdiction':
      return operator ? [place(operator.legalEntityJurisdiction)] : [];
    case 'operator.ultimateParentJurisdiction':
      return operator ? [place(operator.ultimateParentJurisdiction)] : [];
    case 'operator.remoteSupportJurisdictions':
      return (operator?.remoteSupportJurisdictions ?? []).map(place);
    case 'operator.keyCustodyJurisdictions':
      return (operator?.keyCustodyJurisdictions ?? []).map(place);
    case 'operator.subProcessorJurisdictions':
      return (operator?.subProcessors ?? []).map((one) => place(one.jurisdiction));
    case 'operator.transferBases':
      return (operator?.transferBases ?? []).flatMap(plain);
    case 'operator.certifications':
      return (operator?.certifications ?? []).map((one) => ({
        text: one.level === undefined ? one.scheme : `${one.scheme}/${one.level}`,
        alternatives: one.level === undefined ? [one.scheme] : [one.scheme, `${one.scheme}/${one.level}`],
        ...(one.validFrom === undefined ? {} : { validFrom: one.validFrom }),
        ...(one.validUntil === undefined ? {} : { validUntil: one.validUntil }),
      }));
    case 'operator.labels':
      return (operator?.labels ?? []).flatMap(plain);
    case 'silicon.id':
      return plain(silicon?.id);
    case 'silicon.family':
      return plain(silicon?.family);
    case 'silicon.exportControlClass':
      return plain(silicon?.exportControlClass);
    case 'silicon.labels':
      return (silicon?.labels ?? []).flatMap(plain);
    case 'offer.id':
      return offers.flatMap((offer) => plain(offer.id));
    case 'offer.terms':
      return [...new Set(offers.map((offer) => offer.terms))].flatMap(plain);
  }
};

/** Whether dates cover every day (`all`) or any day (`some`) between two days. */
const covers = (
  dates: { validFrom?: string | undefined; validUntil?: string | undefined },
  days: { first: string; last: string },
  how: 'all' | 'some',
): boolean => {
  const from = dates.validFrom ?? '0000-01-01';
  const until = dates.validUntil ?? '9999-12-31';
  return how === 'all' ? from <= days.first && until >= days.last : from <= days.last && until >= days.first;
};

/** Whether a fact is in a list of values and sets, on all or on some of the days. */
const isListed = (
  problem: Problem,
  fact: Fact,
  list: readonly string[],
  bases: readonly string[] | null,
  days: { first: string; last: string },
  how: 'all' | 'some',
): boolean => {
  if (!covers(fact, days, how)) return false;
  if (fact.alternatives.some((text) => list.includes(text))) return true;
  return problem.jurisdictionSets.some(
    (set) =>
      list.includes(set.id) &&
      set.members.some(
        (member) =>
          fact.alternatives.includes(member.jurisdiction) &&
          covers(member, days, how) &&
          (bases === null ||
            member.onlyWithTransferBasis === undefined ||
            bases.includes(member.onlyWithTransferBasis)),
      ),
  );
};

/** Whether a selector speaks of a stream. */
export const selects = (problem: Problem, selector: WorkloadSelector, stream: Stream): boolean => {
  const { workload } = stream;
  const meets = (list: readonly string[] | undefined, own: readonly string[]): boolean =>
    list === undefined || list.some((one) => own.includes(one));
  if (!meets(selector.dataClasses, workload.dataClasses)) return false;
  if (!meets(selector.labels, workload.labels ?? [])) return false;
  if (!meets(selector.workloads, [workload.id])) return false;
  if (!meets(selector.origins, [stream.location])) return false;
  if (selector.originJurisdictions === undefined) return true;
  const location = problem.locations.find((one) => one.id === stream.location);
  if (!location) return false;
  const { first } = horizonDays(problem);
  return isListed(
    problem,
    place(location.jurisdiction),
    selector.originJurisdictions,
    null,
    { first, last: first },
    'all',
  );
};

/** Whether a bank meets a rule's requirement for data from a location. */
export const meetsRequirement = (
  problem: Problem,
  rule: Rule,
  bank: Bank,
  originJurisdiction: string,
): boolean => {
  const horizon = horizonDays(problem);
  const days = rule.mustHoldFor === 'horizon' ? horizon : { first: horizon.first, last: horizon.first };
  const bases = problem.operators.find((one) => one.id === bank.site.operator)?.transferBases ?? [];
  const listed = (fact: Fact, list: readonly string[], how: 'all' | 'some') =>
    isListed(problem, fact, list, bases, days, how);
  return testsOf(rule.requirement).some(({ test: { attribute, allIn, noneIn, anyIn } }) => {
    const facts = factsOf(problem, attribute, bank);
    if (allIn) return facts.every((fact) => listed(fact, allIn, 'all'));
    if (noneIn) return !facts.some((fact) => listed(fact, noneIn, 'some'));
    if (anyIn) return facts.some((fact) => listed(fact, anyIn, 'all'));
    return facts.every((fact) => countryOf(fact.text) === countryOf(originJurisdiction));
  });
};
