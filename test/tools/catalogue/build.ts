import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { snapshotModules } from './snapshot.js';

/** Writes the data of the snapshot: `npx tsx test/tools/catalogue/build.ts`. A published one is not written again. */
const at = (path: string): string =>
  fileURLToPath(new URL(`../../../solver/catalogue/snapshots/2026-11/${path}`, import.meta.url));

mkdirSync(at(''), { recursive: true });
for (const [file, text] of Object.entries(snapshotModules())) writeFileSync(at(file), text);
