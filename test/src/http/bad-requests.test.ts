import type { RequestOptions } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { minimalProblem } from '../../support/minimal-problem.js';
import { problemOf, send, serve } from '../support/service.js';

interface Bad {
  readonly name: string;
  readonly options: RequestOptions;
  readonly body?: string | Buffer | readonly Buffer[];
  readonly status: number;
  readonly code: string;
  /** Words the answer must hold. */
  readonly says: readonly string[];
  readonly header?: readonly [string, string];
}

const JSON_HEADERS = { 'Content-Type': 'application/json' };
const plans = (headers: Readonly<Record<string, string>> = {}, query = ''): RequestOptions => ({
  method: 'POST',
  path: `/v1/plans${query}`,
  headers: { ...JSON_HEADERS, ...headers },
});
const problem = JSON.stringify(minimalProblem());
const changed = (change: (problem: Record<string, unknown>) => void): string => {
  const raw: Record<string, unknown> = JSON.parse(problem);
  change(raw);
  return JSON.stringify(raw);
};
const LIMIT = 20_000;

const BAD: readonly Bad[] = [
  {
    name: 'unknown path',
    options: { path: '/v1/nothing' },
    status: 404,
    code: 'unknown-route',
    says: ['/v1/plans'],
  },
  {
    name: 'path with a slash more',
    options: { path: '/healthz/' },
    status: 404,
    code: 'unknown-route',
    says: [],
  },
  {
    name: 'path that cannot be decoded',
    options: { path: '/%ff' },
    status: 404,
    code: 'unknown-route',
    says: [],
  },
  {
    name: 'GET of a POST path',
    options: { path: '/v1/plans' },
    status: 405,
    code: 'wrong-method',
    says: ['POST', 'GET'],
    header: ['allow', 'POST'],
  },
  {
    name: 'DELETE of the health path',
    options: { method: 'DELETE', path: '/healthz' },
    status: 405,
    code: 'wrong-method',
    says: ['DELETE'],
    header: ['allow', 'GET, HEAD'],
  },
  {
    name: 'OPTIONS',
    options: { method: 'OPTIONS', path: '/v1/price' },
    status: 405,
    code: 'wrong-method',
    says: [],
    header: ['allow', 'POST'],
  },
  {
    name: 'no content type',
    options: { method: 'POST', path: '/v1/plans' },
    body: problem,
    status: 415,
    code: 'wrong-content-type',
    says: ['no Content-Type', 'application/json'],
  },
  {
    name: 'a form',
    options: plans({ 'Content-Type': 'application/x-www-form-urlencoded' }),
    body: 'a=1',
    status: 415,
    code: 'wrong-content-type',
    says: ['x-www-form-urlencoded'],
  },
  {
    name: 'another charset',
    options: plans({ 'Content-Type': 'application/json; charset=latin1' }),
    body: problem,
    status: 415,
    code: 'wrong-content-type',
    says: ['latin1'],
  },
  {
    name: 'gzip',
    options: plans({ 'Content-Encoding': 'gzip' }),
    body: gzipSync(problem),
    status: 415,
    code: 'wrong-content-encoding',
    says: ['gzip'],
  },
  { name: 'empty body', options: plans(), body: '', status: 400, code: 'empty-body', says: [] },
  { name: 'spaces', options: plans(), body: '  \n ', status: 400, code: 'empty-body', says: [] },
  {
    name: 'cut JSON',
    options: plans(),
    body: '{"a": [1,\n 2',
    status: 400,
    code: 'bad-json',
    says: ['line 2, column 3', 'the end of the text'],
  },
  {
    name: 'trailing comma',
    options: plans(),
    body: '{"a": 1,}',
    status: 400,
    code: 'bad-json',
    says: ['line 1, column 9', 'key'],
  },
  { name: 'NaN', options: plans(), body: '{"a": NaN}', status: 400, code: 'bad-json', says: ['column 7'] },
  {
    name: 'two values',
    options: plans(),
    body: '{} {}',
    status: 400,
    code: 'bad-json',
    says: ['the end of the text', 'column 4'],
  },
  {
    name: 'a key twice',
    options: plans(),
    body: '{"name": "a",\n "name": "b"}',
    status: 400,
    code: 'bad-json',
    says: ['"name', 'stands twice', 'line 2, column 2'],
  },
  {
    name: 'nesting without end',
    options: plans(),
    body: '['.repeat(9_000) + ']'.repeat(9_000),
    status: 400,
    code: 'bad-json',
    says: ['nested more than 64 deep'],
  },
  {
    name: 'bytes that are not UTF-8',
    options: plans(),
    body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    status: 400,
    code: 'not-utf-8',
    says: [],
  },
  {
    name: 'body beyond the limit, stated',
    options: plans({ 'Content-Length': String(LIMIT + 5) }),
    body: ' '.repeat(LIMIT + 5),
    status: 413,
    code: 'body-too-large',
    says: [String(LIMIT), String(LIMIT + 5)],
  },
  {
    name: 'body beyond the limit, streamed',
    options: plans({ 'Transfer-Encoding': 'chunked' }),
    body: Array.from({ length: 12 }, () => Buffer.alloc(2_000, 0x20)),
    status: 413,
    code: 'body-too-large',
    says: [String(LIMIT), 'at least'],
  },
  {
    name: 'a list',
    options: plans(),
    body: '[]',
    status: 422,
    code: 'invalid-problem',
    says: ['wrong-type'],
  },
  {
    name: 'null',
    options: plans(),
    body: 'null',
    status: 422,
    code: 'invalid-problem',
    says: ['wrong-type'],
  },
  {
    name: 'an unknown field',
    options: plans(),
    body: changed((raw) => {
      raw.workload = raw.workloads;
    }),
    status: 422,
    code: 'invalid-problem',
    says: ['unknown-field', '/workload', 'workloads'],
  },
  {
    name: 'an empty problem, with every issue at once',
    options: plans(),
    body: '{}',
    status: 422,
    code: 'invalid-problem',
    says: ['missing-field', '/horizon', '/sites', '/workloads'],
  },
  {
    name: 'a prototype key',
    options: plans(),
    body: changed(() => {}).replace('{', '{"__proto__": {"a": 1},'),
    status: 422,
    code: 'invalid-problem',
    says: ['__proto__'],
  },
  {
    name: 'an unknown engine',
    options: plans({}, '?engine=cplex'),
    body: problem,
    status: 400,
    code: 'bad-parameter',
    says: ['glpk, highs, jslp', 'cplex'],
  },
  {
    name: 'an engine twice',
    options: plans({}, '?engine=glpk&engine=highs'),
    body: problem,
    status: 400,
    code: 'bad-parameter',
    says: ['engine'],
  },
  {
    name: 'a gap of a whole',
    options: plans({}, '?gapFraction=1'),
    body: problem,
    status: 400,
    code: 'bad-parameter',
    says: ['gapFraction', 'below 1'],
  },
  {
    name: 'an unknown parameter',
    options: plans({}, '?gap_fraction=0.1'),
    body: problem,
    status: 400,
    code: 'bad-parameter',
    says: ['did you mean gapFraction?'],
  },
  {
    name: 'Prefer: wait that is no number',
    options: plans({ Prefer: 'wait=soon' }),
    body: problem,
    status: 400,
    code: 'bad-parameter',
    says: ['whole number of seconds', 'soon'],
  },
  {
    name: 'a price without rows',
    options: { method: 'POST', path: '/v1/price', headers: JSON_HEADERS },
    body: problem,
    status: 422,
    code: 'invalid-rows',
    says: ['exactly the fields problem and rows'],
  },
  {
    name: 'a price with a wrong row',
    options: { method: 'POST', path: '/v1/price', headers: JSON_HEADERS },
    body: `{"problem": ${problem}, "rows": [{"workload": "assistant", "offer": "fra-rent", "shareFraction": 2}]}`,
    status: 422,
    code: 'invalid-rows',
    says: ['/rows/0/shareFraction'],
  },
  {
    name: 'a price of a wrong problem',
    options: { method: 'POST', path: '/v1/price', headers: JSON_HEADERS },
    body: '{"problem": {}, "rows": []}',
    status: 422,
    code: 'invalid-problem',
    says: ['/problem/horizon'],
  },
];

