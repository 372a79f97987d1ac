import { grouped } from '../render/numbers.js';
import { wrap } from '../render/text.js';
import { type ImportIssue, placeText } from './fault.js';
import type { Imported } from './import.js';
import type { Converted } from './open-sheet.js';

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= 120 ? text : `${text.slice(0, 120)}...`;
};

/** Each refusal: file, row and column, what, the value with its unit, what is allowed, the fix. */
export const importIssuesText = (source: string, issues: readonly ImportIssue[], count: number): string => {
  const lines = [`${source}: ${grouped(count)} ${count === 1 ? 'issue' : 'issues'}`];
  for (const issue of issues) {
    lines.push(...wrap(`${placeText(issue)}: ${issue.code}`, '', '  '));
    lines.push(...wrap(issue.message, '    ', '    '));
    const unit = issue.unit === undefined ? '' : ` ${issue.unit}`;
    if (issue.value !== undefined && issue.value !== '')
      lines.push(...wrap(`value: ${short(issue.value)}${unit}`, '    ', '      '));
    if (issue.allowed !== undefined) lines.push(...wrap(`allowed: ${issue.allowed}`, '    ', '      '));
    if (issue.fix !== undefined) lines.push(...wrap(`fix: ${issue.fix}`, '    ', '      '));
  }
  if (count > issues.length) lines.push(`and ${grouped(count - issues.length)} more`);
  return `${lines.join('\n')}\n`;
};

const factorText = ({ num, den }: Converted['conversion']): string =>
  num === 1 ? `divided by ${grouped(den)}` : `times ${grouped(num)}${den === 1 ? '' : ` / ${grouped(den)}`}`;

/** What was read and how: rows of each table, units that were converted, currencies, what was passed over. */
export const readText = (imported: Imported): string => {
  const { sources, rowCounts, converted, currencies, decimal } = imported;
  const counts = [...rowCounts].map(([name, rows]) => `${name} ${grouped(rows)}`);
  const separators = [...new Set(sources.forms.map(({ form }) => form))];
  const written = sources.isBook
    ? 'a workbook'
    : `separated by ${separators.join(' and ')}, decimal ${decimal}`;
  const lines = [...wrap(`Read ${written}; rows: ${counts.join(', ')}`, '', '  ')];
  for (const one of converted)
    lines.push(
      ...wrap(
        `Converted ${one.place}: ${one.heading} to ${one.field}, ${factorText(one.conversion)}`,
        '',
        '  ',
      ),
    );
  const byCurrency = new Map<string, number>();
  for (const { currency } of currencies) byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + 1);
  for (const [currency, entries] of byCurrency)
    lines.push(
      `In ${currency} by their headings: ${grouped(entries)} ${entries === 1 ? 'entry' : 'entries'}`,
    );
  if (sources.ignored.length > 0)
    lines.push(...wrap(`Passed over: ${sources.ignored.slice(0, 20).join(', ')}`, '', '  '));
  return `${lines.join('\n')}\n`;
};
