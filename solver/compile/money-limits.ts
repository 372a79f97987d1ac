import { selectsBank, selectsOffer } from '../decisions/supply.js';
import type { Decisions } from '../decisions/types.js';
import type { CostId } from '../plan/types.js';
import type { SupplySelector } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import { above, below, type Constraint } from '../rules/contract.js';
import { shareRows } from '../rules/weight-shares.js';
import type { CostTerm } from '../tei/costs/contract.js';
import { pricedComponents } from '../tei/costs/index.js';
import { isCapital } from '../tei/costs/recurring.js';
import { presentWorthFactorOf } from '../tei/objective.js';

/** Components that follow supply and so count as spend on it. */
const SPEND: ReadonlySet<CostId> = new Set([
  'siliconUpfront',
  'siliconReplacement',
  'siliconResidual',
  'rentHeld',
  'rentByUse',
  'tokens',
  'operations',
  'irrecoverableTax',
  'energy',
  'traffic',
  'quoted',
]);

/** Whether a selector counts the supply behind a column; a constant belongs to the offer its subject names. */
const columnSelector = (decisions: Decisions, selector: SupplySelector): ((term: CostTerm) => boolean) => {
  const { problem } = decisions.candidates.demand;
  const answers = new Map<number, boolean>();
  for (const candidate of decisions.candidates.candidates) {
    const isSelected = selectsBank(selector, candidate.bank);
    answers.set(decisions.placeColumn[candidate.index] ?? -1, isSelected);
    answers.set(decisions.standbyColumn[candidate.index] ?? -1, isSelected);
  }
  for (const one of decisions.units) {
    const isSelected = selectsOffer(problem, selector, one.offer);
    answers.set(one.keptColumn, isSelected);
    answers.set(one.packsColumn, isSelected);
  }
  for (const { inTierColumn, offer } of decisions.tiers)
    answers.set(inTierColumn, selectsOffer(problem, selector, offer));
  for (const { column, offer } of decisions.endings)
    answers.set(column, selectsOffer(problem, selector, offer));
  return (term) => {
    if (term.column !== decisions.oneColumn) return answers.get(term.column) ?? false;
    const offer = problem.offers.find((one) => one.id === term.subject.offer);
    return offer !== undefined && selectsOffer(problem, selector, offer);
  };
};

/** Year in which a payment counts as capital: a life of 2.5 years is paid for at 2.5, in year 3. */
const capitalYear = (payment: { readonly year: number }): number => Math.ceil(payment.year);

/** Capital a term costs in a year: upfront amounts in year 0, replacements in theirs. */
const capexFactor = (component: CostId, term: CostTerm, year: number): number => {
  if (!isCapital(component, term.subject.item)) return 0;
  if (term.timing.kind === 'upfront') return year === 0 ? 1 : 0;
  if (term.timing.kind !== 'dated') return 0;
  return term.timing.payments.reduce(
    (sum, payment) => (capitalYear(payment) === year ? sum + payment.factor : sum),
    0,
  );
};

const allTerms = (decisions: Decisions): { component: CostId; term: CostTerm }[] =>
  pricedComponents(decisions).flatMap(({ id, nature, terms }) =>
    nature === 'shadow' ? [] : terms.map((term) => ({ component: id, term })),
  );

/** Limits on money: capital by year, undiscounted, and shares of present-worth spend. They read the cost terms. */
export const moneyLimits: Constraint = {
  id: 'money-limit',
  rows(decisions, sink) {
    const { limits, horizon } = decisions.candidates.demand.problem;
    const spendLimits = limits.shares.filter((limit) => limit.of === 'spend');
    if (limits.capexByYear.length === 0 && spendLimits.length === 0) return;
    const terms = allTerms(decisions);
    for (const { year, most } of limits.capexByYear) {
      const capex = terms.map(
        ({ component, term }): LinearTerm => ({
          column: term.column,
          coefficient: term.amount * capexFactor(component, term, year),
        }),
      );
      sink.addRow(`capex year ${year}`, capex, Number.NEGATIVE_INFINITY, most);
    }
    const spend = terms.filter(({ component }) => SPEND.has(component));
    const asLinear = ({ term }: { term: CostTerm }): LinearTerm => ({
      column: term.column,
      coefficient: term.amount * presentWorthFactorOf(term.timing, horizon),
    });
    const all = spend.map(asLinear);
    for (const limit of spendLimits) {
      const isSelected = columnSelector(decisions, limit.selector);
      const selected = spend.filter(({ term }) => isSelected(term)).map(asLinear);
      const { maxFraction, minFraction, id } = limit;
      if (maxFraction !== undefined)
        sink.addRow(
          `share ${id} at most`,
          shareRows(selected, all, maxFraction),
          Number.NEGATIVE_INFINITY,
          0,
        );
      if (minFraction !== undefined)
        sink.addRow(
          `share ${id} at least`,
          shareRows(selected, all, minFraction),
          0,
          Number.POSITIVE_INFINITY,
        );
    }
  },
  violations: (reading) => {
    const { problem } = reading.candidates.demand;
    const { entries } = reading.plan.bill;
    const capex = problem.limits.capexByYear.flatMap(({ year, most }) => {
      const spent = entries.reduce((sum, entry) => {
        if (entry.nature === 'shadow' || !isCapital(entry.component, entry.item)) return sum;
        if (entry.timing.kind === 'upfront') return year === 0 ? sum + entry.amount : sum;
        if (entry.timing.kind === 'yearly') return sum;
        const due = entry.timing.payments.filter((payment) => capitalYear(payment) === year);
        return due.reduce((total, payment) => total + entry.amount * payment.factor, sum);
      }, 0);
      return above('money-limit', `capital in year ${year}`, spent, most, problem.horizon.currency);
    });
    const banks = new Map(reading.candidates.banks.map((bank) => [bank.id, bank]));
    const shares = problem.limits.shares.flatMap((limit) => {
      if (limit.of !== 'spend') return [];
      const spend = entries.filter((entry) => SPEND.has(entry.component) && entry.nature === 'cash');
      const all = spend.reduce((sum, entry) => sum + entry.presentWorth, 0);
      const selected = spend.reduce((sum, entry) => {
        const bank = entry.bank === undefined ? undefined : banks.get(entry.bank);
        const offer = problem.offers.find((one) => one.id === entry.offer);
        const isSelected = bank
          ? selectsBank(limit.selector, bank)
          : offer
            ? selectsOffer(problem, limit.selector, offer)
            : false;
        return isSelected ? sum + entry.presentWorth : sum;
      }, 0);
      return [
        ...(limit.maxFraction === undefined
          ? []
          : above('money-limit', limit.id, selected, limit.maxFraction * all, problem.horizon.currency)),
        ...(limit.minFraction === undefined
          ? []
          : below('money-limit', limit.id, selected, limit.minFraction * all, problem.horizon.currency)),
      ];
    });
    return [...capex, ...shares];
  },
};
