import { z } from 'zod';
import { amount, asOf, count, id, note, positive, ref, text } from './fields.js';

/** A measured serving point: how fast one replica of a model runs on some units of a silicon. */
export const servingPoint = z.strictObject({
  kind: z.literal('serving'),
  id: id('Point.'),
  model: ref('models'),
  silicon: ref('silicon'),
  unitsPerReplica: positive('units', "Units of one replica: a whole number, or one of the silicon's slices."),
  tokensPerSecond: positive('tokens/s', 'Input and output tokens a second of one replica at full load.'),
  firstTokenMs: amount('ms', 'Time to the first token.').optional(),
  perOutputTokenMs: amount('ms', 'Time between output tokens.').optional(),
  batch: count(1, 'requests', 'Requests served together.'),
  percentile: z
    .number()
    .min(1)
    .max(100)
    .meta({ description: 'Percentile of the stated times.', unit: 'percentile' })
    .default(50),
  note: note(),
  source: text('Where the measurement comes from.'),
  asOf: asOf(),
});

/** A measured training rate of one unit. */
export const trainingPoint = z.strictObject({
  kind: z.literal('training'),
  id: id('Point.'),
  model: ref('models'),
  silicon: ref('silicon'),
  tokensPerSecondPerUnit: positive('tokens/s', 'Tokens trained a second by one unit.'),
  note: note(),
  source: text('Where the measurement comes from.'),
  asOf: asOf(),
});

export const performancePoint = z.discriminatedUnion('kind', [servingPoint, trainingPoint]);
