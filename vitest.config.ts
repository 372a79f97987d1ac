import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './test/tools/summary-reporter.ts'],
  },
});
