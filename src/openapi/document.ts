import { SOLVER_VERSION } from '@placewright/solver';
import { componentSchemas } from './components.js';
import { type RouteDoc, type RouteId, routeList } from './routes.js';

type Json = Record<string, unknown>;

/** What the service tells of its errors: status and title by code. */
export type ProblemTable = Readonly<Record<string, { readonly status: number; readonly title: string }>>;

/** What the document needs from outside this room. */
export interface DocumentFacts {
  readonly problems: ProblemTable;
  readonly engines: readonly string[];
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const jobParameters: readonly Json[] = ['Engine', 'GapFraction', 'Compare', 'PreferWait'].map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

/** Codes a route may answer with, by what it takes. */
const codesOf = (route: RouteDoc, { problems }: DocumentFacts): string[] => {
  const never = new Set(['unknown-route', 'wrong-method', 'bad-request', 'headers-too-large']);
  const ofBody = new Set(
    Object.keys(problems).filter(
      (code) => !never.has(code) && code !== 'internal' && code !== 'bad-parameter',
    ),
  );
  return Object.keys(problems).filter((code) => {
    if (code === 'internal') return true;
    if (code === 'bad-parameter') return route.isJob || route.query !== undefined;
    if (code === 'unknown-route') return route.path.includes('{');
    return route.isJob && ofBody.has(code);
  });
};

const errorsOf = (route: RouteDoc, facts: DocumentFacts): Json => {
  const byStatus = new Map<number, string[]>();
  for (const code of codesOf(route, facts)) {
    const problem = facts.problems[code];
    if (problem === undefined) continue;
    byStatus.set(problem.status, [...(byStatus.get(problem.status) ?? []), `\`${code}\`: ${problem.title}.`]);
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, lines]) => [
        String(status),
        {
          description: lines.join(' '),
          content: { 'application/problem+json': { schema: ref('ProblemDetails') } },
        },
      ]),
  );
};

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const operationOf = (id: RouteId, route: RouteDoc, facts: DocumentFacts): Json => {
  const parameters = [
    ...pathParameters(route.path),
    ...(route.query ?? []).map(({ name, description }) => ({
      name,
      in: 'query',
      required: false,
      description,
      schema: { type: 'string' },
    })),
    ...(route.isJob ? jobParameters : []),
    { $ref: '#/components/parameters/RequestId' },
  ];
  const content =
    'schema' in route.answer
      ? { 'application/json': { schema: ref(route.answer.schema) } }
      : { [route.answer.type]: { schema: { type: 'string' } } };
  return {
    operationId: id,
    tags: [route.tag],
    summary: route.summary,
    parameters,
    ...(route.request === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: ref(route.request) } },
          },
        }),
    responses: {
      '200': {
        description: route.meaning,
        headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } },
        content,
      },
      ...errorsOf(route, facts),
    },
  };
};

const parametersOf = ({ engines }: DocumentFacts): Json => ({
  Engine: {
    name: 'engine',
    in: 'query',
    description: 'auto: GLPK where it is adequate, HiGHS where it is not.',
    schema: { type: 'string', enum: engines, default: 'auto' },
  },
  GapFraction: {
    name: 'gapFraction',
    in: 'query',
    description: 'Stop when the certified gap is at most this; 0 asks for a proof.',
    schema: { type: 'number', minimum: 0, exclusiveMaximum: 1, default: 0, 'x-unit': 'fraction' },
  },
  Compare: {
    name: 'compare',
    in: 'query',
    description: 'Whether a solve compares with cloud-only.',
    schema: { type: 'string', enum: ['true', 'false'], default: 'true' },
  },
  PreferWait: {
    name: 'Prefer',
    in: 'header',
    description: '`wait=N`: answer within N seconds (RFC 7240). The service may have a lower deadline.',
    schema: { type: 'string', examples: ['wait=30'] },
  },
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    description: 'Taken over into the answer and the log where it is 1 to 64 of A-Z a-z 0-9 . _ -',
    schema: { type: 'string' },
  },
});

/** The OpenAPI 3.1 document of the service, from the route table, the problem's zod schema and the answers'. */
export const openApiDocument = (facts: DocumentFacts): Json => {
  const paths: Record<string, Json> = {};
  for (const [id, route] of routeList())
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(id, route, facts) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Placewright',
      version: SOLVER_VERSION,
      summary: 'Places AI workloads at the least total cost your rules permit, with a proof and a bill.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The service that serves this document.' }],
    tags: [
      { name: 'plans', description: 'Problems, plans and prices.' },
      { name: 'reference', description: 'What the service knows and allows.' },
      { name: 'service', description: 'For operators.' },
      { name: 'documents', description: 'This document and the page to try it.' },
    ],
    security: [],
    paths,
    components: {
      schemas: componentSchemas(),
      parameters: parametersOf(facts),
      headers: {
        RequestId: {
          description: 'Names this answer in the log of the service.',
          schema: { type: 'string' },
        },
      },
    },
  };
};

/** The document as text: what is served and what stands in docs/openapi.json. */
export const openApiText = (facts: DocumentFacts): string =>
  `${JSON.stringify(openApiDocument(facts), null, 1)}\n`;
