import type { PlanEconomics, UnitFigures } from '@placewright/solver';
import { counted, short } from './numbers.js';
import { labelled } from './text.js';

const FIGURES: readonly { readonly field: keyof UnitFigures; readonly name: string }[] = [
  { field: 'perMillionTokens', name: 'million tokens' },
  { field: 'perRequest', name: 'request' },
  { field: 'perUnitHour', name: 'unit-hour' },
  { field: 'perAgentMonth', name: 'agent-month' },
];

const perUnit = (figures: UnitFigures, unit: string): string =>
  FIGURES.flatMap(({ field, name }) => {
    const value = figures[field];
    return value === null ? [] : [`${short(value)} ${unit} a ${name}`];
  }).join(', ');

const footprintTexts = ({ all, notStated }: PlanEconomics['unitEconomics']): string[] => {
  const { energyKwh, carbonKg, marginalCarbonKg, embodiedCarbonKg, siteWaterLiters, gridWaterLiters } =
    all.footprint;
  const stated: (readonly [number | null, string])[] = [
    [energyKwh, 'kWh'],
    [carbonKg, 'kgCO2 (location average)'],
    [marginalCarbonKg, 'kgCO2 (marginal, apart)'],
    [embodiedCarbonKg, 'kgCO2 embodied'],
    [siteWaterLiters, 'L of water at the sites'],
    [gridWaterLiters, 'L of water for electricity'],
  ];
  const known = stated.flatMap(([value, unit]) => (value === null ? [] : [`${short(value)} ${unit}`]));
  const missing = new Set(notStated.map(({ input }) => input)).size;
  const note =
    missing === 0 ? '' : `; the rest needs ${counted(missing, 'input')} that nobody stated (--json)`;
  return known.length === 0 ? [] : [`${known.join(', ')}${note}`];
};

/** What a million tokens, a request, a unit-hour and an agent-month cost, draw and emit; energy, carbon and water of a year. */
export const unitCosts = (
  { unitEconomics }: Pick<PlanEconomics, 'unitEconomics'>,
  currency: string,
): string[] => {
  const { all } = unitEconomics;
  const cost = perUnit(all, currency);
  const [energy, carbon] = [perUnit(all.energyKwh, 'kWh'), perUnit(all.carbonGrams, 'gCO2')];
  return [
    ...labelled('Unit costs', cost === '' ? 'no unit to speak of' : cost),
    ...(energy === '' ? [] : labelled('Unit energy', energy)),
    ...(carbon === '' ? [] : labelled('Unit carbon', carbon)),
    ...footprintTexts(unitEconomics).flatMap((text) => labelled('A year', text)),
  ];
};
