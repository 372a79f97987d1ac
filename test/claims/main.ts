/**
 * The claim of 30 to 65 %, tested over the fixtures.
 *
 *   npm run claims                 every sweep; writes docs/claims.md and docs/claims.svg
 *   npm run claims -- --quick      two fixtures, ends of three sweeps; prints the page and writes nothing
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { claimsMarkdown } from './markdown.js';
import { claimsSvg } from './plot.js';
import { runClaims } from './run.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const docs = (name: string): string => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));

const claims = await runClaims({
  quick: values.quick,
  tell: (text) => process.stderr.write(`${text}\n`),
});
if (values.quick) process.stdout.write(claimsMarkdown(claims));
else {
  writeFileSync(docs('claims.md'), claimsMarkdown(claims));
  writeFileSync(docs('claims.svg'), claimsSvg(claims.series));
}
