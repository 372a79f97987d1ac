import { describe, expect, it } from 'vitest';
import { type PriceRow, refusedRows, unitPrice } from '../../solver/catalogue/refused-rows.js';

const row = (more: Partial<PriceRow> = {}): PriceRow => ({
  provider: 'p',
  region: 'here',
  machine: 'm8',
  accelerator: 'a',
  count: 8,
  series: 's',
  onDemand: 40,
  ...more,
});

const codes = (rows: readonly PriceRow[]) =>
  refusedRows(rows).map(({ row: { machine, region }, term, code }) => `${machine} ${region} ${term} ${code}`);

describe('refusedRows', () => {
  it('lets plain prices stand', () => {
    expect(refusedRows([row({ reserved: 25, spot: 12 }), row({ region: 'there', onDemand: 79 })])).toEqual(
      [],
    );
  });

  it('refuses nothing and 0.00, and what rests on it', () => {
    expect(codes([row({ spot: 0 })])).toEqual(['m8 here spot placeholder']);
    expect(codes([row({ onDemand: 0, spot: 5 })])).toEqual([
      'm8 here onDemand placeholder',
      'm8 here spot unchecked',
    ]);
  });

  it('refuses spot and reserved at or above on-demand, equal ones included', () => {
    // Google Cloud's H200 of May 2026: 36.60 on demand, 38.74 spot; Azure's: both 122.96.
    expect(codes([row({ onDemand: 36.60258, spot: 38.7368 })])).toEqual(['m8 here spot not-below-on-demand']);
    expect(codes([row({ onDemand: 122.96, spot: 122.96 })])).toEqual(['m8 here spot not-below-on-demand']);
    expect(codes([row({ reserved: 40.01 })])).toEqual(['m8 here reserved not-below-on-demand']);
    expect(codes([row({ reserved: 39.99, spot: 39.99 })])).toEqual([]);
  });

  it('refuses prices that do not grow with the count, all of the series', () => {
    const [one, four] = [row({ machine: 'm1', count: 1 }), row({ machine: 'm4', count: 4 })];
    // 700 for one and for four, as Google Cloud's TPU v6e.
    expect(
      codes([
        { ...one, onDemand: 700 },
        { ...four, onDemand: 700 },
      ]),
    ).toEqual(['m1 here onDemand not-linear', 'm4 here onDemand not-linear']);
    // Each 1.7 apart from 2: within 15 % of the middle, a discount on whole machines.
    expect(
      codes([
        { ...one, onDemand: 2 },
        { ...four, onDemand: 6.8 },
      ]),
    ).toEqual([]);
    // Machines with another host are another series.
    expect(
      codes([
        { ...one, onDemand: 9, series: 'big' },
        { ...four, onDemand: 8 },
      ]),
    ).toEqual([]);
  });

  it('refuses an accelerator whose host has no price there, and a host at 0.00', () => {
    expect(codes([row({ host: null })])).toEqual(['m8 here onDemand host-elsewhere']);
    const free = { machine: 'h', onDemand: 0, spot: 0 };
    expect(codes([row({ spot: 10, host: free })])).toEqual([
      'm8 here onDemand placeholder',
      'm8 here spot placeholder',
    ]);
    const dear = { machine: 'h', onDemand: 5, spot: 6 };
    expect(codes([row({ spot: 10, host: dear })])).toEqual(['m8 here spot not-below-on-demand']);
  });

  it('refuses less than half of what the machine costs elsewhere, and half stands', () => {
    const there = row({ region: 'there', onDemand: 80 });
    expect(codes([row({ onDemand: 40, spot: 8 }), there])).toEqual([]);
    expect(codes([row({ onDemand: 39.9, spot: 8 }), there])).toEqual([
      'm8 here onDemand out-of-line',
      'm8 here spot unchecked',
    ]);
    expect(codes([row({ onDemand: 39.9, provider: 'q' }), there])).toEqual([]);
  });

  it('adds the host to the accelerators', () => {
    const with8 = row({ onDemand: 78.37241, host: { machine: 'a3-highgpu-8g', onDemand: 9.46006 } });
    // (78.37241 + 9.46006) / 8
    expect(unitPrice(with8, 'onDemand')).toBeCloseTo(10.97906, 5);
    expect(unitPrice(with8, 'spot')).toBeUndefined();
    expect(unitPrice(row(), 'onDemand')).toBe(5);
    expect(unitPrice(row({ host: null }), 'onDemand')).toBeUndefined();
  });
});
