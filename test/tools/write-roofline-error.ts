import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rooflineError } from './roofline-error.js';

const text = rooflineError();
writeFileSync(fileURLToPath(new URL('../../docs/roofline-error.md', import.meta.url)), text);
process.stdout.write(text);
