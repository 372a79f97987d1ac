import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

const DIVIDED: readonly string[] = ['free', 'minShare', 'oneSite'];

/** Dispatch blocks: asked of workloads only with blocks of the problem, and only where a share of the year means something. */
export const checkDispatch = (problem: ShapedProblem, context: CheckContext): void => {
  const byBlock = new Set<string>();
  problem.workloads.forEach((workload, index) => {
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
  problem.quotes.forEach(({ workload, upfrontCost, yearlyCost }, index) => {
    if (!byBlock.has(workload) || (upfrontCost === undefined && yearlyCost === undefined)) return;
    context.add(['quotes', index, upfrontCost === undefined ? 'yearlyCost' : 'upfrontCost'], {
      code: 'inconsistent',
      message: `is quoted for the whole year of ${JSON.stringify(workload)}, whose shares differ from block to block: what a part of the year costs is not quoted.`,
      fix: 'Give the workload dispatch "constant", or quote needUnits alone.',
    });
  });
};
