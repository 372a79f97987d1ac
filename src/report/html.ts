import { escapeXml } from '../import/xml.js';
import type { Block, ReportDocument, TableBlock, Value } from './document.js';
import { heading, shownValue } from './figures.js';

/** Colours are variables, so that charts follow the reader's choice of light or dark as well. */
const STYLE = `
:root { color-scheme: light dark; --ink: #1c2530; --soft: #5b6875; --paper: #ffffff; --line: #d5dbe1; --band: #f4f6f8;
  --a: #1f6fb2; --b: #d9822b; --good: #2f8f5b; --bad: #b8443c; --c: #7a5ea8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9aa7b4; --paper: #12171d; --line: #333d47; --band: #1a2129;
  --a: #5aa9e6; --b: #f0a04b; --good: #5cc08a; --bad: #e0736b; --c: #a98fd6; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; } h2 { margin-top: 2.5rem; font-size: 1.2rem; border-bottom: 1px solid var(--line); }
nav a { margin-right: 1rem; } a { color: var(--a); }
.wide { overflow-x: auto; } table { border-collapse: collapse; margin: .5rem 0 1.5rem; font-size: .87rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { padding: .25rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { background: var(--band); } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot td { font-weight: 600; border-top: 2px solid var(--line); }
figure { margin: 1rem 0; } figure svg { max-width: 100%; height: auto; } figcaption { color: var(--soft); font-size: .87rem; }
@media print { nav { display: none; } h2 { break-after: avoid; } tr, figure { break-inside: avoid; } }
`;

const tableHtml = ({ title, columns, rows, totals = [] }: TableBlock, moneyDecimals: number): string => {
  const classOf = (index: number): string => (columns[index]?.isFigure ? ' class="n"' : '');
  const cells = (row: readonly Value[]): string =>
    row
      .map((value, index) => `<td${classOf(index)}>${escapeXml(shownValue(value, moneyDecimals))}</td>`)
      .join('');
  const lines = (some: readonly (readonly Value[])[]): string =>
    some.map((row) => `<tr>${cells(row)}</tr>`).join('\n');
  const head = columns
    .map((column, index) => `<th scope="col"${classOf(index)}>${escapeXml(heading(column))}</th>`)
    .join('');
  const body = rows.length === 0 ? `<tr><td colspan="${columns.length}">none</td></tr>` : lines(rows);
  const foot = totals.length === 0 ? '' : `<tfoot>${lines(totals)}</tfoot>`;
  return `<div class="wide"><table><caption>${escapeXml(title)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody>${foot}</table></div>`;
};

const blockHtml = (block: Block, moneyDecimals: number): string => {
  switch (block.kind) {
    case 'text':
      return `<p>${escapeXml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeXml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableHtml(block, moneyDecimals);
    case 'chart':
      return `<figure>${block.svg}<figcaption>${escapeXml(block.description)}</figcaption></figure>`;
  }
};

/** The report as one HTML file that asks for nothing else: no script, no font, no picture from elsewhere. */
export const htmlOf = (document: ReportDocument): string => {
  const nav = document.sections.map(({ id, title }) => `<a href="#${id}">${escapeXml(title)}</a>`).join('');
  const sections = document.sections.map(
    ({ id, title, blocks }) =>
      `<section id="${id}"><h2>${escapeXml(title)}</h2>\n${blocks
        .map((block) => blockHtml(block, document.moneyDecimals))
        .join('\n')}\n</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(document.title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeXml(document.title)}</h1><nav aria-label="Sections">${nav}</nav>
${sections.join('\n')}
</body></html>
`;
};
