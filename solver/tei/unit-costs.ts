import type { Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import type { Plan } from '../plan/types.js';
import { MONTHS_PER_YEAR, millions } from '../units.js';
import { type AttributedCell, attributeBill, attributeCells } from './attribution.js';
import {
  addFootprints,
  attributeFootprint,
  type Footprint,
  type FootprintFigure,
  type NotStated,
} from './footprint.js';
import { equivalentYearlyFactorOf } from './present-worth.js';
import { type Quantities, quantitiesOf } from './quantities.js';

export { type AttributedCash, attributeBill } from './attribution.js';
export type { Footprint, FootprintFigure, NotStated } from './footprint.js';

/** A yearly figure over yearly quantities; null where there is no such quantity, or the figure is not known. */
export interface UnitFigures {
  /** Of input and output tokens, inference and agents. */
  readonly perMillionTokens: number | null;
  readonly perRequest: number | null;
  /** Of a unit in use. */
  readonly perUnitHour: number | null;
  readonly perAgentMonth: number | null;
}

/** Equivalent yearly cash over the yearly quantity, and energy, carbon and water likewise. */
export interface UnitCosts extends UnitFigures {
  readonly equivalentYearlyCash: number;
  /** Of a year. */
  readonly footprint: Footprint;
  readonly energyKwh: UnitFigures;
  /** Operational, location-based average. */
  readonly carbonGrams: UnitFigures;
  readonly marginalCarbonGrams: UnitFigures;
  readonly embodiedCarbonGrams: UnitFigures;
  /** At the site and in making its electricity. */
  readonly waterLiters: UnitFigures;
}

export interface WorkloadCosts extends UnitCosts {
  readonly workload: string;
  readonly presentWorthCash: number;
}

export interface SiteCosts {
  /** Null: what is at no site (orchestration, tools, lines for the plan). */
  readonly site: string | null;
  readonly presentWorthCash: number;
  readonly equivalentYearlyCash: number;
  readonly footprint: Footprint;
}

export interface UnitEconomics {
  /** In the problem's order; presentWorthCash adds up to the bill's. */
  readonly workloads: readonly WorkloadCosts[];
  /** In the problem's order, the site-less part last; adds up to the bill's as well. */
  readonly sites: readonly SiteCosts[];
  /** Each over the workloads that have the quantity, with their attributed cash. */
  readonly all: UnitCosts;
  /** Inputs without which a figure of energy, carbon or water is null. */
  readonly notStated: readonly NotStated[];
}

/** A workload with what it costs, uses and serves in a year. */
interface Row {
  readonly workload: string;
  readonly presentWorthCash: number;
  readonly cash: number;
  readonly unitCash: number;
  readonly footprint: Footprint;
  readonly ofUnits: Footprint;
  readonly quantities: Quantities;
}

const GRAMS_PER_KG = 1000;

/** Yearly figures over yearly quantities: each over the rows that have the quantity. */
const unitFigures = (
  rows: readonly Row[],
  figure: (row: Row) => number | null,
  ofUnits: (row: Row) => number | null,
): UnitFigures => {
  const ratio = (of: (row: Row) => number | null, quantity: (quantities: Quantities) => number) => {
    let amount: number | null = 0;
    let total = 0;
    for (const row of rows) {
      const part = quantity(row.quantities);
      if (!(part > 0)) continue;
      const value = of(row);
      amount = amount === null || value === null ? null : amount + value;
      total += part;
    }
    return amount === null || total === 0 ? null : amount / total;
  };
  return {
    perMillionTokens: ratio(figure, ({ tokens }) => millions(tokens)),
    perRequest: ratio(figure, ({ requests }) => requests),
    perUnitHour: ratio(ofUnits, ({ unitHours }) => unitHours),
    perAgentMonth: ratio(figure, ({ agents }) => agents * MONTHS_PER_YEAR),
  };
};

const unitCostsOf = (rows: readonly Row[], recovery: number): UnitCosts => {
  const physical = (of: (footprint: Footprint) => number | null): UnitFigures =>
    unitFigures(
      rows,
      (row) => of(row.footprint),
      (row) => of(row.ofUnits),
    );
  const times = (figure: FootprintFigure, factor: number): UnitFigures =>
    physical((footprint) => {
      const value = footprint[figure];
      return value === null ? null : value * factor;
    });
  return {
    equivalentYearlyCash: recovery * rows.reduce((sum, row) => sum + row.presentWorthCash, 0),
    ...unitFigures(
      rows,
      (row) => row.cash,
      (row) => row.unitCash,
    ),
    footprint: addFootprints(rows.map((row) => row.footprint)),
    energyKwh: times('energyKwh', 1),
    carbonGrams: times('carbonKg', GRAMS_PER_KG),
    marginalCarbonGrams: times('marginalCarbonKg', GRAMS_PER_KG),
    embodiedCarbonGrams: times('embodiedCarbonKg', GRAMS_PER_KG),
    waterLiters: physical(({ siteWaterLiters, gridWaterLiters }) =>
      siteWaterLiters === null || gridWaterLiters === null ? null : siteWaterLiters + gridWaterLiters,
    ),
  };
};

/**
 * What a million tokens, a request, a unit-hour and a month of an agent cost, for each workload and for all: the cash
 * attributed by {@link attributeBill}, as an equivalent yearly amount (capital recovery factor x present worth), over
 * the quantity of a year. Every year of the horizon has the same quantities, so this is the levelised cost; with one year and
 * no discount it is the plain first-year cost. Shadow costs are not in it. A unit-hour has the cash of units, rent by
 * the hour, operations and energy alone. Energy, carbon and water likewise, from {@link attributeFootprint}.
 *
 * @example
 * // 7.2 million for 1,000 units over 720 hours in one year at 0 %: perUnitHour 10
 */
export const unitCosts = (
  candidates: Candidates,
  plan: Pick<Plan, 'bill' | 'placements' | 'units'>,
  cells: readonly AttributedCell[] = attributeCells(candidates, plan),
): UnitEconomics => {
  const { problem } = candidates.demand;
  const recovery = equivalentYearlyFactorOf(problem.horizon);
  const footprint = attributeFootprint(candidates, plan);
  const ofWorkload = groupBy(footprint.cells, (cell) => cell.workload);
  const ofSite = groupBy(footprint.cells, (cell) => cell.site);
  const quantities = quantitiesOf(candidates);
  const rows = attributeBill(candidates, plan, cells).map((attributed): Row => {
    const { workload, cash, unitCash, unitHoursPerYear } = attributed;
    const own = ofWorkload.get(workload) ?? [];
    return {
      workload,
      presentWorthCash: cash,
      cash: recovery * cash,
      unitCash: recovery * unitCash,
      footprint: addFootprints(own.map((cell) => cell.footprint)),
      ofUnits: addFootprints(own.map((cell) => cell.ofUnits)),
      quantities: quantities(workload, unitHoursPerYear),
    };
  });
  const cashAt = new Map<string | null, number>();
  for (const { nature, site = null, presentWorth } of plan.bill.entries)
    if (nature === 'cash') cashAt.set(site, (cashAt.get(site) ?? 0) + presentWorth);
  return {
    workloads: rows.map((row) => ({
      workload: row.workload,
      presentWorthCash: row.presentWorthCash,
      ...unitCostsOf([row], recovery),
    })),
    sites: [...problem.sites.map((site) => site.id), null].map((site) => {
      const presentWorthCash = cashAt.get(site) ?? 0;
      const there = site === null ? [] : (ofSite.get(site) ?? []);
      return {
        site,
        presentWorthCash,
        equivalentYearlyCash: recovery * presentWorthCash,
        footprint: addFootprints(there.map((cell) => cell.footprint)),
      };
    }),
    all: unitCostsOf(rows, recovery),
    notStated: footprint.notStated,
  };
};
