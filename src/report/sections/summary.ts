import type { Saving } from '@placewright/solver';
import { billDecimals } from '../../render/bill.js';
import { gapPercent, grouped } from '../../render/numbers.js';
import { figures, money, type Section, share, text, type Value, words } from '../document.js';
import type { ReportInput } from '../input.js';

const savingRow = (
  name: string,
  meaning: string,
  saving: Saving | undefined,
  needsSign: boolean,
): Value[] => {
  if (saving === undefined) return [name, null, null, `${meaning}; not stated`];
  if (needsSign && saving.money < 0) return [name, null, null, `${meaning}; not established`];
  return [name, money(saving.money), share(saving.fraction), meaning];
};

/** What was decided, how sure it is, and what it saves. */
export const summarySection = ({ problem, answer }: ReportInput): Section => {
  const { plan, audit, comparison } = answer;
  const { horizon } = problem;
  const decimals = billDecimals([plan.bill]);
  const proof = plan.isProven
    ? 'No cheaper plan exists within the model.'
    : `The objective, shadow costs included, is ${grouped(plan.objective, decimals)}, and no plan can have less than ${grouped(plan.bound.value, decimals)} ${plan.currency}: a gap of ${gapPercent(plan.gapFraction)}.`;
  const checks = Object.values(audit.checks).reduce((sum, one) => sum + one, 0);
  const conventions =
    `All money is in ${horizon.currency}. Present worth at ${gapPercent(horizon.discountFraction)} a year over ${horizon.years} years from ${horizon.startDate}: ` +
    `upfront amounts count in full, yearly ones ${horizon.yearlyTiming === 'mid' ? 'in the middle' : 'at the end'} of each year with their escalation. Prices are as of ${horizon.priceAsOf}. ` +
    'Cash is what is paid; shadow costs steer the placement and are no part of cost or saving. Shown figures are rounded so that they add up as printed.';
  const saving =
    comparison.kind === 'permitted'
      ? [
          {
            kind: 'table' as const,
            id: 'saving',
            title: 'Saving against cloud-only, if the inputs hold',
            columns: [
              words('Reading'),
              figures('Saving', horizon.currency),
              figures('Of cloud-only', 'fraction'),
              words('What it is'),
            ],
            rows: [
              savingRow('at least', 'cloud-only bound - plan cost (provable)', comparison.savesAtLeast, true),
              savingRow('at most', 'cloud-only cost - plan cost', comparison.savesAtMost, false),
              savingRow('potential', 'cloud-only cost - plan bound', comparison.potential, false),
            ],
          },
        ]
      : [
          text(
            {
              'not-permitted':
                'No cloud-only plan is permitted by the stated rules and service levels, so no percentage is stated.',
              'not-found': 'No cloud-only plan was found in the time given; nothing is claimed.',
              'not-asked': 'The comparison with cloud-only was not asked for.',
            }[comparison.kind],
          ),
        ];
  return {
    id: 'summary',
    title: 'Summary',
    blocks: [
      text(conventions),
      text(
        `The plan costs ${grouped(plan.bill.cashPresentWorth, decimals)} ${plan.currency} over ${plan.horizonYears} years, ` +
          `${grouped(plan.bill.equivalentYearlyCash, decimals)} a year. ${proof} ` +
          `The audit made ${grouped(checks)} checks: ${audit.ok ? 'all agree' : `${audit.findings.length} differ`}.` +
          (plan.reproducible ? '' : ' A clock decided when to stop: another run may find another plan.'),
      ),
      ...saving,
    ],
  };
};
