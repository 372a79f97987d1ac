import { availableParallelism } from 'node:os';
import { issuesText } from '../render/issues.js';
import { stoppedText } from '../render/unsolved.js';
import { workerRunner } from '../worker/host.js';
import type { Job, JobEnd } from '../worker/protocol.js';
import { CommandError, EXIT } from './exit.js';
import { print } from './io.js';
import { progressLines } from './progress.js';

/** Heap of the worker; WebAssembly memory comes on top. */
const MEMORY_MIB = 4096;
/** After Ctrl-C the search may still hand over what it has. */
const CANCEL_GRACE_MS = 3_000;

/** One for the search and one for the engine's own tree, or two searches; more than the cores there are would slow both. */
const SEARCH_THREADS = Math.max(1, Math.min(2, availableParallelism()));

export interface JobSettings {
  readonly deadlineMs: number | null;
  readonly wantsProgress: boolean;
  readonly wantsJson: boolean;
}

const runWithInterrupt = async (job: Job, settings: JobSettings): Promise<JobEnd> => {
  const cancel = new AbortController();
  const onInterrupt = (): void => {
    process.stderr.write('stopping; what was found by now is kept where the engine hands it over\n');
    cancel.abort();
  };
  process.once('SIGINT', onInterrupt);
  try {
    return await workerRunner({ cancelGraceMs: CANCEL_GRACE_MS, searchThreads: SEARCH_THREADS }).run(
      job,
      { deadlineMs: settings.deadlineMs, memoryMiB: MEMORY_MIB },
      {
        signal: cancel.signal,
        ...(settings.wantsProgress || process.stderr.isTTY === true
          ? {
              onProgress: progressLines(
                (line) => process.stderr.write(line),
                () => performance.now(),
              ),
            }
          : {}),
      },
    );
  } finally {
    process.off('SIGINT', onInterrupt);
  }
};

const endEarly = async (
  end: Exclude<JobEnd, { kind: 'answered' }>,
  settings: JobSettings,
): Promise<CommandError> => {
  switch (end.kind) {
    case 'refused': {
      const { document, message, issues, issueCount, code } = end.refusal;
      if (settings.wantsJson) await print(`${JSON.stringify({ outcome: 'refused', ...end.refusal })}\n`);
      const text = code === 'bad-json' ? message : issuesText(document, issues, issueCount).trimEnd();
      return new CommandError(EXIT.input, text);
    }
    case 'failed': {
      const details = end.details.map((detail) => `\n  ${detail}`).join('');
      if (end.failure === 'engine') return new CommandError(EXIT.engine, `engine: ${end.message}${details}`);
      return new CommandError(
        EXIT.internal,
        `internal error, please report it with the problem: ${end.message}${details}`,
      );
    }
    case 'stopped': {
      const message = {
        'time-limit': 'it was ended at the time limit; raise --time-limit or ask for a --gap',
        memory: 'it needed more memory than it may have; try a smaller problem',
        cancelled: 'it was ended by Ctrl-C',
      }[end.reason];
      const answer = { outcome: 'stopped', stop: end.reason, lastKnown: end.lastKnown, message } as const;
      if (settings.wantsJson) await print(`${JSON.stringify(answer)}\n`);
      const code = end.reason === 'cancelled' ? EXIT.interrupted : EXIT.engine;
      return new CommandError(code, stoppedText(answer).trimEnd());
    }
  }
};

/**
 * Runs a job in a worker thread and returns its answer as text of JSON.
 *
 * @throws CommandError where it ends in anything but an answer; with --json the reason is printed as JSON as well
 */
export const answerOf = async (job: Job, settings: JobSettings): Promise<string> => {
  const end = await runWithInterrupt(job, settings);
  if (end.kind !== 'answered') throw await endEarly(end, settings);
  return new TextDecoder().decode(end.body);
};
