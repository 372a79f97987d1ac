import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import type { SearchTask } from '../../solver/search/port.js';
import { RelaxationBoard } from '../../solver/search/relaxation-board.js';
import { runSearchTask } from '../../solver/search/run-task.js';
import { withoutNames } from '../../solver/search/sent-source.js';
import { placementProgram } from './placement-program.js';

/** Just above the size from which searches share a relaxation. */
const program = withoutNames(placementProgram({ seed: 2, streams: 1100, banks: 26, sites: 8 }));

const taskOf = (role: SearchTask['role'], relaxation: SharedArrayBuffer | null): SearchTask => ({
  source: { program, families: [], links: [], secondCost: null },
  role,
  seed: 1,
  engine: 'highs',
  linearEngine: 'highs',
  // Any plan ends the search: only what it begins with is looked at.
  gapFraction: 0.99,
  timeLimitMs: Number.POSITIVE_INFINITY,
  start: null,
  isWarm: false,
  board: null,
  relaxation,
});

const run = (task: SearchTask) =>
  runSearchTask(
    task,
    [highs],
    () => 0,
    () => {},
  );

describe('a search of a race', () => {
  it('for plans has the bound of the search for bounds, cuts included, where they share a relaxation', async () => {
    expect(program.columnCount).toBeGreaterThan(20_000);
    const shared = RelaxationBoard.bufferFor(program.columnCount, program.rowCount);
    const bound = await run(taskOf('bound', shared));
    const alone = await run(taskOf('plans', null));
    const follows = await run(taskOf('plans', shared));
    expect(bound.safeBound ?? Number.NaN).toBeGreaterThan(alone.safeBound ?? Number.NaN);
    expect(follows.safeBound).toBe(bound.safeBound);
    expect([alone.rounds > 0, follows.rounds]).toEqual([true, 0]);
  });
});
