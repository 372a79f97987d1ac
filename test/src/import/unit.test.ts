import { describe, expect, it } from 'vitest';
import { formatLayout } from '../../../src/import/import.js';
import { areAlike, conversion, convert, Units } from '../../../src/import/unit.js';

const units = new Units(formatLayout().units);
const parse = (text: string) => {
  const unit = units.parse(text);
  if ('unknown' in unit) throw new Error(`${text}: ${unit.unknown}`);
  return unit;
};
const turned = (value: number, from: string, to: string): number | null => {
  const [left, right] = [parse(from), parse(to)];
  return areAlike(left, right) ? convert(value, conversion(left, right)) : null;
};

describe('units of headings', () => {
  it('are turned into those of the format, by figures worked by hand', () => {
    expect(turned(1.5, 'MW', 'kW')).toBe(1500);
    expect(turned(89.5, 'EUR/MWh', 'money/kWh')).toBe(0.0895);
    expect(turned(12, 'kEUR/year', 'money/year')).toBe(12_000);
    expect(turned(24, 'EUR/kW-year', 'money/kW-month')).toBe(2);
    expect(turned(6, 'months', 'years')).toBe(0.5);
    expect(turned(2, 'days', 'hours')).toBe(48);
    expect(turned(3, 'TB/s', 'GB/s')).toBe(3000);
    // 80 GB = 80e9 bytes; a GiB has 2^30 = 1,073,741,824.
    expect(turned(80, 'GB', 'GiB')).toBeCloseTo(74.505806, 6);
    expect(turned(10, 'Gbps', 'Mbps')).toBe(10_000);
    expect(turned(1, 'GB/s', 'Mbps')).toBe(8000);
    expect(turned(2.5, 'USD/million tokens', 'money/million tokens')).toBe(2.5);
    expect(turned(0.0025, 'USD/thousand tokens', 'money/million tokens')).toBe(2.5);
    expect(turned(4, 'million requests/month', 'requests/month')).toBe(4_000_000);
    expect(turned(7, 'requests/week', 'requests/day')).toBe(1);
    expect(turned(3, 'USD/GPU-hour', 'money/unit-hour')).toBe(3);
    expect(turned(8, '%', 'fraction')).toBe(0.08);
    expect(turned(0.342, 'kgCO2eq/kWh', 'gCO2eq/kWh')).toBe(342);
    expect(turned(342, 'kgCO2eq/MWh', 'gCO2eq/kWh')).toBe(342);
    expect(turned(989, 'TFLOPS', 'TFLOP/s')).toBe(989);
    expect(turned(70_000, 'million', 'billion')).toBe(70);
  });

  it('are not turned into what they do not measure, nor months into days', () => {
    expect(turned(1, 'kWh', 'kW')).toBeNull();
    expect(turned(1, 'EUR/unit-year', 'money/unit-hour')).toBeNull();
    expect(turned(1, 'requests/month', 'requests/day')).toBeNull();
    expect(turned(1, 'tokens/day', 'requests/day')).toBeNull();
  });

  it('name what is not known, and the currency', () => {
    expect(units.parse('EUR/furlong')).toEqual({ unknown: 'furlong' });
    expect(units.parse('')).toHaveProperty('unknown');
    expect(parse('USD/kWh').currency).toBe('USD');
    expect(parse('€/kWh').currency).toBe('EUR');
    expect(parse('money/kWh').currency).toBeNull();
  });

  it('are all known where the format uses them', () => {
    const unknown = [...formatLayout().units].filter((unit) => 'unknown' in units.parse(unit));
    expect(unknown).toEqual([]);
  });
});
