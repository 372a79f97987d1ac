import { z } from 'zod';
import {
  amount,
  asOf,
  count,
  date,
  entryCurrency,
  escalation,
  fraction,
  id,
  labels,
  MERITS,
  money,
  note,
  PRECISIONS,
  positive,
  positiveFraction,
  ref,
  SILICON_FAMILIES,
  SITE_KINDS,
  SPECTRUM_CRITERIA,
  signed,
  source,
  text,
  WORKLOAD_KINDS,
} from './fields.js';
import {
  bookValuePerUnit,
  endingFields,
  leaseRenewal,
  ownedRenewal,
  reservedRenewal,
  spendTiers,
  termFields,
  volumeTiers,
} from './procurement.js';

/** Margins over estimated times by merit, as a planner states them. */
export const jitterMargins = z.partialRecord(
  z.enum(MERITS),
  amount('fraction', 'Margin over an estimated time of silicon with this merit in latencyJitter.'),
);

/** Peak rates by number format, dense. */
const computeTeraflops = z
  .partialRecord(z.enum(PRECISIONS), positive('TFLOP/s', 'Dense peak rate of one unit.'))
  .meta({ description: 'Dense peak rate of one unit by number format.' });

export const silicon = z.strictObject({
  id: id('Silicon SKU.'),
  name: text('Name.').optional(),
  family: z.enum(SILICON_FAMILIES).meta({ description: 'Family of the silicon spectrum; CPU for hosts.' }),
  memoryGiB: amount('GiB', 'Memory of one unit for weights and cache; 0 for a CPU host.'),
  bandwidthGBPerSecond: positive('GB/s', 'Memory bandwidth of one unit.').optional(),
  computeTeraflops: computeTeraflops.optional(),
  wattsBasis: z.literal('server').meta({
    description:
      'Watts are of one unit with its share of host, network cards and fans. Chip-only figures are refused.',
  }),
  idleWatts: amount('W', 'IT power of one unit switched on and idle, with its share of the server.'),
  maxWatts: amount('W', 'IT power of one unit at full load, with its share of the server.'),
  hostMemoryGiB: amount('GiB', 'Host memory that comes with one unit. Absent: none.').default(0),
  rackUnitsPerUnit: amount(
    'U',
    'Rack units of one unit with its share of the server; needed where a site states rackUnits.',
  ).optional(),
  lifeYears: positive('years', 'Years until a bought unit is replaced.').optional(),
  embodiedCarbonKg: amount('kgCO2eq', 'Carbon of making one unit with its share of the server.').optional(),
  slices: z
    .array(z.literal([1, 0.5, 0.25, 0.125]))
    .min(1)
    .default([1])
    .meta({
      description:
        'Shares of a unit a replica may take, whole units always among them. Halves, quarters and eighths pack exactly.',
    }),
  replicaUnits: z
    .array(count(1, 'units', 'Units that can serve one replica together.'))
    .min(1)
    .default([1, 2, 4, 8])
    .meta({ description: 'Group sizes that can serve one replica together.' }),
  decodeEfficiencyFraction: positiveFraction(
    'Share of the memory bandwidth that decoding reaches; used by estimates only.',
  ).optional(),
  prefillEfficiencyFraction: positiveFraction(
    'Share of the peak rate that prefill reaches; used by estimates only.',
  ).optional(),
  allowedSiteKinds: z.array(z.enum(SITE_KINDS)).min(1).optional().meta({
    description: 'Where it may stand; absent: anywhere, except TPU: hyperscale-region, NPU: device.',
  }),
  allowedWorkloadKinds: z
    .array(z.enum(WORKLOAD_KINDS))
    .min(1)
    .optional()
    .meta({ description: 'What it may run; absent: anything.' }),
  allowedModels: z
    .array(ref('models'))
    .min(1)
    .optional()
    .meta({ description: 'Models it may run; absent: any.' }),
  merits: z.partialRecord(z.enum(SPECTRUM_CRITERIA), z.enum(MERITS)).optional().meta({
    description:
      "Merits on the eight criteria of the silicon spectrum in place of its family's, by criterion; `high` is good. They enter the fit score, and latencyJitter the jitterMargins of estimates; nothing measured is changed by them.",
  }),
  exportControlClass: text('Export control classification, for example 3A090.').optional(),
  labels: labels(),
  note: note(),
  source: source(),
  asOf: asOf(),
});

const offerShared = {
  id: id('Offer.'),
  site: ref('sites'),
  availableFrom: date(
    "First day it can be used; after the horizon's start the offer is left out.",
  ).optional(),
  endsOn: date(
    'Last day it can be used; inside the horizon the offer is left out, unless it states a renewal.',
  ).optional(),
  escalationFraction: escalation(),
  irrecoverableTaxFraction: fraction(
    'Tax on what the offer bills that is not recovered (value-added tax), over the price. Absent: none.',
  ).optional(),
  currency: entryCurrency(),
  labels: labels(),
  note: note(),
  source: source(),
  asOf: asOf(),
};

