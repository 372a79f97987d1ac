import { z } from 'zod';
import { deferrable, workloadDispatch } from './dispatch.js';
import {
  amount,
  asOf,
  count,
  entryCurrency,
  escalation,
  id,
  labels,
  money,
  note,
  PRECISIONS,
  positive,
  positiveFraction,
  ref,
  SILICON_FAMILIES,
  source,
  text,
  zone,
} from './fields.js';
import { planView, requestValue } from './worth.js';

/** Tokens of a request: the mean sizes throughput, the 95th percentile sizes memory and times at percentiles of 95 and above. */
export const tokenCount = z.union([
  positive('tokens', 'Mean tokens.'),
  z.strictObject({
    mean: positive('tokens', 'Mean tokens.'),
    p95: positive('tokens', '95th percentile of tokens.'),
  }),
]);

export const slo = z.strictObject({
  percentile: z
    .number()
    .min(1)
    .max(100)
    .meta({ description: 'Percentile at which the times must hold.', unit: 'percentile' }),
  networkRttMs: positive('ms', 'Most network round trip plus jitter, access network included.').optional(),
  networkJitterMs: positive('ms', 'Most jitter, access network included.').optional(),
  firstTokenMs: positive('ms', 'Most time to the first token at the site, network not included.').optional(),
  perOutputTokenMs: positive('ms', 'Most time between output tokens at the site.').optional(),
  endToEndMs: positive(
    'ms',
    'Most time of a whole request: round trip, jitter, first token, and each further output token.',
  ).optional(),
});

/** Demand over the year, in exactly one of these. */
export const demand = z.strictObject({
  requestsPerDay: positive('requests/day', 'Mean requests a day.').optional(),
  requestsPerMonth: positive('requests/month', 'Mean requests a month (a twelfth of the year).').optional(),
  requestsPerBusyHour: positive('requests/hour', 'Requests in the busiest hour of the profile.').optional(),
  peakRequestsPerSecond: positive(
    'requests/s',
    'Requests a second in the busiest hour of the profile.',
  ).optional(),
  tokensPerDay: positive('tokens/day', 'Mean input and output tokens a day.').optional(),
  users: positive('users', 'Users, with requestsPerUserDay.').optional(),
  requestsPerUserDay: positive('requests/user-day', 'Mean requests of a user a day, with users.').optional(),
});

/** Bytes on the wire; 1 KB = 1000 bytes, 1 GB = 10^9 bytes. */
export const requestTraffic = z.strictObject({
  requestKB: amount('KB', 'From the location to the site, a request.'),
  responseKB: amount('KB', 'From the site to the location, a request.'),
});

/** How a workload's demand may be divided. A `copies` workload is served whole by each copy's share of the load. */
export const split = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free') }),
  z.strictObject({
    kind: z.literal('minShare'),
    minShareFraction: positiveFraction('Least share of a stream at a site, if any.'),
  }),
  z.strictObject({ kind: z.literal('perLocation') }),
  z.strictObject({ kind: z.literal('oneSite') }),
  z.strictObject({ kind: z.literal('oneOffer') }),
  z.strictObject({
    kind: z.literal('copies'),
    copies: count(2, 'copies', 'Copies, at most one in a failure domain.'),
    copyLoadFraction: positiveFraction('Load each copy is sized and billed for, over the whole load.'),
  }),
]);

const SPLIT =
  'How the demand may be divided. free: anyhow. minShare: no sliver at a site. perLocation: each location whole. oneSite: all at one site. oneOffer: all in one bank. copies: served several times over. Training is always whole.';

