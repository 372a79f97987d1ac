import { serveSolves } from './serve.js';

/** What `solveInWorker` runs under Node where it is given no worker: each engine is loaded only when asked for. */
serveSolves({
  glpk: async () => (await import('../engines/glpk.js')).glpk,
  highs: async () => (await import('../engines/highs.js')).highs,
  jslp: async () => (await import('../engines/jslp.js')).jslp,
});
