import type { EvidenceFact } from '@placewright/solver';
import { type Section, text, words } from '../document.js';
import type { ReportInput } from '../input.js';

const validity = ({ validFrom, validUntil, endsInsideHorizon }: EvidenceFact): string =>
  validFrom === null && validUntil === null
    ? ''
    : ` (${validFrom ?? ''} to ${validUntil ?? 'no end stated'}${endsInsideHorizon ? ', ends inside the horizon' : ''})`;

/** What each rule reads at each site where a workload runs, and where that can be checked. */
export const evidenceSection = ({ report }: ReportInput): Section => ({
  id: 'evidence',
  title: 'Evidence',
  blocks: [
    text(
      "Rules are the planner's statement of policy; this is not legal advice. A rule with alternatives has a line for each; it is met where one of them is.",
    ),
    {
      kind: 'table',
      id: 'evidence',
      title: 'Workload, rule, site: what was read and where it can be checked',
      columns: [
        words('Workload'),
        words('Rule'),
        words('Preset'),
        words('Binding'),
        words('Site'),
        words('Operator'),
        words('Attribute read'),
        words('Asked'),
        words('Found'),
        words('Evidence'),
        words('As of'),
        words('Met'),
      ],
      rows: report.evidence.map((row) => [
        row.workload,
        row.rule,
        row.preset,
        row.isHard ? 'hard' : 'soft',
        row.site,
        row.operator,
        row.attribute,
        row.asked,
        row.facts.map((fact) => fact.text + validity(fact)).join('; ') || 'none',
        [...new Set(row.facts.map(({ evidence }) => evidence ?? 'not stated'))].join('; '),
        [...new Set(row.facts.flatMap(({ asOf }) => asOf ?? []))].join('; '),
        row.isMet ? 'yes' : 'no',
      ]),
    },
  ],
});
