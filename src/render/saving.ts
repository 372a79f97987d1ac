import type { BrokenRequirement, Comparison, Plan, Saving } from '@placewright/solver';
import { billDecimals, showBill } from './bill.js';
import { counted, grouped, percent } from './numbers.js';
import { clip, joined, SCREEN_COLUMNS, table, wrap, wrapAtMost } from './text.js';

const bullet = (text: string): string[] => wrap(text, '  - ', '    ');

const savingRow = (name: string, saving: Saving | undefined, meaning: string, decimals: number): string[] => {
  if (saving === undefined) return [name, 'not stated', '', meaning];
  if (name === 'at least' && saving.money < 0) return [name, 'not established', '', meaning];
  return [name, grouped(saving.money, decimals), percent(saving.fraction), meaning];
};

const permitted = (plan: Plan, comparison: Comparison): string[] => {
  const bills = comparison.cloudOnly === undefined ? [plan.bill] : [plan.bill, comparison.cloudOnly.bill];
  const decimals = billDecimals(bills);
  // The figure a reader gets by subtracting the totals printed above.
  const [mine, theirs] = bills.map((bill) => showBill(bill, decimals).total('cash'));
  const atMost =
    comparison.savesAtMost === undefined || mine === undefined || theirs === undefined
      ? comparison.savesAtMost
      : { ...comparison.savesAtMost, money: theirs - mine };
  // Rounding must not print a proven saving above the headline.
  const atLeast =
    comparison.savesAtLeast === undefined || atMost === undefined
      ? comparison.savesAtLeast
      : { ...comparison.savesAtLeast, money: Math.min(comparison.savesAtLeast.money, atMost.money) };
  const assumed = plan.assumptions.length;
  const basis = assumed === 0 ? 'none of them assumed' : `${grouped(assumed)} of them assumed`;
  return [
    `Saving against cloud-only, if the inputs hold (${basis})`,
    ...table(
      [
        { heading: '', most: 10 },
        { heading: plan.currency, align: 'right', most: 20 },
        { heading: '', align: 'right', most: 9 },
        { heading: '', most: 55 },
      ],
      [
        savingRow('at least', atLeast, 'cloud-only bound - plan cost (provable)', decimals),
        savingRow('at most', atMost, 'cloud-only cost - plan cost', decimals),
        savingRow('potential', comparison.potential, 'cloud-only cost - plan bound', decimals),
      ],
      '  ',
    ),
  ];
};

const MOST_BROKEN = 8;

const brokenText = (one: BrokenRequirement): string =>
  `${one.workload} from ${one.location}: ${one.requirement} at ${one.site}, ${one.actual} against ${one.limit} ` +
  `(${percent(one.shareFraction, 0)} of it)`;

const notPermitted = (comparison: Comparison): string[] => {
  const lines = ['No cloud-only plan is permitted by the stated rules and SLOs, so no percentage is stated'];
  for (const { stream, causes } of (comparison.forbiddenBy ?? []).slice(0, MOST_BROKEN))
    lines.push(...bullet(`${stream}: ${causes.join(', ')}`));
  const more = (comparison.forbiddenBy?.length ?? 0) - MOST_BROKEN;
  if (more > 0) lines.push(`    and ${counted(more, 'stream')} more`);
  for (const { message } of comparison.shortages ?? []) lines.push(...bullet(message));
  const { relaxed } = comparison;
  if (relaxed === undefined) return lines;
  lines.push(
    `  The cheapest cloud-only plan that breaks least breaks ${counted(relaxed.broken.length, 'requirement')}:`,
  );
  // The parts of an agent workload break the same requirement in the same words.
  const broken = [...new Set(relaxed.broken.map(brokenText))];
  for (const text of broken.slice(0, MOST_BROKEN)) lines.push(...bullet(text));
  if (broken.length > MOST_BROKEN) lines.push(`    and ${grouped(broken.length - MOST_BROKEN)} more`);
  if (relaxed.unplaceable.length > 0)
    lines.push(
      ...bullet(`fits no cloud region at all and is in no price: ${relaxed.unplaceable.join(', ')}`),
    );
  return lines;
};

const opening = (plan: Plan, comparison: Comparison): string[] => {
  switch (comparison.kind) {
    case 'permitted':
      return permitted(plan, comparison);
    case 'not-permitted':
      return notPermitted(comparison);
    case 'not-found':
      return ['Against cloud-only: no cloud-only plan was found in the time given; nothing is claimed'];
    case 'not-asked':
      return ['Against cloud-only: not asked for'];
  }
};

/** Allowances that begin alike (`Dropped: `) as one. */
const gathered = (allowances: readonly string[]): string[] => {
  const groups = new Map<string, string[]>();
  for (const text of allowances) {
    const [start = '', ...rest] = text.split(': ');
    const group = groups.get(start) ?? [];
    group.push(rest.join(': '));
    groups.set(start, group);
  }
  return [...groups].map(([start, texts]) => {
    const whole = joined(texts.filter((text) => text !== ''));
    return whole === '' ? start : `${start}: ${whole}`;
  });
};

/** The saving in its three readings, or what forbids cloud-only; what cloud-only was allowed; why it may be weak. */
export const savingText = (plan: Plan, comparison: Comparison): string[] => [
  ...opening(plan, comparison).map((line) => clip(line, SCREEN_COLUMNS)),
  ...(comparison.allowances.length === 0 ? [] : ['  What cloud-only was allowed']),
  ...gathered(comparison.allowances).flatMap((text) => wrapAtMost(2, text, '  - ', '    ')),
  ...comparison.warnings.flatMap(({ message }) => wrapAtMost(2, `Weak baseline: ${message}`, '  ', '    ')),
];
