import type { PricedProduct, Return, UnitFigures } from '@placewright/solver';
import {
  type Block,
  figures,
  list,
  money,
  type Section,
  share,
  text,
  type Value,
  words,
} from '../document.js';
import type { ReportInput } from '../input.js';

/** A figure whose size is not known beforehand: about three digits that count. */
const loose = (value: number | null): Value => (value === null ? null : { number: value, decimals: null });

const unitRow = (name: string, of: UnitFigures): readonly Value[] => [
  name,
  loose(of.perMillionTokens),
  loose(of.perRequest),
  loose(of.perUnitHour),
  loose(of.perAgentMonth),
];

const returnRow = (name: string, one: Return): readonly Value[] => [
  name,
  one.per,
  money(one.valuePerYear),
  money(one.costPerYear),
  one.returnFraction === null ? null : share(one.returnFraction, 0),
  loose(one.energySavedKwhPerYear),
  loose(one.energyUsedKwhPerYear),
];

const productRows = (product: PricedProduct): (readonly Value[])[] =>
  product.margins.flatMap(({ grossMarginFraction, breakEvenLoadFraction, prices }) =>
    prices.map(({ per, price }): readonly Value[] => [
      product.product,
      product.kind,
      per,
      loose(product.sold.find((one) => one.per === per)?.perYear ?? null),
      loose(product.sold.find((one) => one.per === per)?.costEach ?? null),
      share(grossMarginFraction),
      loose(price),
      breakEvenLoadFraction === null ? null : share(breakEvenLoadFraction, 0),
    ]),
  );

/** What a unit of work costs and draws, what it returns, what it could be sold for, and the saving by play. */
export const economicsSection = ({ answer }: ReportInput): Section => {
  const { unitEconomics, returns, products, plays, plan } = answer;
  const { currency } = plan;
  const { all, workloads, notStated } = unitEconomics;
  const perUnit = ['million tokens', 'request', 'unit-hour', 'agent-month'];
  const blocks: Block[] = [
    text('Shared cost is attributed by use and adds up to the bill; amounts are equivalent yearly ones.'),
    {
      kind: 'table',
      id: 'unit-figures',
      title: 'All workloads, by unit of work',
      columns: [words('Figure'), ...perUnit.map((unit) => figures(`a ${unit}`, null))],
      rows: [
        unitRow(`cost, ${currency}`, all),
        unitRow('energy, kWh', all.energyKwh),
        unitRow('carbon, location average, gCO2eq', all.carbonGrams),
        unitRow('carbon, marginal, apart, gCO2eq', all.marginalCarbonGrams),
        unitRow('carbon, embodied, gCO2eq', all.embodiedCarbonGrams),
        unitRow('water, L', all.waterLiters),
      ],
    },
    {
      kind: 'table',
      id: 'workload-costs',
      title: 'Attributed cost by workload',
      columns: [
        words('Workload'),
        figures('Present worth', currency),
        figures('A year', `${currency}/year`),
        figures('A million tokens', currency),
        figures('A request', currency),
        figures('A unit-hour', currency),
        figures('An agent-month', currency),
        figures('Energy', 'kWh/year'),
        figures('Carbon, location average', 'kgCO2eq/year'),
      ],
      rows: workloads.map((one) => [
        one.workload,
        money(one.presentWorthCash),
        money(one.equivalentYearlyCash),
        loose(one.perMillionTokens),
        loose(one.perRequest),
        loose(one.perUnitHour),
        loose(one.perAgentMonth),
        loose(one.footprint.energyKwh),
        loose(one.footprint.carbonKg),
      ]),
      totals: [
        [
          'All',
          money(workloads.reduce((sum, one) => sum + one.presentWorthCash, 0)),
          money(all.equivalentYearlyCash),
          ...Array<Value>(6).fill(null),
        ],
      ],
    },
  ];
  const missing = [...new Set(notStated.map(({ input }) => input))];
  if (missing.length > 0)
    blocks.push(list([`Not stated, so the figures that need them are empty: ${missing.join(', ')}`]));
  if (returns.workloads.length + returns.workflows.length > 0)
    blocks.push({
      kind: 'table',
      id: 'returns',
      title: 'Return on attributed cost; value and energy saved as the planner states them',
      columns: [
        words('Workload or workflow'),
        words('Value by'),
        figures('Value', `${currency}/year`),
        figures('Cost', `${currency}/year`),
        figures('Return', 'fraction'),
        figures('Energy saved', 'kWh/year'),
        figures('Energy used', 'kWh/year'),
      ],
      rows: [
        ...returns.workloads.map((one) => returnRow(one.workload, one)),
        ...returns.workflows.map((one) => returnRow(`workflow ${one.workflow}`, one)),
      ],
    });
  if (products.length > 0)
    blocks.push({
      kind: 'table',
      id: 'products',
      title: 'Products: price at a gross margin over attributed cost, billed by any one of these',
      columns: [
        words('Product'),
        words('Kind'),
        words('Billed by'),
        figures('Sold a year', null),
        figures('Cost each', currency),
        figures('Gross margin', 'fraction'),
        figures('Price', currency),
        figures('Breaks even at load', 'fraction'),
      ],
      rows: products.flatMap(productRows),
    });
  if (plays.length > 0)
    blocks.push({
      kind: 'table',
      id: 'plays',
      title: 'Saving by play, present worth; it adds up to the saving "at most"',
      columns: [
        words('Play'),
        figures('Workloads', null),
        figures('Cloud-only', currency),
        figures('Plan', currency),
        figures('Saves', currency),
      ],
      rows: plays.map((one) => [
        one.play ?? 'no play named',
        { number: one.workloads.length, decimals: 0 },
        one.cloudOnlyPresentWorth === null ? null : money(one.cloudOnlyPresentWorth),
        money(one.planPresentWorth),
        one.value === null ? null : money(one.value),
      ]),
    });
  return { id: 'economics', title: 'Unit economics', blocks };
};
