import type { Bill, BillEntry, CostId } from '../../plan/types.js';
import type { Problem } from '../../problem/types.js';

/** Cash at a moment; `isCapital` where it is written off over years. */
export interface Paid {
  readonly at: number;
  readonly amount: number;
  readonly isCapital: boolean;
}

/** Paid at the start or on a date and still no capital: what comes back, what ends, and what is rent. */
const NO_CAPITAL: ReadonlySet<CostId> = new Set([
  'siliconResidual',
  'contractEnding',
  'rentHeld',
  'spendShortfall',
]);

const isWrittenOff = ({ component, item, timing }: BillEntry): boolean => {
  if (timing.kind === 'yearly' || NO_CAPITAL.has(component)) return false;
  return component !== 'irrecoverableTax' || ![...NO_CAPITAL].some((one) => one === item);
};

/** Every cash payment of a bill, entry by entry; those of one moment and kind together. */
export const paidBy = ({ entries }: Bill, { years, yearlyTiming }: Problem['horizon']): Paid[] => {
  const sums = { capital: new Map<number, number>(), other: new Map<number, number>() };
  const pay = ({ at, amount, isCapital }: Paid): void => {
    const into = isCapital ? sums.capital : sums.other;
    into.set(at, (into.get(at) ?? 0) + amount);
  };
  for (const entry of entries) {
    const { nature, timing, amount } = entry;
    if (nature !== 'cash') continue;
    const isCapital = isWrittenOff(entry);
    if (timing.kind === 'upfront') pay({ at: 0, amount, isCapital });
    if (timing.kind === 'dated')
      for (const { year, factor } of timing.payments) pay({ at: year, amount: amount * factor, isCapital });
    if (timing.kind === 'yearly') {
      let price = amount;
      for (let year = 1; year <= years; year += 1) {
        price *= 1 + timing.escalationFraction;
        pay({ at: yearlyTiming === 'mid' ? year - 0.5 : year, amount: price, isCapital: false });
      }
    }
  }
  const listed = (of: ReadonlyMap<number, number>, isCapital: boolean): Paid[] =>
    [...of].map(([at, amount]) => ({ at, amount, isCapital }));
  return [...listed(sums.capital, true), ...listed(sums.other, false)];
};

/** Tax of the years 1..N as payments: the rate times what could be deducted, back from the fisc. */
export const taxOf = (
  paid: readonly Paid[],
  { horizon, tax }: Problem,
  bookAfter: (k: number) => number,
): { readonly depreciation: number; readonly paid: Paid }[] => {
  if (tax === undefined) return [];
  return Array.from({ length: horizon.years }, (_, index) => {
    const year = index + 1;
    let depreciation = 0;
    let deducted = 0;
    for (const { at, amount, isCapital } of paid) {
      if (!isCapital) {
        // What is paid at the start and written off over no years is deducted in the first.
        if (Math.max(1, Math.ceil(at)) === year) deducted += amount;
        continue;
      }
      const age = year - Math.floor(at);
      if (age < 1) continue;
      const atEnd = year === horizon.years ? 0 : bookAfter(age);
      depreciation += amount * (bookAfter(age - 1) - atEnd);
    }
    const at = horizon.yearlyTiming === 'mid' ? year - 0.5 : year;
    const amount = -tax.rateFraction * (deducted + depreciation);
    return { depreciation, paid: { at, amount, isCapital: false } };
  });
};

/** Worth at the start of what is paid. */
export const worthOf = (paid: readonly Pick<Paid, 'at' | 'amount'>[], rate: number): number =>
  paid.reduce((sum, { at, amount }) => sum + amount / (1 + rate) ** at, 0);
