import { COST_IDS } from '@placewright/solver';
import { z } from 'zod';
import { billYear } from './finance.js';
import { meterMonth } from './meter.js';
import { procurementFacts } from './procurement.js';
import { assumption, bound, count, figure, fraction, money, stopReason, warning } from './shared.js';

const text = z.string();
const part = z.enum(['inference', 'runtime', 'training']);
const component = z.enum(COST_IDS);
const nature = z
  .enum(['cash', 'shadow'])
  .meta({ description: 'shadow is weighed in the objective and never paid.' });

const timing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('upfront') }),
  z.strictObject({ kind: z.literal('yearly'), escalationFraction: fraction() }),
  z.strictObject({
    kind: z.literal('dated'),
    payments: z.array(z.strictObject({ year: figure('year'), factor: z.number() })),
  }),
]);

const billEntry = z
  .strictObject({
    component,
    nature,
    amount: money('Undiscounted, each time it is paid.'),
    timing,
    presentWorth: money(),
    convertedFrom: text.exactOptional(),
    site: text.exactOptional(),
    offer: text.exactOptional(),
    workload: text.exactOptional(),
    location: text.exactOptional(),
    part: part.exactOptional(),
    bank: text.exactOptional(),
    block: text.exactOptional(),
    item: text.exactOptional(),
  })
  .meta({ description: 'One priced amount and what it is for.' });

export const bill = z
  .strictObject({
    currency: text,
    entries: z.array(billEntry),
    lines: z.array(
      z.strictObject({
        component,
        nature,
        presentWorth: money(),
        firstYear: money(),
        convertedPresentWorth: money(),
      }),
    ),
    years: z.array(billYear),
    cashPresentWorth: money('Total cost of ownership.'),
    shadowPresentWorth: money(),
    presentWorth: money('cash + shadow; equals the objective.'),
    firstYearCash: money(),
    equivalentYearlyCash: money(),
  })
  .meta({ description: 'The bill of a plan: entries, their sums by component, totals.' });

export const placement = z
  .strictObject({
    stream: text,
    workload: text,
    location: text,
    part,
    block: text.exactOptional().meta({ description: 'Dispatch block; absent: the whole year.' }),
    bank: text,
    site: text,
    silicon: text.nullable(),
    shareFraction: fraction('Each copy counts 1.'),
    standbyFraction: fraction(),
    units: figure('units (tokens/s on a token endpoint)'),
    hostMemoryGiB: figure('GiB'),
    network: z.strictObject({ rttMs: figure('ms'), jitterMs: figure('ms'), source: text }),
    service: z
      .strictObject({
        point: text,
        unitsPerReplica: figure('units'),
        firstTokenMs: figure('ms').nullable(),
        perOutputTokenMs: figure('ms').nullable(),
        endToEndMs: figure('ms').nullable(),
      })
      .nullable(),
    headroom: z.array(
      z.strictObject({
        limit: text,
        limitMs: figure('ms'),
        actualMs: figure('ms'),
        headroomMs: figure('ms', 'Negative where the plan breaks the limit.'),
      }),
    ),
    estimates: z.array(text),
    quoted: z.boolean(),
    directPresentWorth: money(),
  })
  .meta({ description: 'Where a stream, or a share of it, runs.' });

const dispatch = z
  .strictObject({
    exactBlocks: count('Blocks it takes for no load, energy price or demand window to differ inside one.'),
    isExact: z.boolean().meta({ description: 'No unlike hours were merged into a block.' }),
    blocks: z.array(
      z.strictObject({
        id: text,
        hours: figure('hours'),
        alikeFirstHours: z.array(count()).meta({
          description:
            'First hour of each group of alike hours in the block, counted in UTC from 1 January 00:00.',
        }),
        leastMeanToPeakFraction: fraction(
          'Mean over peak of the dispatched loads in the block, the least of them.',
        ),
        demandFraction: fraction("Part of the year's demand of the dispatched workloads."),
        byUseFraction: fraction("Part of the block's demand served on-demand, spot or by token."),
      }),
    ),
    deferred: z
      .array(
        z.strictObject({
          workload: text,
          windows: z.array(z.strictObject({ id: text, count: count(), firstHour: count() })),
        }),
      )
      .meta({
        description: 'Kinds of windows of deferred work; its placements are in blocks of one, as in b2.w1.',
      }),
  })
  .meta({ description: 'The dispatch blocks; placements say which shares each one has.' });
