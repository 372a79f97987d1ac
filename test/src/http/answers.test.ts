import { describe, expect, it } from 'vitest';
import { EngineError, InternalError } from '../../../solver/index.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { fakeLibrary, inlineRunner, parserWithIssues } from '../support/fake-library.js';
import { post, problemOf, send, serve } from '../support/service.js';

const run = { engine: 'glpk', columns: 1, integerColumns: 0, rows: 1 };
const facts = { ...run, candidatePairs: 1, excludedPairs: 0, rounds: 0, phaseMs: {} };

describe('POST /v1/plans', () => {
  it('answers a solved problem with plan, audit and comparison', async () => {
    const service = await serve();
    const answer = await post(service, '/v1/plans', minimalProblem());
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(answer.text)).toMatchObject({
      outcome: 'solved',
      plan: { schemaVersion: '1.0' },
      audit: { ok: true },
      comparison: { kind: 'permitted' },
      run: { engine: 'glpk' },
    });
  });

  it('hands engine, gap and comparison to the solve', async () => {
    const asked: unknown[] = [];
    const library = fakeLibrary({
      solve: async (_problem, { engine, gapFraction, compareWithCloudOnly }) => {
        asked.push({ engine, gapFraction, compareWithCloudOnly });
        return { kind: 'infeasible', findings: [], exclusions: [], run: facts };
      },
    });
    const service = await serve({}, inlineRunner(library));
    await post(service, '/v1/plans?engine=highs&gapFraction=5e-3&compare=false', minimalProblem());
    await post(service, '/v1/plans', minimalProblem());
    expect(asked).toEqual([
      { engine: 'highs', gapFraction: 0.005, compareWithCloudOnly: false },
      { engine: 'auto', gapFraction: 0, compareWithCloudOnly: true },
    ]);
  });

  it('answers infeasible and not found as outcomes, not as errors', async () => {
    const outcomes = [
      { kind: 'infeasible', findings: [], exclusions: [], run: facts },
      { kind: 'noPlanFound', stop: 'time-limit', bound: null, exclusions: [], run: facts },
    ] as const;
    for (const result of outcomes) {
      const service = await serve({}, inlineRunner(fakeLibrary({ solve: async () => result })));
      const answer = await post(service, '/v1/plans', minimalProblem());
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.text).outcome).toBe(result.kind);
    }
  });

  it('tells an engine failure and keeps an internal one to the log, without its words', async () => {
    const engine = fakeLibrary({
      solve: async () => {
        throw new EngineError('engine glpk could not be loaded: run `npm install glpk.js`', 'glpk');
      },
    });
    const told = problemOf(await post(await serve({}, inlineRunner(engine)), '/v1/plans', minimalProblem()));
    expect(told).toMatchObject({ status: 500, code: 'engine-failed' });
    expect(told.detail).toContain('npm install glpk.js');

    const internal = fakeLibrary({
      solve: async () => {
        throw new InternalError('the bill of secret-workload is off');
      },
    });
    const service = await serve({}, inlineRunner(internal));
    const answer = await post(service, '/v1/plans', minimalProblem(), { 'X-Request-Id': 'abc-1' });
    expect(problemOf(answer)).toMatchObject({ status: 500, code: 'internal', requestId: 'abc-1' });
    expect(answer.text).not.toContain('secret-workload');
    const failure = service.logged.find(({ event }) => event === 'failure');
    expect(failure?.fields).toMatchObject({ requestId: 'abc-1', code: 'internal' });
    expect(JSON.stringify(service.logged)).not.toContain('secret-workload');
  });

  it('never answers a figure JSON cannot hold as null', async () => {
    const library = fakeLibrary({
      solve: async () => ({
        kind: 'noPlanFound',
        stop: 'time-limit',
        bound: { value: Number.NaN, kind: 'safe-lp' },
        exclusions: [],
        run: facts,
      }),
    });
    const service = await serve({}, inlineRunner(library));
    expect(problemOf(await post(service, '/v1/plans', minimalProblem())).code).toBe('internal');
  });

  it('lists at most 500 issues and says how many there are', async () => {
    const issues = Array.from({ length: 700 }, (_, index) => ({
      code: 'missing-field' as const,
      pointer: `/sites/${index}/pue`,
      message: 'is missing',
      value: 'v'.repeat(500),
    }));
    const service = await serve({}, inlineRunner(fakeLibrary({ parseProblem: parserWithIssues(issues) })));
    const told = problemOf(await post(service, '/v1/plans', {}));
    expect(told.errors).toHaveLength(500);
    expect(told.errorCount).toBe(700);
    expect(String(told.errors?.[0]?.value)).toMatch(/\.\.\. \(500 characters\)$/);
  });

  it('refuses more pairs than the limit, with limit and actual', async () => {
    const service = await serve({ PLACEWRIGHT_PAIR_LIMIT: '1' });
    const answer = await post(service, '/v1/plans', minimalProblem());
    expect(answer.status).toBe(422);
    expect(problemOf(answer).errors?.[0]).toMatchObject({
      code: 'too-many-pairs',
      value: 2,
      unit: 'pairs',
      allowed: 'at most 1',
      fix: expect.any(String),
    });
  });

  it('says which wait it applied, the deadline at most', async () => {
    const service = await serve({ PLACEWRIGHT_DEADLINE_SECONDS: '10' });
    const answer = await post(service, '/v1/plans', minimalProblem(), { Prefer: 'wait=500' });
    expect(answer.headers['preference-applied']).toBe('wait=10');
  });
});