const shared = {
  id: id('Workload.'),
  name: text('Name.').optional(),
  dataClasses: z
    .array(z.string().min(1))
    .default([])
    .meta({ description: 'Classes of data it touches, for rules.' }),
  isolationGroup: text(
    'Units are shared only inside a group; absent: shared with every workload that names none. A named group is never put on a token endpoint.',
  ).optional(),
  weight: positive(
    'weight',
    'Weight in limits on workload shares; needed only with such a limit.',
  ).optional(),
  critical: z.boolean().default(false).meta({ description: 'Marked in reports.' }),
  slo: slo.optional().meta({ description: 'Times that must hold; each is optional.' }),
  maxShareFractionPerDomain: positiveFraction('Most share of a stream in one failure domain.').optional(),
  standby: z.boolean().default(false).meta({
    description:
      'Keeps dedicated standby so that the loss of any one failure domain leaves every stream served.',
  }),
  allowedSiliconFamilies: z
    .array(z.enum(SILICON_FAMILIES))
    .min(1)
    .optional()
    .meta({ description: 'Families it may run on; absent: any.' }),
  orchestrationCostPerYear: money(
    'money/year',
    'Orchestration and operations, wherever it runs. Absent: none.',
  ).default(0),
  latencyCostPerMsYear: money(
    'money/ms-year',
    'Value of a millisecond of round trip plus jitter; a shadow cost. Absent: none.',
  ).default(0),
  ...planView,
  escalationFraction: escalation(),
  currency: entryCurrency(),
  labels: labels(),
  note: note(),
  source: source(),
  asOf: asOf(),
};

const origins = z
  .array(
    z.strictObject({
      location: ref('locations'),
      shareFraction: positiveFraction('Share of the demand that arises here; all shares add up to 1.'),
    }),
  )
  .min(1)
  .meta({ description: 'Where the demand arises.' });

const profile = ref('profiles').optional();

const INPUT_TOKENS =
  'Input tokens of a request: the mean, or {mean, p95}. Needed with a model unless outputTokens is stated; absent: none.';
const OUTPUT_TOKENS =
  'Output tokens of a request: the mean, or {mean, p95}. Needed with a model unless inputTokens is stated; absent: none.';

const replication = z.enum(['fluid', 'replicas']).default('fluid').meta({
  description:
    'fluid: shares of replicas add up (an approximation, marked); replicas: whole replicas per model, isolation group and point in a bank.',
});

export const inferenceWorkload = z.strictObject({
  kind: z.literal('inference'),
  ...shared,
  split: split.default({ kind: 'free' }).meta({ description: SPLIT }),
  model: ref('models').optional().meta({ description: 'Absent: it runs only where a quote says so.' }),
  demand: demand.meta({ description: 'Demand over the year, in exactly one form.' }),
  origins,
  ...requestValue,
  profile: profile.meta({ description: 'Shape of the demand in local time of each origin; absent: flat.' }),
  inputTokens: tokenCount.optional().meta({ description: INPUT_TOKENS, unit: 'tokens' }),
  outputTokens: tokenCount.optional().meta({ description: OUTPUT_TOKENS, unit: 'tokens' }),
  traffic: requestTraffic.optional().meta({
    description: 'Bytes of a request on the wire; absent: none are billed or counted for backhaul.',
  }),
  targetUtilisationFraction: positiveFraction(
    'Load over capacity at the peak hour that sizing aims at. Absent without a model: 1, since a quote states the units at full load.',
  ).optional(),
  replication,
  dispatch: workloadDispatch,
});

export const agentWorkload = z.strictObject({
  kind: z.literal('agent'),
  ...shared,
  split: split.default({ kind: 'free' }).meta({ description: SPLIT }),
  model: ref('models').optional().meta({ description: 'Absent: it runs only where a quote says so.' }),
  origins: z
    .array(
      z.strictObject({
        location: ref('locations'),
        agents: positive('agents', 'Agents working for this place.'),
      }),
    )
    .min(1)
    .meta({ description: 'Where the agents work.' }),
  ramGiB: positive('GiB', 'Host memory of one agent.'),
  inferencesPerMinute: positive('1/min', 'Inferences of one agent while active.'),
  inputTokens: tokenCount.optional().meta({ description: INPUT_TOKENS, unit: 'tokens' }),
  outputTokens: tokenCount.optional().meta({ description: OUTPUT_TOKENS, unit: 'tokens' }),
  activeHoursFraction: positiveFraction('Mean share of the hours of the year in which an agent is active.'),
  profile: profile.meta({ description: 'Shape of the activity in local time of each origin; absent: flat.' }),
  suspendedWhenIdle: z
    .boolean()
    .default(false)
    .meta({ description: 'true: memory is held only while active; false: at all hours.' }),
  sameSite: z
    .boolean()
    .default(true)
    .meta({ description: 'Ties runtime and inference of each origin to the same sites, share by share.' }),
  toolsCostPerAgentMonth: money('money/agent-month', 'Licences and tools. Absent: none.').default(0),
  ...requestValue,
  valuePerAgentMonth: money(
    'money/agent-month',
    'What an agent is worth to the planner; reported, never in the objective.',
  ).optional(),
  traffic: requestTraffic.optional().meta({
    description: 'Bytes of a request on the wire; absent: none are billed or counted for backhaul.',
  }),
  targetUtilisationFraction: positiveFraction(
    'Load over capacity at the peak hour that sizing aims at. Absent without a model: 1, since a quote states the units at full load.',
  ).optional(),
  replication,
});

