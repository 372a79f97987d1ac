import { BUILT_IN_JURISDICTION_SETS, isCountry, meantCountry } from '../../catalogue/jurisdictions.js';
import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

/** Limits on capital by year and on shares, and shares of placements to compare with. */
export const checkLimits = (problem: ShapedProblem, context: CheckContext): void => {
  checkCapex(problem, context);
  checkShares(problem, context);
  checkBaselines(problem, context);
};

const checkCapex = ({ limits, horizon }: ShapedProblem, context: CheckContext): void => {
  const years = new Set<number>();
  limits.capexByYear.forEach(({ year }, index) => {
    const path = ['limits', 'capexByYear', index, 'year'];
    if (year >= horizon.years) {
      context.add(path, {
        code: 'out-of-range',
        message: `nothing is bought in year ${year} of a horizon of ${horizon.years}.`,
        allowed: `0 to ${horizon.years - 1}`,
        fix: 'Count years from 0, the start.',
      });
    }
    if (years.has(year)) {
      context.add(path, {
        code: 'duplicate-id',
        message: `year ${year} has another limit.`,
        fix: 'Keep one for each year.',
      });
    }
    years.add(year);
  });
};

const checkShares = (problem: ShapedProblem, context: CheckContext): void => {
  const sets = [...problem.jurisdictionSets, ...BUILT_IN_JURISDICTION_SETS].map(({ id }) => id);
  let needsWeights: string | undefined;
  problem.limits.shares.forEach((share, index) => {
    const path = ['limits', 'shares', index];
    if (share.of === 'workloadWeight') needsWeights ??= share.id;
    if (Object.keys(share.selector).length === 0) {
      context.add([...path, 'selector'], {
        code: 'missing-field',
        message: 'selects everything, of which the share is always 1.',
        fix: 'Name sites, kinds, operators, jurisdictions, families or terms.',
      });
    }
    const { minFraction, maxFraction } = share;
    if (minFraction === undefined && maxFraction === undefined) {
      context.add([...path, 'maxFraction'], {
        code: 'missing-field',
        message: 'states neither a least nor a most share.',
        allowed: 'minFraction, maxFraction or both',
        fix: 'State one.',
      });
    }
    if (minFraction !== undefined && maxFraction !== undefined && minFraction > maxFraction) {
      context.add([...path, 'minFraction'], {
        code: 'inconsistent',
        message: `at least ${minFraction} but at most ${maxFraction}.`,
        allowed: `at most maxFraction (${maxFraction})`,
        fix: 'Correct one of the two.',
      });
    }
    share.selector.jurisdictions?.forEach((value, at) => {
      const isSet = sets.includes(value);
      if (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(value) && isCountry(value) && !isSet) return;
      const meant = meantCountry(value);
      context.add([...path, 'selector', 'jurisdictions', at], {
        code: 'not-one-of',
        message: isSet ? 'a share limit names jurisdictions, not a set of them.' : 'is not a jurisdiction.',
        allowed: 'ISO 3166-1 alpha-2, optionally with a subdivision',
        fix: meant === undefined ? 'Name the jurisdictions one by one.' : `Did you mean "${meant}"?`,
      });
    });
  });
  if (needsWeights === undefined) return;
  problem.workloads.forEach((workload, index) => {
    if (workload.weight !== undefined) return;
    context.add(['workloads', index, 'weight'], {
      code: 'missing-figure',
      message: `needed, since the share limit ${needsWeights} is of workload weight.`,
      fix: 'State a weight for every workload; 1 for each counts workloads.',
    });
  });
};

/** Shares of a stated placement: of each workload's demand at a place at most the whole. */
const checkBaselines = ({ baselines, workloads }: ShapedProblem, context: CheckContext): void => {
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));
  baselines.forEach(({ placement }, index) => {
    const sums = new Map<string, number>();
    placement?.forEach((row, at) => {
      const workload = byId.get(row.workload);
      if (workload === undefined) return;
      const origins =
        'origins' in workload ? workload.origins.map(({ location }) => location) : [workload.dataLocation];
      const path = ['baselines', index, 'placement', at];
      if (row.location !== undefined && !origins.includes(row.location)) {
        context.add([...path, 'location'], {
          code: 'unknown-reference',
          message: `the workload ${workload.id} has no demand there.`,
          allowed: `one of ${origins.slice(0, 20).join(', ')}`,
          fix: context.suggester.fix(row.location, origins, 'Name an origin of the workload.'),
        });
      }
      // Agents have two parts, and copies are placed more than once: their rows may add up to more.
      if (workload.kind === 'agent' || workload.split.kind === 'copies') return;
      for (const location of row.location === undefined ? origins : [row.location]) {
        const key = `${row.workload}\n${location}`;
        const sum = (sums.get(key) ?? 0) + row.shareFraction;
        sums.set(key, sum);
        if (sum > 1 + 1e-9) {
          context.add([...path, 'shareFraction'], {
            code: 'sum-not-one',
            message: `with the rows before it, ${sum} of the demand of ${row.workload} at ${location} is placed.`,
            allowed: 'at most 1 in all',
            fix: 'Make the shares add up to 1.',
          });
        }
      }
    });
  });
};
