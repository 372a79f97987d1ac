import { BUILT_IN_JURISDICTION_SETS, isCountry, meantCountry } from '../../catalogue/jurisdictions.js';
import { type Path, quoted } from '../pointer.js';
import { testsOf } from '../requirement.js';
import { OFFER_TERMS, SILICON_FAMILIES, SITE_KINDS, TRANSFER_BASES } from '../schema/fields.js';
import type { RuleAttribute } from '../schema/policy.js';
import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

/** Values that an attribute can have, where they are known from the problem or the format; undefined: any text. */
const knownValues = (
  problem: ShapedProblem,
  attribute: Exclude<RuleAttribute, `${string}urisdiction${string}`>,
): readonly string[] | undefined => {
  switch (attribute) {
    case 'site.id':
      return problem.sites.map(({ id }) => id);
    case 'site.kind':
      return SITE_KINDS;
    case 'site.failureDomain':
      return problem.sites.map(({ id, failureDomain }) => failureDomain ?? id);
    case 'operator.id':
      return problem.operators.map(({ id }) => id);
    case 'operator.transferBases':
      return TRANSFER_BASES;
    case 'silicon.id':
      return problem.silicon.map(({ id }) => id);
    case 'silicon.family':
      return SILICON_FAMILIES;
    case 'offer.id':
      return problem.offers.map(({ id }) => id);
    case 'offer.terms':
      return OFFER_TERMS;
    // Labels, schemes and export classes are the planner's own words: a list may name one that nothing has yet.
    case 'site.labels':
    case 'operator.labels':
    case 'operator.certifications':
    case 'silicon.labels':
    case 'silicon.exportControlClass':
      return undefined;
  }
};

const isJurisdictional = (
  attribute: RuleAttribute,
): attribute is Extract<RuleAttribute, `${string}urisdiction${string}`> => /jurisdiction/i.test(attribute);

/** Values that rules and selectors name: each can be the value of what it is compared with. */
export const checkRuleValues = (problem: ShapedProblem, context: CheckContext): void => {
  const sets = [...problem.jurisdictionSets, ...BUILT_IN_JURISDICTION_SETS].map(({ id }) => id);
  const jurisdiction = (path: Path, value: string): void => {
    const isCode = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(value);
    if (sets.includes(value) || (isCode && isCountry(value))) return;
    const meant = isCode ? meantCountry(value) : undefined;
    context.add(path, {
      code: 'unknown-reference',
      message: `${quoted(value)} is neither a jurisdiction nor the id of a set of them.`,
      allowed: `ISO 3166-1 alpha-2, optionally with a subdivision, or one of ${sets.slice(0, 20).join(', ')}`,
      fix:
        meant === undefined
          ? context.suggester.fix(value, sets, 'Add the set to jurisdictionSets.')
          : `Did you mean "${meant}"?`,
    });
  };
  problem.rules.forEach(({ requirement, selector }, index) => {
    for (const { test, path: under } of testsOf(requirement)) {
      const path = ['rules', index, 'requirement', ...under];
      const { attribute } = test;
      const known = isJurisdictional(attribute) ? undefined : knownValues(problem, attribute);
      const set = known === undefined ? undefined : new Set(known);
      for (const name of ['allIn', 'noneIn', 'anyIn'] as const) {
        test[name]?.forEach((value, at) => {
          if (isJurisdictional(attribute)) jurisdiction([...path, name, at], value);
          else if (known !== undefined && set?.has(value) === false) {
            context.add([...path, name, at], {
              code: 'unknown-reference',
              message: `${quoted(value)} is no value of ${attribute} in this problem.`,
              allowed: `one of ${known.slice(0, 20).join(', ')}`,
              fix: context.suggester.fix(value, known, 'Name a value that exists.'),
            });
          }
        });
      }
    }
    selector.originJurisdictions?.forEach((value, at) => {
      jurisdiction(['rules', index, 'selector', 'originJurisdictions', at], value);
    });
  });
  problem.bans.forEach(({ selector }, index) => {
    selector.originJurisdictions?.forEach((value, at) => {
      jurisdiction(['bans', index, 'selector', 'originJurisdictions', at], value);
    });
  });
};
