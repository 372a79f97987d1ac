/** Present worth added up year by year; nothing here is a closed formula. */
export interface Worth {
  readonly years: number;
  readonly discount: number;
}

/** Worth of 1 paid at the end of every year, growing by `escalation` a year from today. */
export function yearly({ years, discount }: Worth, escalation = 0): number {
  let sum = 0;
  let price = 1;
  let factor = 1;
  for (let year = 1; year <= years; year += 1) {
    price *= 1 + escalation;
    factor /= 1 + discount;
    sum += price * factor;
  }
  return sum;
}

/** Worth of 1 paid in a year. */
export function inYear({ discount }: Worth, year: number): number {
  return (1 + discount) ** -year;
}

/** Buying one unit and keeping it up over the horizon: worth today, and what is spent in each year. */
export function purchaseWorth(
  worth: Worth,
  price: number,
  lifeYears: number,
  priceChange: number,
  residualMarket: number,
): { worth: number; spent: Map<number, number> } {
  const spent = new Map<number, number>();
  let total = 0;
  let last = 0;
  for (let buy = 0; buy * lifeYears < worth.years; buy += 1) {
    last = buy * lifeYears;
    const paid = price * (1 + priceChange) ** last;
    spent.set(last, paid);
    total += paid * inYear(worth, last);
  }
  const book = price * (1 + priceChange) ** last * (1 - (worth.years - last) / lifeYears);
  total -= book * residualMarket * inYear(worth, worth.years);
  return { worth: total, spent };
}
