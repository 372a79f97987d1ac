import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext, Parts, Placed } from './context.js';

type Workload = ShapedProblem['workloads'][number];
type Served = Extract<Workload, { kind: 'inference' | 'agent' }>;

const DEMAND_FORMS = [
  'requestsPerDay',
  'requestsPerMonth',
  'requestsPerBusyHour',
  'peakRequestsPerSecond',
  'tokensPerDay',
  'users',
] as const;

/** How far origins' shares may be from 1 in all. */
const SHARE_TOLERANCE = 1e-9;

/** Workloads, each by itself. */
export const checkWorkloads = ({ workloads }: Parts, context: CheckContext): void => {
  for (const placed of workloads) {
    const { entry, path } = placed;
    checkSplit(placed, context);
    if (new Set(entry.dataClasses).size < entry.dataClasses.length) {
      context.add([...path, 'dataClasses'], {
        code: 'duplicate-id',
        message: 'a data class is named twice.',
        fix: 'Name each class once.',
      });
    }
    if (entry.kind === 'inference' || entry.kind === 'agent') {
      checkOrigins(entry, path, context);
      checkTokens(entry, path, context);
    }
    if (entry.kind === 'inference') checkDemand(entry, path, context);
  }
};

const checkDemand = (
  { demand, inputTokens, outputTokens }: Extract<Workload, { kind: 'inference' }>,
  path: readonly (string | number)[],
  context: CheckContext,
): void => {
  const at = [...path, 'demand'];
  const stated = DEMAND_FORMS.filter((form) => demand[form] !== undefined);
  if (stated.length !== 1) {
    context.add(at, {
      code: 'exactly-one-of',
      message: stated.length === 0 ? 'states no demand.' : `is stated as ${stated.join(' and ')} at once.`,
      allowed: `exactly one of ${DEMAND_FORMS.join(', ')} (with requestsPerUserDay)`,
      fix: stated.length === 0 ? 'State one.' : 'Keep one.',
    });
  }
  if ((demand.users === undefined) !== (demand.requestsPerUserDay === undefined)) {
    const missing = demand.users === undefined ? 'users' : 'requestsPerUserDay';
    context.add([...at, missing], {
      code: 'needs-together',
      message: 'users and requestsPerUserDay are stated together.',
      fix: `State ${missing} too.`,
    });
  }
  if (demand.tokensPerDay !== undefined && inputTokens === undefined && outputTokens === undefined) {
    context.add([...at, 'tokensPerDay'], {
      code: 'needs-together',
      message: 'tokens a day become requests only with the tokens of a request.',
      fix: 'State inputTokens and outputTokens.',
    });
  }
};

const checkOrigins = (entry: Served, path: readonly (string | number)[], context: CheckContext): void => {
  const seen = new Set<string>();
  entry.origins.forEach(({ location }, index) => {
    if (seen.has(location)) {
      context.add([...path, 'origins', index, 'location'], {
        code: 'duplicate-id',
        message: `the location ${JSON.stringify(location)} stands twice among the origins.`,
        fix: 'Add the two up.',
      });
    }
    seen.add(location);
  });
  if (entry.kind !== 'inference') return;
  const sum = entry.origins.reduce((total, { shareFraction }) => total + shareFraction, 0);
  if (Math.abs(sum - 1) > SHARE_TOLERANCE) {
    context.add([...path, 'origins'], {
      code: 'sum-not-one',
      message: `the shares of the origins add up to ${sum}.`,
      value: sum,
      unit: 'fraction',
      allowed: '1, within 1e-9',
      fix: 'Make the shares add up to 1.',
    });
  }
};

const checkTokens = (entry: Served, path: readonly (string | number)[], context: CheckContext): void => {
  if (entry.model === undefined || entry.inputTokens !== undefined || entry.outputTokens !== undefined)
    return;
  context.add([...path, 'inputTokens'], {
    code: 'missing-figure',
    message: `the model ${JSON.stringify(entry.model)} is sized by tokens, and neither inputTokens nor outputTokens is stated.`,
    unit: 'tokens',
    fix: 'State inputTokens, outputTokens or both.',
  });
};

const WHOLE_SPLITS: readonly string[] = ['perLocation', 'oneSite', 'oneOffer', 'copies'];

const checkSplit = ({ entry, path }: Placed<Workload>, context: CheckContext): void => {
  const { split, maxShareFractionPerDomain: most } = entry;
  if (most === undefined || most >= 1) return;
  const isTraining = entry.kind === 'training' || entry.kind === 'fine-tuning';
  if (isTraining || WHOLE_SPLITS.includes(split.kind)) {
    const whole = isTraining ? 'training' : `split ${JSON.stringify(split.kind)}`;
    context.add([...path, 'maxShareFractionPerDomain'], {
      code: 'inconsistent',
      message: `${whole} places a stream whole, so no failure domain can hold at most ${most} of it.`,
      fix: 'Remove it, or take split free or minShare.',
    });
  } else if (split.kind === 'minShare' && split.minShareFraction > most) {
    context.add([...path, 'maxShareFractionPerDomain'], {
      code: 'inconsistent',
      message: `at most ${most} in a failure domain, but at least ${split.minShareFraction} at a site.`,
      allowed: `at least minShareFraction (${split.minShareFraction})`,
      fix: 'Correct one of the two.',
    });
  }
};
