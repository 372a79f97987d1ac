import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import type { AssumedInput } from '../result.js';

/** Which bill entries an entry of the problem bears on. */
type Subject = {
  readonly site?: string;
  readonly offer?: string;
  readonly workload?: string;
  readonly location?: string;
};

const subjectOf = (problem: Problem, pointer: string): Subject | undefined => {
  const [, part, index] = pointer.split('/');
  const at = Number(index);
  if (part === 'sites') return { ...(problem.sites[at] ? { site: problem.sites[at].id } : {}) };
  if (part === 'offers') return { ...(problem.offers[at] ? { offer: problem.offers[at].id } : {}) };
  if (part === 'workloads')
    return { ...(problem.workloads[at] ? { workload: problem.workloads[at].id } : {}) };
  if (part === 'locations')
    return { ...(problem.locations[at] ? { location: problem.locations[at].id } : {}) };
  return undefined;
};

/** Components a field of a site or offer enters; other fields enter whatever names their entry. */
const COMPONENTS: Readonly<Record<string, readonly string[]>> = {
  pue: ['energy', 'energyTiers', 'demandCharge', 'meterCharge', 'carbon'],
  packingEfficiencyFraction: ['rentByUse', 'carbon'],
  goodputLossFraction: ['rentByUse'],
  lifeYears: ['siliconReplacement', 'siliconResidual'],
};

/**
 * The assumed inputs, those that touch most money first: the present worth of the bill entries each one enters.
 * It says where to look first; how far the plan would move is for a re-solve to say.
 */
export const assumedInputs = (problem: Problem, plan: Plan): AssumedInput[] => {
  const weighed = plan.assumptions.map((assumption): AssumedInput => {
    const subject = subjectOf(problem, assumption.pointer);
    const field = assumption.pointer.split('/').at(-1) ?? '';
    const components = COMPONENTS[field];
    const keys = Object.entries(subject ?? {}) as [keyof Subject, string][];
    const touched = plan.bill.entries.filter(
      (entry) =>
        keys.length > 0 &&
        keys.every(([key, value]) => entry[key] === value) &&
        (components === undefined || components.includes(entry.component)),
    );
    const touchedPresentWorth = touched.reduce((sum, entry) => sum + Math.abs(entry.presentWorth), 0);
    return { ...assumption, touchedPresentWorth };
  });
  return weighed.sort(
    (a, b) => b.touchedPresentWorth - a.touchedPresentWorth || (a.pointer < b.pointer ? -1 : 1),
  );
};
