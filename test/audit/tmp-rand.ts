import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { solve } from '../../solver/optimize/solve.js';
import { randomProblem } from '../support/random-problem.js';
const kinds: Record<string, number> = {}; const t0 = Date.now();
const zero = new Map<string, number>();
for (let seed = 20000; seed < 20400 && Date.now() - t0 < 120000; seed++) {
  for (const family of ['indivisible', 'divisible'] as const) {
    const p = randomProblem(seed, family as never);
    const parsed = parseProblem(p.input);
    if (!parsed.ok) { kinds['bad input'] = (kinds['bad input'] ?? 0) + 1; continue; }
    try {
      const r = await solve(parsed.problem, { engines: [highs, glpk], engine: 'highs', compareWithCloudOnly: false });
      kinds[r.kind] = (kinds[r.kind] ?? 0) + 1;
      if (r.kind === 'solved') for (const [c, n] of Object.entries(r.audit.checks)) zero.set(c, (zero.get(c) ?? 0) + n);
    } catch (e: any) { kinds.error = (kinds.error ?? 0) + 1; console.log(seed, family, e.message, (e.details ?? []).slice(0, 5)); }
  }
}
console.log(kinds, [...zero].filter(([, n]) => n === 0).map(([c]) => c));
