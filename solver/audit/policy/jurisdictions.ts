import type { JurisdictionSet, Operator } from '../../problem/types.js';
import type { Entries } from '../index-of.js';

/** DE of DE-BY. */
export const countryOf = (jurisdiction: string): string => jurisdiction.split('-')[0] ?? jurisdiction;

/** A fact with dates counts on a day. */
export const countsOn = (
  fact: { readonly validFrom?: string | undefined; readonly validUntil?: string | undefined },
  day: string,
): boolean =>
  (fact.validFrom === undefined || fact.validFrom <= day) &&
  (fact.validUntil === undefined || day <= fact.validUntil);

/** A jurisdiction is of a set on a day; `operator` shows transfer bases, null where none is asked for. */
const isMember = (
  jurisdiction: string,
  set: JurisdictionSet,
  day: string,
  operator: Operator | null,
): boolean =>
  set.members.some((member) => {
    const isIt = member.jurisdiction === jurisdiction || member.jurisdiction === countryOf(jurisdiction);
    if (!isIt || !countsOn(member, day)) return false;
    if (operator === null || member.onlyWithTransferBasis === undefined) return true;
    return operator.transferBases.some((basis) => basis === member.onlyWithTransferBasis);
  });

/** It or its country stands in the list, or it is a member of a set that does. */
export const isListed = (
  entries: Entries,
  jurisdiction: string,
  list: readonly string[],
  day: string,
  operator: Operator | null,
): boolean =>
  list.some((text) => {
    if (text === jurisdiction || text === countryOf(jurisdiction)) return true;
    const set = entries.sets.find(text);
    return set !== undefined && isMember(jurisdiction, set, day, operator);
  });
