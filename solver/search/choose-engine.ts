import type { Engine } from '../engines/contract.js';
import { EngineError } from '../outcome.js';
import type { Program } from '../program/program.js';

/** Above these sizes GLPK leaves gaps within a minute (docs/decisions.md). */
const GLPK_COLUMNS_MAX = 6000;
const GLPK_INTEGERS_MAX = 600;

const byId = (engines: readonly Engine[], id: Engine['id']): Engine => {
  const found = engines.find((engine) => engine.id === id);
  if (found) return found;
  const have = engines.map((engine) => engine.id).join(', ') || 'none';
  throw new EngineError(
    `engine ${id} was asked for and is not among those handed in (${have}); import it from @placewright/solver/engines/${id}`,
    id,
  );
};

/** The engine that solves a program: the one asked for; for auto GLPK where it is adequate, else HiGHS. */
export const chooseEngine = (
  engines: readonly Engine[],
  wanted: 'auto' | Engine['id'],
  program: Program,
): Engine => {
  if (wanted !== 'auto') return byId(engines, wanted);
  const order: Engine['id'][] =
    program.columnCount <= GLPK_COLUMNS_MAX &&
    program.integer.reduce((sum, flag) => sum + flag, 0) <= GLPK_INTEGERS_MAX
      ? ['glpk', 'highs', 'jslp']
      : ['highs', 'glpk', 'jslp'];
  for (const id of order) {
    const found = engines.find((engine) => engine.id === id);
    if (found) return found;
  }
  throw new EngineError('no engine was handed in; import one from @placewright/solver/engines/...', 'auto');
};

/** An engine for linear programs with duals: the chosen one if it can, else the first that can. */
export const chooseLinearEngine = (engines: readonly Engine[], chosen: Engine): Engine =>
  chosen.supports.rowDuals ? chosen : (engines.find((engine) => engine.supports.rowDuals) ?? chosen);