const heldShared = {
  ...offerShared,
  silicon: ref('silicon'),
  unitsExisting: count(
    0,
    'units',
    'Units already there: no purchase cost, not forced on. Absent: none.',
  ).default(0),
  unitsCommitted: count(0, 'units', 'Units paid for whatever happens. Absent: none.').default(0),
  unitsLeastIfUsed: count(1, 'units', 'Least units if any is used.').optional(),
  unitsMax: count(
    0,
    'units',
    'Most units, existing and committed included; absent: as many as everything would need.',
  ).optional(),
  unitsPerPurchase: count(1, 'units', 'Units come in packs of this size (8 for an HGX server).').default(1),
  leadTimeDays: count(
    0,
    'days',
    'Days from order to use; the purchase list of a report counts back from the day of need. Absent: no order date is stated.',
  ).optional(),
  operationsCostPerUnitYear: money(
    'money/unit-year',
    'Operations and maintenance of a unit in use. Absent: none.',
  ).default(0),
};

/** Units the planner already owns. */
export const ownedOffer = z.strictObject({
  terms: z.literal('owned'),
  ...heldShared,
  bookValuePerUnit,
  renewal: ownedRenewal,
});

/** Units to buy. */
export const purchaseOffer = z.strictObject({
  terms: z.literal('purchase'),
  ...heldShared,
  pricePerUnit: money('money/unit', 'Price of a unit with its share of the server.'),
  lifeYears: positive('years', "Overrides the silicon's life.").optional(),
  priceChangeFraction: signed(
    'fraction/year',
    'Yearly change of the price at which a unit is replaced. Absent: none.',
  ).default(0),
  residualMarketFraction: fraction(
    'Market value over straight-line book value at the end of the horizon. Absent: 0, no residual is counted.',
  ).default(0),
  volumeTiers,
});

/** Units rented by the year. */
export const leaseOffer = z.strictObject({
  terms: z.literal('lease'),
  ...heldShared,
  pricePerUnitYear: money('money/unit-year', 'Rent of a unit for a year.'),
  ...termFields,
  volumeTiers,
  ...endingFields,
  renewal: leaseRenewal,
  energyIncluded: z.boolean().meta({ description: 'Whether the rent covers electricity.' }),
});

/** Cloud capacity reserved for terms that follow one another; paid for every hour, energy included. */
export const reservedOffer = z.strictObject({
  terms: z.literal('reserved'),
  ...heldShared,
  pricePerUnitHour: money('money/unit-hour', 'Price of a unit for each hour of the year, used or not.'),
  upfrontCostPerUnit: money(
    'money/unit',
    'Paid for each unit when a contract is signed. Absent: none.',
  ).default(0),
  ...termFields,
  volumeTiers,
  ...endingFields,
  renewal: reservedRenewal,
});

const byUseShared = {
  ...offerShared,
  silicon: ref('silicon'),
  pricePerUnitHour: money('money/unit-hour', 'Price of a unit for an hour of use, energy included.'),
  unitsMax: count(0, 'units', 'Quota; absent: as many as everything would need.').optional(),
  packingEfficiencyFraction: positiveFraction(
    'Used over billed unit-hours: what is lost to whole machines and start-up.',
  ).optional(),
  standbyPerUnitHour: money(
    'money/unit-hour',
    'Price of a unit kept ready; absent: the offer holds no standby.',
  ).optional(),
  volumeTiers: spendTiers,
};

export const onDemandOffer = z.strictObject({ terms: z.literal('on-demand'), ...byUseShared });

export const spotOffer = z.strictObject({
  terms: z.literal('spot'),
  ...byUseShared,
  goodputLossFraction: z
    .number()
    .min(0)
    .lt(1)
    .meta({ description: 'Share of the work lost to interruptions.', unit: 'fraction' })
    .optional(),
});

/** A model behind an endpoint, billed by the token. */
export const tokenOffer = z.strictObject({
  terms: z.literal('token'),
  ...offerShared,
  models: z.array(ref('models')).min(1),
  pricePerMillionInputTokens: money('money/million tokens', 'Price of a million input tokens.'),
  pricePerMillionOutputTokens: money('money/million tokens', 'Price of a million output tokens.'),
  volumeTiers: spendTiers,
  quotaTokensPerSecond: positive(
    'tokens/s',
    'Most input and output tokens a second; absent: not the limit.',
  ).optional(),
  firstTokenMs: amount('ms', 'Time to the first token at the endpoint.').optional(),
  perOutputTokenMs: amount('ms', 'Time between output tokens at the endpoint.').optional(),
  percentile: z
    .number()
    .min(1)
    .max(100)
    .meta({ description: 'Percentile of the stated times.', unit: 'percentile' })
    .optional(),
  wattHoursPerMillionTokens: amount(
    'Wh/million tokens',
    'IT energy of a million tokens, for carbon; absent: its carbon is not modelled.',
  ).optional(),
});

export const offer = z.discriminatedUnion('terms', [
  ownedOffer,
  purchaseOffer,
  leaseOffer,
  reservedOffer,
  onDemandOffer,
  spotOffer,
  tokenOffer,
]);

export const model = z.strictObject({
  id: id('AI model.'),
  name: text('Name.').optional(),
  parametersBillion: positive('billion', 'Parameters in all.'),
  activeParametersBillion: positive('billion', 'Parameters active for a token; absent: all.').optional(),
  layers: count(1, 'layers', 'Transformer layers.'),
  kvHeads: count(1, 'heads', 'Key-value heads.'),
  headSize: count(1, 'elements', 'Elements of a head.'),
  bytesPerWeight: positive('bytes', 'Bytes of a weight as served.'),
  bytesPerCacheEntry: positive('bytes', 'Bytes of a key or value element.'),
  precision: z.enum(PRECISIONS).meta({ description: 'Number format in which it is computed.' }),
  labels: labels(),
  note: note(),
  source: source(),
  asOf: asOf(),
});
