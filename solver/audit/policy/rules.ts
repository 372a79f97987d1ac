import type { Operator, Requirement, Rule } from '../../problem/types.js';
import type { AuditBank } from '../banks.js';
import type { Stream } from '../demand.js';
import type { Entries } from '../index-of.js';
import type { Case } from '../rows.js';
import { countryOf, countsOn, isListed } from './jurisdictions.js';
import { selects } from './selects.js';

/** One member of an attribute: any of its texts may be listed. */
interface Member {
  readonly texts: readonly string[];
  readonly isPlace: boolean;
}

const plain = (texts: readonly (string | undefined)[]): Member[] =>
  texts.flatMap((text) => (text === undefined ? [] : [{ texts: [text], isPlace: false }]));
const places = (texts: readonly string[]): Member[] =>
  texts.map((text) => ({ texts: [text], isPlace: true }));

/** What an attribute of a pair is on a day. */
const members = (
  attribute: Requirement['attribute'],
  bank: AuditBank,
  operator: Operator,
  day: string,
): Member[] => {
  const { site, silicon, held, use, token } = bank;
  const offers = use ? [use] : token ? [token] : held;
  switch (attribute) {
    case 'site.id':
      return plain([site.id]);
    case 'site.kind':
      return plain([site.kind]);
    case 'site.jurisdiction':
      return places([site.jurisdiction]);
    case 'site.labels':
      return plain(site.labels ?? []);
    case 'site.failureDomain':
      return plain([site.failureDomain]);
    case 'operator.id':
      return plain([operator.id]);
    case 'operator.legalEntityJurisdiction':
      return places([operator.legalEntityJurisdiction]);
    case 'operator.ultimateParentJurisdiction':
      return places([operator.ultimateParentJurisdiction]);
    case 'operator.remoteSupportJurisdictions':
      return places(operator.remoteSupportJurisdictions);
    case 'operator.keyCustodyJurisdictions':
      return places(operator.keyCustodyJurisdictions);
    case 'operator.subProcessorJurisdictions':
      return places(operator.subProcessors.map(({ jurisdiction }) => jurisdiction));
    case 'operator.transferBases':
      return plain(operator.transferBases);
    case 'operator.certifications':
      return operator.certifications
        .filter((certificate) => countsOn(certificate, day))
        .map(({ scheme, level }) => ({
          texts: level === undefined ? [scheme] : [scheme, `${scheme}/${level}`],
          isPlace: false,
        }));
    case 'operator.labels':
      return plain(operator.labels ?? []);
    case 'silicon.id':
      return plain([silicon?.id]);
    case 'silicon.family':
      return plain([silicon?.family]);
    case 'silicon.exportControlClass':
      return plain([silicon?.exportControlClass]);
    case 'silicon.labels':
      return plain(silicon?.labels ?? []);
    case 'offer.id':
      return plain(offers.map(({ id }) => id));
    case 'offer.terms':
      return plain([...new Set(offers.map(({ terms }) => terms))]);
  }
};

/** One test of a requirement. */
type Test = Omit<Requirement, 'or'>;

/** Whether a test is met on one day. */
const isMetOn = (
  entries: Entries,
  requirement: Test,
  stream: Stream,
  bank: AuditBank,
  day: string,
): boolean => {
  const operator = entries.operators.get(bank.site.operator);
  const all = members(requirement.attribute, bank, operator, day);
  const listed = (list: readonly string[]) => (member: Member) =>
    member.texts.some((text) =>
      member.isPlace ? isListed(entries, text, list, day, operator) : list.includes(text),
    );
  if (requirement.allIn) return all.every(listed(requirement.allIn));
  if (requirement.noneIn) return !all.some(listed(requirement.noneIn));
  if (requirement.anyIn) return all.some(listed(requirement.anyIn));
  const origin = countryOf(stream.location.jurisdiction);
  return all.every(({ texts }) => texts.every((text) => countryOf(text) === origin));
};

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Days of the horizon on which a fact with dates begins or has ended, and the first day. */
export const turningDays = ({ problem, firstDay, lastDay }: Entries): string[] => {
  const facts = [
    ...problem.operators.flatMap(({ certifications }) => certifications),
    ...problem.jurisdictionSets.flatMap(({ members: all }) => all),
  ];
  const days = new Set([firstDay]);
  for (const { validFrom, validUntil } of facts) {
    for (const day of [validFrom, validUntil === undefined ? undefined : dayAfter(validUntil)])
      if (day !== undefined && day > firstDay && day <= lastDay) days.add(day);
  }
  return [...days].sort();
};

/**
 * The day on which the pair breaks the rule; null where it keeps it. Of several tests one has to hold on every day
 * asked; where none does, it is the day on which the last of them fails.
 */
export const brokenOn = (
  entries: Entries,
  days: readonly string[],
  rule: Rule,
  stream: Stream,
  bank: AuditBank,
): string | null => {
  const asked = rule.mustHoldFor === 'horizon' ? days : days.slice(0, 1);
  const { or = [], ...own } = rule.requirement;
  let last = '';
  for (const test of [own, ...or]) {
    const failed = asked.find((day) => !isMetOn(entries, test, stream, bank, day));
    if (failed === undefined) return null;
    if (failed > last) last = failed;
  }
  return last;
};

/** Hard rules hold for every share and every standby. */
export const checkRules = ({ problem, entries, rows, ledger }: Case): void => {
  const days = turningDays(entries);
  for (const rule of problem.rules) {
    if (rule.penaltyPerYear !== undefined) continue;
    for (const { name, stream, bank } of rows) {
      if (!selects(entries, rule.selector, stream)) continue;
      const day = brokenOn(entries, days, rule, stream, bank);
      ledger.holds('rule', `${rule.id}: ${name}`, day === null, 'kept', `broken on ${day}`);
    }
  }
};
