import { writeFileSync } from 'node:fs';
import { DOCS, httpMd, openApiJson } from './generated.js';

/** Run: npx tsx test/src/openapi/write-openapi.ts */
writeFileSync(`${DOCS}openapi.json`, openApiJson());
writeFileSync(`${DOCS}http.md`, httpMd());