describe('bad requests', () => {
  it.each(BAD)('$name: $status $code', async ({ options, body, status, code, says, header }) => {
    const service = await serve({ PLACEWRIGHT_BODY_LIMIT_BYTES: String(LIMIT) });
    const answer = await send(service, options, body);
    expect({ status: answer.status, type: answer.headers['content-type'] }).toEqual({
      status,
      type: 'application/problem+json',
    });
    const told = problemOf(answer);
    expect(told).toMatchObject({ code, status, type: `urn:placewright:problem:${code}` });
    expect(told.requestId).toBe(answer.headers['x-request-id']);
    for (const word of says) expect(answer.text).toContain(word.replaceAll('"', '\\"'));
    if (header !== undefined) expect(answer.headers[header[0]]).toBe(header[1]);
    expect(answer.text).not.toMatch(/\bat .*\.(?:ts|js):\d|node_modules|Error:/);
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    // The service is as alive as before.
    expect((await send(service, { path: '/healthz' })).status).toBe(200);
  });

  it('gives every issue a pointer, a code and a message', async () => {
    const service = await serve();
    const answer = await send(service, plans(), '{"schemaVersion": "9.9"}');
    const { errors = [] } = problemOf(answer);
    expect(errors.length).toBeGreaterThan(5);
    for (const issue of errors)
      expect(issue).toMatchObject({
        pointer: expect.any(String),
        code: expect.any(String),
        message: expect.any(String),
      });
  });
});
