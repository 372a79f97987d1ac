import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { problemSchemaJson } from '../../solver/problem/json-schema.js';
import { formatReference } from './format-reference.js';

const at = (path: string): string => fileURLToPath(new URL(`../../docs/${path}`, import.meta.url));

mkdirSync(at('schema'), { recursive: true });
writeFileSync(at('format-reference.md'), formatReference());
writeFileSync(at('schema/problem.schema.json'), `${JSON.stringify(problemSchemaJson(), null, 2)}\n`);
