import { z } from 'zod';
import { amount, asOf, entryCurrency, money, note, positive, ref, source } from './fields.js';

/** A vendor's word on a stream at an offer: its units, its cost, or that it does not serve it. */
export const quote = z.strictObject({
  workload: ref('workloads'),
  location: ref('locations'),
  offer: ref('offers'),
  part: z
    .enum(['inference', 'runtime'])
    .default('inference')
    .meta({ description: 'Which stream of an agent workload; training counts as inference.' }),
  forbidden: z.boolean().default(false).meta({ description: 'The vendor does not serve it.' }),
  needUnits: positive('units', 'Units of the offer at full load (tokens/s for a token offer).').optional(),
  hostMemoryGiB: amount('GiB', 'Host memory at full load. Absent: none.').optional(),
  upfrontCost: money(
    'money',
    'Paid once for the whole stream; with yearlyCost replaces every computed cost of the pair.',
  ).optional(),
  yearlyCost: money('money/year', 'Paid each year for the whole stream.').optional(),
  currency: entryCurrency(),
  note: note(),
  source: source(),
  asOf: asOf(),
});
