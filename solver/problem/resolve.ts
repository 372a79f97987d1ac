import { BUILT_IN_JURISDICTION_SETS } from '../catalogue/jurisdictions.js';
import { FAMILY_SITE_KINDS, meritsOf } from '../catalogue/spectrum.js';
import { nominalHorizon, nominalTax } from './discounting.js';
import { PathIndex } from './paths.js';
import type { PlanningDefaults } from './planning-defaults.js';
import { testsOf, valuesOf } from './requirement.js';
import type { ShapedProblem } from './schema/problem.js';
import type { Location, Offer, Problem, Silicon, Site, Workload } from './types.js';

type Resolved = Omit<Problem, 'annotations' | 'warnings'>;

/** Fills what a problem leaves out: figures of the planning defaults, failure domains, lives, built-in sets. */
export const resolve = (problem: ShapedProblem, defaults: PlanningDefaults): Resolved => {
  const locations = problem.locations.map((entry, index) => location(entry, index, defaults));
  const sites = problem.sites.map((entry, index) => site(entry, index, defaults));
  const estimated = estimatedSilicon(problem);
  const silicon = problem.silicon.map((entry, index) =>
    siliconOf(entry, index, estimated, defaults, problem.jitterMargins),
  );
  const lives = new Map(problem.silicon.map((entry) => [entry.id, entry.lifeYears]));
  const offers = problem.offers.map((entry, index) => offer(entry, index, lives, defaults));
  const workloads = problem.workloads.map((entry, index) => workload(entry, index, defaults));
  // The name of the catalogue gives way to what was taken from it.
  const { catalogue: _, horizon, tax: _tax, ...rest } = problem;
  return {
    ...rest,
    horizon: nominalHorizon(horizon),
    ...nominalTax(problem),
    locations,
    sites,
    silicon,
    offers,
    workloads,
    network: networkOf(problem, defaults),
    jurisdictionSets: [...problem.jurisdictionSets, ...namedBuiltIns(problem)],
    assumptions: defaults.assumptions,
  };
};

const location = (
  entry: ShapedProblem['locations'][number],
  index: number,
  defaults: PlanningDefaults,
): Location => ({
  ...entry,
  accessRttMs: defaults.needed(
    ['locations', index, 'accessRttMs'],
    entry.accessRttMs,
    (set) => set.accessRttMs,
    'ms',
  ),
  accessJitterMs: defaults.needed(
    ['locations', index, 'accessJitterMs'],
    entry.accessJitterMs,
    (set) => set.accessJitterMs,
    'ms',
  ),
});

const site = (entry: ShapedProblem['sites'][number], index: number, defaults: PlanningDefaults): Site => ({
  ...entry,
  failureDomain: entry.failureDomain ?? entry.id,
  pue: defaults.needed(['sites', index, 'pue'], entry.pue, (set) => set.pueBySiteKind[entry.kind], 'ratio'),
});

const siliconOf = (
  entry: ShapedProblem['silicon'][number],
  index: number,
  estimated: ReadonlySet<string>,
  defaults: PlanningDefaults,
  margins: ShapedProblem['jitterMargins'],
): Silicon => {
  const { latencyJitter } = meritsOf(entry);
  const margin = latencyJitter === undefined ? undefined : margins?.[latencyJitter];
  const kinds = entry.allowedSiteKinds ?? FAMILY_SITE_KINDS[entry.family];
  const resolved: Silicon = {
    ...entry,
    // Whole units are always among the slices; largest first.
    slices: ([1, 0.5, 0.25, 0.125] as const).filter((slice) => slice === 1 || entry.slices.includes(slice)),
    replicaUnits: [...new Set(entry.replicaUnits)].sort((a, b) => a - b),
    ...(kinds === undefined ? {} : { allowedSiteKinds: [...kinds] }),
    ...(margin === undefined ? {} : { jitterMarginFraction: margin }),
  };
  if (!estimated.has(entry.id)) return resolved;
  const path = ['silicon', index] as const;
  const decode = defaults.offered(
    [...path, 'decodeEfficiencyFraction'],
    entry.decodeEfficiencyFraction,
    (set) => set.decodeEfficiencyFraction,
  );
  const prefill = defaults.offered(
    [...path, 'prefillEfficiencyFraction'],
    entry.prefillEfficiencyFraction,
    (set) => set.prefillEfficiencyFraction,
  );
  return {
    ...resolved,
    ...(decode === undefined ? {} : { decodeEfficiencyFraction: decode }),
    ...(prefill === undefined ? {} : { prefillEfficiencyFraction: prefill }),
  };
};

