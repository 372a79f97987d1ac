import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PROBLEMS } from '../../../src/http/problem.js';
import { openApiText } from '../../../src/openapi/document.js';
import { ENGINE_CHOICES } from '../../../src/worker/protocol.js';

export const DOCS = fileURLToPath(new URL('../../../docs/', import.meta.url));

/** The text of docs/openapi.json. */
export const openApiJson = (): string => openApiText({ problems: PROBLEMS, engines: ENGINE_CHOICES });

const MARKS = /(<!-- errors: generated -->\n)[\s\S]*?(<!-- errors: end -->)/;

/** docs/http.md with its table of errors as the service has them. */
export const httpMd = (): string => {
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, title }]) => `| ${status} | \`${code}\` | ${title} |`,
  );
  const table = ['| status | code | |', '| --- | --- | --- |', ...rows, ''].join('\n');
  return readFileSync(`${DOCS}http.md`, 'utf8').replace(MARKS, `$1\n${table}\n$2`);
};
