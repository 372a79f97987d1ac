import { z } from 'zod';

/**
 * The kinds of number and text a problem is made of. Each field's meaning, unit and range are read from
 * here by the refusals, the JSON Schema and the format reference, so they are said once.
 */
export interface FieldMeta {
  readonly description: string;
  readonly unit?: string;
  /** Amount of money in the entry's `currency`; converted to the problem's currency on reading. */
  readonly money?: true;
  /** Parts of the problem in which the id this field names must stand. */
  readonly ref?: readonly string[];
  /** A text that must be an assigned country, or a time zone that is known. */
  readonly text?: 'country' | 'zone';
}

const numeric = (schema: z.ZodNumber, unit: string, description: string) =>
  schema.meta({ description, unit });

/** A number of at least zero in a unit. */
export const amount = (unit: string, description: string) => numeric(z.number().min(0), unit, description);
/** A number above zero in a unit. */
export const positive = (unit: string, description: string) => numeric(z.number().gt(0), unit, description);
/** Any finite number in a unit. */
export const signed = (unit: string, description: string) => numeric(z.number(), unit, description);
/** A share between 0 and 1. */
export const fraction = (description: string) => numeric(z.number().min(0).max(1), 'fraction', description);
/** A share above 0 and at most 1. */
export const positiveFraction = (description: string) =>
  numeric(z.number().gt(0).max(1), 'fraction', description);
/** A whole number of at least `least`. */
export const count = (least: number, unit: string, description: string) =>
  numeric(z.number().int().min(least).max(1_000_000_000), unit, description);

/** An amount of money, at least zero, in the entry's currency. */
export const money = (unit: string, description: string) =>
  z.number().min(0).meta({ description, unit, money: true });
/** An amount of money that may be negative (a price of electricity, a credit). */
export const signedMoney = (unit: string, description: string) =>
  z.number().meta({ description, unit, money: true });

/** Yearly price change; 0.02 is +2 % a year. Absent: the price stays as stated. */
export const escalation = () =>
  numeric(
    z.number().gt(-1).max(1),
    'fraction/year',
    'Yearly price change; absent: the price stays as stated.',
  ).optional();

export const id = (description: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/)
    .meta({
      description: `${description} 1 to 100 of A-Z a-z 0-9 . _ : - and starting with a letter or digit.`,
    });
export const ref = (...parts: readonly string[]) =>
  z
    .string()
    .min(1)
    .meta({ description: `Id of an entry of ${parts.join(' or ')}.`, ref: parts });
export const text = (description: string) => z.string().min(1).max(2000).meta({ description });
export const date = (description: string) =>
  z.iso.date().meta({ description: `${description} ISO 8601 date.` });
export const currency = (description: string) =>
  z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ description: `${description} ISO 4217 code.` });
export const entryCurrency = () =>
  currency(
    "Currency of this entry's money fields; absent: the problem's. Another one needs an exchange rate.",
  ).optional();
export const jurisdiction = (description: string) =>
  z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
    .meta({
      description: `${description} ISO 3166-1 alpha-2, optionally with a subdivision (US-CA).`,
      text: 'country',
    });
export const zone = (description: string) =>
  z
    .string()
    .min(1)
    .meta({ description: `${description} IANA time zone, for example Europe/Berlin.`, text: 'zone' });
export const labels = () =>
  z.array(z.string().min(1)).meta({ description: "Planner's own labels, for selectors." }).optional();
export const note = () => text('Free text, carried to the plan.').optional();
export const source = () => text('Where the figure comes from.').optional();
export const asOf = () => date('Date the figure was true.').optional();

/** Latitude and longitude of a place. */
export const latDeg = () => numeric(z.number().min(-90).max(90), 'degrees', 'Latitude.');
export const lonDeg = () => numeric(z.number().min(-180).max(180), 'degrees', 'Longitude.');

/** Kinds of site, as planners name them. */
export const SITE_KINDS = [
  'hyperscale-region',
  'telco-core',
  'metro-edge',
  'far-edge',
  'enterprise',
  'sovereign-dc',
  'industrial',
  'device',
] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** The six families of the silicon spectrum, and CPU for hosts. */
export const SILICON_FAMILIES = ['GPU', 'TPU', 'LPU', 'NPU', 'ASIC', 'FPGA', 'CPU'] as const;
export type SiliconFamily = (typeof SILICON_FAMILIES)[number];

/** The eight criteria of the silicon spectrum. A merit of `high` is good: a high latency merit is a short latency. */
export const SPECTRUM_CRITERIA = [
  'latencyMean',
  'latencyJitter',
  'throughput',
  'performancePerWatt',
  'memoryLocality',
  'placement',
  'ecosystemMaturity',
  'modelFlexibility',
] as const;
export type SpectrumCriterion = (typeof SPECTRUM_CRITERIA)[number];

/** How well a silicon does on a criterion, worst first. */
export const MERITS = ['low', 'medium', 'medium-high', 'high'] as const;
export type Merit = (typeof MERITS)[number];

/** The plays of the source, section 6, in its order. */
export const PLAYS = ['fine-tuning', 'inference-placement', 'agent-platforms', 'ecosystems'] as const;
export type Play = (typeof PLAYS)[number];

/** Number formats a rate of computation is stated for. */
export const PRECISIONS = ['fp32', 'tf32', 'bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'] as const;
export type Precision = (typeof PRECISIONS)[number];

export const WORKLOAD_KINDS = ['inference', 'agent', 'training', 'fine-tuning'] as const;
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/**
 * Legal bases an operator can show, for itself and for every recipient it lets reach the data. DPF: the recipients in the
 * US are on the list of the EU-US Data Privacy Framework. SCC, BCR: contract clauses or corporate rules are in
 * force. PIPEDA: the recipients in Canada are commercial organisations under that act.
 */
export const TRANSFER_BASES = ['DPF', 'SCC', 'BCR', 'PIPEDA'] as const;

export const OFFER_TERMS = ['owned', 'purchase', 'lease', 'reserved', 'on-demand', 'spot', 'token'] as const;
export type OfferTerms = (typeof OFFER_TERMS)[number];
