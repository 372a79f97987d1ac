import { billDecimals } from '../render/bill.js';
import type { ReportDocument } from './document.js';
import type { ReportInput } from './input.js';
import { basisSection } from './sections/basis.js';
import { billSection } from './sections/bill.js';
import { dependenceSection } from './sections/dependence.js';
import { economicsSection } from './sections/economics.js';
import { energySection } from './sections/energy.js';
import { evidenceSection } from './sections/evidence.js';
import { financeSection } from './sections/finance.js';
import { leversSection } from './sections/levers.js';
import { ordersSection } from './sections/orders.js';
import { placementsSection } from './sections/placements.js';
import { summarySection } from './sections/summary.js';

/** The report of a solved problem. It opens with the conventions and ends with what is not modelled. */
export const reportDocument = (input: ReportInput): ReportDocument => {
  const { plan, comparison } = input.answer;
  const bills = comparison.cloudOnly === undefined ? [plan.bill] : [plan.bill, comparison.cloudOnly.bill];
  const moneyDecimals = billDecimals(bills);
  return {
    title: plan.problemName ?? 'Placement report',
    currency: plan.currency,
    moneyDecimals,
    sections: [
      summarySection(input),
      billSection(input, moneyDecimals),
      ...(input.levers === null ? [] : [leversSection(input.levers, moneyDecimals)]),
      financeSection(input),
      economicsSection(input),
      placementsSection(input),
      ordersSection(input),
      dependenceSection(input),
      evidenceSection(input),
      energySection(input),
      basisSection(input),
    ],
  };
};
