import { EngineError, type EngineUnavailable, type SolveOptions } from '@placewright/solver';
import type { LeversAnswer, SensitivityAnswer } from '../answer.js';
import type { Library } from '../library.js';
import type { Job } from './protocol.js';
import { holdSize, jsonOf, problemOf, readProblem } from './reading.js';

const isUnavailable = (result: { readonly kind: string }): result is EngineUnavailable =>
  result.kind === 'engineUnavailable';

/** A result, or the error of the engine that could not be had. */
export const held = <Result extends { readonly kind: string }>(
  result: Result | EngineUnavailable,
): Result => {
  if (isUnavailable(result)) throw new EngineError(result.message, result.engine);
  return result;
};

/** What makes the saving. */
export const levers = async (
  job: Extract<Job, { kind: 'levers' }>,
  library: Library,
  options: SolveOptions,
): Promise<LeversAnswer> => {
  const problem = problemOf(library, job.problem, job.limits);
  const tariff = job.cloudTariff === null ? {} : { cloudTariff: job.cloudTariff };
  const { kind, ...rest } = held(await library.levers(problem, { ...options, ...tariff }));
  return { outcome: kind, ...rest } as LeversAnswer;
};

/** What ranges do. */
export const sensitivity = async (
  job: Extract<Job, { kind: 'sensitivity' }>,
  library: Library,
  options: SolveOptions,
): Promise<SensitivityAnswer> => {
  const raw = jsonOf(job.problem);
  holdSize(readProblem(library, raw, job.problem.name, ''), job.limits, job.problem.name, '');
  const { kind, ...rest } = held(await library.sensitivity(raw, options));
  return { outcome: kind, ...rest } as SensitivityAnswer;
};
