import type { Dice } from './dice.js';
import type { Family, TariffInput } from './draft.js';

export const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'] as const;

function schedule(dice: Dice, late: number): { weekdaySchedule: number[][]; weekendSchedule: number[][] } {
  const from = dice.int(7, 10);
  const to = dice.int(17, 21);
  const day = Array.from({ length: 24 }, (_, hour) => (hour >= from && hour < to ? late : 0));
  return {
    weekdaySchedule: Array.from({ length: 12 }, () => [...day]),
    weekendSchedule: Array.from({ length: 12 }, () => new Array<number>(24).fill(0)),
  };
}

/** Flat, by the hour of the day, or hour by hour; some with a charge on the highest kW. */
export function tariff(dice: Dice, id: string, hours: number, family: Family): TariffInput {
  const price = dice.real(0.08, 0.3);
  const shared = {
    id,
    ...(dice.chance(0.4) ? { escalationFraction: dice.real(-0.02, 0.05) } : {}),
    ...(dice.chance(0.2) ? { zone: dice.pick(ZONES) } : {}),
    ...(dice.chance(family === 'divisible' ? 0.1 : 0.25) ? { demand: demandCharge(dice, family) } : {}),
  };
  if (dice.chance(0.5)) return { ...shared, kind: 'flat', pricePerKwh: price };
  if (dice.chance(0.75))
    return {
      ...shared,
      kind: 'time-of-use',
      periods: [
        { pricePerKwh: Number((price * 0.6).toFixed(4)) },
        { pricePerKwh: Number((price * 1.7).toFixed(4)) },
      ],
      ...schedule(dice, 1),
    };
  const swing = dice.real(0.7, 1.5);
  return {
    ...shared,
    kind: 'hourly',
    // Dear evenings and noons that are paid to take power; the year's mean stays above zero.
    pricesPerKwh: Array.from({ length: hours }, (_, hour) =>
      Number((price * (1 - swing * Math.sin(((hour % 24) / 24) * Math.PI * 2 - 1))).toFixed(4)),
    ),
  };
}

export function demandCharge(dice: Dice, family: Family): NonNullable<TariffInput['demand']> {
  const price = dice.real(4, 18, 2);
  const isSummer = (month: number): boolean => month >= 5 && month <= 7;
  if (dice.chance(0.5))
    return {
      monthlyPricePerKw: Array.from({ length: 12 }, (_, month) =>
        isSummer(month) || family === 'indivisible'
          ? Number((price * (isSummer(month) ? 1.5 : 1)).toFixed(2))
          : 0,
      ),
    };
  return {
    periods: [{ pricePerKw: 0 }, { pricePerKw: price }],
    ...schedule(dice, 1),
  };
}
