import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../fixtures/bench/families.js';
import { prepare } from '../../solver/compile/prepare.js';
import { highs } from '../../solver/engines/highs.js';
import { InputError } from '../../solver/outcome.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { raceProgram, type SendableSource } from '../../solver/search/race.js';
import { withoutNames } from '../../solver/search/sent-source.js';
import { searchHelpers } from '../../solver/worker/helpers.js';

const source = (): SendableSource => {
  const read = parseProblem(FAMILIES.telco?.({ workloads: 8, sites: 6, silicon: 2, seed: 2 }));
  if (!read.ok) throw new Error(read.issues.map((issue) => issue.message).join('; '));
  const { compiled } = prepare(read.problem);
  return {
    program: () => compiled.program(),
    addViolated: (point) => compiled.hours.addViolated(point),
    send: () => ({
      program: withoutNames(compiled.program()),
      families: compiled.hours.send(),
      links: compiled.cuts.send(),
      secondCost: null,
    }),
  };
};

const options = { engine: highs, linearEngine: highs, gapFraction: 0, timeLeftMs: () => 60_000 };
/** The package's own script, as built. */
const script = new URL('../../solver/dist/worker/entry.js', import.meta.url);

describe('helpers in threads of Node', () => {
  it('prove a program between them and are gone when it is', async () => {
    const workers: Worker[] = [];
    const gone: Promise<unknown>[] = [];
    const helpers = searchHelpers({
      threads: 2,
      worker: () => {
        const worker = new Worker(script);
        workers.push(worker);
        gone.push(new Promise((resolve) => worker.once('exit', resolve)));
        return worker;
      },
    });
    const result = await raceProgram(source(), options, helpers);
    expect(result.stop).toBe('proven');
    expect(result.point?.length).toBe(result.program.columnCount);
    expect(workers.length).toBe(2);
    await Promise.all(gone);
  });

  it('end at the limit a thread that is busy for ever, and keep what another told', async () => {
    let made = 0;
    const busy =
      "const { parentPort } = require('node:worker_threads'); parentPort.on('message', () => { for (;;); });";
    const ready = `${busy} parentPort.postMessage({ type: 'ready' });`;
    const helpers = searchHelpers({
      threads: 1,
      worker: () => {
        made += 1;
        return new Worker(ready, { eval: true });
      },
    });
    const result = await raceProgram(source(), { ...options, timeLeftMs: () => 300 }, helpers);
    expect(made).toBe(1);
    expect(result.stop).toBe('time-limit');
  });

  it('survive a thread that breaks', async () => {
    const helpers = searchHelpers({
      threads: 1,
      worker: () => new Worker('throw new Error("no")', { eval: true }),
    });
    const result = await raceProgram(source(), options, helpers);
    expect(result).toMatchObject({ stop: 'engine-failure', detail: 'no' });
  });

  it('refuse a number of threads that is none', () => {
    expect(() => searchHelpers({ threads: 0 })).toThrow(InputError);
    expect(() => searchHelpers({ threads: 1.5 })).toThrow('threads is 1.5; allowed: a whole number above 0');
  });
});
