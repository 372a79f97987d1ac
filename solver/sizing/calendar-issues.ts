import type { Issue } from '../problem/issue.js';
import type { AgentWorkload, TrainingWorkload } from '../problem/types.js';

/** More agents would be active at the peak of their profile than there are. */
export function tooManyActive(workload: AgentWorkload, pointer: string, mostFraction: number): Issue {
  const value = workload.activeHoursFraction;
  return {
    code: 'inconsistent',
    pointer,
    message:
      `Agents of workload "${workload.id}" would be active ${value} of the year, but with the shape of its profile ` +
      `at most ${mostFraction} of it keeps the peak within the number of agents.`,
    value,
    unit: 'fraction',
    allowed: `at most ${mostFraction}`,
    fix: 'Lower activeHoursFraction, or state a flatter profile.',
  };
}

/** The runs of a year, each as long as its deadline, do not fit the allowed hours one after another. */
export function runsOverlap(workload: TrainingWorkload, pointer: string, allowedHours: number): Issue {
  const { runsPerYear, deadlineHours, id } = workload;
  const most = allowedHours / runsPerYear;
  return {
    code: 'inconsistent',
    pointer,
    message:
      `${runsPerYear} runs a year of up to ${deadlineHours} hours do not fit the ${allowedHours} allowed hours ` +
      `of workload "${id}".`,
    value: deadlineHours,
    unit: 'hours',
    allowed: `at most ${most}`,
    fix: 'Shorten the deadline, lower runsPerYear, or allow more hours.',
  };
}

/** Exact dispatch would take more blocks than a problem may have. */
export function tooManyBlocks(blocks: number, most: number): Issue {
  return {
    code: 'too-large',
    pointer: '/dispatch/blocks',
    message: `Loads, energy prices and demand windows make ${blocks} unlike blocks of hours; a problem may have ${most}.`,
    value: 'exact',
    unit: 'blocks',
    allowed: `a number of blocks, at most ${most}`,
    fix: 'State a number of blocks: hours with the most alike loads are merged, and the plan says so.',
  };
}

/** Blocks, windows and streams multiply to more than can be handled. */
export function tooManyParts(parts: number, most: number): Issue {
  return {
    code: 'too-large',
    pointer: '/dispatch/blocks',
    message: `The dispatch blocks divide the workloads into ${parts} parts; a problem may have ${most}.`,
    value: parts,
    unit: 'parts',
    allowed: `at most ${most}`,
    fix: 'Ask for fewer blocks, or give workloads dispatch "constant".',
  };
}
