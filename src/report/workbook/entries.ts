import type { Bill, BillEntry } from '@placewright/solver';
import { formula, type RangedSheet, rangedSheet } from './ranges.js';

/** Which plan an entry is of. */
export type Side = 'plan' | 'cloud-only';

export interface SidedEntry {
  /** From 1, over both plans: payments name it. */
  readonly number: number;
  readonly side: Side;
  readonly entry: BillEntry;
}

export const sidedEntries = (plan: Bill, cloudOnly: Bill | undefined): SidedEntry[] => {
  const of = (side: Side, bill: Bill | undefined) => (bill?.entries ?? []).map((entry) => ({ side, entry }));
  return [...of('plan', plan), ...of('cloud-only', cloudOnly)].map((one, index) => ({
    ...one,
    number: index + 1,
  }));
};

/** Where the conventions of present worth stand in the workbook. */
export interface Conventions {
  readonly discountCell: string;
  /** Years before the end of its year at which a yearly amount is paid. */
  readonly earlyCell: string;
  readonly yearsCell: string;
  readonly discountFraction: number;
  readonly years: number;
}

export type PaymentColumn =
  | 'entry'
  | 'plan'
  | 'nature'
  | 'year'
  | 'bucket'
  | 'factor'
  | 'discounted'
  | 'amount'
  | 'worth';

/** The year a dated payment falls in: year n ends n years after the start; 0 is the start itself. */
const bucketOf = (year: number): number => Math.ceil(year);

/** One row for each dated payment of an entry. */
export const paymentsSheet = (
  entries: readonly SidedEntry[],
  { discountCell, discountFraction }: Conventions,
  currency: string,
): RangedSheet<PaymentColumn> =>
  rangedSheet(
    'Payments',
    {
      entry: 'Entry',
      plan: 'Plan',
      nature: 'Nature',
      year: 'Paid at [years after start]',
      bucket: 'Year',
      factor: 'Times the amount',
      discounted: 'Discounted factor',
      amount: `Paid [${currency}]`,
      worth: `Present worth [${currency}]`,
    },
    entries.flatMap(({ number, side, entry }) => {
      if (entry.timing.kind !== 'dated') return [];
      return entry.timing.payments.map(({ year, factor }) => (own: (column: PaymentColumn) => string) => {
        const discounted = factor * (1 + discountFraction) ** -year;
        const amountCell = `Entries!$L$${number + 1}`;
        return [
          number,
          side,
          entry.nature,
          year,
          bucketOf(year),
          factor,
          formula(`${own('factor')}*(1+${discountCell})^-${own('year')}`, discounted),
          formula(`${amountCell}*${own('factor')}`, entry.amount * factor),
          formula(`${amountCell}*${own('discounted')}`, entry.amount * discounted),
        ];
      });
    }),
  );

export type EntryColumn =
  | 'number'
  | 'plan'
  | 'line'
  | 'nature'
  | 'site'
  | 'siteNumber'
  | 'offer'
  | 'workload'
  | 'location'
  | 'item'
  | 'timing'
  | 'amount'
  | 'escalation'
  | 'factor'
  | 'worth';

/** Every entry of both bills: what is paid, when, and its present worth as a formula of the conventions. */
export const entriesSheet = (
  entries: readonly SidedEntry[],
  { discountCell, earlyCell, yearsCell }: Conventions,
  payments: RangedSheet<PaymentColumn>,
  siteNumbers: ReadonlyMap<string, number>,
  currency: string,
): RangedSheet<EntryColumn> =>
  rangedSheet(
    'Entries',
    {
      number: 'Entry',
      plan: 'Plan',
      line: 'Line',
      nature: 'Nature',
      site: 'Site',
      siteNumber: 'Site number',
      offer: 'Offer',
      workload: 'Workload',
      location: 'From',
      item: 'Item',
      timing: 'Paid',
      amount: `Amount each time [${currency}]`,
      escalation: 'Escalation [fraction/year]',
      factor: 'Present-worth factor',
      worth: `Present worth [${currency}]`,
    },
    entries.map(({ number, side, entry }) => (own) => {
      const { component, nature, site, offer, workload, location, item, timing, amount, presentWorth } =
        entry;
      const ratio = `((1+${own('escalation')})/(1+${discountCell}))`;
      const annuity = `IF(${ratio}=1,${yearsCell},${ratio}*(1-${ratio}^${yearsCell})/(1-${ratio}))*(1+${discountCell})^${earlyCell}`;
      const dated = `SUMIFS(${payments.range.discounted.all},${payments.range.entry.all},${own('number')})`;
      return [
        number,
        side,
        component,
        nature,
        site ?? null,
        siteNumbers.get(site ?? '') ?? 0,
        offer ?? null,
        workload ?? null,
        location ?? null,
        item ?? null,
        timing.kind,
        amount,
        timing.kind === 'yearly' ? timing.escalationFraction : 0,
        formula(
          `IF(${own('timing')}="upfront",1,IF(${own('timing')}="yearly",${annuity},${dated}))`,
          presentWorth / amount,
        ),
        formula(`${own('amount')}*${own('factor')}`, presentWorth),
      ];
    }),
  );
