import type { Response } from 'express';
import type { InputIssue } from '../input/issue.js';

/** Codes of the errors this service answers with, each with its status and title. */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request is not HTTP this service can read' },
  'bad-json': { status: 400, title: 'The body is not JSON' },
  'not-utf-8': { status: 400, title: 'The body is not UTF-8' },
  'body-cut-short': { status: 400, title: 'The body ended before its stated length' },
  'empty-body': { status: 400, title: 'The body is empty' },
  'bad-parameter': { status: 400, title: 'A parameter of the request is wrong' },
  'unknown-route': { status: 404, title: 'There is nothing at this path' },
  'wrong-method': { status: 405, title: 'The path does not take this method' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'wrong-content-type': { status: 415, title: 'The body is not application/json' },
  'wrong-content-encoding': { status: 415, title: 'The body is encoded' },
  'invalid-problem': { status: 422, title: 'The problem cannot be used' },
  'invalid-rows': { status: 422, title: 'The rows of the plan cannot be used' },
  'invalid-plan': { status: 422, title: 'The plan cannot be used' },
  'invalid-bundle': { status: 422, title: 'The bundle cannot be used' },
  'invalid-question': { status: 422, title: 'The question names something the problem does not have' },
  'too-many-pairs': { status: 422, title: 'The problem is larger than this service takes' },
  'headers-too-large': { status: 431, title: 'The header fields are too large' },
  'engine-failed': { status: 500, title: 'The engine failed' },
  internal: { status: 500, title: 'This service contradicted itself' },
  'shutting-down': { status: 503, title: 'This service is shutting down' },
  'queue-full': { status: 503, title: 'Too many jobs wait already' },
  'time-limit': { status: 503, title: 'The job took longer than it may' },
  'memory-limit': { status: 503, title: 'The job needed more memory than it may have' },
} as const satisfies Readonly<Record<string, { status: number; title: string }>>;
export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemExtras {
  readonly errors?: readonly InputIssue[];
  /** More than are listed in `errors`, where the list was cut. */
  readonly errorCount?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Frames for the log; never answered. */
  readonly frames?: readonly string[];
}

/** An error that a client is told about. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(detail);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** The body of an error, RFC 9457. */
export const problemBody = (problem: HttpProblem, requestId: string): string =>
  JSON.stringify({
    type: `urn:placewright:problem:${problem.code}`,
    title: PROBLEMS[problem.code].title,
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    requestId,
    ...(problem.extras.errors === undefined ? {} : { errors: problem.extras.errors }),
    ...(problem.extras.errorCount === undefined ? {} : { errorCount: problem.extras.errorCount }),
  });

/** Answers with an error. */
export const sendProblem = (response: Response, problem: HttpProblem, requestId: string): void => {
  response
    .status(problem.status)
    .set(problem.extras.headers ?? {})
    .set('Content-Type', 'application/problem+json')
    .end(problemBody(problem, requestId));
};
