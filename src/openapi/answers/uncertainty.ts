import { z } from 'zod';
import { count, fraction, issue, money } from './shared.js';

const text = z.string();
const lever = z.enum(['site', 'silicon', 'terms']);
const decision = z.enum(['keeps', 'changes', 'open']);

const bracketed = {
  amount: money('Difference of the plans found.'),
  atLeast: money('By bound of the dearer side and cost of the cheaper one.'),
  atMost: money('By cost of the dearer side and bound of the cheaper one.'),
};

const corner = z.strictObject({
  on: z.array(lever),
  cost: money().nullable(),
  bound: money().nullable(),
  noPlan: text.nullable(),
});

const requirementCost = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('measured'), count: count(), ...bracketed }),
  z.strictObject({ kind: z.literal('not-measured'), count: count(), why: text }),
]);

export const leversAnswer = z
  .discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('measured'),
      currency: text,
      horizonYears: z.number().meta({ 'x-unit': 'years' }),
      whole: z.strictObject(bracketed),
      wholeFraction: fraction('Of fromCost.'),
      fromCost: money('Cost of the corner with the held levers alone.'),
      planCost: money(),
      parts: z.array(z.strictObject({ lever, ...bracketed, fractionOfWhole: fraction() })),
      held: z.array(z.strictObject({ lever, because: text })),
      corners: z.array(corner),
      families: z.array(text),
      familiesFrom: z.enum(['cloud-only plan', 'offers at hyperscale regions']),
      cloudOnlyCost: money().nullable(),
      committingInCloud: money('fromCost - cloudOnlyCost.').nullable(),
      energy: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('measured'), tariff: text, from: text, ...bracketed }),
        z.strictObject({ kind: z.literal('not-measured'), why: text }),
      ]),
      rules: requirementCost,
      latency: requirementCost,
      allowances: z.array(text),
    }),
    z.strictObject({
      outcome: z.literal('not-measured'),
      why: text,
      corners: z.array(corner),
      rules: requirementCost.nullable(),
      latency: requirementCost.nullable(),
    }),
  ])
  .meta({ description: 'The saving taken apart by what makes it; present-worth cash.' });

const fixedPrice = z.strictObject({ cost: money(), objective: money(), broken: count() });
const rangeEnd = z.enum(['low', 'high']);

const breakEven = z.strictObject({
  against: z.enum(['cloud-only', 'low', 'high']),
  kind: z.enum(['found', 'jump', 'none', 'not-priced', 'not-reached']),
  value: z.number().nullable(),
  below: z.number().nullable(),
  above: z.number().nullable(),
  isPermitted: z.boolean().nullable(),
});

const end = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('moved'),
    end: rangeEnd,
    value: z.number(),
    fixed: fixedPrice.nullable(),
    resolved: z.strictObject({ cost: money(), objective: money(), bound: money() }).nullable(),
    cloudOnlyFixed: fixedPrice.nullable(),
    decision,
    noPlan: text.nullable(),
  }),
  z.strictObject({ kind: z.literal('invalid'), end: rangeEnd, value: z.number(), issues: z.array(issue) }),
  z.strictObject({ kind: z.literal('not-reached'), end: rangeEnd, value: z.number() }),
]);

export const sensitivityAnswer = z
  .discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('measured'),
      currency: text,
      horizonYears: z.number().meta({ 'x-unit': 'years' }),
      likelyCost: money(),
      likelyBound: money(),
      cloudOnlyCost: money().nullable(),
      effects: z.array(
        z.strictObject({
          pointer: text,
          low: z.number(),
          likely: z.number(),
          high: z.number(),
          unit: text.nullable(),
          ends: z.array(end),
          spread: money().nullable(),
          fixedSpread: money().nullable(),
          decision,
          breakEvens: z.array(breakEven),
        }),
      ),
    }),
    z.strictObject({ outcome: z.enum(['no-ranges', 'no-plan']), why: text }),
  ])
  .meta({ description: 'What ranges do to the plan, largest effect first; present-worth cash.' });
