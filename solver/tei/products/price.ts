import type { Candidates } from '../../candidates/types.js';
import type { Plan } from '../../plan/types.js';
import type { Product } from '../../problem/types.js';
import type { AttributedCell } from '../attribution.js';
import { equivalentYearlyFactorOf } from '../present-worth.js';
import { type Use, usesOf } from '../use.js';
import { demandShares, isSoldWorkload, type PriceUnit, soldQuantities } from './sold.js';

/** Margins of the table: the source's range for agent platforms, "30-40 % gross margins" (section 5), in steps of 2.5 points. */
export const MARGIN_TABLE = [0.3, 0.325, 0.35, 0.375, 0.4] as const;

/** Attributed cost of a product; equivalent yearly cash. */
export interface ProductCost {
  readonly perYear: number;
  /** What is paid whatever the load is: units, rent of held units, idle energy, sites, stated lines. */
  readonly fixedPerYear: number;
  /** What follows the load: use, tokens, dynamic energy, traffic, runs, tools. */
  readonly variablePerYear: number;
}

/** A product's price at a gross margin. */
export interface MarginRow {
  readonly grossMarginFraction: number;
  readonly revenuePerYear: number;
  /** Load over the planned load at which revenue covers cost; null where no load does. */
  readonly breakEvenLoadFraction: number | null;
  /** Billed by any one of these alone; null where nothing of it is sold. */
  readonly prices: readonly { readonly per: PriceUnit; readonly price: number | null }[];
}

export interface PricedProduct extends MarginRow {
  readonly product: string;
  readonly kind: Product['kind'];
  readonly workloads: readonly string[];
  readonly cost: ProductCost;
  /** What is sold in a year, and what one costs. */
  readonly sold: readonly {
    readonly per: PriceUnit;
    readonly perYear: number;
    readonly costEach: number | null;
  }[];
  /** The same at the margins of {@link MARGIN_TABLE}. */
  readonly margins: readonly MarginRow[];
  /** What the planner's own price gives at the planned load; null where none is stated. */
  readonly atListPrice: ListPriceRow | null;
}

/** A stated price against attributed cost. */
export interface ListPriceRow {
  readonly per: PriceUnit;
  readonly price: number;
  readonly revenuePerYear: number;
  /** (revenue - cost) / revenue; null without revenue. */
  readonly grossMarginFraction: number | null;
  /** Load over the planned load at which revenue covers cost; above 1: not at the planned one. Null where no load does. */
  readonly breakEvenLoadFraction: number | null;
}

/**
 * Load, as a share of the planned one, at which revenue covers cost: fixed / (revenue - variable), both at the planned load. The
 * contribution of a unit sold is its price less its variable cost (cost-volume-profit analysis; Horngren, Cost Accounting,
 * chapter 3). Null where the contribution is not above 0 although there is something to cover.
 *
 * @example
 * // fixed 60, variable 40, margin 0.35: revenue 100 / 0.65 = 153.846; 60 / (153.846 - 40) = 0.527
 */
export const breakEvenLoadFraction = (
  { fixedPerYear, variablePerYear }: ProductCost,
  revenuePerYear: number,
): number | null => {
  if (fixedPerYear <= 0) return 0;
  const contribution = revenuePerYear - variablePerYear;
  return contribution > 0 ? fixedPerYear / contribution : null;
};

const marginRow = (
  cost: ProductCost,
  sold: readonly { readonly per: PriceUnit; readonly perYear: number }[],
  grossMarginFraction: number,
): MarginRow => {
  // Gross margin is of the price: price = cost / (1 - margin).
  const revenuePerYear = cost.perYear / (1 - grossMarginFraction);
  return {
    grossMarginFraction,
    revenuePerYear,
    breakEvenLoadFraction: breakEvenLoadFraction(cost, revenuePerYear),
    prices: sold.map(({ per, perYear }) => ({ per, price: perYear > 0 ? revenuePerYear / perYear : null })),
  };
};

const listPriceRow = (
  { listPrice }: Product,
  cost: ProductCost,
  sold: readonly { readonly per: PriceUnit; readonly perYear: number }[],
): ListPriceRow | null => {
  if (listPrice === undefined) return null;
  const { per, price } = listPrice;
  const revenuePerYear = price * (sold.find((one) => one.per === per)?.perYear ?? 0);
  return {
    per,
    price,
    revenuePerYear,
    grossMarginFraction: revenuePerYear > 0 ? (revenuePerYear - cost.perYear) / revenuePerYear : null,
    breakEvenLoadFraction: breakEvenLoadFraction(cost, revenuePerYear),
  };
};

/**
 * Cash attributed to a product: cells of its workloads at its sites, and of what is at no site the share of the demand
 * served there.
 */
const costOf = (
  product: Product,
  workloads: ReadonlySet<string>,
  cells: readonly AttributedCell[],
  served: ReadonlyMap<string, number>,
  recovery: number,
): ProductCost => {
  let cash = 0;
  let variable = 0;
  for (const cell of cells) {
    if (!workloads.has(cell.workload)) continue;
    const here = product.sites === undefined || (cell.site !== null && product.sites.includes(cell.site));
    const factor = here ? 1 : cell.site === null ? (served.get(cell.workload) ?? 0) : 0;
    cash += factor * cell.cash;
    variable += factor * cell.variableCash;
  }
  return {
    perYear: recovery * cash,
    fixedPerYear: recovery * (cash - variable),
    variablePerYear: recovery * variable,
  };
};

/**
 * Prices what is sold on a plan: attributed cost over (1 - gross margin), by each unit it can be billed by, with the load
 * at which it breaks even and the same over the source's range of margins. In the problem's order.
 */
export const priceProducts = (
  candidates: Candidates,
  plan: Pick<Plan, 'placements' | 'units'>,
  cells: readonly AttributedCell[],
): PricedProduct[] => {
  const { problem } = candidates.demand;
  const recovery = equivalentYearlyFactorOf(problem.horizon);
  const allUses = usesOf(candidates, plan.placements);
  return (problem.products ?? []).map((product) => {
    const made = problem.workloads.filter((one) => isSoldWorkload(product, one)).map(({ id }) => id);
    const workloads = new Set(made);
    const isSold = (use: Use): boolean =>
      workloads.has(use.workload) && (product.sites === undefined || product.sites.includes(use.site));
    const uses = allUses.filter(isSold);
    const cost = costOf(product, workloads, cells, demandShares(uses), recovery);
    const sold = soldQuantities(candidates, plan, product, uses, allUses);
    return {
      product: product.id,
      kind: product.kind,
      workloads: made,
      cost,
      sold: sold.map((one) => ({ ...one, costEach: one.perYear > 0 ? cost.perYear / one.perYear : null })),
      ...marginRow(cost, sold, product.grossMarginFraction),
      margins: MARGIN_TABLE.map((margin) => marginRow(cost, sold, margin)),
      atListPrice: listPriceRow(product, cost, sold),
    };
  });
};
