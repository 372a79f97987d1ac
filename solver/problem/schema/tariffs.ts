import { z } from 'zod';
import {
  asOf,
  count,
  entryCurrency,
  escalation,
  id,
  labels,
  money,
  note,
  positive,
  positiveFraction,
  signedMoney,
  source,
  text,
  zone,
} from './fields.js';

/** 12 rows (months) of 24 numbers (local hours), each the index of a period. */
export const schedule = z.array(z.array(count(0, 'period', 'Index of a period.')).length(24)).length(12);

/** Prices of further kWh: each holds from its threshold to the next one, and pricePerKwh holds below the first. */
const energyTiers = z
  .array(
    z.strictObject({
      fromKwhPerMonth: positive(
        'kWh/month',
        'Energy of the period in a month above which the price holds.',
      ).optional(),
      fromKwhPerDay: positive('kWh/day', 'The same for each day of the month.').optional(),
      pricePerKwh: money('money/kWh', 'Price of a kWh of the tier.'),
    }),
  )
  .min(1)
  .meta({
    description:
      'Tiers above the first, by rising threshold; they count the energy of one period in one local month. Absent: one price.',
  });

/** A past peak that is billed in part. */
const ratchet = z.strictObject({
  fraction: positiveFraction('Part of an earlier peak that is billed at the least.'),
  lookBackMonths: count(
    1,
    'months',
    'Months before the billed one that are looked back on; the year repeats.',
  ).max(11),
  months: z
    .array(count(1, 'month', 'Month of the year.').max(12))
    .min(1)
    .meta({ description: 'Months whose peaks are looked back on, 1 to 12; absent: every month.' })
    .optional(),
});

/** Charge on the highest kW of a window: each month as a whole, or each month's hours of one period. */
export const demandCharges = z.strictObject({
  monthlyPricePerKw: z
    .array(money('money/kW-month', "Price of the month's highest kW."))
    .length(12)
    .meta({ description: 'January to December: price of the highest metered kW of the month.' })
    .optional(),
  monthlyTiers: z
    .array(
      z.strictObject({
        fromKw: positive('kW', 'Billed kW above which the prices hold.'),
        monthlyPricePerKw: z
          .array(money('money/kW-month', 'Price of a kW of the tier.'))
          .length(12)
          .meta({ description: 'January to December: price of the kW of the tier.' }),
      }),
    )
    .min(1)
    .meta({ description: 'Tiers above monthlyPricePerKw, by rising threshold; absent: one price.' })
    .optional(),
  monthlyRatchet: ratchet
    .meta({
      description: 'The month is billed for part of an earlier peak at the least; absent: no ratchet.',
    })
    .optional(),
  periods: z
    .array(
      z.strictObject({
        name: text('Name.').optional(),
        pricePerKw: money('money/kW-month', "Price of the period's highest kW of the month."),
        tiers: z
          .array(
            z.strictObject({
              fromKw: positive('kW', 'Billed kW above which the price holds.'),
              pricePerKw: money('money/kW-month', 'Price of a kW of the tier.'),
            }),
          )
          .min(1)
          .meta({ description: 'Tiers above the first, by rising threshold; absent: one price.' })
          .optional(),
        ratchet: ratchet
          .meta({
            description:
              "Part of the period's peak of an earlier month is billed at the least; absent: no ratchet.",
          })
          .optional(),
      }),
    )
    .optional()
    .meta({ description: 'Demand periods, with weekdaySchedule and weekendSchedule.' }),
  weekdaySchedule: schedule
    .meta({ description: 'Demand period of each month and local hour, Monday to Friday.' })
    .optional(),
  weekendSchedule: schedule
    .meta({ description: 'Demand period of each month and local hour, Saturday and Sunday.' })
    .optional(),
});

const shared = {
  id: id('Tariff.'),
  zone: zone('Zone of the schedules; absent: the zone of the site that uses the tariff.').optional(),
  demand: demandCharges.optional().meta({ description: 'Charges on the highest kW; absent: none.' }),
  fixedCostPerMonth: money(
    'money/month',
    'Paid each month wherever there is a meter; absent: none.',
  ).optional(),
  fixedCostPerDay: money('money/day', 'Paid each day wherever there is a meter; absent: none.').optional(),
  minimumCostPerMonth: money(
    'money/month',
    'Least bill of a month, energy, demand and fixed charges together; absent: none.',
  ).optional(),
  minimumCostPerDay: money(
    'money/day',
    'Least bill of a month for each of its days; added to minimumCostPerMonth; absent: none.',
  ).optional(),
  escalationFraction: escalation(),
  currency: entryCurrency(),
  labels: labels(),
  note: note(),
  source: source(),
  asOf: asOf(),
};

export const flatTariff = z.strictObject({
  kind: z.literal('flat'),
  ...shared,
  pricePerKwh: signedMoney('money/kWh', 'Price of a kWh at the meter.'),
  tiers: energyTiers.optional(),
});

export const timeOfUseTariff = z.strictObject({
  kind: z.literal('time-of-use'),
  ...shared,
  periods: z
    .array(
      z.strictObject({
        name: text('Name.').optional(),
        pricePerKwh: signedMoney('money/kWh', 'Price of a kWh at the meter.'),
        tiers: energyTiers.optional(),
      }),
    )
    .min(1)
    .meta({ description: 'Periods that the schedules name by index, from 0.' }),
  weekdaySchedule: schedule.meta({
    description: 'Period of each month and local hour, Monday to Friday. Public holidays are not known.',
  }),
  weekendSchedule: schedule.meta({
    description: 'Period of each month and local hour, Saturday and Sunday.',
  }),
});

export const hourlyTariff = z.strictObject({
  kind: z.literal('hourly'),
  ...shared,
  pricesPerKwh: z.array(signedMoney('money/kWh', 'Price of a kWh at the meter.')).min(8760).max(8784).meta({
    description:
      'One price for each hour of the reference year in UTC, from 1 January 00:00. Negative prices are taken as they are.',
  }),
});

export const tariff = z.discriminatedUnion('kind', [flatTariff, timeOfUseTariff, hourlyTariff]);
