import { parentPort, workerData } from 'node:worker_threads';

// Polls the flag as a search does, answers when it is asked to stop, and says what it was started with.
const flag = new Int32Array(workerData.cancelFlag);
while (Atomics.load(flag, 0) === 0);
const body = new TextEncoder().encode(
  JSON.stringify({
    outcome: 'obeyed',
    flag: Atomics.load(flag, 0),
    softTimeLimitMs: workerData.softTimeLimitMs,
  }),
);
parentPort.postMessage({ type: 'end', answer: { kind: 'answered', outcome: 'obeyed', body } });
