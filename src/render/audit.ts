import type { AuditReport } from '@placewright/solver';
import type { AuditAnswer, BundleAuditAnswer } from '../answer.js';
import { counted, grouped } from './numbers.js';
import { table } from './text.js';

const shown = (value: number | string): string => (typeof value === 'number' ? grouped(value, 4) : value);

/** What the independent audit checked, re-derived, and objects to. */
export const auditText = (answer: AuditReport | AuditAnswer): string => {
  const made = Object.values(answer.checks).reduce((sum, one) => sum + one, 0);
  const lines = [
    answer.ok
      ? `The audit agrees: ${counted(made, 'check')} made, none failed`
      : `The audit differs: ${counted(answer.findings.length, 'finding')} in ${counted(made, 'check')}`,
  ];
  if (answer.findings.length > 0)
    lines.push(
      ...table(
        [
          { heading: 'Code', most: 18 },
          { heading: 'Subject', most: 40 },
          { heading: 'Audit finds', align: 'right', most: 20 },
          { heading: 'Plan says', align: 'right', most: 20 },
          { heading: 'Unit', most: 10 },
        ],
        answer.findings.map((one) => [
          one.code,
          one.subject,
          shown(one.expected),
          shown(one.actual),
          one.unit,
        ]),
        '  ',
      ),
    );
  lines.push(
    '',
    ...table(
      [
        { heading: 'Bill line, re-derived', most: 40 },
        { heading: 'Present worth', align: 'right', most: 24 },
      ],
      [
        ...answer.lines.map((line) => [line.component, grouped(line.presentWorth, 2)]),
        ['total', grouped(answer.presentWorth, 2)],
      ],
      '  ',
    ),
    '',
    ...table(
      [
        { heading: 'Check', most: 40 },
        { heading: 'Made', align: 'right', most: 12 },
      ],
      Object.entries(answer.checks).map(([code, count]) => [code, grouped(count)]),
      '  ',
    ),
  );
  return `${lines.join('\n')}\n`;
};

/** The audit of a bundle: of its plan, then of its cloud-only plan and the saving between the two. */
export const bundleAuditText = ({ cloudOnly, ...plan }: BundleAuditAnswer): string =>
  [
    'The plan',
    auditText(plan),
    'Cloud-only, and the saving against it',
    cloudOnly === null ? 'The bundle holds no cloud-only plan.\n' : auditText(cloudOnly),
  ].join('\n');
