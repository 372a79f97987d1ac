import type { UnitCosts } from '@placewright/solver';
import type { SolvedAnswer } from '../answer.js';
import { short } from './numbers.js';
import { labelled } from './text.js';

const FIGURES: readonly { readonly field: keyof UnitCosts; readonly name: string }[] = [
  { field: 'perMillionTokens', name: 'million tokens' },
  { field: 'perRequest', name: 'request' },
  { field: 'perUnitHour', name: 'unit-hour' },
  { field: 'perAgentMonth', name: 'agent-month' },
];

/** What a million tokens, a request, a unit-hour and an agent-month cost. */
export const unitCosts = ({ plan, unitEconomics }: SolvedAnswer): string[] => {
  const texts = FIGURES.flatMap(({ field, name }) => {
    const value = unitEconomics.all[field];
    return value === null ? [] : [`${short(value)} ${plan.currency} a ${name}`];
  });
  return labelled('Unit costs', texts.length === 0 ? 'no unit to speak of' : texts.join(', '));
};
