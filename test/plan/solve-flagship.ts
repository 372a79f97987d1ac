import { readFileSync } from 'node:fs';
import { prepare } from '../../solver/compile/prepare.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { Clock } from '../../solver/optimize/clock.js';
import { place } from '../../solver/optimize/place.js';
import { parseProblem } from '../../solver/problem/parse.js';
import type { SolveOptions } from '../../solver/result.js';

/** Solves the flagship with the engine named and writes its plan as JSON: run in a process of its own. */
const engine = process.argv[2] === 'highs' ? 'highs' : 'glpk';
const read = parseProblem(
  JSON.parse(readFileSync(new URL('../../fixtures/flagship.json', import.meta.url), 'utf8')),
);
if (!read.ok) throw new Error(read.issues.map((issue) => issue.message).join('\n'));
const options: SolveOptions = { engines: [glpk, highs], engine, gapFraction: 0.005 };
const result = await place(prepare(read.problem), options, {
  clock: new Clock(options),
  timeShareFraction: 1,
  phase: 'search',
});
if (result.kind !== 'placed') throw new Error(`${result.kind}: ${result.search.detail}`);
process.stdout.write(JSON.stringify(result.placed.plan));
