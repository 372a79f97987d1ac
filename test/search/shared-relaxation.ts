import { highs } from '../../solver/engines/highs.js';
import { objectiveOf } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { reducedCosts } from '../../solver/program/transpose.js';
import type { Guide, Relaxed } from '../../solver/search/relaxation-board.js';

/** Shows each relaxation once, in turn. */
export const guideOf = (relaxed: readonly Relaxed[], subject: Guide['subject'] = 'own'): Guide => {
  const left = [...relaxed];
  return {
    subject,
    get isNew() {
      return left.length > 0;
    },
    pause: () => {},
    read: () => left.shift(),
  };
};

/** The relaxation as an engine has it. */
export const relaxedOf = async (program: Program, isFinal = false): Promise<Relaxed> => {
  const { point, rowDuals } = await highs.solve(
    { ...program, integer: new Uint8Array(program.columnCount) },
    { gapFraction: 0 },
  );
  if (!point || !rowDuals) throw new Error('no relaxation');
  const reduced = reducedCosts(program, rowDuals);
  return { bound: objectiveOf(program, point) - 1e-3, point, reduced, multipliers: rowDuals, isFinal };
};
