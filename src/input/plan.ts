import type { Plan } from '@placewright/solver';
import { z } from 'zod';
import { type InputIssue, toIssues } from './issue.js';

const list = (item: z.ZodType) => z.array(item);
const name = z.string();
const figure = z.number();

/** What a reader of a plan relies on; the rest is carried as it stands. */
const planShape = z.looseObject({
  schemaVersion: z.literal('1.0'),
  problemHash: name,
  currency: name,
  horizonYears: figure,
  banks: list(z.looseObject({ id: name, kind: z.enum(['held', 'unit-use', 'token']), site: name })),
  placements: list(
    z.looseObject({
      stream: name,
      workload: name,
      location: name,
      part: z.enum(['inference', 'runtime', 'training']),
      block: name.optional(),
      bank: name,
      site: name,
      shareFraction: figure,
      standbyFraction: figure,
      units: figure,
      hostMemoryGiB: figure,
      network: z.looseObject({ rttMs: figure, jitterMs: figure }),
      headroom: list(z.looseObject({ limit: name, headroomMs: figure })),
      directPresentWorth: figure,
      estimates: list(name),
    }),
  ),
  units: list(
    z.looseObject({ offer: name, bank: name, site: name, unitsKept: figure, unitsFurther: figure }),
  ),
  replicas: list(z.looseObject({ bank: name, replicas: figure })),
  bankUse: list(z.looseObject({ bank: name, peakLoadUnits: figure, meanLoadUnits: figure })),
  sites: list(
    z.looseObject({
      site: name,
      isOpen: z.boolean(),
      isNewlyOpened: z.boolean(),
      peakMeterKw: figure,
      energyKwhPerYear: figure,
      carbonKgPerYear: figure.nullable(),
      presentWorth: figure,
      demandWindows: list(z.looseObject({})),
      meterMonths: list(
        z.looseObject({
          month: name,
          energy: list(z.looseObject({ window: name, kwh: figure, amount: figure })),
          demand: list(z.looseObject({ window: name, peakKw: figure, billedKw: figure, amount: figure })),
          fixedAmount: figure,
          otherLoadAmount: figure,
          minimumAmount: figure,
          amount: figure,
        }),
      ).optional(),
    }),
  ),
  purchases: list(z.looseObject({ offer: name, units: figure, upfrontCost: figure })),
  flows: list(z.looseObject({ stream: name, from: name, to: name, gbPerMonth: figure })),
  dispatch: z
    .looseObject({
      exactBlocks: figure,
      isExact: z.boolean(),
      blocks: list(
        z.looseObject({
          id: name,
          hours: figure,
          alikeFirstHours: list(figure),
          leastMeanToPeakFraction: figure,
          demandFraction: figure,
          byUseFraction: figure,
        }),
      ),
      deferred: list(z.looseObject({ workload: name, windows: list(z.looseObject({ id: name })) })),
    })
    .optional(),
  bill: z.looseObject({
    currency: name,
    entries: list(z.looseObject({ component: name, amount: figure, presentWorth: figure })),
    lines: list(z.looseObject({ component: name, nature: z.enum(['cash', 'shadow']), presentWorth: figure })),
    cashPresentWorth: figure,
    shadowPresentWorth: figure,
    presentWorth: figure,
    firstYearCash: figure,
    equivalentYearlyCash: figure,
  }),
  objective: figure,
  constantObjective: figure,
  bound: z.looseObject({ value: figure }),
  assumptions: list(z.looseObject({ pointer: name })),
});

export type ReadPlan =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

const isPlan = (value: unknown): value is Plan => planShape.safeParse(value).success;

/** A plan as `solve --out` writes it, or a whole result that holds one under `plan`. */
export const readPlan = (value: unknown): ReadPlan => {
  const isResult = typeof value === 'object' && value !== null && 'plan' in value;
  const candidate = isResult ? value.plan : value;
  if (isPlan(candidate)) return { ok: true, plan: candidate };
  const read = planShape.safeParse(candidate);
  return { ok: false, issues: read.success ? [] : toIssues(read.error, isResult ? '/plan' : '') };
};