/** Local hours in which a run may compute, Monday first; 24 flags for every day, or 168 for the week. */
export const allowedHours = z.strictObject({
  zone: zone('Zone of the hours.'),
  hours: z
    .union([z.array(z.boolean()).length(24), z.array(z.boolean()).length(168)])
    .meta({ description: 'true: allowed. 24 flags for every day, or 168 for the week from Monday 00:00.' }),
});

const trainingFields = {
  ...shared,
  split: split.default({ kind: 'oneOffer' }).meta({ description: SPLIT }),
  model: ref('models').optional(),
  acceleratorHours: positive(
    'unit-hours',
    'Hours of one unit of the reference silicon, a run; exactly one of this and computeExaflop.',
  ).optional(),
  referenceSilicon: ref('silicon').optional(),
  computeExaflop: positive(
    'EFLOP',
    'Floating-point operations of a run in units of 10^18, with mfuFraction.',
  ).optional(),
  mfuFraction: positiveFraction('Model FLOP utilisation, with computeExaflop.').optional(),
  precision: z
    .enum(PRECISIONS)
    .meta({ description: 'Number format whose peak rates convert between silicon.' }),
  gangUnits: count(1, 'units', 'Least units that must run together.'),
  runsPerYear: positive('runs/year', 'Runs a year.'),
  deadlineHours: positive('hours', 'Allowed hours within which a run must end, its data transfer included.'),
  allowedHours: allowedHours
    .optional()
    .meta({ description: 'Local hours in which a run may compute; absent: all.' }),
  dataLocation: ref('locations'),
  dataGB: amount('GB', 'Data moved to the site for each run.'),
  dataPreparationCostPerRun: money('money/run', 'Data preparation. Absent: none.').default(0),
  engineeringCostPerRun: money('money/run', 'Engineering. Absent: none.').default(0),
  interruptible: z.boolean().meta({ description: 'Whether spot capacity may serve it.' }),
  deferrable: deferrable.optional().meta({
    description:
      'Its work may be moved inside each window, at gangUnits to mostUnits units at once, in one bank. Absent: its units are held in all allowed hours. Only with dispatch of the problem.',
  }),
};

export const trainingWorkload = z.strictObject({ kind: z.literal('training'), ...trainingFields });
export const fineTuningWorkload = z.strictObject({ kind: z.literal('fine-tuning'), ...trainingFields });

export const workload = z.discriminatedUnion('kind', [
  inferenceWorkload,
  agentWorkload,
  trainingWorkload,
  fineTuningWorkload,
]);

/** A shape of demand over time: 24 (each day), 168 (Monday 00:00 first) or 8760/8784 local hours; relative figures. */
export const profileEntry = z.strictObject({
  id: id('Profile.'),
  values: z
    .array(amount('relative', 'Relative demand.'))
    .refine((values) => [24, 168, 8760, 8784].includes(values.length) && values.some((value) => value > 0), {
      message: 'needs 24, 168, 8760 or 8784 numbers, at least one above zero',
    }),
  note: note(),
  source: source(),
  asOf: asOf(),
});
