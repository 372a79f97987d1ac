import { z } from 'zod';
import { dispatch } from './dispatch.js';
import { asOf, count, currency, date, note, positive, text } from './fields.js';
import { performancePoint } from './performance.js';
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
import { committedSpend, staffLine } from './procurement.js';
import { product } from './products.js';
import { quote } from './quotes.js';
import { jitterMargins, model, offer, silicon } from './supply.js';
import { tariff } from './tariffs.js';
import { tax } from './tax.js';
import { profileEntry, workload } from './workloads.js';

/** Version of the problem format, major.minor. */
export const SCHEMA_VERSION = '1.0';

export const horizon = z.strictObject({
  startDate: date('First day of the plan.'),
  years: count(1, 'years', 'Length of the plan; every year is alike but for escalation.').max(40),
  discountFraction: z.number().gt(-1).max(1).meta({
    description: 'Discount rate a year, on the basis that discountBasis states.',
    unit: 'fraction/year',
  }),
  discountBasis: z.enum(['nominal', 'real']).optional().meta({
    description:
      'What discountFraction is: nominal (and where absent) discounts as it stands; real is made nominal with inflationFraction. Escalations are nominal on either.',
  }),
  inflationFraction: z.number().gt(-1).max(1).optional().meta({
    description: 'Inflation a year; stated with discountBasis real, and only there.',
    unit: 'fraction/year',
  }),
  yearlyTiming: z.enum(['end', 'mid']).optional().meta({
    description:
      'When yearly amounts are paid: at the end of each year (and where absent), or in its middle.',
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
  schemaVersion: z.literal(SCHEMA_VERSION).meta({ description: 'Version of the format, major.minor.' }),
  name: text('Name of the problem.').optional(),
  horizon: horizon.meta({ description: 'When the plan begins, how long it is, and its currency.' }),
  exchangeRates: z
    .array(exchangeRate)
    .default([])
    .meta({ description: 'Rates to the currency of the plan, for entries in another one.' }),
  catalogue: text(
    'Id of the dated snapshot that ids of catalogue rows refer to; absent: every entry is written in full.',
  ).optional(),
  assume: text(
    'Id of the dated set of planning defaults to take where a figure is not given; absent: every figure must be given.',
  ).optional(),
  operators: z.array(operator).min(1).meta({ description: 'Who runs the sites, and under which laws.' }),
  locations: z.array(location).min(1).meta({ description: 'Where demand or data arises.' }),
  sites: z
    .array(site)
    .min(1)
    .meta({ description: 'Where silicon can stand, with power, electricity and cost of opening.' }),
  silicon: z
    .array(silicon)
    .default([])
    .meta({ description: 'SKUs: memory, rates and watts of one unit with its share of the server.' }),
  offers: z.array(offer).min(1).meta({
    description:
      'Supply options: silicon at a site on terms. Held: owned, purchase, lease, reserved. By use: on-demand, spot, token.',
  }),
  tariffs: z.array(tariff).default([]).meta({ description: 'What electricity costs at the meter.' }),
  network: network
    .default({ links: [], latencyClasses: [] })
    .meta({ description: 'Round trips, jitter, throughput and prices between locations and sites.' }),
  models: z
    .array(model)
    .default([])
    .meta({ description: 'AI models, as far as memory and work depend on them.' }),
  performance: z.array(performancePoint).default([]).meta({
    description: 'Measured points; where one exists for a model on a silicon, nothing is estimated.',
  }),
  profiles: z.array(profileEntry).default([]).meta({
    description:
      'Shapes of demand over time: 24 (each day) or 168 (week from Monday 00:00) local hours, or each hour of the reference year in UTC; relative figures.',
  }),
  workloads: z.array(workload).min(1).meta({ description: 'What must be placed.' }),
  dispatch: dispatch.optional().meta({
    description: 'Shares that differ from block to block of hours; absent: one share for the whole year.',
  }),
  jurisdictionSets: z
    .array(jurisdictionSet)
    .default([])
    .meta({ description: 'Named sets of jurisdictions for rules; EU and EEA are built in.' }),
  rules: z.array(rule).default([]).meta({
    description: "The planner's statement of policy: what a placement must satisfy. Not legal advice.",
  }),
  limits: limits.default({ capexByYear: [], shares: [] }).meta({ description: 'Limits on the whole plan.' }),
  otherCosts: z.array(otherCost).default([]).meta({ description: 'Cost lines the model does not know.' }),
  committedSpend: z
    .array(committedSpend)
    .meta({ description: 'Agreements to spend at least an amount each year on some offers.' })
    .optional(),
  staff: z
    .array(staffLine)
    .meta({ description: 'People who come in whole numbers with the units or the power of a site.' })
    .optional(),
  pins: z
    .array(pin)
    .default([])
    .meta({ description: 'Put a whole workload, or its demand of one location, at a site or on an offer.' }),
  bans: z
    .array(ban)
    .default([])
    .meta({ description: 'Keep workloads off what matches every target that is stated.' }),
  affinities: z.array(affinity).default([]).meta({ description: 'Keep two workloads together or apart.' }),
  baselines: z
    .array(baseline)
    .default([])
    .meta({ description: 'Further placements to compare with, beside cloud-only.' }),
  objective: objective
    .default({ carbonPriceIsPaid: false })
    .meta({ description: 'Least present-worth cost; optionally with a price of carbon.' }),
  tax: tax.optional().meta({
    description:
      'Tax on profit, for figures after tax beside those before; the placement does not depend on it.',
  }),
  quotes: z.array(quote).default([]).meta({
    description:
      "A vendor's quote for a stream on an offer; overrides sizing and computed costs of the pair.",
  }),
  jitterMargins: jitterMargins.optional().meta({
    description:
      "Margin over estimated service times by the silicon's merit in latencyJitter (0.2: a fifth more); measured times are as measured. Absent: none.",
  }),
  products: z.array(product).optional().meta({
    description: 'What is sold on the plan: priced at a margin over attributed cost, never in the objective.',
  }),
  note: note(),
  asOf: asOf(),
});

/** A problem as a planner writes it, before defaults. */
export type ProblemInput = z.input<typeof problemSchema>;
/** A problem of the right shape; cross-checks and planning defaults come after. */
export type ShapedProblem = z.output<typeof problemSchema>;
