import { z } from 'zod';
import { figure, money } from './shared.js';

const text = z.string();

export const meterMonth = z
  .strictObject({
    month: text,
    energy: z.array(
      z.strictObject({
        window: text,
        fromKwh: figure('kWh/month', 'Where the tier begins; load already there counts.'),
        kwh: figure('kWh', 'Billed to the plan in this tier.'),
        pricePerKwh: money('Of a kWh; null where each hour has its own price.').nullable(),
        amount: money(),
      }),
    ),
    demand: z.array(
      z.strictObject({
        window: text,
        peakKw: figure('kW'),
        billedKw: figure('kW', 'The peak, or part of an earlier one.'),
        fromKw: figure('kW', 'Where the tier begins.'),
        kw: figure('kW', 'Of the billed kW, those in this tier.'),
        pricePerKw: money('Of a kW and month.'),
        amount: money(),
      }),
    ),
    fixedAmount: money(),
    otherLoadAmount: money(
      'Energy of load already there: not paid by the plan, counted towards the least bill.',
    ),
    minimumAmount: money('Added to reach the least bill.'),
    amount: money('Energy, demand, fixed and minimum.'),
  })
  .meta({ description: 'The electricity bill of a month, at the prices of the first year.' });
