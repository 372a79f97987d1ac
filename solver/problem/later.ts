/**
 * Fields that a later format will know. They are refused by name, because a plan that left them out would be a
 * plan for another problem. The key is `part.field`, or `*.field` where the name means one thing anywhere.
 */
export const LATER_FEATURES: Readonly<Record<string, string>> = {
  'locations.use': 'taking such an entry from a catalogue',
  'workloads.use': 'taking such an entry from a catalogue',
  'problem.stages': 'staged build-out',
  'problem.buildOut': 'staged build-out',
  'problem.dispatchBlocks': 'dispatch blocks (bursts on rented units)',
  'problem.burst': 'dispatch blocks (bursts on rented units)',
  'problem.products': 'prices of products',
  'problem.plays': 'value by play',
  'problem.tax': 'tax and depreciation',
  'problem.finance': 'tax and depreciation',
  'problem.sensitivity': 'sensitivity ranges',
  'horizon.stages': 'staged build-out',
  'horizon.buildOut': 'staged build-out',
  'horizon.yearlyTiming': 'payments in the middle of the year',
  'horizon.midYear': 'payments in the middle of the year',
  'horizon.inflationFraction': 'real discounting',
  'horizon.realDiscountFraction': 'real discounting',
  'horizon.taxFraction': 'tax and depreciation',
  'horizon.depreciation': 'tax and depreciation',
  'sites.stages': 'staged build-out',
  'sites.buildOut': 'staged build-out',
  'sites.waterLitersPerKwh': 'water',
  'silicon.merits': 'merits of a silicon other than those of its family',
  'silicon.spectrum': 'merits of a silicon other than those of its family',
  'tariffs.tiers': 'tariff tiers',
  'tariffs.ratchet': 'demand ratchets',
  'tariffs.ratchets': 'demand ratchets',
  'tariffs.lookbackMonths': 'demand ratchets',
  'tariffs.minimumCharge': 'minimum charges',
  'tariffs.minimumCostPerMonth': 'minimum charges',
  'tariffs.fixedCostPerMonth': 'fixed monthly charges',
  'tariffs.fixedMonthlyCharge': 'fixed monthly charges',
  'tariffs.holidays': 'public holidays',
  'tariffs.energyratestructure': 'URDB records as they are',
  'tariffs.flatdemandstructure': 'URDB records as they are',
  'tariffs.demandratestructure': 'URDB records as they are',
  'offers.depreciation': 'tax and depreciation',
  'offers.irrecoverableTaxFraction': 'tax and depreciation',
  'offers.stages': 'staged build-out',
  'offers.buildOut': 'staged build-out',
  'workloads.stages': 'staged build-out',
  'workloads.demandByYear': 'demand that changes from year to year',
  'workloads.growthFraction': 'demand that changes from year to year',
  'workloads.deferrable': 'deferrable demand',
  'workloads.burst': 'dispatch blocks (bursts on rented units)',
  'workloads.dispatchBlocks': 'dispatch blocks (bursts on rented units)',
  'workloads.trace': 'demand from a trace of requests',
  'workloads.play': 'value by play',
  'workloads.valuePerRequest': 'value of a request',
  'workloads.valuePerWorkflow': 'value of a workflow',
  'workloads.waterLitersPerRequest': 'water',
  'limits.waterLitersPerYear': 'a limit on water',
  'objective.minimise': 'other objectives than the least present-worth cost',
  'objective.minimize': 'other objectives than the least present-worth cost',
};

/**
 * What a refused field would ask for, or undefined where the name belongs to no planned feature.
 *
 * @example
 * laterFeature(['tariffs', 0, 'tiers']); // 'tariff tiers'
 */
export const laterFeature = (path: readonly (string | number)[]): string | undefined => {
  const field = path.at(-1);
  if (typeof field !== 'string') return undefined;
  const part = path.length > 1 ? String(path[0]) : 'problem';
  for (const key of [`${part}.${field}`, `*.${field}`]) {
    if (Object.hasOwn(LATER_FEATURES, key)) return LATER_FEATURES[key];
  }
  return undefined;
};

/** Whether a value is a range of a number, as sensitivity analysis will read it. */
export const isRange = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  ['low', 'likely', 'high'].filter((key) => Object.hasOwn(value, key)).length >= 2;
