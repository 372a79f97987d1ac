import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

/** Measured points: units of a replica that the silicon states, and one training rate for a pair. */
export const checkPerformance = (problem: ShapedProblem, context: CheckContext): void => {
  const silicon = new Map(problem.silicon.map((entry) => [entry.id, entry]));
  const rates = new Set<string>();
  problem.performance.forEach((point, index) => {
    if (point.kind === 'training') {
      const key = `${point.model}\n${point.silicon}`;
      if (rates.has(key)) {
        context.add(['performance', index], {
          code: 'duplicate-id',
          message: `there is another training rate of ${point.model} on ${point.silicon}.`,
          fix: 'Keep the one that holds.',
        });
      }
      rates.add(key);
      return;
    }
    const chip = silicon.get(point.silicon);
    if (chip === undefined) return;
    const known = [...new Set([1, ...chip.slices, ...chip.replicaUnits])].sort((a, b) => a - b);
    // A whole unit is always a slice of itself, even where replicaUnits does not list it.
    if (!known.includes(point.unitsPerReplica)) {
      context.add(['performance', index, 'unitsPerReplica'], {
        code: 'not-one-of',
        message: `${point.unitsPerReplica} units is neither a slice nor a group of ${chip.id}, so the point could never be used.`,
        allowed: `one of ${known.join(', ')}`,
        fix: `Add it to ${point.unitsPerReplica < 1 ? 'slices' : 'replicaUnits'} of ${chip.id}, or correct it.`,
      });
    }
  });
};
