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

/** Whether GLPK is adequate for a program. */
export const isSmall = (program: Program): boolean =>
  program.columnCount <= GLPK_COLUMNS_MAX &&
  program.integer.reduce((sum, flag) => sum + flag, 0) <= GLPK_INTEGERS_MAX;

/** Whether the package behind an engine can be loaded. */
const isInstalled = async (engine: Engine): Promise<boolean> => {
  try {
    await engine.version();
    return true;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
};

/**
 * The engine that solves a program: the one asked for; for auto GLPK where it is adequate, else HiGHS, passing over
 * engines whose package is not installed.
 *
 * @throws EngineError where the one asked for was not handed in, or none can be loaded
 */
export const chooseEngine = async (
  engines: readonly Engine[],
  wanted: 'auto' | Engine['id'],
  program: Program,
): Promise<Engine> => {
  if (wanted !== 'auto') return byId(engines, wanted);
  const order: Engine['id'][] = isSmall(program) ? ['glpk', 'highs', 'jslp'] : ['highs', 'glpk', 'jslp'];
  for (const id of order) {
    const found = engines.find((engine) => engine.id === id);
    if (found && (await isInstalled(found))) return found;
  }
  const tried = engines.map((engine) => engine.id).join(', ') || 'none';
  throw new EngineError(
    `no engine can be loaded (handed in: ${tried}); install glpk.js or highs and hand in its engine from @placewright/solver/engines/...`,
    'auto',
  );
};

/**
 * An engine for linear programs with duals: the chosen one if it can, else the first that can. Large programs take one
 * that keeps linear programs, where there is one: no other ends their relaxation in a minute.
 *
 * @param program - the program it is for; absent: a small one
 */
export const chooseLinearEngine = (engines: readonly Engine[], chosen: Engine, program?: Program): Engine => {
  const keeps =
    program && !isSmall(program) && !chosen.openLinear
      ? engines.find((engine) => engine.openLinear && engine.supports.rowDuals)
      : undefined;
  if (keeps) return keeps;
  return chosen.supports.rowDuals ? chosen : (engines.find((engine) => engine.supports.rowDuals) ?? chosen);
};
