import { z } from 'zod';
import {
  amount,
  asOf,
  count,
  date,
  entryCurrency,
  escalation,
  id,
  jurisdiction,
  labels,
  latDeg,
  lonDeg,
  money,
  note,
  positive,
  ref,
  SITE_KINDS,
  source,
  TRANSFER_BASES,
  text,
  zone,
} from './fields.js';

/** A certification an operator holds, with the dates it is valid between. */
export const certification = z.strictObject({
  scheme: text('Scheme, for example ISO-27001, SecNumCloud, HIPAA-BAA.'),
  level: text('Level within the scheme.').optional(),
  validFrom: date('First day it holds.').optional(),
  validUntil: date('Last day it holds; absent: no end stated.').optional(),
  evidence: text('Where the certificate can be seen.').optional(),
});

export const operator = z.strictObject({
  id: id('Operator.'),
  name: text('Name.').optional(),
  legalEntityJurisdiction: jurisdiction('Where the legal entity that runs the sites is established.'),
  ultimateParentJurisdiction: jurisdiction('Where the ultimate parent is established.'),
  remoteSupportJurisdictions: z.array(jurisdiction('Where staff with remote access sit.')).default([]),
  keyCustodyJurisdictions: z.array(jurisdiction('Where encryption keys are held.')).default([]),
  transferBases: z.array(z.enum(TRANSFER_BASES)).default([]).meta({
    description:
      'Legal bases for data transfer the operator can show, for itself and every recipient it lets reach the data; empty: none. DPF: on the list of the Data Privacy Framework (US). PIPEDA: commercial organisation under that act (Canada). SCC, BCR: clauses or corporate rules in force.',
  }),
  subProcessors: z
    .array(z.strictObject({ name: text('Name.'), jurisdiction: jurisdiction('Where it is established.') }))
    .default([])
    .meta({ description: 'Other companies the operator lets process data.' }),
  certifications: z
    .array(certification)
    .default([])
    .meta({ description: 'Certifications it holds, with their dates.' }),
  labels: labels(),
  note: note(),
  source: source(),
  asOf: asOf(),
});

export const location = z.strictObject({
  id: id('Place where demand or data arises.'),
  name: text('Name.').optional(),
  jurisdiction: jurisdiction('Jurisdiction of the place.'),
  latDeg: latDeg().optional(),
  lonDeg: lonDeg().optional(),
  zone: zone('Zone in which demand profiles of this place are read.'),
  accessRttMs: amount(
    'ms',
    'Round trip of the access network (radio, DSL, campus); added to every path.',
  ).optional(),
  accessJitterMs: amount('ms', 'Jitter of the access network; added to every path.').optional(),
  egressPricePerGB: money(
    'money/GB',
    'Price the network operator of this place bills for a GB sent from here where no link states one.',
  ).optional(),
  currency: entryCurrency(),
  labels: labels(),
  note: note(),
  source: source(),
  asOf: asOf(),
});

