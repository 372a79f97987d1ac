import type { Job } from '../../../src/worker/protocol.js';

export const aJob = (text = '{}'): Job => ({
  kind: 'solve',
  problem: { name: 'test', text },
  limits: { pairs: null },
  choices: { engine: 'auto', gapFraction: 0, compareWithCloudOnly: false },
});

/** A worker entry of the tests. */
export const entry = (name: string): URL => new URL(`../worker/entries/${name}.mjs`, import.meta.url);
