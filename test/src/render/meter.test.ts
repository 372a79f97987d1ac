import type { Plan } from '@placewright/solver';
import { describe, expect, it } from 'vitest';
import { meterLines, meterTable } from '../../../src/render/meter.js';

type Site = Plan['sites'][number];
type Month = NonNullable<Site['meterMonths']>[number];

const january: Month = {
  month: '2026-01',
  energy: [
    { window: '2026-01/day', fromKwh: 0, kwh: 1000, pricePerKwh: 0.1, amount: 100 },
    { window: '2026-01/day', fromKwh: 1000, kwh: 500, pricePerKwh: 0.08, amount: 40 },
  ],
  demand: [
    { window: '2026-01', peakKw: 4, billedKw: 5, fromKw: 0, kw: 3, pricePerKw: 10, amount: 30 },
    { window: '2026-01', peakKw: 4, billedKw: 5, fromKw: 3, kw: 2, pricePerKw: 15, amount: 30 },
  ],
  fixedAmount: 20,
  otherLoadAmount: 0,
  minimumAmount: 80,
  amount: 300,
};
const planOf = (...sites: object[]): Plan => ({ currency: 'USD', sites }) as unknown as Plan;

describe('the electricity bills of a plan', () => {
  it('are a row a site, and a row a month where asked', () => {
    const plan = planOf({ site: 'hall', meterMonths: [january] }, { site: 'cloud' });
    expect(meterTable(plan, false)).toEqual([
      'Electricity by the month, first year, USD',
      '  Site          kWh  Billed kW  Energy  Demand   Meter    Bill',
      '  hall  year  1,500          5  140.00   60.00  100.00  300.00',
    ]);
    expect(meterTable(plan, true)).toHaveLength(4);
  });

  it('are nothing where no tariff bills by the month, or nothing is billed', () => {
    expect(meterTable(planOf({ site: 'cloud' }), true)).toEqual([]);
    const nothing = { ...january, energy: [], demand: [], fixedAmount: 0, minimumAmount: 0, amount: 0 };
    expect(meterTable(planOf({ site: 'hall', meterMonths: [nothing] }), true)).toEqual([]);
    expect(meterLines(planOf({ site: 'cloud' }))[0]).toMatch(/^No site is billed by the month/);
  });

  it('line by line: tiers, the ratchet, and what reaches the least bill', () => {
    const lines = meterLines(planOf({ site: 'hall', meterMonths: [january] })).map((line) =>
      line.replace(/ +/g, ' '),
    );
    expect(lines).toEqual([
      'Site Window For Quantity Price Amount, USD',
      'hall 2026-01/day energy 1,000.0 kWh 0.1 100.00',
      'hall 2026-01/day energy above 1,000 kWh 500.0 kWh 0.08 40.00',
      'hall 2026-01 demand, ratchet, peak 4 3.00 kW 10 30.00',
      'hall 2026-01 demand above 3 kW, ratchet, p… 2.00 kW 15 30.00',
      'hall 2026-01 fixed 20.00',
      'hall 2026-01 to the least bill 80.00',
      'hall 2026-01 bill of the month 300.00',
    ]);
  });
});
