import { COST_IDS } from '@placewright/solver';
import { z } from 'zod';
import { economicsFields } from './economics.js';
import { planFinance } from './finance.js';
import { plan } from './plan.js';
import { assumption, broken, count, figure, issue, money, violation, warning } from './shared.js';

const text = z.string();
const texts = z.array(text);

export const validateAnswer = z
  .discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('valid'),
      name: text.nullable(),
      counts: z.record(text, z.number()),
      assumptions: z.array(assumption),
      warnings: z.array(warning),
    }),
    z.strictObject({ outcome: z.literal('invalid'), issues: z.array(issue), issueCount: count() }),
  ])
  .meta({ description: 'Every issue at once, or what the problem holds.' });

export const priceAnswer = z
  .strictObject({
    outcome: z.enum(['priced', 'cannot-be-priced']),
    plan: plan.exactOptional(),
    finance: planFinance.exactOptional(),
    economics: z.strictObject(economicsFields).exactOptional(),
    broken: z.array(broken),
    violations: z.array(violation),
    problems: texts.meta({ description: 'Rows that make no sense of the problem.' }),
    notes: texts.meta({ description: 'What was read in another way than it is written.' }),
  })
  .meta({ description: "A planner's own plan, priced; what it breaks stands beside the price." });

const compared = z.strictObject({
  name: text,
  source: z.enum(['plan', 'rows']),
  check: z
    .strictObject({
      kind: z.enum(['checked', 'another-problem']),
      broken: z.array(broken),
      violations: z.array(violation),
      problems: texts,
    })
    .nullable(),
  problems: texts,
  notes: texts,
});

const pairOf = (unit: string) =>
  z.strictObject({ a: figure(unit), b: figure(unit), difference: figure(unit, 'b - a') });
const moneyPair = z.strictObject({ a: money(), b: money(), difference: money('b - a') });
const state = z.enum(['closed', 'open', 'newly-opened']);

export const planDifference = z
  .strictObject({
    sameProblem: z.boolean(),
    currency: text,
    horizonYears: z.strictObject({ a: figure('years'), b: figure('years') }),
    streams: z.array(
      z.strictObject({
        stream: text,
        workload: text,
        location: text,
        part: z.enum(['inference', 'runtime', 'training']),
        banks: z.array(
          z.strictObject({
            bank: text,
            site: text,
            silicon: text.nullable(),
            shareFraction: pairOf('fraction'),
            standbyFraction: pairOf('fraction'),
          }),
        ),
        directPresentWorth: moneyPair,
      }),
    ),
    streamCount: count(),
    units: z.array(
      z.strictObject({
        offer: text,
        bank: text,
        site: text,
        silicon: text,
        isolationGroup: text.nullable(),
        kept: pairOf('units'),
        further: pairOf('units'),
      }),
    ),
    byUse: z.array(
      z.strictObject({
        bank: text,
        site: text,
        silicon: text.nullable(),
        peakLoadUnits: pairOf('units (tokens/s on a token endpoint)'),
        meanLoadUnits: pairOf('units (tokens/s on a token endpoint)'),
      }),
    ),
    purchases: z.array(
      z.strictObject({
        offer: text,
        site: text,
        silicon: text,
        terms: text,
        units: pairOf('units'),
        upfrontCost: moneyPair,
      }),
    ),
    sites: z.array(
      z.strictObject({
        site: text,
        a: state,
        b: state,
        peakMeterKw: pairOf('kW'),
        energyKwhPerYear: pairOf('kWh/year'),
        carbonKgPerYear: pairOf('kgCO2eq/year').nullable(),
        presentWorth: moneyPair,
      }),
    ),
    bill: z.strictObject({
      lines: z.array(
        z.strictObject({
          component: z.enum(COST_IDS),
          nature: z.enum(['cash', 'shadow']),
          presentWorth: moneyPair,
        }),
      ),
      cashPresentWorth: moneyPair,
      shadowPresentWorth: moneyPair,
      presentWorth: moneyPair,
      firstYearCash: moneyPair,
      equivalentYearlyCash: moneyPair,
    }),
    headroom: z.array(
      z.strictObject({
        stream: text,
        limit: text,
        a: figure('ms').nullable(),
        b: figure('ms').nullable(),
        difference: figure('ms').nullable(),
      }),
    ),
    energyKwhPerYear: pairOf('kWh/year'),
    carbonKgPerYear: pairOf('kgCO2eq/year'),
    sitesWithoutCarbon: texts,
    flows: z.array(z.strictObject({ from: text, to: text, gbPerMonth: pairOf('GB/month') })),
  })
  .meta({ description: 'Two plans line by line. Lists hold what differs; every difference is b - a.' });

export const compareAnswer = z
  .discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('compared'),
      a: compared,
      b: compared,
      difference: planDifference,
    }),
    z.strictObject({ outcome: z.literal('cannot-be-priced'), a: compared, b: compared }),
  ])
  .meta({ description: 'Two plans beside each other, and what each breaks.' });
