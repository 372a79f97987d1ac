/** Figures of a finance department. Costs are positive and income is negative, as on a bill; nets of an investment are the other way round. */

/** Cash of one year. Year 0 is the start; year n ends n years after it; a payment at t is of year t rounded up. */
export interface BillYear {
  readonly year: number;
  /** Upfront amounts and replacements, undiscounted; what a limit on capital counts. */
  readonly capex: number;
  /** Yearly amounts, at the prices of the year. */
  readonly operating: number;
  /** Residual value at the end of the horizon; 0 or less. */
  readonly residual: number;
  /** capex + operating + residual. */
  readonly cash: number;
  /** Each payment at its own moment. The years add up to the bill's cashPresentWorth. */
  readonly presentWorth: number;
}

/** How amounts were discounted; every rate a fraction a year. */
export interface Discounting {
  readonly basis: 'nominal' | 'real';
  /** As stated in the problem, on the basis. */
  readonly statedFraction: number;
  /** What amounts are discounted at. real: (1 + stated) x (1 + inflation) - 1 (Fisher). */
  readonly nominalFraction: number;
  /** Only on a real basis. */
  readonly inflationFraction?: number;
  readonly yearlyTiming: 'end' | 'mid';
}

/** A year after tax. */
export interface AfterTaxYear {
  readonly year: number;
  readonly depreciation: number;
  /** Below 0 where deductions save tax on other income. */
  readonly tax: number;
  readonly afterTaxCash: number;
  readonly afterTaxPresentWorth: number;
}

/** A plan after tax on profit. */
export interface AfterTax {
  readonly rateFraction: number;
  /** Nominal. */
  readonly discountFraction: number;
  readonly years: readonly AfterTaxYear[];
  readonly afterTaxCash: number;
  readonly afterTaxPresentWorth: number;
  readonly afterTaxEquivalentYearlyCash: number;
}

/** What a plan costs over the horizon, before tax, and after it where the problem states a tax. */
export interface PlanFinance {
  /** Total cost of ownership: the bill's cashPresentWorth. */
  readonly totalCostOfOwnership: number;
  readonly equivalentYearlyCash: number;
  /** Undiscounted. */
  readonly totalCash: number;
  /** Undiscounted, by year from 0. */
  readonly capexByYear: readonly number[];
  readonly afterTax?: AfterTax;
}

/**
 * Every rate from -99.9999 % a year on at which a row of payments is worth nothing.
 * No status other than `unique` stands for one figure.
 */
export interface RateOfReturn {
  readonly status: 'none' | 'unique' | 'several';
  /** Ascending, fractions a year. */
  readonly rates: readonly number[];
  /** There are at most as many rates. */
  readonly signChanges: number;
  /** investment: money goes out first, a high rate is good. loan: it comes in first, a low rate is good. null: nothing is paid. */
  readonly sense: 'investment' | 'loan' | null;
}

/** Years until an outlay has come back for good. */
export type Payback =
  | { readonly status: 'paid-back'; readonly years: number }
  | { readonly status: 'not-paid-back' | 'no-outlay' };

/** Gain over outlay, undiscounted. */
export type ReturnOnOutlay =
  | { readonly status: 'stated'; readonly fraction: number }
  | { readonly status: 'no-outlay' };

/** One year of taking the plan in place of cloud-only; positive is gained. */
export interface InvestmentYear {
  readonly year: number;
  readonly net: number;
  readonly presentWorth: number;
  readonly cumulativeNet: number;
  readonly cumulativePresentWorth: number;
}

/** The plan as an investment: what it saves against what it asks for more. Before tax, unless the name says otherwise. */
export interface Investment {
  readonly years: readonly InvestmentYear[];
  /** Undiscounted capex of the plan - that of the other one; below 0 where it needs less. */
  readonly extraCapex: number;
  /** Present worth saved. */
  readonly npv: number;
  readonly irr: RateOfReturn;
  readonly payback: Payback;
  readonly discountedPayback: Payback;
  readonly roi: ReturnOnOutlay;
  /** Only where the problem states a tax. */
  readonly afterTax?: {
    readonly years: readonly InvestmentYear[];
    readonly afterTaxNpv: number;
    readonly afterTaxIrr: RateOfReturn;
    readonly afterTaxPayback: Payback;
    readonly afterTaxDiscountedPayback: Payback;
  };
}

/** One way to add up present-worth cash. */
export interface TieOutWay {
  /** `lines`, `workloads`, `sites`, `years`, `levers`. */
  readonly way: string;
  readonly total: number;
  /** total - the bill's cashPresentWorth. */
  readonly difference: number;
}

/** The same total added up in several ways. */
export interface TieOut {
  readonly total: number;
  /** Two sums within this are one. */
  readonly tolerance: number;
  readonly ways: readonly TieOutWay[];
  readonly agrees: boolean;
}

/** The finance of a solved plan. */
export interface Finance {
  readonly discounting: Discounting;
  readonly plan: PlanFinance;
  /** Where a cloud-only plan is permitted. */
  readonly cloudOnly?: PlanFinance;
  readonly againstCloudOnly?: Investment;
  readonly tieOut: TieOut;
}