/** Silicon on offer that some served model has no measured point for, and that states what an estimate rests on. */
const estimatedSilicon = (problem: ShapedProblem): ReadonlySet<string> => {
  const measured = new Set(
    problem.performance.flatMap((point) =>
      point.kind === 'serving' ? [`${point.model}\n${point.silicon}`] : [],
    ),
  );
  const precisions = new Map(problem.models.map((model) => [model.id, model.precision]));
  const served = new Set(
    problem.workloads.flatMap((entry) =>
      (entry.kind === 'inference' || entry.kind === 'agent') && entry.model !== undefined
        ? [entry.model]
        : [],
    ),
  );
  const offered = new Set(problem.offers.flatMap((entry) => ('silicon' in entry ? [entry.silicon] : [])));
  const estimated = problem.silicon.filter(
    (silicon) =>
      offered.has(silicon.id) &&
      silicon.bandwidthGBPerSecond !== undefined &&
      [...served].some((model) => {
        const precision = precisions.get(model);
        return (
          precision !== undefined &&
          silicon.computeTeraflops?.[precision] !== undefined &&
          !measured.has(`${model}\n${silicon.id}`)
        );
      }),
  );
  return new Set(estimated.map(({ id }) => id));
};

const offer = (
  entry: ShapedProblem['offers'][number],
  index: number,
  lives: ReadonlyMap<string, number | undefined>,
  defaults: PlanningDefaults,
): Offer => {
  const path = ['offers', index] as const;
  switch (entry.terms) {
    case 'purchase':
      return {
        ...entry,
        lifeYears: defaults.needed(
          [...path, 'lifeYears'],
          entry.lifeYears ?? lives.get(entry.silicon),
          (set) => set.lifeYears,
          'years',
        ),
      };
    case 'on-demand':
      return {
        ...entry,
        packingEfficiencyFraction: packing(path, entry.packingEfficiencyFraction, defaults),
      };
    case 'spot':
      return {
        ...entry,
        packingEfficiencyFraction: packing(path, entry.packingEfficiencyFraction, defaults),
        goodputLossFraction: defaults.needed(
          [...path, 'goodputLossFraction'],
          entry.goodputLossFraction,
          (set) => set.goodputLossFraction,
          'fraction',
        ),
      };
    default:
      return entry;
  }
};

const packing = (
  path: readonly (string | number)[],
  stated: number | undefined,
  defaults: PlanningDefaults,
): number =>
  defaults.needed(
    [...path, 'packingEfficiencyFraction'],
    stated,
    (set) => set.packingEfficiencyFraction,
    'fraction',
  );

const workload = (
  entry: ShapedProblem['workloads'][number],
  index: number,
  defaults: PlanningDefaults,
): Workload => {
  if (entry.kind !== 'inference' && entry.kind !== 'agent') return entry;
  // Without a model a workload runs by quotes, which say its units outright: the figure is then never read.
  if (entry.model === undefined) {
    return { ...entry, targetUtilisationFraction: entry.targetUtilisationFraction ?? 1 };
  }
  const targetUtilisationFraction = defaults.needed(
    ['workloads', index, 'targetUtilisationFraction'],
    entry.targetUtilisationFraction,
    (set) => set.targetUtilisationFraction,
    'fraction',
  );
  return { ...entry, targetUtilisationFraction };
};

/** The estimate of paths, where a set is named and some path has nothing better. */
const networkOf = (problem: ShapedProblem, defaults: PlanningDefaults): Problem['network'] => {
  const { network } = problem;
  if (network.estimate !== undefined || defaults.set === undefined) return network;
  if (!new PathIndex(problem).wantsEstimate()) return network;
  const { estimate } = defaults.set;
  for (const key of ['baseMs', 'routeFactor', 'jitterMs'] as const) {
    defaults.offered(['network', 'estimate', key], undefined, () => estimate[key]);
  }
  return {
    ...network,
    estimate: {
      baseMs: estimate.baseMs.value,
      routeFactor: estimate.routeFactor.value,
      jitterMs: estimate.jitterMs.value,
    },
  };
};

/** The built-in sets that a rule names. */
const namedBuiltIns = (problem: ShapedProblem): Problem['jurisdictionSets'] => {
  const named = new Set<string>();
  const note = (values: readonly string[] | undefined): void => {
    for (const value of values ?? []) named.add(value);
  };
  for (const { requirement, selector } of problem.rules) {
    for (const { test } of testsOf(requirement)) note(valuesOf(test));
    note(selector.originJurisdictions);
  }
  for (const { selector } of problem.bans) note(selector.originJurisdictions);
  return BUILT_IN_JURISDICTION_SETS.filter(({ id }) => named.has(id));
};
