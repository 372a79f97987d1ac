import type { PlanEconomics, PricedProduct, UnitFigures } from '@placewright/solver';
import { compact, grouped, moneyDecimals, percent, short } from './numbers.js';
import { type Column, table } from './text.js';

const shown = (value: number | null, text: (value: number) => string): string =>
  value === null ? '-' : text(value);
const right = (heading: string, most: number): Column => ({ heading, align: 'right', most });

const PHYSICAL: readonly Column[] = [
  right('kWh', 12),
  right('kgCO2', 11),
  right('marginal', 11),
  right('embodied', 9),
  right('L water', 11),
];

const physical = ({
  energyKwh,
  carbonKg,
  marginalCarbonKg,
  embodiedCarbonKg,
  siteWaterLiters,
  gridWaterLiters,
}: PlanEconomics['unitEconomics']['all']['footprint']): string[] => {
  const water =
    siteWaterLiters === null || gridWaterLiters === null ? null : siteWaterLiters + gridWaterLiters;
  return [energyKwh, carbonKg, marginalCarbonKg, embodiedCarbonKg, water].map((one) => shown(one, compact));
};

const UNITS: readonly (readonly [keyof UnitFigures, string])[] = [
  ['perMillionTokens', 'million tokens'],
  ['perRequest', 'request'],
  ['perUnitHour', 'unit-hour'],
  ['perAgentMonth', 'agent-month'],
];

const unitRows = (one: PlanEconomics['unitEconomics']['workloads'][number]): string[][] => {
  const kinds = [
    one,
    one.energyKwh,
    one.carbonGrams,
    one.marginalCarbonGrams,
    one.embodiedCarbonGrams,
    one.waterLiters,
  ];
  const rows = UNITS.flatMap(([unit, name]) => {
    const figures = kinds.map((kind) => kind[unit]);
    return figures.every((figure) => figure === null)
      ? []
      : [[name, ...figures.map((figure) => shown(figure, compact))]];
  });
  return rows.map((row, index) => [index === 0 ? one.workload : '', ...row]);
};

const byWorkload = ({ workloads, all }: PlanEconomics['unitEconomics'], currency: string): string[] => {
  const decimals = moneyDecimals(all.equivalentYearlyCash);
  return [
    '',
    `By workload, a year: ${currency} (equivalent yearly cash), energy, carbon, water`,
    ...table(
      [{ heading: 'Workload', most: 24 }, right(currency, 14), ...PHYSICAL],
      workloads.map((one) => [
        one.workload,
        grouped(one.equivalentYearlyCash, decimals),
        ...physical(one.footprint),
      ]),
      '  ',
    ),
    '',
    `By unit: ${currency}, energy, carbon by average, at the margin and embodied, water`,
    ...table(
      [
        { heading: 'Workload', most: 24 },
        { heading: 'Each', most: 14 },
        right(currency, 10),
        right('kWh', 9),
        right('gCO2', 9),
        right('marginal', 9),
        right('embodied', 9),
        right('L water', 9),
      ],
      workloads.flatMap(unitRows),
      '  ',
    ),
  ];
};

const bySite = ({ sites, all }: PlanEconomics['unitEconomics'], currency: string): string[] => {
  const decimals = moneyDecimals(all.equivalentYearlyCash);
  const used = sites.filter(
    ({ equivalentYearlyCash, footprint }) => equivalentYearlyCash !== 0 || footprint.energyKwh !== 0,
  );
  return [
    '',
    `By site, a year: ${currency} (equivalent yearly cash), energy, carbon, water`,
    ...table(
      [{ heading: 'Site', most: 24 }, right(currency, 14), ...PHYSICAL],
      used.map((one) => [
        one.site ?? 'at no site',
        grouped(one.equivalentYearlyCash, decimals),
        ...physical(one.footprint),
      ]),
      '  ',
    ),
  ];
};

const marginTable = (product: PricedProduct, currency: string): string[] => [
  '',
  `${product.product}: ${currency} a year, price of each by gross margin`.slice(0, 100),
  ...table(
    [
      right('Margin', 8),
      right('Revenue', 14),
      right('Breaks even', 11),
      ...product.sold.map(({ per }) => right(per, 20)),
    ],
    product.margins.map((row) => [
      percent(row.grossMarginFraction),
      grouped(row.revenuePerYear, moneyDecimals(row.revenuePerYear)),
      shown(row.breakEvenLoadFraction, (one) => percent(one)),
      ...row.prices.map(({ price }) => shown(price, compact)),
    ]),
    '  ',
  ),
  `  cost ${grouped(product.cost.perYear, 0)}: fixed ${grouped(product.cost.fixedPerYear, 0)}, follows the load ${grouped(product.cost.variablePerYear, 0)}`,
];

const fitTable = ({ siliconFit }: PlanEconomics): string[] => {
  const rows = siliconFit.flatMap(({ workload, basis, silicon }) =>
    silicon.flatMap((one) =>
      one.fitFraction === null
        ? []
        : [
            [
              workload,
              basis,
              one.silicon,
              one.family,
              short(one.fitFraction),
              one.isPermitted ? 'yes' : 'no',
              one.shareFraction === 0 ? '-' : percent(one.shareFraction, 0),
            ],
          ],
    ),
  );
  if (rows.length === 0) return [];
  return [
    '',
    'Fit of silicon, 0 to 1, by the merits of the spectrum; no cost follows from it',
    ...table(
      [
        { heading: 'Workload', most: 24 },
        { heading: 'As', most: 12 },
        { heading: 'Silicon', most: 20 },
        { heading: 'Family', most: 6 },
        right('Fit', 5),
        { heading: 'Permitted', most: 9 },
        right('Runs there', 10),
      ],
      rows,
      '  ',
    ),
  ];
};

/** Everything beside the bill, row by row: workloads, sites, prices by margin, fit of silicon, inputs that are missing. */
export const economicsDetails = (economics: PlanEconomics, currency: string): string[] => {
  const { unitEconomics, products } = economics;
  return [
    ...byWorkload(unitEconomics, currency),
    ...bySite(unitEconomics, currency),
    ...products.flatMap((product) => marginTable(product, currency)),
    ...fitTable(economics),
    ...(unitEconomics.notStated.length === 0 ? [] : ['', 'Not stated, and needed for a figure shown as -']),
    ...[...new Set(unitEconomics.notStated.map(({ input }) => input))].map((input) =>
      `  ${input}`.slice(0, 100),
    ),
  ];
};
