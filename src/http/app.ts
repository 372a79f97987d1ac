import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { type RouteId, routeList } from '../openapi/routes.js';
import type { Pool } from '../worker/pool.js';
import type { Document, Job, SizeLimits, SolveChoices } from '../worker/protocol.js';
import { drain, readJsonBody } from './body.js';
import { requestIdOf, securityHeaders } from './headers.js';
import { answerJob } from './jobs.js';
import type { Log } from './log.js';
import { readChoices, readWaitSeconds } from './parameters.js';
import { HttpProblem, sendProblem } from './problem.js';
import { REFERENCE } from './reference.js';
import type { Settings } from './settings.js';

/** What the routes need from outside. */
export interface Service {
  readonly settings: Settings;
  readonly log: Log;
  /** Solves; each may take its whole deadline. */
  readonly solves: Pool;
  /** Validation and pricing, so that they do not wait behind solves. */
  readonly checks: Pool;
  /** Aborted when running jobs must end for a shutdown. */
  readonly stopping: AbortSignal;
}

type Handle = (service: Service, request: Request, response: Response) => Promise<void>;

const jobRoute =
  (
    pool: 'solves' | 'checks',
    makeJob: (problem: Document, choices: SolveChoices, limits: SizeLimits) => Job,
  ): Handle =>
  async (service, request, response) => {
    // What headers and query refuse is refused before a byte of the body is read.
    const waitSeconds = readWaitSeconds(request.get('Prefer'));
    const choices = readChoices(request.query);
    const text = await readJsonBody(request, service.settings.bodyLimitBytes);
    const limits: SizeLimits = { pairs: service.settings.pairLimit };
    const job = makeJob({ name: 'request body', text }, choices, limits);
    await answerJob(service, service[pool], job, waitSeconds, response);
  };

/** How each route of the table is served; one that is missing, or stands in no table, fails the compile. */
const HANDLERS: Readonly<Record<RouteId, Handle>> = {
  ...REFERENCE,
  plans: jobRoute('solves', (problem, choices, limits) => ({ kind: 'solve', problem, limits, choices })),
  validate: jobRoute('checks', (problem, _choices, limits) => ({ kind: 'validate', problem, limits })),
  price: jobRoute('checks', (problem, choices, limits) => ({
    kind: 'price',
    problem,
    rows: null,
    rowsFormat: 'json',
    limits,
    choices,
  })),
  levers: jobRoute('solves', (problem, choices, limits) => ({
    kind: 'levers',
    problem,
    cloudTariff: null,
    limits,
    choices,
  })),
  sensitivity: jobRoute('solves', (problem, choices, limits) => ({
    kind: 'sensitivity',
    problem,
    limits,
    choices,
  })),
  compare: jobRoute('checks', (problem, choices, limits) => ({
    kind: 'compare',
    problem,
    plans: null,
    limits,
    choices,
  })),
};

const asProblem = (error: unknown): HttpProblem => {
  if (error instanceof HttpProblem) return error;
  // Express refuses a path it cannot decode with an error that carries a status.
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 400) return new HttpProblem('bad-request', 'the path cannot be decoded');
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : [];
  return new HttpProblem('internal', 'see the log of this service under the request id', { frames });
};

/** The routes of the service over the given pools. */
export const createApp = (service: Service): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', 'simple');
  app.use(securityHeaders);
  app.use((request, response, next) => {
    const startedMs = performance.now();
    const requestId = requestIdOf(request.get('X-Request-Id'));
    response.locals.requestId = requestId;
    response.set('X-Request-Id', requestId);
    response.on('close', () => {
      service.log.info('request', {
        requestId,
        method: request.method.slice(0, 10),
        route: String(response.locals.route ?? 'unmatched'),
        status: response.statusCode,
        ms: Math.round(performance.now() - startedMs),
        bytesIn: Number(request.headers['content-length'] ?? 0),
        finished: response.writableFinished,
      });
    });
    next();
  });
  for (const [id, { method, path }] of routeList()) {
    const pattern = path.replaceAll(/\{([a-z]+)\}/g, ':$1');
    app[method](pattern, (request, response) => {
      response.locals.route = path;
      return HANDLERS[id](service, request, response);
    });
    const allow = method === 'get' ? 'GET, HEAD' : 'POST';
    app.all(pattern, (request, response) => {
      response.locals.route = path;
      const detail = `${path} takes ${allow}, not ${request.method.slice(0, 20)}`;
      throw new HttpProblem('wrong-method', detail, { headers: { Allow: allow } });
    });
  }
  app.use(() => {
    const paths = routeList().map(([, { path }]) => path);
    throw new HttpProblem('unknown-route', `the paths are ${paths.join(', ')}`);
  });
  const onError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    const problem = asProblem(error);
    const requestId = String(response.locals.requestId);
    const frames = problem.extras.frames ?? [];
    const fields = { requestId, code: problem.code, status: problem.status, frames };
    if (problem.status === 500) service.log.error('failure', fields);
    else service.log.info('refusal', { requestId, code: problem.code, status: problem.status });
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    if (!request.complete) response.set('Connection', 'close');
    sendProblem(response, problem, requestId);
    drain(request);
  };
  app.use(onError);
  return app;
};
