/**
 * Fields that a later format will know. They are refused by name, because a plan that left them out would be a
 * plan for another problem. The key is `part.field`, or `*.field` where the name means one thing anywhere.
 */
export const LATER_FEATURES: Readonly<Record<string, string>> = {
  'locations.use': 'taking such an entry from a catalogue',
  'workloads.use': 'taking such an entry from a catalogue',
  'problem.stages': 'staged build-out',
  'problem.buildOut': 'staged build-out',
  'problem.finance': 'loans and other financing',
  'horizon.stages': 'staged build-out',
  'horizon.buildOut': 'staged build-out',
  'horizon.depreciation': 'depreciation of single parts',
  'sites.stages': 'staged build-out',
  'sites.buildOut': 'staged build-out',
  'tariffs.holidays': 'public holidays',
  'offers.terminationCost': 'ending a contract early',
  'offers.noticeDays': 'ending a contract early',
  'offers.noticeMonths': 'ending a contract early',
  'offers.bookValue': 'book value of units in place',
  'offers.depreciation': 'depreciation of single parts',
  'offers.stages': 'staged build-out',
  'offers.buildOut': 'staged build-out',
  'workloads.stages': 'staged build-out',
  'workloads.demandByYear': 'demand that changes from year to year',
  'workloads.growthFraction': 'demand that changes from year to year',
  'workloads.deferrable': 'deferrable demand',
  'workloads.dispatch': 'dispatch by block of agents and of training that is not deferrable',
  'workloads.trace': 'demand from a trace of requests',
  'limits.waterLitersPerYear': 'a limit on water',
  'objective.minimise': 'other objectives than the least present-worth cost',
  'objective.minimize': 'other objectives than the least present-worth cost',
};

/**
 * What a refused field would ask for, or undefined where the name belongs to no planned feature.
 *
 * @example
 * laterFeature(['tariffs', 0, 'holidays']); // 'public holidays'
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
