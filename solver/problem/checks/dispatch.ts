import { hoursOfYear } from '../days.js';
import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

const DIVIDED: readonly string[] = ['free', 'minShare', 'oneSite'];

/** Dispatch blocks: asked of workloads only with blocks of the problem, and only where a share of the year means something. */
export const checkDispatch = (problem: ShapedProblem, context: CheckContext): void => {
  const byBlock = new Set<string>();
  const deferred = new Set<string>();
  problem.workloads.forEach((workload, index) => {
    if (workload.kind === 'training' || workload.kind === 'fine-tuning') {
      if (workload.deferrable === undefined) return;
      deferred.add(workload.id);
      checkDeferrable(problem, workload, workload.deferrable, index, context);
      return;
    }
    if (workload.kind !== 'inference') return;
    const path = ['workloads', index, 'dispatch'];
    const { dispatch, split, id } = workload;
    if (dispatch !== undefined && problem.dispatch === undefined) {
      context.add(path, {
        code: 'needs-together',
        message: 'is stated, and the problem has no dispatch blocks.',
        fix: 'State dispatch of the problem, or remove it.',
      });
    }
    if (problem.dispatch === undefined) return;
    if (dispatch === 'by-block' && split.kind === 'oneOffer') {
      context.add(path, {
        code: 'inconsistent',
        message: 'split "oneOffer" keeps everything in one bank, which leaves nothing to choose by block.',
        allowed: 'constant',
        fix: 'Take dispatch "constant", or another split.',
      });
    }
    if ((dispatch ?? (DIVIDED.includes(split.kind) ? 'by-block' : 'constant')) === 'by-block')
      byBlock.add(id);
  });
  problem.quotes.forEach(({ workload, upfrontCost, yearlyCost, forbidden }, index) => {
    if (deferred.has(workload) && !forbidden) {
      context.add(['quotes', index], {
        code: 'inconsistent',
        message: `quotes ${JSON.stringify(workload)}, whose units change from hour to hour.`,
        allowed: 'forbidden: true',
        fix: 'Remove the quote, or deferrable of the workload.',
      });
    }
    if (!byBlock.has(workload) || (upfrontCost === undefined && yearlyCost === undefined)) return;
    context.add(['quotes', index, upfrontCost === undefined ? 'yearlyCost' : 'upfrontCost'], {
      code: 'inconsistent',
      message: `is quoted for the whole year of ${JSON.stringify(workload)}, whose shares differ from block to block: what a part of the year costs is not quoted.`,
      fix: 'Give the workload dispatch "constant", or quote needUnits alone.',
    });
  });
};

type Training = Extract<ShapedProblem['workloads'][number], { kind: 'training' | 'fine-tuning' }>;

const WINDOW_HOURS = { day: 24, week: 168 } as const;

/** Work that may be moved inside a window: often enough, with time enough, and whole. */
const checkDeferrable = (
  problem: ShapedProblem,
  { runsPerYear, deadlineHours, gangUnits, standby, split, allowedHours }: Training,
  { window, mostUnits }: NonNullable<Training['deferrable']>,
  index: number,
  context: CheckContext,
): void => {
  const at = (field: string): (string | number)[] => ['workloads', index, field];
  if (problem.dispatch === undefined) {
    context.add(at('deferrable'), {
      code: 'needs-together',
      message: 'work is moved between dispatch blocks, and the problem has none.',
      fix: 'State dispatch of the problem, or remove it.',
    });
  }
  if (mostUnits < gangUnits) {
    context.add([...at('deferrable'), 'mostUnits'], {
      code: 'inconsistent',
      message: `at most ${mostUnits} units at once, and the gang is ${gangUnits}.`,
      allowed: `at least gangUnits (${gangUnits})`,
      fix: 'Correct one of the two.',
    });
  }
  const hours = hoursOfYear(problem.horizon.referenceYear);
  const windowHours = WINDOW_HOURS[window];
  const windows = Math.floor(hours / windowHours);
  if (runsPerYear < windows) {
    context.add(at('runsPerYear'), {
      code: 'inconsistent',
      message: `${runsPerYear} runs a year are fewer than its ${windows} windows of a ${window}: a run would not end inside one.`,
      allowed: `at least ${windows}`,
      fix: window === 'day' ? 'Take window "week", or remove deferrable.' : 'Remove deferrable.',
    });
  }
  const flags = allowedHours?.hours;
  const allowedFraction = flags === undefined ? 1 : flags.filter(Boolean).length / flags.length;
  const leastHours = windowHours * allowedFraction;
  if (deadlineHours < leastHours) {
    context.add(at('deadlineHours'), {
      code: 'inconsistent',
      message: `work may be left to the end of a ${window}, after ${leastHours} allowed hours; the deadline is ${deadlineHours}.`,
      allowed: `at least ${leastHours} hours`,
      fix: 'Lengthen the deadline, take a shorter window, or remove deferrable.',
    });
  }
  const whole = standby ? 'standby' : split.kind === 'copies' ? 'split' : undefined;
  if (whole !== undefined) {
    context.add(at(whole), {
      code: 'inconsistent',
      message: 'deferred work is done once, and waits where a bank is lost.',
      fix: `Remove it, or deferrable.`,
    });
  }
};
