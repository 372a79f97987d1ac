import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { allSnapshots } from '../../../solver/catalogue/index.js';
import { glpk } from '../../../solver/engines/glpk.js';
import { highs } from '../../../solver/engines/highs.js';
import { exportProgram } from '../../../solver/export.js';
import * as solver from '../../../solver/index.js';
import type {
  CompareAnswer,
  LeversAnswer,
  PriceAnswer,
  SensitivityAnswer,
  SolveAnswer,
  StoppedAnswer,
  ValidateAnswer,
} from '../../../src/answer.js';
import { ANSWERS } from '../../../src/openapi/components.js';
import { executeJob } from '../../../src/worker/execute.js';
import type { Runner } from '../../../src/worker/host.js';
import { leverProblem } from '../../levers/lever-problem.js';
import { edited } from '../../support/edit.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { type Answer, post, send, serve } from '../support/service.js';

/** A type with readonly taken off all through, as zod writes its outputs. */
type Plain<T> = T extends readonly (infer E)[]
  ? Plain<E>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T;
type Written<Name extends keyof typeof ANSWERS> = z.output<(typeof ANSWERS)[Name]>;

/** The real library in this thread, in place of a worker. */
const inline: Runner = {
  run: (job) =>
    executeJob(job, {
      library: { ...solver, exportProgram },
      engines: [glpk, highs],
      nowMs: () => performance.now(),
      softTimeLimitMs: 20_000,
      isCancelled: () => false,
      onProgress: () => {},
    }),
};

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../../fixtures/${name}.json`, import.meta.url)), 'utf8'));

const holds = (name: keyof typeof ANSWERS, answer: Answer): unknown => {
  const value: unknown = JSON.parse(answer.text);
  const read = ANSWERS[name].safeParse(value);
  expect(read.success ? [] : read.error.issues.slice(0, 5), name).toEqual([]);
  return value;
};

describe('the schemas of the answers', () => {
  it('are the types of the answers', () => {
    expectTypeOf<Plain<solver.Plan>>().toEqualTypeOf<Written<'Plan'>>();
    expectTypeOf<Plain<SolveAnswer>>().toEqualTypeOf<Written<'SolveAnswer'>>();
    expectTypeOf<Plain<StoppedAnswer>>().toEqualTypeOf<Written<'Stopped'>>();
    expectTypeOf<Plain<ValidateAnswer>>().toEqualTypeOf<Written<'ValidateAnswer'>>();
    expectTypeOf<Plain<PriceAnswer>>().toEqualTypeOf<Written<'PriceAnswer'>>();
    expectTypeOf<Plain<CompareAnswer>>().toEqualTypeOf<Written<'CompareAnswer'>>();
    expectTypeOf<Plain<LeversAnswer>>().toEqualTypeOf<Written<'LeversAnswer'>>();
    expectTypeOf<Plain<SensitivityAnswer>>().toEqualTypeOf<Written<'SensitivityAnswer'>>();
    expectTypeOf<Plain<solver.PlanDifference>>().toEqualTypeOf<Written<'PlanDifference'>>();
  });

  // Every schema is strict: a field of an answer that it does not tell fails here.
  it.each([
    'no-cloud-only',
    'infeasible',
    'seed-training',
    'seed-agents',
    'telco-products',
    'server-after-tax',
    'bank-no-foreign-parent',
  ])('hold what POST /v1/plans says to %s', async (name) => {
    const service = await serve({}, inline);
    const answer = await post(service, '/v1/plans', fixture(name));
    expect(answer.status).toBe(200);
    holds('SolveAnswer', answer);
  });

  it('hold what validate, price and compare say', async () => {
    const service = await serve({}, inline);
    const problem = minimalProblem();
    holds('ValidateAnswer', await post(service, '/v1/validate', problem));
    holds('ValidateAnswer', await post(service, '/v1/validate', { ...problem, horizon: 3 }));
    const rows = [{ workload: 'assistant', offer: 'fra-rent', share: 1 }];
    const priced = holds('PriceAnswer', await post(service, '/v1/price', { problem, rows }));
    expect(priced).toMatchObject({ outcome: 'priced', notes: [expect.stringContaining('share')] });
    const taxed = { problem: fixture('server-after-tax'), rows: [{ ...rows[0], offer: 'region-hour' }] };
    const priceAfterTax = holds('PriceAnswer', await post(service, '/v1/price', taxed));
    // 192,720 a year for six years, and 30 % of it off.
    expect(priceAfterTax).toMatchObject({
      finance: {
        totalCash: 1_156_320,
        afterTax: { rateFraction: 0.3, afterTaxCash: expect.closeTo(809_424, 4) },
      },
    });
    const half = [{ workload: 'assistant', offer: 'fra-rent', shareFraction: 0.5 }];
    holds('PriceAnswer', await post(service, '/v1/price', { problem, rows: half }));
    const plan = JSON.parse((await post(service, '/v1/plans', problem)).text);
    const compared = holds(
      'CompareAnswer',
      await post(service, '/v1/compare', { problem, a: plan, b: rows }),
    );
    expect(compared).toMatchObject({
      outcome: 'compared',
      a: { name: 'a', source: 'plan' },
      b: { name: 'b', source: 'rows' },
    });
    holds('CompareAnswer', await post(service, '/v1/compare', { problem, a: half, b: rows }));
  });

  it('hold what levers and sensitivity say', async () => {
    const service = await serve({}, inline);
    const problem = leverProblem();
    const measured = { outcome: 'measured' };
    expect(holds('LeversAnswer', await post(service, '/v1/levers', problem))).toMatchObject(measured);
    const regions = problem.sites.filter((site) => site.kind !== 'hyperscale-region');
    const alone = {
      ...problem,
      sites: regions,
      offers: problem.offers.filter((one) => one.site !== 'region'),
    };
    const links = problem.network?.links?.filter((link) => link.to !== 'region') ?? [];
    holds('LeversAnswer', await post(service, '/v1/levers', { ...alone, network: { links } }));
    holds('SensitivityAnswer', await post(service, '/v1/sensitivity', problem));
    const ranged = edited(problem, { '/tariffs/0/pricePerKwh': { low: 0.01, likely: 0.05, high: 0.6 } });
    expect(holds('SensitivityAnswer', await post(service, '/v1/sensitivity', ranged))).toMatchObject(
      measured,
    );
  });

  it.each([
    ['/v1/limits', 'Limits'],
    ['/v1/version', 'Version'],
    ['/v1/catalogue', 'Catalogue'],
    ['/v1/catalogue?part=silicon', 'Catalogue'],
    ['/healthz', 'Health'],
    ['/docs/examples', 'Examples'],
  ] as const)('hold what GET %s says', async (path, name) => {
    const service = await serve();
    const answer = await send(service, { path });
    expect(answer.status).toBe(200);
    holds(name, answer);
  });

  it('hold errors', async () => {
    const service = await serve({}, inline);
    const wrong = await post(service, '/v1/compare', { problem: {}, a: [] });
    expect(wrong.status).toBe(422);
    expect(holds('ProblemDetails', wrong)).toMatchObject({
      code: 'invalid-rows',
      errors: [{ code: 'wrong-shape', fix: 'send an object with exactly the fields problem, a and b' }],
    });
    const rows = await post(service, '/v1/compare', { problem: minimalProblem(), a: [{}], b: [] });
    expect(holds('ProblemDetails', rows)).toMatchObject({ code: 'invalid-rows' });
    expect(JSON.parse(rows.text).errors[0].pointer).toMatch(/^\/a\/0/);
    const plan = await post(service, '/v1/compare', {
      problem: minimalProblem(),
      a: { placements: [] },
      b: [],
    });
    expect(holds('ProblemDetails', plan)).toMatchObject({ status: 422, code: 'invalid-plan' });
    holds('ProblemDetails', await send(service, { path: '/v1/catalogue?part=gold' }));
    holds('ProblemDetails', await send(service, { path: '/v1/catalogue?sort=up' }));
  });
});

describe('GET /v1/catalogue', () => {
  it('counts the rows of each part, and gives those of one that is asked for', async () => {
    const service = await serve();
    const all = JSON.parse((await send(service, { path: '/v1/catalogue' })).text);
    const snapshots = allSnapshots();
    expect(all.snapshots.map((one: { id: string; hash: string }) => [one.id, one.hash])).toEqual(
      snapshots.map(({ id, hash }) => [id, hash]),
    );
    expect(all.rows).toBeUndefined();
    expect(all.presets.length).toBeGreaterThan(0);
    expect(Object.keys(all.spectrum.merits).sort()).toEqual(['ASIC', 'FPGA', 'GPU', 'LPU', 'NPU', 'TPU']);
    const newest = snapshots.at(-1);
    const { rows } = JSON.parse((await send(service, { path: '/v1/catalogue?part=silicon' })).text);
    expect(rows).toMatchObject({ snapshot: newest?.id, part: 'silicon' });
    expect(rows.rows).toEqual(JSON.parse(JSON.stringify(newest?.parts.silicon)));
    expect(all.snapshots.at(-1).counts.silicon).toBe(rows.rows.length);
  });
});

describe('GET /v1/version', () => {
  it('says what is installed, with its licence', async () => {
    const service = await serve();
    const version = JSON.parse((await send(service, { path: '/v1/version' })).text);
    expect(version.software).toMatchObject({ name: 'placewright', licence: 'Apache-2.0' });
    expect(version.node).toBe(process.versions.node);
    expect(version.engines.map((one: { id: string; licence: string }) => [one.id, one.licence])).toEqual([
      ['glpk', 'GPL-3.0'],
      ['highs', 'MIT'],
      ['jslp', 'Unlicense'],
    ]);
    for (const { version: installed } of version.engines) expect(installed).toMatch(/^\d+\.\d+\.\d+/);
  });
});
