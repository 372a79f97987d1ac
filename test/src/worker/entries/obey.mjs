import { parentPort, workerData } from 'node:worker_threads';

// Answers as soon as it is asked to stop, and says what it was started with.
const flag = new Int32Array(workerData.cancelFlag);
Atomics.wait(flag, 0, 0, 10_000);
const body = new TextEncoder().encode(
  JSON.stringify({
    outcome: 'obeyed',
    flag: Atomics.load(flag, 0),
    softTimeLimitMs: workerData.softTimeLimitMs,
  }),
);
parentPort.postMessage({ type: 'end', answer: { kind: 'answered', outcome: 'obeyed', body } });
