import type { Plan } from '@placewright/solver';
import { grouped, moneyDecimals, short } from './numbers.js';
import { type Column, table } from './text.js';

type Site = Plan['sites'][number];
type Month = NonNullable<Site['meterMonths']>[number];

const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);
const energyOf = (months: readonly Month[]): number =>
  sum(months, ({ energy }) => sum(energy, ({ amount }) => amount));
const demandOf = (months: readonly Month[]): number =>
  sum(months, ({ demand }) => sum(demand, ({ amount }) => amount));
const meterOf = (months: readonly Month[]): number =>
  sum(months, ({ fixedAmount, minimumAmount }) => fixedAmount + minimumAmount);
const kwhOf = (months: readonly Month[]): number =>
  sum(months, ({ energy }) => sum(energy, ({ kwh }) => kwh));
const highestKw = (months: readonly Month[]): number =>
  Math.max(0, ...months.flatMap(({ demand }) => demand.map(({ billedKw }) => billedKw)));

const billed = (plan: Plan): { site: string; months: readonly Month[] }[] =>
  plan.sites.flatMap(({ site, meterMonths }) =>
    meterMonths === undefined || sum(meterMonths, ({ amount }) => Math.abs(amount)) === 0
      ? []
      : [{ site, months: meterMonths }],
  );

const FIGURES: readonly Column[] = [
  { heading: 'kWh', align: 'right', most: 14 },
  { heading: 'Billed kW', align: 'right', most: 10 },
  { heading: 'Energy', align: 'right', most: 14 },
  { heading: 'Demand', align: 'right', most: 14 },
  { heading: 'Meter', align: 'right', most: 14 },
  { heading: 'Bill', align: 'right', most: 14 },
];

const figures = (months: readonly Month[], decimals: number): string[] => [
  grouped(kwhOf(months)),
  short(highestKw(months)),
  ...[energyOf(months), demandOf(months), meterOf(months), sum(months, ({ amount }) => amount)].map(
    (amount) => grouped(amount, decimals),
  ),
];

/**
 * Electricity that is billed by the month, a row a site, for the first year; with `detail` a row a month too. Nothing
 * where no tariff bills that way.
 */
export const meterTable = (plan: Plan, detail: boolean): string[] => {
  const sites = billed(plan);
  if (sites.length === 0) return [];
  const decimals = moneyDecimals(Math.max(...sites.map(({ months }) => sum(months, ({ amount }) => amount))));
  const rows = sites.flatMap(({ site, months }) => [
    [site, 'year', ...figures(months, decimals)],
    ...(detail ? months.map((month) => ['', month.month, ...figures([month], decimals)]) : []),
  ]);
  return [
    `Electricity by the month, first year, ${plan.currency}`,
    ...table([{ heading: 'Site', most: 24 }, { heading: '', most: 8 }, ...FIGURES], rows, '  '),
  ];
};

/** The lines of every month's bill: energy by period and tier, demand by window and tier, fixed and least charges. */
export const meterLines = (plan: Plan): string[] => {
  const rows = billed(plan).flatMap(({ site, months }) =>
    months.flatMap((month) => [
      ...month.energy.map(({ window, fromKwh, kwh, pricePerKwh, amount }) => [
        site,
        window,
        fromKwh === 0 ? 'energy' : `energy above ${grouped(fromKwh)} kWh`,
        `${grouped(kwh, 1)} kWh`,
        pricePerKwh === null ? 'by the hour' : String(Number(pricePerKwh.toFixed(6))),
        grouped(amount, 2),
      ]),
      ...month.demand.map(({ window, fromKw, kw, peakKw, billedKw, pricePerKw, amount }) => [
        site,
        window,
        `${fromKw === 0 ? 'demand' : `demand above ${short(fromKw)} kW`}${billedKw > peakKw ? `, ratchet, peak ${short(peakKw)}` : ''}`,
        `${grouped(kw, 2)} kW`,
        String(Number(pricePerKw.toFixed(6))),
        grouped(amount, 2),
      ]),
      [site, month.month, 'fixed', '', '', grouped(month.fixedAmount, 2)],
      ...(month.minimumAmount > 0
        ? [[site, month.month, 'to the least bill', '', '', grouped(month.minimumAmount, 2)]]
        : []),
      [site, month.month, 'bill of the month', '', '', grouped(month.amount, 2)],
    ]),
  );
  if (rows.length === 0)
    return ['No site is billed by the month: no tariff in use has tiers, ratchets, fixed or least charges.'];
  return table(
    [
      { heading: 'Site', most: 18 },
      { heading: 'Window', most: 24 },
      { heading: 'For', most: 30 },
      { heading: 'Quantity', align: 'right', most: 16 },
      { heading: 'Price', align: 'right', most: 11 },
      { heading: `Amount, ${plan.currency}`, align: 'right', most: 14 },
    ],
    rows,
  );
};
