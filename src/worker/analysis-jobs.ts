import type { LeversAnswer, SensitivityAnswer } from '../answer.js';
import type { Job } from './protocol.js';
import { holdSize, jsonOf, problemOf, readProblem } from './reading.js';
import { held } from './results.js';
import { optionsOf, type Surroundings } from './surroundings.js';

/** What makes the saving of a problem. */
export const levers = async (
  job: Extract<Job, { kind: 'levers' }>,
  around: Surroundings,
): Promise<LeversAnswer> => {
  const problem = problemOf(around.library, job.problem, job.limits);
  const { kind, ...rest } = held(
    await around.library.levers(problem, {
      ...optionsOf(job.choices, around),
      ...(job.cloudTariff === null ? {} : { cloudTariff: job.cloudTariff }),
    }),
  );
  return { outcome: kind, ...rest } as LeversAnswer;
};

/** What the ranges of a problem do to its plan. */
export const sensitivity = async (
  job: Extract<Job, { kind: 'sensitivity' }>,
  around: Surroundings,
): Promise<SensitivityAnswer> => {
  const raw = jsonOf(job.problem);
  holdSize(readProblem(around.library, raw, job.problem.name, ''), job.limits, job.problem.name, '');
  const { kind, ...rest } = held(await around.library.sensitivity(raw, optionsOf(job.choices, around)));
  return { outcome: kind, ...rest } as SensitivityAnswer;
};
