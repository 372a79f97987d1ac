import type { ValidateAnswer } from '../answer.js';
import type { InputIssue } from '../input/issue.js';
import { counted, grouped, short } from './numbers.js';
import { labelled, table, wrap } from './text.js';

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Each refusal: where, what, the value with its unit, what is allowed, the fix. */
export const issuesText = (document: string, issues: readonly InputIssue[], issueCount: number): string => {
  const lines = [`${document}: ${counted(issueCount, 'issue')}`];
  for (const issue of issues) {
    lines.push(
      ...wrap(`${issue.pointer === '' ? '(whole document)' : issue.pointer}: ${issue.code}`, '', '  '),
    );
    lines.push(...wrap(issue.message, '    ', '    '));
    const unit = issue.unit === undefined ? '' : ` ${issue.unit}`;
    if (issue.value !== undefined)
      lines.push(...wrap(`value: ${valueText(issue.value)}${unit}`, '    ', '      '));
    if (issue.allowed !== undefined) lines.push(...wrap(`allowed: ${issue.allowed}`, '    ', '      '));
    if (issue.fix !== undefined) lines.push(...wrap(`fix: ${issue.fix}`, '    ', '      '));
  }
  if (issueCount > issues.length) lines.push(`and ${grouped(issueCount - issues.length)} more`);
  return `${lines.join('\n')}\n`;
};

/** A problem that can be used: its sizes, what was assumed, what to look at. */
export const validText = (
  document: string,
  answer: Extract<ValidateAnswer, { outcome: 'valid' }>,
): string => {
  const counts = Object.entries(answer.counts).map(([name, count]) => `${grouped(count)} ${name}`);
  const lines = [
    ...wrap(`${document} is a valid problem: ${answer.name ?? 'unnamed'}`, '', '  '),
    ...labelled('Holds', counts.join(', ')),
    ...labelled(
      'Assumed',
      answer.assumptions.length === 0 ? 'no input' : counted(answer.assumptions.length, 'input'),
    ),
  ];
  if (answer.assumptions.length > 0)
    lines.push(
      ...table(
        [
          { heading: 'Input', most: 44 },
          { heading: 'Value', align: 'right', most: 14 },
          { heading: 'Unit', most: 14 },
          { heading: 'Source', most: 40 },
        ],
        answer.assumptions.map((one) => [
          one.pointer,
          short(one.value),
          one.unit,
          `${one.source} (${one.asOf})`,
        ]),
        '  ',
      ),
    );
  for (const warning of answer.warnings)
    lines.push(...wrap(`${warning.pointer}: ${warning.message} (${warning.code})`, 'Warning: ', '  '));
  return `${lines.join('\n')}\n`;
};
