import type { BillEntry, BillYear, Timing } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { isCapital } from './costs/recurring.js';
import { discountFactor, type ScheduledPayment, scheduleOf } from './finance/schedule.js';

export type CashHorizon = Pick<Problem['horizon'], 'discountFraction' | 'years' | 'yearlyTiming'>;

/** Cash paid at one moment, undiscounted; positive is paid. */
export interface CashPayment {
  readonly kind: 'capex' | 'operating' | 'residual';
  readonly year: number;
  readonly atYears: number;
  readonly amount: number;
}

const kindOf = ({ component, item, timing }: BillEntry): CashPayment['kind'] => {
  if (component === 'siliconResidual') return 'residual';
  return timing.kind === 'yearly' || !isCapital(component, item) ? 'operating' : 'capex';
};

/** Every cash payment of a bill, those of one kind and moment together. */
export const cashPayments = (
  { years, yearlyTiming }: CashHorizon,
  entries: readonly BillEntry[],
): CashPayment[] => {
  const yearly = new Map<number, readonly ScheduledPayment[]>();
  const schedule = (timing: Timing): readonly ScheduledPayment[] => {
    if (timing.kind !== 'yearly') return scheduleOf(timing, years, yearlyTiming);
    const known = yearly.get(timing.escalationFraction) ?? scheduleOf(timing, years, yearlyTiming);
    yearly.set(timing.escalationFraction, known);
    return known;
  };
  const payments = {
    capex: new Map<number, CashPayment>(),
    operating: new Map<number, CashPayment>(),
    residual: new Map<number, CashPayment>(),
  };
  for (const entry of entries) {
    if (entry.nature !== 'cash') continue;
    const kind = kindOf(entry);
    const ofKind = payments[kind];
    for (const { year, atYears, factor } of schedule(entry.timing)) {
      const amount = (ofKind.get(atYears)?.amount ?? 0) + entry.amount * factor;
      ofKind.set(atYears, { kind, year, atYears, amount });
    }
  }
  return Object.values(payments).flatMap((ofKind) => [...ofKind.values()]);
};

const sumOf = (payments: readonly CashPayment[], worth: (payment: CashPayment) => number): number =>
  payments.reduce((sum, payment) => sum + worth(payment), 0);

/**
 * The cash of a bill by year (formulation.md, section 7.1): capital, yearly amounts and residual value apart, undiscounted, and
 * the present worth of each year. Shadow costs are never paid and are not in it.
 *
 * @example
 * // 1,000 upfront and 100 a year over 2 years at 10 %: 1,000, then 100 worth 90.91, then 100 worth 82.64
 */
export const billYears = (horizon: CashHorizon, entries: readonly BillEntry[]): BillYear[] => {
  const payments = cashPayments(horizon, entries);
  return Array.from({ length: horizon.years + 1 }, (_, year) => {
    const due = payments.filter((payment) => payment.year === year);
    const ofKind = (kind: CashPayment['kind']): number =>
      sumOf(
        due.filter((payment) => payment.kind === kind),
        ({ amount }) => amount,
      );
    const capex = ofKind('capex');
    const operating = ofKind('operating');
    const residual = ofKind('residual');
    const presentWorth = sumOf(
      due,
      ({ amount, atYears }) => amount * discountFactor(horizon.discountFraction, atYears),
    );
    return { year, capex, operating, residual, cash: capex + operating + residual, presentWorth };
  });
};
