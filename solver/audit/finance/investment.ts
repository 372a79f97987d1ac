import type { InvestmentYear, Payback, RateOfReturn } from '../../plan/types.js';
import type { FinanceLedger } from './findings.js';
import { type Paid, worthOf } from './payments.js';

/** What is paid less at each moment, ascending. */
export const netsOf = (plan: readonly Paid[], other: readonly Paid[]): Paid[] => {
  const at = [...new Set([...plan, ...other].map((one) => one.at))].sort((a, b) => a - b);
  const sums = new Map(at.map((moment) => [moment, 0]));
  for (const one of other) sums.set(one.at, (sums.get(one.at) ?? 0) + one.amount);
  for (const one of plan) sums.set(one.at, (sums.get(one.at) ?? 0) - one.amount);
  return [...sums].map(([moment, amount]) => ({ at: moment, amount, isCapital: false }));
};

/** Each year's net, its worth, and the sums so far. */
export const checkInvestmentYears = (
  ledger: FinanceLedger,
  what: string,
  nets: readonly Paid[],
  rate: number,
  lastYear: number,
  stated: readonly InvestmentYear[],
): void => {
  ledger.holds('investment', `${what} years`, stated.length === lastYear + 1, lastYear + 1, stated.length);
  stated.forEach((one, year) => {
    const due = nets.filter(({ at }) => Math.ceil(at) === year);
    const soFar = nets.filter(({ at }) => Math.ceil(at) <= year);
    const sum = (list: readonly Paid[]): number => list.reduce((total, { amount }) => total + amount, 0);
    ledger.holds('investment', `${what} year ${year}`, one.year === year, year, one.year);
    ledger.money('investment', `${what} net of year ${year}`, sum(due), one.net);
    ledger.money('investment', `${what} worth of year ${year}`, worthOf(due, rate), one.presentWorth);
    ledger.money('investment', `${what} net to year ${year}`, sum(soFar), one.cumulativeNet);
    ledger.money(
      'investment',
      `${what} worth to year ${year}`,
      worthOf(soFar, rate),
      one.cumulativePresentWorth,
    );
  });
};

/** Rates below it are not stated. */
const LOWEST_RATE = -0.999999;

/** Each rate makes the payments worth nothing; there are no more than changes of sign, and one where there is one change. */
export const checkRates = (
  ledger: FinanceLedger,
  what: string,
  all: readonly Paid[],
  slack: number,
  stated: RateOfReturn,
): void => {
  // A difference within the slack of money is none.
  const nets = all.filter(({ amount }) => Math.abs(amount) > slack);
  let changes = 0;
  let before = 0;
  for (const { amount } of nets) {
    if (amount === 0) continue;
    if (before * amount < 0) changes += 1;
    before = Math.sign(amount);
  }
  const { rates, status, signChanges, sense } = stated;
  ledger.holds('rate-of-return', `${what} changes of sign`, changes === signChanges, changes, signChanges);
  const called = rates.length === 0 ? 'none' : rates.length === 1 ? 'unique' : 'several';
  ledger.holds('rate-of-return', `${what} status`, called === status, called, status);
  // With one change of sign there is one rate, unless the payments are worth as much as their first to the lowest rate.
  const isBelow = worthOf(nets, LOWEST_RATE) * (nets[0]?.amount ?? 0) > 0;
  const few = rates.length <= changes && (changes !== 1 || rates.length === (isBelow ? 0 : 1));
  ledger.holds('rate-of-return', `${what} number of rates`, few, `at most ${changes}`, rates.length);
  const first = nets[0]?.amount ?? 0;
  const outFirst = first === 0 ? 'null' : first < 0 ? 'investment' : 'loan';
  ledger.holds('rate-of-return', `${what} sense`, outFirst === String(sense), outFirst, String(sense));
  rates.forEach((rate, index) => {
    const size = worthOf(
      nets.map(({ at, amount }) => ({ at, amount: Math.abs(amount) })),
      rate,
    );
    const left = worthOf(nets, rate);
    const isZero = Math.abs(left) <= 1e-6 * size && rate > (rates[index - 1] ?? -1);
    ledger.holds('rate-of-return', `${what} worth at ${rate}`, isZero, 0, left);
  });
};

/** The sum of nets by year is nothing at the stated time and not below it from there to the end. */
export const checkPayback = (
  ledger: FinanceLedger,
  what: string,
  nets: readonly number[],
  slack: number,
  stated: Payback,
): void => {
  const sums: number[] = [];
  for (const net of nets) sums.push((sums.at(-1) ?? 0) + net);
  const lowest = Math.min(...sums);
  const last = sums.at(-1) ?? 0;
  if (stated.status !== 'paid-back') {
    if (stated.status === 'no-outlay')
      ledger.holds('payback', what, lowest >= -slack, 'never below 0', lowest);
    else ledger.holds('payback', what, last < slack, 'below 0 at the end', last);
    return;
  }
  const whole = Math.floor(stated.years);
  const start = sums[whole] ?? Number.NaN;
  const end = sums[whole + 1] ?? start;
  const there = start + (end - start) * (stated.years - whole);
  const later = Math.min(...sums.slice(Math.ceil(stated.years)));
  // Nothing earlier will do: the year it falls in begins below 0.
  const begins = sums[Math.ceil(stated.years) - 1] ?? 0;
  const ok = Math.abs(there) <= slack && later >= -slack && begins < slack && lowest < slack;
  ledger.holds('payback', what, ok, 0, there);
};
