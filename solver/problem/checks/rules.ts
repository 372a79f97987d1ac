import { BUILT_IN_JURISDICTION_SETS } from '../../catalogue/jurisdictions.js';
import { testsOf } from '../requirement.js';
import { TRANSFER_BASES } from '../schema/fields.js';
import type { CheckContext, Parts } from './context.js';

const TESTS = ['allIn', 'noneIn', 'anyIn', 'sameCountryAsOrigin'] as const;

/** Rules and jurisdiction sets, each by itself. */
export const checkRules = ({ rules, jurisdictionSets }: Parts, context: CheckContext): void => {
  for (const { entry, path } of rules) {
    for (const { test, path: under } of testsOf(entry.requirement)) {
      const at = [...path, 'requirement', ...under];
      const stated = TESTS.filter((name) => test[name] !== undefined);
      if (stated.length !== 1) {
        context.add(at, {
          code: 'exactly-one-of',
          message: stated.length === 0 ? 'states no test.' : `states ${stated.join(' and ')} at once.`,
          allowed: `exactly one of ${TESTS.join(', ')}`,
          fix: stated.length === 0 ? 'State one.' : 'Make a rule of each.',
        });
      }
      if (test.sameCountryAsOrigin === true && !/jurisdiction/i.test(test.attribute)) {
        context.add([...at, 'sameCountryAsOrigin'], {
          code: 'inconsistent',
          message: `${test.attribute} is no jurisdiction and has no country to compare.`,
          allowed: 'an attribute that is a jurisdiction',
          fix: 'Take site.jurisdiction or another attribute that is one.',
        });
      }
    }
  }
  for (const { entry, path } of jurisdictionSets) {
    if (BUILT_IN_JURISDICTION_SETS.some(({ id }) => id === entry.id)) {
      context.add([...path, 'id'], {
        code: 'duplicate-id',
        message: `the set ${entry.id} is built in and is not replaced.`,
        fix: 'Give yours another id.',
      });
    } else if (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(entry.id)) {
      context.add([...path, 'id'], {
        code: 'inconsistent',
        message: `the id ${entry.id} reads like a jurisdiction.`,
        fix: 'Take an id that no country or subdivision can have, for example eu-adequate.',
      });
    }
    entry.members.forEach(({ validFrom, validUntil, onlyWithTransferBasis: basis }, index) => {
      if (validFrom !== undefined && validUntil !== undefined && validUntil < validFrom) {
        context.add([...path, 'members', index, 'validUntil'], {
          code: 'inconsistent',
          message: `ends on ${validUntil}, before it begins on ${validFrom}.`,
          fix: 'Put the dates in order.',
        });
      }
      if (basis !== undefined && !TRANSFER_BASES.some((known) => known === basis)) {
        context.add([...path, 'members', index, 'onlyWithTransferBasis'], {
          code: 'not-one-of',
          message: `${JSON.stringify(basis.slice(0, 100))} is no transfer basis an operator can state.`,
          allowed: `one of ${TRANSFER_BASES.join(', ')}`,
          fix: context.suggester.fix(basis, TRANSFER_BASES, `Take one of ${TRANSFER_BASES.join(', ')}.`),
        });
      }
    });
  }
};