describe('the other paths', () => {
  it('validates: valid and invalid are both answers', async () => {
    const service = await serve();
    const valid = await post(service, '/v1/validate', minimalProblem());
    expect(valid.status).toBe(200);
    expect(JSON.parse(valid.text)).toMatchObject({
      outcome: 'valid',
      counts: { workloads: 1, streams: 1, sites: 2, offers: 2 },
    });
    const invalid = await post(service, '/v1/validate', { ...minimalProblem(), sites: [] });
    expect(invalid.status).toBe(200);
    expect(JSON.parse(invalid.text)).toMatchObject({ outcome: 'invalid', issueCount: expect.any(Number) });
  });

  it('prices rows', async () => {
    const rows = [{ workload: 'assistant', offer: 'fra-rent', shareFraction: 1 }];
    const given: unknown[] = [];
    const library = fakeLibrary({
      pricePlan: async (_problem, asked) => {
        given.push(...asked);
        return { kind: 'priced', broken: [], violations: [], problems: [] };
      },
    });
    const service = await serve({}, inlineRunner(library));
    const answer = await post(service, '/v1/price', { problem: minimalProblem(), rows });
    expect(JSON.parse(answer.text).outcome).toBe('priced');
    expect(given).toEqual(rows);
  });

  it('is healthy, for HEAD as well', async () => {
    const service = await serve();
    expect((await send(service, { path: '/healthz' })).text).toBe('{"status":"ok"}');
    expect((await send(service, { method: 'HEAD', path: '/healthz' })).status).toBe(200);
  });

  it('takes over a plain request id and replaces any other', async () => {
    const service = await serve();
    const plain = await send(service, { path: '/healthz', headers: { 'X-Request-Id': 'trace.1_2-3' } });
    expect(plain.headers['x-request-id']).toBe('trace.1_2-3');
    const other = await send(service, { path: '/healthz', headers: { 'X-Request-Id': '"<script>"' } });
    expect(other.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('logs ids, sizes and codes, never what a problem says', async () => {
    const service = await serve();
    const problem = { ...minimalProblem(), name: 'merger with Contoso' };
    await post(service, '/v1/plans?engine=glpk', problem);
    await post(service, '/v1/plans', { ...problem, secretField: 1 });
    await send(service, { path: '/Contoso' });
    await expect.poll(() => service.logged.filter(({ event }) => event === 'request').length).toBe(3);
    expect(JSON.stringify(service.logged)).not.toMatch(/Contoso|secretField|assistant|muc-edge/);
    expect(service.logged.find(({ event }) => event === 'job')?.fields).toMatchObject({
      job: 'solve',
      outcome: 'solved',
      textLength: JSON.stringify(problem).length,
    });
  });
});
