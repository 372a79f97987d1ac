import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

/** Links: between two places, one for each direction. */
export const checkNetwork = (problem: ShapedProblem, context: CheckContext): void => {
  const seen = new Set<string>();
  problem.network.links.forEach(({ from, to }, index) => {
    const path = ['network', 'links', index];
    if (from === to) {
      context.add([...path, 'to'], {
        code: 'inconsistent',
        message: 'the link leads back to where it begins.',
        fix: 'Name the other end.',
      });
    }
    const key = `${from}\n${to}`;
    if (seen.has(key)) {
      context.add(path, {
        code: 'duplicate-id',
        message: `there is another link from ${from} to ${to}.`,
        fix: 'Keep one for each direction.',
      });
    }
    seen.add(key);
  });
};
