import type { Program } from '../../solver/program/program.js';
import { transpose } from '../../solver/program/transpose.js';
import { groupsOf } from '../../solver/search/linear/groups.js';
import { shapeOf } from '../../solver/search/linear/shape.js';
import type { Landscape } from '../../solver/search/part.js';

/** A program of which nothing is solved: costs stand for reduced costs, and the least point for the relaxed one. */
export const landOf = (program: Program): Landscape => {
  const shape = shapeOf(program);
  return {
    program,
    entries: transpose(program),
    shape,
    groups: groupsOf(program, shape),
    reduced: program.cost,
    linear: Float64Array.from(program.columnLower),
    multipliers: new Float64Array(program.rowCount),
  };
};
