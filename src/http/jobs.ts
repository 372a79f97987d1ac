import type { Response } from 'express';
import type { StoppedAnswer } from '../answer.js';
import type { Busy, Pool } from '../worker/pool.js';
import type { Job, JobEnd } from '../worker/protocol.js';
import type { Service } from './app.js';
import { HttpProblem } from './problem.js';

const sendBody = (response: Response, body: Uint8Array | string): void => {
  response.status(200).type('application/json').end(body);
};

const STOPPED_MESSAGE = {
  'time-limit':
    'the worker was ended at its deadline before it could answer; raise Prefer: wait, ask for a gap (?gapFraction=0.005), or send a smaller problem',
  memory:
    'the worker needed more memory than it may have; send a smaller problem, or ask the operator of this service for more memory',
} as const;

/** A solve that was ended is an outcome; a check that was ended is an error, for it has no outcome. */
const sendStopped = (
  job: Job,
  end: Extract<JobEnd, { kind: 'stopped' }>,
  waitSeconds: number,
  response: Response,
): void => {
  if (end.reason === 'cancelled')
    throw new HttpProblem('shutting-down', 'the job was ended because this service is shutting down', {
      headers: { 'Retry-After': '5', Connection: 'close' },
    });
  const message = STOPPED_MESSAGE[end.reason];
  if (job.kind !== 'solve')
    throw new HttpProblem(
      end.reason === 'memory' ? 'memory-limit' : 'time-limit',
      `${message} (it had ${waitSeconds} s)`,
      { headers: { 'Retry-After': '30' } },
    );
  const answer: StoppedAnswer = { outcome: 'stopped', stop: end.reason, lastKnown: end.lastKnown, message };
  sendBody(response, JSON.stringify(answer));
};

const send = (job: Job, end: JobEnd | Busy, waitSeconds: number, response: Response): void => {
  switch (end.kind) {
    case 'answered':
      sendBody(response, end.body);
      return;
    case 'refused': {
      const { code, message, issues, issueCount } = end.refusal;
      throw new HttpProblem(code, message, {
        errors: issues,
        ...(issueCount > issues.length ? { errorCount: issueCount } : {}),
      });
    }
    case 'stopped':
      sendStopped(job, end, waitSeconds, response);
      return;
    case 'busy': {
      const retryAfter = String(end.retryAfterSeconds);
      throw new HttpProblem('queue-full', `the queue is full; try again in about ${retryAfter} s`, {
        headers: { 'Retry-After': retryAfter },
      });
    }
    case 'failed':
      // An engine's words are a client's to act on (take another engine); an internal error's stay here.
      throw end.failure === 'engine'
        ? new HttpProblem('engine-failed', end.message, { frames: end.frames })
        : new HttpProblem('internal', 'see the log of this service under the request id', {
            frames: end.frames,
          });
  }
};

const outcomeOf = (end: JobEnd | Busy): string => (end.kind === 'answered' ? end.outcome : end.kind);

/** Runs a job for a request and answers it. A client that leaves cancels its job. */
export const answerJob = async (
  service: Service,
  pool: Pool,
  job: Job,
  askedSeconds: number | null,
  response: Response,
): Promise<void> => {
  const { settings, log, stopping } = service;
  const waitSeconds = Math.min(askedSeconds ?? settings.deadlineSeconds, settings.deadlineSeconds);
  if (askedSeconds !== null) response.set('Preference-Applied', `wait=${waitSeconds}`);
  const left = new AbortController();
  const onClose = (): void => left.abort();
  response.once('close', onClose);
  const startedMs = performance.now();
  const end = await pool.run(
    job,
    { deadlineMs: waitSeconds * 1000, memoryMiB: settings.memoryMiB },
    { signal: AbortSignal.any([left.signal, stopping]) },
  );
  response.off('close', onClose);
  log.info('job', {
    requestId: String(response.locals.requestId),
    job: job.kind,
    outcome: outcomeOf(end),
    ms: Math.round(performance.now() - startedMs),
    textLength: ('bundle' in job ? job.bundle : job.problem).text.length,
    bytesOut: end.kind === 'answered' ? end.body.byteLength : 0,
    ...pool.load,
  });
  if (response.destroyed) return;
  send(job, end, waitSeconds, response);
};
