import { expect, it } from 'vitest';
import * as units from '../../solver/units.js';

it('converts by the definitions of the units', () => {
  expect(units.kilowatts(1500)).toBe(1.5);
  expect(units.kilowattHours(2500)).toBe(2.5);
  expect(units.kilograms(400)).toBe(0.4);
  expect(units.tonnes(1500)).toBe(1.5);
  expect(units.gigabytes(4_000_000)).toBe(4);
  expect(units.gibibytes(3 * 2 ** 30)).toBe(3);
  expect(units.millions(20e9)).toBe(20_000);
});
