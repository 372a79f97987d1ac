import type { PlanEconomics, PricedProduct, Return } from '@placewright/solver';
import { compact, grouped, moneyDecimals, percent, short } from './numbers.js';
import { labelled, table, wrap } from './text.js';

const optional = (value: number | null, shown: (value: number) => string): string =>
  value === null ? '-' : shown(value);

const returnRow = (name: string, one: Return, decimals: number): string[] => [
  name,
  one.per ?? '-',
  grouped(one.valuePerYear, decimals),
  grouped(one.costPerYear, decimals),
  optional(one.returnFraction, (value) => percent(value, 0)),
  optional(one.energySavedKwhPerYear, short),
  optional(one.energyUsedKwhPerYear, short),
];

/** What workloads and workflows return where the planner states a value; nothing where none is stated. */
export const returnsTable = ({ returns }: Pick<PlanEconomics, 'returns'>, currency: string): string[] => {
  const all = [...returns.workloads, ...returns.workflows];
  if (all.length === 0) return [];
  const decimals = moneyDecimals(Math.max(...all.map((one) => Math.max(one.valuePerYear, one.costPerYear))));
  return [
    '',
    `Return on attributed cost, ${currency} a year; value and energy saved as the planner states them`,
    ...table(
      [
        { heading: 'Workload or workflow', most: 26 },
        { heading: 'Value by', most: 11 },
        { heading: 'Value', align: 'right', most: 14 },
        { heading: 'Cost', align: 'right', most: 14 },
        { heading: 'ROI', align: 'right', most: 8 },
        { heading: 'kWh saved', align: 'right', most: 11 },
        { heading: 'kWh used', align: 'right', most: 11 },
      ],
      [
        ...returns.workloads.map((one) => returnRow(one.workload, one, decimals)),
        ...returns.workflows.map((one) => returnRow(`workflow ${one.workflow}`, one, decimals)),
      ],
      '  ',
    ),
  ];
};

const productRows = (product: PricedProduct): string[][] => {
  const { sold, prices, margins } = product;
  const [low, high] = [margins[0], margins.at(-1)];
  const range = (index: number): string => {
    const [from, to] = [low?.prices[index]?.price ?? null, high?.prices[index]?.price ?? null];
    return from === null || to === null ? '-' : `${compact(from)} - ${compact(to)}`;
  };
  return sold.map((one, index) => [
    index === 0 ? product.product : '',
    one.per,
    compact(one.perYear),
    optional(one.costEach, compact),
    index === 0 ? percent(product.grossMarginFraction, 1) : '',
    optional(prices[index]?.price ?? null, compact),
    range(index),
    index === 0 ? optional(product.breakEvenLoadFraction, (value) => percent(value, 0)) : '',
  ]);
};

const listPriceText = ({ product, atListPrice }: PricedProduct, currency: string): string[] => {
  if (atListPrice === null) return [];
  const { per, price, grossMarginFraction, breakEvenLoadFraction } = atListPrice;
  const even =
    breakEvenLoadFraction === null
      ? 'no load covers its cost'
      : `breaks even at ${percent(breakEvenLoadFraction, 0)} of the planned load`;
  const margin = optional(grossMarginFraction, percent);
  return wrap(
    `${product} at ${compact(price)} ${currency} a ${per}: margin ${margin}, ${even}`,
    '  ',
    '    ',
  );
};

/** What is sold, its cost and its price; nothing where the problem sells nothing. */
export const productsTable = ({ products }: Pick<PlanEconomics, 'products'>, currency: string): string[] => {
  if (products.length === 0) return [];
  const [least, most] = [products[0]?.margins[0], products[0]?.margins.at(-1)];
  const range = `${percent(least?.grossMarginFraction ?? 0, 0)} to ${percent(most?.grossMarginFraction ?? 0, 0)}`;
  return [
    '',
    `Products, ${currency} each, at the wanted gross margin and at ${range}; load at which each breaks even`,
    ...table(
      [
        { heading: 'Product', most: 18 },
        { heading: 'Billed by', most: 19 },
        { heading: 'Sold a year', align: 'right', most: 12 },
        { heading: 'Cost', align: 'right', most: 9 },
        { heading: 'Margin', align: 'right', most: 7 },
        { heading: 'Price', align: 'right', most: 9 },
        { heading: 'Range', align: 'right', most: 19 },
        { heading: 'Even', align: 'right', most: 6 },
      ],
      products.flatMap(productRows),
      '  ',
    ),
    ...products.flatMap((product) => listPriceText(product, currency)),
  ];
};

/** The saving by play; nothing where no workload names one. */
export const playsTable = ({ plays }: Pick<PlanEconomics, 'plays'>, currency: string): string[] => {
  if (plays.length === 0) return [];
  const decimals = moneyDecimals(Math.max(...plays.map((one) => Math.abs(one.planPresentWorth))));
  const amount = (value: number | null): string => optional(value, (one) => grouped(one, decimals));
  return [
    '',
    `Saving by play, ${currency} present worth; it adds up to the saving "at most"`,
    ...table(
      [
        { heading: 'Play', most: 22 },
        { heading: 'Work', align: 'right', most: 5 },
        { heading: 'Cloud-only', align: 'right', most: 18 },
        { heading: 'Plan', align: 'right', most: 18 },
        { heading: 'Saves', align: 'right', most: 18 },
      ],
      plays.map((one) => [
        one.play ?? 'no play named',
        grouped(one.workloads.length),
        amount(one.cloudOnlyPresentWorth),
        amount(one.planPresentWorth),
        amount(one.value),
      ]),
      '  ',
    ),
  ];
};

const MOST_FITS = 4;

/** Workloads that run on silicon other than the permitted one of most merit; the merit decides nothing. */
export const siliconFitText = ({ siliconFit }: Pick<PlanEconomics, 'siliconFit'>): string[] => {
  const placed = siliconFit.flatMap(({ workload, silicon }) => {
    const used = silicon.filter((one) => one.shareFraction > 0 && one.fitFraction !== null);
    const best = silicon.find((one) => one.isPermitted && one.fitFraction !== null);
    if (used.length === 0 || best?.fitFraction == null) return [];
    const worse = used.filter((one) => (one.fitFraction ?? 0) < (best.fitFraction ?? 0));
    return [{ workload, worse, best }];
  });
  if (placed.length === 0) return [];
  const others = placed.filter(({ worse }) => worse.length > 0);
  const texts = others.slice(0, MOST_FITS).map(({ workload, worse, best }) => {
    const on = worse.map((one) => `${one.silicon} (${short(one.fitFraction ?? 0)})`).join(', ');
    return `${workload} on ${on}, best ${best.silicon} (${short(best.fitFraction ?? 0)})`;
  });
  const more = others.length > MOST_FITS ? `; and ${grouped(others.length - MOST_FITS)} more` : '';
  const rest = texts.length === 0 ? '' : `; not ${texts.join('; ')}${more}`;
  return labelled(
    'Silicon fit',
    `${grouped(placed.length - others.length)} of ${grouped(placed.length)} workloads run on the permitted silicon of most merit${rest}`,
  );
};
