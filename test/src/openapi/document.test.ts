import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { problemSchemaJson } from '../../../solver/index.js';
import { PROBLEMS } from '../../../src/http/problem.js';
import { SETTINGS } from '../../../src/http/settings.js';
import { routeList } from '../../../src/openapi/routes.js';
import { problemOf, send, serve } from '../support/service.js';
import { DOCS, httpMd, openApiJson } from './generated.js';

const RENEW = 'run: npx tsx test/src/openapi/write-openapi.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const document: Json = JSON.parse(openApiJson());

const each = (value: unknown, visit: (node: Json) => void): void => {
  if (Array.isArray(value)) for (const inner of value) each(inner, visit);
  else if (isObject(value)) {
    visit(value);
    for (const inner of Object.values(value)) each(inner, visit);
  }
};
const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((node, step) => (isObject(node) ? node[step] : undefined), document);

const operations = Object.entries(document.paths as Json).flatMap(([path, methods]) =>
  Object.entries(methods as Json).map(([method, operation]) => ({
    path,
    method,
    operation: operation as Json,
  })),
);

describe('the OpenAPI document', () => {
  it('is the one in docs/, and so is the table of errors', () => {
    expect(readFileSync(`${DOCS}openapi.json`, 'utf8') === openApiJson(), RENEW).toBe(true);
    expect(readFileSync(`${DOCS}http.md`, 'utf8') === httpMd(), RENEW).toBe(true);
  });

  it('is OpenAPI 3.1 to a validator of others', async () => {
    const result = await new Validator().validate(JSON.parse(openApiJson()));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('has no reference that leads nowhere, and no schema that nothing uses', () => {
    const used = new Set<string>();
    each(document, (node) => {
      if (typeof node.$ref !== 'string') return;
      used.add(node.$ref);
      expect(at(node.$ref), node.$ref).toBeDefined();
    });
    const schemas = Object.keys((document.components as Json).schemas as Json);
    const unused = schemas.filter((name) => !used.has(`#/components/schemas/${name}`));
    expect(unused).toEqual([]);
  });

  it('has an operation for each route of the table, with its own id, and none besides', () => {
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      routeList()
        .map(([, { method, path }]) => `${method} ${path}`)
        .sort(),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells the errors of a route that takes a body, each under its status', () => {
    const plans = operations.find(({ path }) => path === '/v1/plans');
    const responses = plans?.operation.responses as Json;
    expect(Object.keys(responses)).toEqual(['200', '400', '413', '415', '422', '500', '503', '408'].sort());
    for (const [code, { status }] of Object.entries(PROBLEMS)) {
      const description = (responses[String(status)] as Json | undefined)?.description;
      const isOfOthers = ['bad-request', 'unknown-route', 'wrong-method', 'headers-too-large'].includes(code);
      if (!isOfOthers) expect(description, code).toContain(`\`${code}\``);
    }
  });

  it('holds the problem as its JSON Schema does', () => {
    const { $schema: _schema, ...problem } = problemSchemaJson();
    expect(at('#/components/schemas/ProblemBody')).toEqual(problem);
  });
});

describe('the service and the document', () => {
  it('each operation is mounted, and a path in no operation is not', async () => {
    const service = await serve();
    for (const { path, method } of operations) {
      const real = path.replace('{name}', 'seed-agents');
      // A wrong method is told apart from a path that is not there.
      const wrong = await send(service, { method: method === 'get' ? 'POST' : 'GET', path: real });
      expect([path, wrong.status]).toEqual([path, 405]);
      if (method === 'post') {
        const answer = await send(service, { method: 'POST', path: real });
        expect([path, problemOf(answer).code]).toEqual([path, 'wrong-content-type']);
      }
    }
    for (const path of ['/', '/v1', '/v1/plan', '/docs/', '/docs/page.ts', '/openapi.yaml'])
      expect([path, (await send(service, { path })).status]).toEqual([path, 404]);
  });

  it('the log names the route, never what stands in its place', async () => {
    const service = await serve();
    await send(service, { path: '/docs/examples/seed-agents' });
    await send(service, { path: '/docs/examples/secret-name' });
    const routes = service.logged
      .filter(({ event }) => event === 'request')
      .map(({ fields }) => fields.route);
    expect(routes).toEqual(['/docs/examples/{name}', '/docs/examples/{name}']);
    expect(JSON.stringify(service.logged)).not.toContain('secret-name');
  });

  it('an example is read by its listed name alone', async () => {
    const service = await serve();
    for (const name of ['..%2fpackage', '%2e%2e%2fpackage', 'nothing', 'flagship.json', 'FLAGSHIP'])
      expect((await send(service, { path: `/docs/examples/${name}` })).status, name).toBe(404);
    const one = await send(service, { path: '/docs/examples/seed-agents' });
    expect(JSON.parse(one.text)).toMatchObject({ schemaVersion: '1.0' });
  });

  it('every numeric setting that limits something is among the limits', async () => {
    const service = await serve({ PLACEWRIGHT_BODY_LIMIT_BYTES: '12345' });
    const { limits } = JSON.parse((await send(service, { path: '/v1/limits' })).text) as {
      limits: { id: string; value: number; unit: string; setting: string | null }[];
    };
    expect(limits).toContainEqual(
      expect.objectContaining({
        id: 'bodyLimitBytes',
        value: 12_345,
        unit: 'bytes',
        setting: 'PLACEWRIGHT_BODY_LIMIT_BYTES',
      }),
    );
    const notLimits = ['PORT', 'HOST', 'PLACEWRIGHT_LOG_LEVEL'];
    expect(limits.flatMap(({ setting }) => setting ?? []).sort()).toEqual(
      Object.keys(SETTINGS)
        .filter((name) => !notLimits.includes(name))
        .sort(),
    );
    expect(limits.find(({ id }) => id === 'problemValues')).toMatchObject({
      value: 3_000_000,
      unit: 'values',
    });
    expect(new Set(limits.map(({ id }) => id)).size).toBe(limits.length);
  });
});