const siteState = z.strictObject({
  site: text,
  isOpen: z.boolean(),
  isNewlyOpened: z.boolean(),
  peakItKw: figure('kW'),
  peakMeterKw: figure('kW'),
  capKw: figure('kW').nullable(),
  capBasis: z.enum(['meter', 'it']).nullable(),
  energyKwhPerYear: figure('kWh/year'),
  carbonKgPerYear: figure('kgCO2eq/year').nullable(),
  demandWindows: z.array(z.strictObject({ name: text, billedKw: figure('kW'), pricePerKw: money() })),
  meterMonths: z
    .array(meterMonth)
    .meta({ description: 'Where the tariff has tiers, ratchets, fixed or least charges.' })
    .exactOptional(),
  presentWorth: money(),
});

export const plan = z
  .strictObject({
    schemaVersion: z.literal('1.0'),
    problemHash: text.meta({ description: 'sha256 of the problem as it was read.' }),
    problemName: text.nullable(),
    currency: text,
    horizonYears: figure('years'),
    banks: z.array(
      z.strictObject({
        id: text,
        kind: z.enum(['held', 'unit-use', 'token']),
        site: text,
        silicon: text.nullable(),
        isolationGroup: text.nullable(),
        energyIncluded: z.boolean(),
        offers: z.array(text),
      }),
    ),
    placements: z.array(placement),
    units: z.array(
      z.strictObject({
        offer: text,
        bank: text,
        site: text,
        silicon: text,
        isolationGroup: text.nullable(),
        unitsKept: count(),
        unitsFurther: count(),
      }),
    ),
    replicas: z.array(
      z.strictObject({
        bank: text,
        model: text,
        point: text,
        unitsPerReplica: figure('units'),
        replicas: count(),
      }),
    ),
    bankUse: z.array(
      z.strictObject({
        bank: text,
        capacityUnits: figure('units').nullable(),
        peakLoadUnits: figure('units'),
        meanLoadUnits: figure('units'),
      }),
    ),
    sites: z.array(siteState),
    purchases: z.array(
      z.strictObject({
        offer: text,
        site: text,
        silicon: text,
        terms: text,
        units: count(),
        upfrontCost: money(),
      }),
    ),
    ...procurementFacts,
    flows: z.array(
      z.strictObject({
        stream: text,
        dataClasses: z.array(text),
        from: text,
        to: text,
        gbPerMonth: figure('GB/month'),
        permittedBy: z.array(text),
      }),
    ),
    dispatch: dispatch.exactOptional(),
    bill,
    objective: money(),
    constantObjective: money(),
    bound,
    gapFraction: fraction(),
    gapMoney: money(),
    isProven: z.boolean(),
    reproducible: z.boolean(),
    stop: stopReason,
    engine: z.strictObject({ id: text, version: text }),
    solverVersion: text,
    catalogue: z.strictObject({ id: text, hash: text }).exactOptional().meta({
      description: 'The snapshot rows were taken from; absent where every entry was written in full.',
    }),
    assumptions: z.array(assumption),
    estimates: z.array(z.strictObject({ mark: text, placements: count() })),
    warnings: z.array(warning),
    notModelled: z.array(text),
    annotations: z.record(text, z.unknown()),
  })
  .meta({ description: 'The placement of a problem. Nothing in it depends on the clock or the machine.' });
