import { z } from 'zod';
import { amount, asOf, entryCurrency, id, money, note, positive, ref, source, text } from './fields.js';

const shared = {
  id: id('Product.'),
  name: text('Name.').optional(),
  workloads: z
    .array(ref('workloads'))
    .min(1)
    .optional()
    .meta({ description: 'Workloads it is made of; absent: all of its kind.' }),
  sites: z
    .array(ref('sites'))
    .min(1)
    .optional()
    .meta({ description: 'Only what is served from these sites; absent: from anywhere.' }),
  grossMarginFraction: z
    .number()
    .min(0)
    .lt(1)
    .meta({ description: 'Wanted gross margin: (price - cost) / price.', unit: 'fraction' }),
  currency: entryCurrency(),
  note: note(),
  source: source(),
  asOf: asOf(),
};

/** A price the planner asks or finds in the market, by one of the units the product can be billed by. */
const listPrice = <const Units extends readonly [string, ...string[]]>(units: Units) =>
  z
    .strictObject({
      per: z.enum(units).meta({ description: 'What is billed.' }),
      price: money('money/unit billed', 'Price of one.'),
    })
    .optional()
    .meta({ description: 'A price to find the margin and the break-even load of; absent: none.' });

/** What a telco sells on the plan: priced at a margin over attributed cost, never in the objective. */
export const product = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('latency'),
    ...shared,
    referenceRttMs: amount(
      'ms',
      'Round trip with jitter the buyer would have without it; each millisecond below is sold.',
    ),
    listPrice: listPrice(['request', 'millisecond-request']),
  }),
  z.strictObject({
    kind: z.literal('sovereign-zone'),
    ...shared,
    listPrice: listPrice(['unit-hour', 'unit-month']),
  }),
  z.strictObject({
    kind: z.literal('agent-platform'),
    ...shared,
    requestsPerTask: positive(
      'requests/task',
      'Inferences one task takes; absent: priced by the agent alone.',
    ).optional(),
    listPrice: listPrice(['agent-month', 'task']),
  }),
]);
