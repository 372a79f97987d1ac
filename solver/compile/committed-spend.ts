import type { Decisions } from '../decisions/types.js';
import type { BillEntry, CostId } from '../plan/types.js';
import { agreementOffers } from '../problem/agreement-offers.js';
import type { LinearTerm } from '../program/program.js';
import { below, type Constraint } from '../rules/contract.js';
import type { CostTerm } from '../tei/costs/contract.js';
import { pricedComponents } from '../tei/costs/index.js';
import { paidInYear } from '../tei/paid-in-year.js';

/** Components that are paid each year for what an agreement covers, its discounts among their entries. */
export const COMMITTED: ReadonlySet<CostId> = new Set(['rentHeld', 'rentByUse', 'tokens']);

/** One shortfall: its column, what is committed, and what is spent as terms over the decisions. */
export interface SpendRow {
  readonly name: string;
  readonly column: number;
  readonly committed: number;
  readonly spent: readonly LinearTerm[];
}

const spentIn = (term: CostTerm, year: number | null): number =>
  year === null ? term.amount : paidInYear(term, year);

/** Every shortfall of a problem with what is spent against it. */
export const spendRows = (decisions: Decisions): SpendRow[] => {
  if (decisions.agreements.length === 0) return [];
  const terms = pricedComponents(decisions).flatMap((component) =>
    COMMITTED.has(component.id) ? component.terms : [],
  );
  return decisions.agreements.flatMap(({ agreement, offers, shortfalls }) => {
    const counted = terms.filter(({ subject }) => subject.offer !== undefined && offers.has(subject.offer));
    return shortfalls.map(({ year, committed, column }) => ({
      name: `committed spend ${agreement.id}${year === null ? '' : ` year ${year}`}`,
      column,
      committed,
      spent: counted.map((term) => ({ column: term.column, coefficient: spentIn(term, year) })),
    }));
  });
};

/** Year n of an agreement on a bill. */
export const spendOnBill = (
  entries: readonly BillEntry[],
  agreement: { readonly id: string },
  offers: ReadonlySet<string>,
  year: number,
): { readonly spent: number; readonly shortfall: number } => {
  let spent = 0;
  let shortfall = 0;
  for (const entry of entries) {
    if (COMMITTED.has(entry.component) && offers.has(entry.offer ?? '')) spent += paidInYear(entry, year);
    if (entry.component === 'spendShortfall' && entry.item === agreement.id)
      shortfall += paidInYear(entry, year);
  }
  return { spent, shortfall };
};

/** Committed spend: what is paid each year for its offers and what is missing make at least the amount committed. */
export const committedSpend: Constraint = {
  id: 'committed-spend',
  rows(decisions, sink) {
    for (const { name, column, committed, spent } of spendRows(decisions)) {
      sink.addRow(name, [...spent, { column, coefficient: 1 }], committed, Number.POSITIVE_INFINITY);
    }
  },
  violations: ({ plan, candidates }) => {
    const { problem } = candidates.demand;
    return (problem.committedSpend ?? []).flatMap((agreement) => {
      const offers = new Set(agreementOffers(problem, agreement).map((offer) => offer.id));
      const { amountPerYear, escalationFraction = 0 } = agreement;
      return Array.from({ length: problem.horizon.years }, (_, index) => {
        const year = index + 1;
        const { spent, shortfall } = spendOnBill(plan.bill.entries, agreement, offers, year);
        const committed = amountPerYear * (1 + escalationFraction) ** year;
        const subject = `${agreement.id} in year ${year}`;
        return below('committed-spend', subject, spent + shortfall, committed, problem.horizon.currency);
      }).flat();
    });
  },
};