export const site = z.strictObject({
  id: id('Site.'),
  name: text('Name.').optional(),
  kind: z.enum(SITE_KINDS).meta({ description: 'Kind of site.' }),
  jurisdiction: jurisdiction('Jurisdiction of the place.'),
  operator: ref('operators'),
  latDeg: latDeg().optional(),
  lonDeg: lonDeg().optional(),
  zone: zone('Zone in which the site is billed where its tariff names none.'),
  failureDomain: text('Sites of one failure domain are lost together; absent: the site alone.').optional(),
  meterCapKw: amount('kW', 'Most power at the meter, otherLoadKw and cooling included.')
    .nullable()
    .optional(),
  itCapKw: amount('kW', 'Most IT power, otherLoadKw included.').nullable().optional(),
  otherLoadKw: amount(
    'kW',
    'Load already there, on the basis of the cap (meter where there is none); counts for cap and demand charge. Absent: none.',
  ).default(0),
  pue: z
    .number()
    .min(1)
    .max(5)
    .meta({ description: 'Power usage effectiveness: meter power over IT power.', unit: 'ratio' })
    .optional(),
  tariff: ref('tariffs').optional(),
  gridCarbonGramsPerKwh: amount('gCO2eq/kWh', 'Location-based average carbon intensity.').optional(),
  gridCarbonMarginalGramsPerKwh: amount(
    'gCO2eq/kWh',
    'Marginal carbon intensity; reported apart.',
  ).optional(),
  waterLitersPerItKwh: amount(
    'L/kWh of IT energy',
    'Water the site uses for a kWh of IT energy (WUE); absent: its water is not known.',
  ).optional(),
  gridWaterLitersPerKwh: amount(
    'L/kWh at the meter',
    'Water used to make a kWh of its electricity; absent: not known.',
  ).optional(),
  openUpfrontCost: money(
    'money',
    'Paid once if the site is used and not already open. Absent: none.',
  ).default(0),
  openYearlyCost: money('money/year', 'Paid each year the site is open. Absent: none.').default(0),
  escalationFraction: escalation(),
  alreadyOpen: z.boolean().default(false).meta({ description: 'Waives openUpfrontCost only.' }),
  mustStayOpen: z
    .boolean()
    .default(false)
    .meta({ description: 'The site counts as open whatever is placed there.' }),
  egressPricePerGB: money(
    'money/GB',
    'Price the site operator bills for a GB sent from here where no link states one.',
  ).optional(),
  rackUnits: amount('U', 'Rack units free; absent: not the limit.').optional(),
  racks: count(0, 'racks', 'Racks free, with kwPerRack; absent: not the limit.').optional(),
  kwPerRack: positive('kW/rack', 'IT power one rack takes.').optional(),
  backhaulMbps: positive(
    'Mbps',
    'Capacity to and from the site, each way; absent: not the limit.',
  ).optional(),
  currency: entryCurrency(),
  labels: labels(),
  note: note(),
  source: source(),
  asOf: asOf(),
});

const linkFigures = {
  rttMs: amount('ms', 'Round trip begun at `from`, access network not included.'),
  jitterMs: amount('ms', 'Jitter of the round trip.'),
};

export const link = z.strictObject({
  from: ref('locations', 'sites'),
  to: ref('locations', 'sites'),
  ...linkFigures,
  throughputMbps: positive('Mbps', 'Sustained throughput for bulk data.').optional(),
  pricePerGB: money(
    'money/GB',
    "Price of a GB sent over this link, billed by the sender's operator.",
  ).optional(),
  currency: entryCurrency(),
  note: note(),
  source: source(),
  asOf: asOf(),
});

/** Latency as telcos keep it: by a label of the place and a label of the site. The first class that matches is used. */
export const latencyClass = z.strictObject({
  id: id('Latency class.'),
  fromLabel: text('Label of the location.'),
  toLabel: text('Label of the site.'),
  ...linkFigures,
  note: note(),
  source: source(),
  asOf: asOf(),
});

/** How a path is estimated where neither a link nor a class gives it: baseMs + distance x routeFactor / 100 km per ms. */
export const distanceEstimate = z.strictObject({
  baseMs: amount('ms', 'Round trip at zero distance.'),
  routeFactor: z
    .number()
    .min(1)
    .max(10)
    .meta({ description: 'Length of the route over the great-circle distance.', unit: 'ratio' }),
  jitterMs: amount('ms', 'Jitter taken for an estimated path.'),
  throughputMbps: positive(
    'Mbps',
    'Throughput taken for an estimated path; absent: bulk data needs a link.',
  ).optional(),
});

export const network = z.strictObject({
  links: z
    .array(link)
    .default([])
    .meta({ description: 'Measured paths, each for one direction and never taken for the other.' }),
  latencyClasses: z
    .array(latencyClass)
    .default([])
    .meta({ description: 'Round trips by label, used in order where no link is stated.' }),
  estimate: distanceEstimate.optional().meta({
    description: 'Round trip by distance where neither a link nor a class gives it; absent: no path.',
  }),
});
