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
  signedMoney,
  source,
  text,
  zone,
} from './fields.js';

/** 12 rows (months) of 24 numbers (local hours), each the index of a period. */
export const schedule = z.array(z.array(count(0, 'period', 'Index of a period.')).length(24)).length(12);

/** Charge on the highest kW of a window: each month as a whole, or each month's hours of one period. */
export const demandCharges = z.strictObject({
  monthlyPricePerKw: z
    .array(money('money/kW-month', "Price of the month's highest kW."))
    .length(12)
    .meta({ description: 'January to December: price of the highest metered kW of the month.' })
    .optional(),
  periods: z
    .array(
      z.strictObject({
        name: text('Name.').optional(),
        pricePerKw: money('money/kW-month', "Price of the period's highest kW of the month."),
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
});

export const timeOfUseTariff = z.strictObject({
  kind: z.literal('time-of-use'),
  ...shared,
  periods: z
    .array(
      z.strictObject({
        name: text('Name.').optional(),
        pricePerKwh: signedMoney('money/kWh', 'Price of a kWh at the meter.'),
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
