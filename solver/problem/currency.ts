import { InternalError } from '../outcome.js';
import { type Path, quoted, spokenPath } from './pointer.js';
import type { Report } from './report.js';
import { problemSchema, type ShapedProblem } from './schema/problem.js';
import { childOf, defOf, holderOf, metaOf, optionFor, type Schema, unwrapped } from './schema-walk.js';

const holdsMoney = holderOf('money');

/** Checks the exchange rates: to the problem's currency, one for each currency. */
export const checkRates = (problem: ShapedProblem, report: Report): void => {
  const { currency } = problem.horizon;
  const seen = new Set<string>();
  problem.exchangeRates.forEach((rate, index) => {
    const path = ['exchangeRates', index];
    const at = spokenPath(problem, path);
    if (rate.to !== currency) {
      report.add({
        path: [...path, 'to'],
        code: 'inconsistent',
        message: `${at}: converts to ${rate.to}, but the plan is in ${currency}.`,
        value: rate.to,
        allowed: currency,
        fix: `State the rate to ${currency}.`,
      });
    }
    if (rate.from === currency) {
      report.add({
        path: [...path, 'from'],
        code: 'inconsistent',
        message: `${at}: ${currency} is the plan's own currency and needs no rate.`,
        value: rate.from,
        fix: 'Remove it.',
      });
    }
    if (seen.has(rate.from)) {
      report.add({
        path: [...path, 'from'],
        code: 'duplicate-id',
        message: `${at}: there is another rate from ${rate.from}.`,
        value: rate.from,
        fix: 'Keep one rate for each currency.',
      });
    }
    seen.add(rate.from);
  });
};

/** Checks that every entry in another currency has a rate. */
export const checkCurrencies = (problem: ShapedProblem, report: Report): void => {
  const rates = ratesOf(problem);
  new MoneyWalk((path, currency) => {
    if (!rates.has(currency)) {
      report.add({
        path,
        code: 'missing-exchange-rate',
        message: `${spokenPath(problem, path)}: no exchange rate from ${currency} to ${problem.horizon.currency}.`,
        value: currency,
        fix: `Add {"from": ${quoted(currency)}, "to": ${quoted(problem.horizon.currency)}, "rate": ..., "asOf": ..., "source": ...} to exchangeRates.`,
      });
    }
    return 1;
  }).walk(problemSchema, problem, 1);
};

/** Brings every amount of money into the currency of the plan, in place; an entry keeps its `currency`. */
export const convertMoney = (problem: ShapedProblem): void => {
  const rates = ratesOf(problem);
  new MoneyWalk((_, currency) => {
    const rate = rates.get(currency);
    if (rate === undefined) throw new InternalError(`no rate from ${currency}, which was checked`);
    return rate;
  }).walk(problemSchema, problem, 1);
};

const ratesOf = (problem: ShapedProblem): ReadonlyMap<string, number> =>
  new Map<string, number>([
    ...problem.exchangeRates.map(({ from, rate }) => [from, rate] as const),
    [problem.horizon.currency, 1],
  ]);

/** Visits every entry that names its currency and multiplies the money in it by the rate it is given. */
class MoneyWalk {
  readonly #path: (string | number)[] = [];

  constructor(private readonly rateOf: (path: Path, currency: string) => number) {}

  walk(schema: Schema, value: unknown, rate: number): void {
    if (Array.isArray(value)) {
      const def = defOf(unwrapped(schema));
      if (def.type !== 'array') return;
      for (let index = 0; index < value.length; index++) this.#step(def.element, value, index, rate);
    } else if (typeof value === 'object' && value !== null) {
      const option = optionFor(unwrapped(schema), value);
      if (option === undefined) return;
      const holder = value as Record<string, unknown>;
      const own = Object.hasOwn(holder, 'currency') ? holder.currency : undefined;
      const inner = typeof own === 'string' ? this.rateOf([...this.#path, 'currency'], own) : rate;
      for (const key of Object.keys(holder)) {
        const child = childOf(option, holder, key);
        if (child !== undefined && holdsMoney(child)) this.#step(child, holder, key, inner);
      }
    }
  }

  #step(
    schema: Schema,
    holder: unknown[] | Record<string, unknown>,
    step: string | number,
    rate: number,
  ): void {
    const values = holder as Record<string | number, unknown>;
    const value = values[step];
    if (typeof value === 'number') {
      if (rate !== 1 && metaOf(schema).money === true) values[step] = value * rate;
      return;
    }
    this.#path.push(step);
    this.walk(schema, value, rate);
    this.#path.pop();
  }
}
