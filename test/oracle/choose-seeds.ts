/**
 * Chooses the seeds of the agreement test and writes seeds.ts. To be run by hand after any change of the generator
 * (random/, ../support/random-problem.ts), which changes what a seed means; takes a few minutes:
 *
 *     npx tsx test/oracle/choose-seeds.ts && npx biome check --write test/oracle/seeds.ts
 *
 * Only the oracles are asked, never the solver: a problem is not chosen or left out for what the solver says of it.
 */
import { writeFileSync } from 'node:fs';
import { parseProblem } from '../../solver/problem/parse.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { type Family, RULE_KINDS, randomProblem, withoutKind } from '../support/random-problem.js';
import { divisible } from './divisible.js';
import { enumerate } from './enumerate.js';

const FAMILIES: readonly Family[] = ['indivisible', 'divisible'];
const POOL = Number(process.argv[2] ?? 1500);
const EACH = 500;
/** Wanted of every kind; the test asks for 30. */
const WANTED = 32;

interface Found {
  readonly family: Family;
  readonly seed: number;
  readonly binding: readonly string[];
}

/** Null: refused by the parser, or too large for the oracle. */
function optimum(input: ProblemInput, how: Family): number | null {
  const read = parseProblem(input);
  if (!read.ok) return null;
  try {
    return (how === 'indivisible' ? enumerate : divisible)(read.problem).optimum;
  } catch {
    return null;
  }
}

const pool: Found[] = [];
for (const family of FAMILIES)
  for (let seed = 1; seed <= POOL; seed += 1) {
    const problem = randomProblem(seed, family);
    const before = optimum(problem.input, family);
    if (before === null) continue;
    const binding = problem.kinds.filter((id) => {
      const after = optimum(withoutKind(problem, id), id === 'perLocation' ? 'divisible' : family);
      return after !== null && after < Infinity && after < before - 0.01 - 1e-6 * Math.abs(after);
    });
    pool.push({ family, seed, binding });
  }

const supply = new Map<string, number>();
for (const { binding } of pool) for (const id of binding) supply.set(id, (supply.get(id) ?? 0) + 1);
const left = new Map(RULE_KINDS.map(({ id }) => [id, Math.min(WANTED, supply.get(id) ?? 0)]));
const chosen = new Set<Found>();
const room = (family: Family): boolean =>
  [...chosen].filter((found) => found.family === family).length < EACH;
// Rare kinds first: a problem counts for each kind that is still wanted, the more the rarer the kind is.
for (;;) {
  let best: Found | null = null;
  let most = 0;
  const hasRoom = new Set(FAMILIES.filter(room));
  for (const found of pool) {
    if (chosen.has(found) || !hasRoom.has(found.family)) continue;
    const worth = found.binding
      .filter((id) => (left.get(id) ?? 0) > 0)
      .reduce((sum, id) => sum + 0.02 + 1 / Math.max(1, (supply.get(id) ?? 0) - WANTED + 1), 0);
    if (worth > most) [best, most] = [found, worth];
  }
  if (best === null) break;
  chosen.add(best);
  for (const id of best.binding) left.set(id, (left.get(id) ?? 0) - 1);
}
for (const found of pool) if (room(found.family)) chosen.add(found);

const seedsOf = (family: Family, is: (found: Found) => boolean): number[] =>
  [...chosen]
    .filter((found) => found.family === family && is(found))
    .map(({ seed }) => seed)
    .sort((a, b) => a - b);
const byFamily = (is: (found: Found) => boolean): string =>
  `{ ${FAMILIES.map((family) => `${family}: ${JSON.stringify(seedsOf(family, is))}`).join(', ')} }`;
const lines = RULE_KINDS.map(({ id }) => {
  const kept = new Set([...chosen].filter(({ binding }) => binding.includes(id)).slice(0, WANTED));
  return `  '${id}': ${byFamily((found) => kept.has(found))},`;
});
writeFileSync(
  new URL('./seeds.ts', import.meta.url),
  `/**
 * Written by choose-seeds.ts. Seeds of the thousand problems, chosen from the first ${POOL} of each family so that every
 * kind of rule binds often enough, whatever the solver says of them; and, by kind, seeds whose problems it binds in.
 */
export const SEEDS: Readonly<Record<'indivisible' | 'divisible', readonly number[]>> = ${byFamily(() => true)};

export const BINDING: Readonly<
  Record<string, { readonly indivisible: readonly number[]; readonly divisible: readonly number[] }>
> = {
${lines.join('\n')}
};
`,
);
const counts = RULE_KINDS.map(({ id }) => ({ id, pool: supply.get(id) ?? 0, left: left.get(id) ?? 0 }));
console.log(counts.filter((entry) => entry.pool < WANTED || entry.left > 0));
