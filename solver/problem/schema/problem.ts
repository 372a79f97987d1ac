import { z } from 'zod';
import { asOf, count, currency, date, note, positive, text } from './fields.js';
import { location, network, operator, site } from './places.js';
import {
  affinity,
  ban,
  baseline,
  jurisdictionSet,
  limits,
  objective,
  otherCost,
  pin,
  rule,
} from './policy.js';
import { model, offer, performancePoint, silicon } from './supply.js';
import { tariff } from './tariffs.js';
import { profileEntry, quote, workload } from './workloads.js';

/** Version of the problem format, major.minor. */
export const SCHEMA_VERSION = '1.0';

export const horizon = z.strictObject({
  startDate: date('First day of the plan.'),
  years: count(1, 'years', 'Length of the plan; every year is alike but for escalation.').max(40),
  discountFraction: z.number().gt(-1).max(1).meta({
    description: 'Discount rate a year, nominal where prices escalate nominally.',
    unit: 'fraction/year',
  }),
  currency: currency('Currency of the plan.'),
  referenceYear: count(1970, 'year', 'Calendar year whose 8,760 or 8,784 hours stand for every year.').max(
    2100,
  ),
  priceAsOf: date('Date the prices are of.'),
});

export const exchangeRate = z.strictObject({
  from: currency('Currency converted from.'),
  to: currency("The problem's currency."),
  rate: positive('to/from', 'Units of `to` for one unit of `from`.'),
  asOf: date('Date of the rate.'),
  source: text('Where the rate comes from.'),
});

/** The problem a planner writes. */
export const problemSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  name: text('Name of the problem.').optional(),
  horizon,
  exchangeRates: z.array(exchangeRate).default([]),
  assume: text(
    'Id of the dated set of planning defaults to take where a figure is not given; absent: every figure must be given.',
  ).optional(),
  operators: z.array(operator).min(1),
  locations: z.array(location).min(1),
  sites: z.array(site).min(1),
  silicon: z.array(silicon).default([]),
  offers: z.array(offer).min(1),
  tariffs: z.array(tariff).default([]),
  network: network.default({ links: [], latencyClasses: [] }),
  models: z.array(model).default([]),
  performance: z.array(performancePoint).default([]),
  profiles: z.array(profileEntry).default([]),
  workloads: z.array(workload).min(1),
  jurisdictionSets: z.array(jurisdictionSet).default([]),
  rules: z.array(rule).default([]),
  limits: limits.default({ capexByYear: [], shares: [] }),
  otherCosts: z.array(otherCost).default([]),
  pins: z.array(pin).default([]),
  bans: z.array(ban).default([]),
  affinities: z.array(affinity).default([]),
  baselines: z.array(baseline).default([]),
  objective: objective.default({ carbonPriceIsPaid: false }),
  quotes: z.array(quote).default([]),
  note: note(),
  asOf: asOf(),
});

/** A problem as a planner writes it, before defaults. */
export type ProblemInput = z.input<typeof problemSchema>;
/** A problem of the right shape; cross-checks and planning defaults come after. */
export type ShapedProblem = z.output<typeof problemSchema>;
