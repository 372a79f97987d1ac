import { performance } from 'node:perf_hooks';
import { auditPlan } from '../../solver/audit/audit.js';
import { makeCandidates } from '../../solver/candidates/generate.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { makePolicy } from '../../solver/rules/policy.js';
import { sizeDemand } from '../../solver/sizing/demand.js';
import { benchProblem } from '../support/bench-problem.js';
import { roundPlan } from './support.js';

const parsed = parseProblem(benchProblem({ workloads: 1000, sites: 60, silicon: 6, seed: 1 }));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues.slice(0, 3)));
const { problem } = parsed;
const policy = makePolicy(problem);
const c = makeCandidates(sizeDemand(problem), [policy.forbids], [policy.softBreaks]);
const placements: any[] = [];
const banks = new Map<string, any>();
const units: any[] = [];
for (const ids of c.byStream) {
  const pick = ids.filter((_, i) => i % Math.max(1, Math.floor(ids.length / 3)) === 0).slice(0, 3);
  for (const id of pick) {
    const k = c.candidates[id]!;
    const b: any = k.bank;
    const x = 1 / pick.length;
    banks.set(b.id, b);
    placements.push({
      stream: k.stream.id,
      workload: k.stream.workload.id,
      location: k.stream.location,
      part: k.stream.part,
      bank: b.id,
      site: b.site.id,
      silicon: b.kind === 'token' ? null : b.silicon.id,
      shareFraction: x,
      standbyFraction: 0,
      units: k.needUnits * x,
      hostMemoryGiB: k.hostMemoryGiB * x,
      network: k.path,
      service: k.service && { ...k.service, endToEndMs: k.endToEndMs },
      headroom: [],
      estimates: k.estimates,
      quoted: k.quote !== null,
      directPresentWorth: 0,
    });
  }
}
for (const b of banks.values())
  if (b.kind === 'held')
    for (const o of b.offers)
      units.push({
        offer: o.id,
        bank: b.id,
        site: b.site.id,
        silicon: b.silicon.id,
        isolationGroup: b.isolationGroup,
        unitsKept: 0,
        unitsFurther: 8,
      });
const plan: any = {
  ...roundPlan(),
  placements,
  units,
  replicas: [],
  bankUse: [],
  sites: [],
  purchases: [],
  flows: [],
  banks: [...banks.values()].map((b) => ({
    id: b.id,
    kind: b.kind,
    site: b.site.id,
    silicon: b.kind === 'token' ? null : b.silicon.id,
    isolationGroup: b.isolationGroup ?? null,
    energyIncluded: b.energyIncluded ?? true,
    offers: (b.offers ?? [b.offer]).map((o: any) => o.id),
  })),
};
console.log(placements.length, banks.size, units.length, c.demand.series.length, 'series');
for (let i = 0; i < 4; i++) {
  (globalThis as any).gc?.();
  const m = process.memoryUsage();
  const s = performance.now();
  const a = auditPlan(problem, plan);
  const e = performance.now() - s;
  const n = process.memoryUsage();
  console.log(
    Math.round(e),
    'ms',
    Math.round((n.heapUsed - m.heapUsed) / 2 ** 20),
    'MiB heap',
    Math.round((n.arrayBuffers - m.arrayBuffers) / 2 ** 20),
    'MiB buffers',
    a.findings.length,
    JSON.stringify(a.findings.reduce((o: any, f) => ({ ...o, [f.code]: (o[f.code] ?? 0) + 1 }), {})),
  );
}
