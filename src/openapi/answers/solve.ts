import { EXCLUSION_CODES } from '@placewright/solver';
import { z } from 'zod';
import { economicsFields } from './economics.js';
import { finance, investment } from './finance.js';
import { bill, plan } from './plan.js';
import {
  assumption,
  bound,
  broken,
  count,
  figure,
  fraction,
  money,
  saving,
  stopReason,
  violation,
} from './shared.js';

const text = z.string();

export const finding = z
  .strictObject({
    code: z.enum(['no-candidate', 'common-cause', 'short-units', 'short-power', 'limit', 'least-relaxation']),
    subjects: z.array(text),
    message: text,
    shortBy: z.number().exactOptional(),
    unit: text.exactOptional(),
    whenUtc: text.exactOptional(),
    remedy: text.exactOptional(),
  })
  .meta({ description: 'Why there is no plan, and what would change it.' });

const exclusions = z
  .array(z.strictObject({ code: z.enum(EXCLUSION_CODES), rule: text.exactOptional(), pairs: count() }))
  .meta({ description: 'Pairs ruled out, by cause, most frequent first.' });

const run = z.strictObject({
  engine: text,
  columns: count(),
  integerColumns: count(),
  rows: count(),
  candidatePairs: count(),
  excludedPairs: count(),
  rounds: count(),
  warm: z.enum(['kept', 'mended', 'unusable']).exactOptional().meta({
    description: 'What became of the plan the solve was started from; absent without one.',
  }),
  phaseMs: z.record(text, figure('ms')),
});

const audit = z
  .strictObject({
    ok: z.boolean(),
    findings: z.array(
      z.strictObject({
        code: text,
        subject: text,
        expected: z.union([z.number(), text]),
        actual: z.union([z.number(), text]),
        unit: text,
      }),
    ),
    lines: z.array(z.strictObject({ component: text, presentWorth: money() })),
    presentWorth: money(),
    checks: z.record(text, z.number()),
  })
  .meta({ description: 'What the independent checker finds.' });

const comparison = z
  .strictObject({
    kind: z.enum(['permitted', 'not-permitted', 'not-found', 'not-asked']),
    allowances: z.array(text),
    warnings: z.array(z.strictObject({ code: text, message: text })),
    cloudOnly: plan.exactOptional(),
    savesAtLeast: saving.exactOptional(),
    savesAtMost: saving.exactOptional(),
    potential: saving.exactOptional(),
    forbiddenBy: z.array(z.strictObject({ stream: text, causes: z.array(text) })).exactOptional(),
    shortages: z.array(finding).exactOptional(),
    relaxed: z
      .strictObject({ bill, bound, broken: z.array(broken), unplaceable: z.array(text) })
      .exactOptional(),
  })
  .meta({ description: 'The plan against running the same workloads in hyperscale regions only.' });

const baseline = z.strictObject({
  id: text,
  kind: z.enum(['priced', 'not-priced']),
  cashPresentWorth: money().exactOptional(),
  gapFraction: fraction().exactOptional(),
  saves: saving.exactOptional(),
  investment: investment.exactOptional(),
  broken: z.array(broken),
  violations: z.array(violation),
  problems: z.array(text),
});

export const solved = z
  .strictObject({
    outcome: z.literal('solved'),
    plan,
    audit,
    comparison,
    baselines: z.array(baseline),
    finance,
    ...economicsFields,
    assumed: z.array(assumption.extend({ touchedPresentWorth: money() })),
    exclusions,
    run,
  })
  .meta({ description: 'A plan, checked by the rules, the bill and the audit.' });

export const infeasible = z
  .strictObject({
    outcome: z.literal('infeasible'),
    findings: z.array(finding),
    exclusions,
    run,
  })
  .meta({ description: 'There is no plan; what is short, by how much, when, and what would do.' });

export const noPlanFound = z
  .strictObject({
    outcome: z.literal('noPlanFound'),
    stop: stopReason,
    bound: bound.nullable(),
    exclusions,
    run,
  })
  .meta({ description: 'The search stopped without a plan; there may be one.' });

export const stopped = z
  .strictObject({
    outcome: z.literal('stopped'),
    stop: z.enum(['time-limit', 'memory', 'cancelled']),
    lastKnown: z
      .strictObject({
        phase: text,
        incumbent: money().exactOptional(),
        bound: money().exactOptional(),
      })
      .nullable(),
    message: text,
  })
  .meta({ description: 'The solve was ended from outside before it could answer by itself.' });

export const solveAnswer = z
  .discriminatedUnion('outcome', [solved, infeasible, noPlanFound, stopped])
  .meta({ description: 'What a solve ends in. Infeasible is an outcome, not an error.' });
