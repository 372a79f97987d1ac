import { parentPort } from 'node:worker_threads';

// Tells what it has found and then never comes back, as an engine that ignores its time limit does.
parentPort.postMessage({ type: 'progress', progress: { phase: 'bound', bound: 90 } });
parentPort.postMessage({ type: 'progress', progress: { phase: 'search', incumbent: 100 } });
for (;;);
