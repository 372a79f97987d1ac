import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/tools/longest-first.js';

/**
 * Files with a process of their own: those that start other processes, servers and browsers, whose helpers clear up after
 * each file, and one that measures the memory of its process.
 */
const ALONE = ['test/src/**/*.test.ts', 'test/package/**/*.test.ts', 'test/engines/highs.test.ts'];

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@placewright\/solver$/, replacement: at('./solver/index.ts') },
      { find: /^@placewright\/solver\/catalogue$/, replacement: at('./solver/catalogue/index.ts') },
      { find: /^@placewright\/solver\/export$/, replacement: at('./solver/export.ts') },
      { find: /^@placewright\/solver\/engines\/(.*)$/, replacement: at('./solver/engines/$1.ts') },
    ],
  },
  test: {
    projects: [
      // Files share the modules of their process, which are read and compiled once for each worker instead of for each file.
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './test/tools/summary-reporter.ts'],
  },
});
