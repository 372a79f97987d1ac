import type { Decisions } from '../decisions/types.js';
import { InternalError } from '../outcome.js';
import { type Bill, type BillEntry, type BillLine, COST_IDS, type CostId } from '../plan/types.js';
import { billYears, type CashHorizon } from './cash-flow.js';
import { pricedComponents } from './costs/index.js';
import { isRecurring } from './costs/recurring.js';
import { equivalentYearlyFactorOf, factorsOf } from './present-worth.js';

const SORTED_BY = [
  'site',
  'offer',
  'workload',
  'location',
  'part',
  'bank',
  'block',
  'item',
  'convertedFrom',
] as const;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Entries that differ in nothing but their amount are one entry (kept and further units, isolation groups). */
const keyOf = (entry: BillEntry): string =>
  JSON.stringify([entry.component, ...SORTED_BY.map((field) => entry[field] ?? null), entry.timing]);

const merged = (entries: readonly BillEntry[]): BillEntry[] => {
  const byKey = new Map<string, BillEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const before = byKey.get(key);
    const sum = before && {
      amount: before.amount + entry.amount,
      presentWorth: before.presentWorth + entry.presentWorth,
    };
    byKey.set(key, { ...entry, ...sum });
  }
  const order = new Map<CostId, number>(COST_IDS.map((id, index) => [id, index]));
  return [...byKey]
    .filter(([, entry]) => entry.amount !== 0)
    .sort(([keyA, a], [keyB, b]) => {
      const byComponent = (order.get(a.component) ?? 0) - (order.get(b.component) ?? 0);
      if (byComponent !== 0) return byComponent;
      for (const field of SORTED_BY) {
        // Absent sorts first.
        const compared = compareText(a[field] ?? '', b[field] ?? '');
        if (compared !== 0) return compared;
      }
      return compareText(keyA, keyB);
    })
    .map(([, entry]) => entry);
};

/**
 * What an entry adds to the first year, undiscounted: upfront amounts and one year of yearly amounts at stated
 * prices (escalation not applied). Of dated payments those at year 0, and of those that recur the first year's;
 * replacements and residuals come later.
 */
export const firstYearOf = ({ component, item, amount, timing }: BillEntry): number => {
  if (timing.kind !== 'dated') return amount;
  const last = isRecurring(component, item) ? 1 : 0;
  return timing.payments.reduce((sum, { year, factor }) => sum + (year <= last ? amount * factor : 0), 0);
};

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

const lineOf = (component: CostId, entries: readonly BillEntry[]): BillLine[] => {
  const own = entries.filter((entry) => entry.component === component);
  const [first] = own;
  if (!first) return [];
  const convertedOnes = own.filter((entry) => entry.convertedFrom !== undefined);
  return [
    {
      component,
      nature: first.nature,
      presentWorth: sum(own.map((entry) => entry.presentWorth)),
      firstYear: sum(own.map(firstYearOf)),
      convertedPresentWorth: sum(convertedOnes.map((entry) => entry.presentWorth)),
    },
  ];
};

/** Adds up a bill from its entries: lines by component, cash and shadow apart. Money is never rounded. */
export const billOfEntries = (
  horizon: CashHorizon & { readonly currency: string },
  unsorted: readonly BillEntry[],
): Bill => {
  const entries = merged(unsorted);
  const lines = COST_IDS.flatMap((id) => lineOf(id, entries));
  const ofNature = (nature: string) => lines.filter((line) => line.nature === nature);
  const cashPresentWorth = sum(ofNature('cash').map((line) => line.presentWorth));
  const shadowPresentWorth = sum(ofNature('shadow').map((line) => line.presentWorth));
  return {
    currency: horizon.currency,
    entries,
    lines,
    years: billYears(horizon, entries),
    cashPresentWorth,
    shadowPresentWorth,
    presentWorth: cashPresentWorth + shadowPresentWorth,
    firstYearCash: sum(ofNature('cash').map((line) => line.firstYear)),
    equivalentYearlyCash: equivalentYearlyFactorOf(horizon) * cashPresentWorth,
  };
};

/** The decisions with the columns of pairs that a point leaves out taken off, so that nothing is priced for them. */
const taken = (decisions: Decisions, point: Float64Array): Decisions => {
  const placeColumn = Int32Array.from(decisions.placeColumn);
  const standbyColumn = Int32Array.from(decisions.standbyColumn);
  const isOut = (column: number | undefined): boolean =>
    column === undefined || column < 0 || point[column] === 0;
  for (let pair = 0; pair < placeColumn.length; pair += 1) {
    // A price of standby is written beside that of the place, so a pair goes whole or not at all.
    if (!isOut(placeColumn[pair]) || !isOut(standbyColumn[pair])) continue;
    placeColumn[pair] = -1;
    standbyColumn[pair] = -1;
  }
  return { ...decisions, placeColumn, standbyColumn };
};

/**
 * The bill of a point: the cost terms the objective sums, each evaluated at the point. Entries of zero amount are
 * left out; the order depends on the problem alone.
 */
export const makeBill = (decisions: Decisions, point: Float64Array): Bill => {
  const { horizon } = decisions.candidates.demand.problem;
  const factor = factorsOf(horizon);
  const entries: BillEntry[] = [];
  for (const component of pricedComponents(taken(decisions, point))) {
    const { nature } = component;
    for (const { column, amount, timing, subject, convertedFrom } of component.terms) {
      if (column < 0) continue;
      const value = point[column];
      if (value === undefined || !Number.isFinite(value)) {
        throw new InternalError(`the point has ${value} in column ${column}, which ${component.id} prices`);
      }
      if (value === 0) continue;
      const paid = amount * value;
      entries.push({
        component: component.id,
        nature,
        ...subject,
        amount: paid,
        timing,
        presentWorth: paid * factor(timing),
        ...(convertedFrom === undefined ? {} : { convertedFrom }),
      });
    }
  }
  return billOfEntries(horizon, entries);
};
