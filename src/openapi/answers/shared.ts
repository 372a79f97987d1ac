import { BOUND_KINDS, RULE_IDS, STOP_REASONS } from '@placewright/solver';
import { z } from 'zod';

/** A figure with its unit, for the published schema. */
export const figure = (unit: string, description?: string) =>
  z.number().meta({ 'x-unit': unit, ...(description === undefined ? {} : { description }) });
export const fraction = (description?: string) => figure('fraction', description);
export const money = (description?: string) => figure("money of the problem's currency", description);
export const count = (description?: string) =>
  z.int().meta({ 'x-unit': 'count', ...(description === undefined ? {} : { description }) });

export const stopReason = z.enum(STOP_REASONS).meta({ description: 'Why a solve ended.' });
export const bound = z
  .strictObject({
    value: money('No plan costs less.'),
    kind: z.enum(BOUND_KINDS).meta({
      description: 'safe-lp holds whatever the engine did; engine-lp and engine-tree are its word.',
    }),
  })
  .meta({ description: 'A lower bound on the objective, and what stands behind it.' });

export const saving = z.strictObject({
  money: money(),
  fraction: fraction('Of the figure it is taken from.'),
});

export const broken = z
  .strictObject({
    workload: z.string(),
    location: z.string(),
    requirement: z
      .string()
      .meta({ description: '`rule <id>`, `networkRttMs`, `firstTokenMs`, `pin`, `ban`, ...' }),
    site: z.string(),
    actual: z.string(),
    limit: z.string(),
    shareFraction: fraction(),
  })
  .meta({ description: 'A rule or service level that a placement goes against.' });

export const violation = z
  .strictObject({
    rule: z.enum(RULE_IDS),
    subject: z.string(),
    actual: z.number(),
    limit: z.number(),
    unit: z.string(),
  })
  .meta({ description: 'A limit that a plan goes beyond.' });

export const issue = z
  .strictObject({
    code: z.string().meta({ description: 'API: programs match it.' }),
    pointer: z.string().meta({ description: 'JSON pointer (RFC 6901) into the body.' }),
    message: z.string(),
    value: z.unknown().exactOptional(),
    unit: z.string().exactOptional(),
    allowed: z.string().exactOptional(),
    fix: z.string().exactOptional(),
  })
  .meta({ description: 'One refusal: where, what, what is allowed, and the fix.' });

export const assumption = z.strictObject({
  pointer: z.string(),
  value: z.number(),
  unit: z.string(),
  source: z.string(),
  asOf: z.string(),
});

export const warning = z.strictObject({ code: z.string(), pointer: z.string(), message: z.string() });
