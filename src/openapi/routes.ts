/** A route of the service as the document tells it. The service mounts exactly these. */
export interface RouteDoc {
  readonly method: 'get' | 'post';
  /** Path with `{name}` for parameters. */
  readonly path: string;
  readonly tag: 'plans' | 'service' | 'reference' | 'documents';
  readonly summary: string;
  /** Component schema of the body; absent: no body. */
  readonly request?: 'ProblemBody' | 'PriceRequest' | 'CompareRequest';
  /** Takes engine, gapFraction, compare and Prefer: wait. */
  readonly isJob: boolean;
  readonly query?: readonly { readonly name: string; readonly description: string }[];
  /** Component schema of the answer, or the media type of what is no JSON. */
  readonly answer: { readonly schema: string } | { readonly type: string };
  readonly meaning: string;
}

/** Every route, in the order the documents list them. */
export const ROUTES = {
  plans: {
    method: 'post',
    path: '/v1/plans',
    tag: 'plans',
    summary: 'Solve a problem',
    request: 'ProblemBody',
    isJob: true,
    answer: { schema: 'SolveAnswer' },
    meaning: 'What the solve ended in. A problem without a plan is an outcome, answered with 200.',
  },
  validate: {
    method: 'post',
    path: '/v1/validate',
    tag: 'plans',
    summary: 'Check a problem without solving it',
    request: 'ProblemBody',
    isJob: true,
    answer: { schema: 'ValidateAnswer' },
    meaning: 'Every issue at once, or what the problem holds.',
  },
  price: {
    method: 'post',
    path: '/v1/price',
    tag: 'plans',
    summary: "Price a planner's own plan",
    request: 'PriceRequest',
    isJob: true,
    answer: { schema: 'PriceAnswer' },
    meaning: 'The price, and beside it every rule, service level and limit the plan breaks.',
  },
  compare: {
    method: 'post',
    path: '/v1/compare',
    tag: 'plans',
    summary: 'Compare two plans line by line',
    request: 'CompareRequest',
    isJob: true,
    answer: { schema: 'CompareAnswer' },
    meaning: 'What differs, b - a, and what each plan breaks. Rows are priced first.',
  },
  levers: {
    method: 'post',
    path: '/v1/levers',
    tag: 'plans',
    summary: 'Take the saving apart by what makes it',
    request: 'ProblemBody',
    isJob: true,
    answer: { schema: 'LeversAnswer' },
    meaning: 'Site, silicon and terms, each with its proven range; what rules and latency limits cost.',
  },
  sensitivity: {
    method: 'post',
    path: '/v1/sensitivity',
    tag: 'plans',
    summary: 'Move every range of a problem to its ends',
    request: 'ProblemBody',
    isJob: true,
    answer: { schema: 'SensitivityAnswer' },
    meaning: 'Effects by size, whether the decision changes, and where it turns.',
  },
  schema: {
    method: 'get',
    path: '/v1/schema',
    tag: 'reference',
    summary: 'JSON Schema of a problem',
    isJob: false,
    answer: { schema: 'JsonSchema' },
    meaning: 'Draft 2020-12, of a problem as it is written; units stand as x-unit.',
  },
  limits: {
    method: 'get',
    path: '/v1/limits',
    tag: 'reference',
    summary: 'Every size limit and deadline',
    isJob: false,
    answer: { schema: 'Limits' },
    meaning: 'Each with its unit, and the setting that changes it where there is one.',
  },
  catalogue: {
    method: 'get',
    path: '/v1/catalogue',
    tag: 'reference',
    summary: 'What a problem may refer to by name',
    isJob: false,
    query: [
      { name: 'snapshot', description: 'Id of a snapshot; absent: the newest.' },
      { name: 'part', description: 'A part of the snapshot: its rows are answered in full.' },
    ],
    answer: { schema: 'Catalogue' },
    meaning: 'Snapshots with hash and counts, planning defaults, named sets, presets, the silicon spectrum.',
  },
  version: {
    method: 'get',
    path: '/v1/version',
    tag: 'reference',
    summary: 'Versions and licences',
    isJob: false,
    answer: { schema: 'Version' },
    meaning: 'Of this software, the problem format, the engines and Node.js.',
  },
  healthz: {
    method: 'get',
    path: '/healthz',
    tag: 'service',
    summary: 'Whether the process answers',
    isJob: false,
    answer: { schema: 'Health' },
    meaning: 'Touches no worker.',
  },
  openapi: {
    method: 'get',
    path: '/openapi.json',
    tag: 'documents',
    summary: 'This document',
    isJob: false,
    answer: { schema: 'OpenApi' },
    meaning: 'OpenAPI 3.1.',
  },
  docs: {
    method: 'get',
    path: '/docs',
    tag: 'documents',
    summary: 'A page to try the routes',
    isJob: false,
    answer: { type: 'text/html' },
    meaning: 'Needs nothing from outside this service.',
  },
  docsStyle: {
    method: 'get',
    path: '/docs/page.css',
    tag: 'documents',
    summary: 'Style of the page',
    isJob: false,
    answer: { type: 'text/css' },
    meaning: 'Style of the page.',
  },
  docsScript: {
    method: 'get',
    path: '/docs/page.js',
    tag: 'documents',
    summary: 'Script of the page',
    isJob: false,
    answer: { type: 'text/javascript' },
    meaning: 'Script of the page.',
  },
  examples: {
    method: 'get',
    path: '/docs/examples',
    tag: 'documents',
    summary: 'Example problems',
    isJob: false,
    answer: { schema: 'Examples' },
    meaning: 'Names and titles of the problems this installation carries.',
  },
  example: {
    method: 'get',
    path: '/docs/examples/{name}',
    tag: 'documents',
    summary: 'An example problem',
    isJob: false,
    answer: { schema: 'ProblemBody' },
    meaning: 'The problem as it can be sent.',
  },
} as const satisfies Readonly<Record<string, RouteDoc>>;

export type RouteId = keyof typeof ROUTES;

/** Routes with their ids, in order. */
export const routeList = (): readonly (readonly [RouteId, RouteDoc])[] =>
  Object.entries(ROUTES) as [RouteId, RouteDoc][];
