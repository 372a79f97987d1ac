import { grouped, percent, short } from '../render/numbers.js';
import type { ColumnHead, Value } from './document.js';

/** A value as a person reads it. */
export const shownValue = (value: Value, moneyDecimals: number): string => {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if ('money' in value) return grouped(value.money, moneyDecimals);
  if ('fraction' in value) return percent(value.fraction, value.decimals);
  return value.decimals === null ? short(value.number) : grouped(value.number, value.decimals);
};

/** A value as a program reads it: full digits, shares as fractions. */
export const rawValue = (value: Value): string | number | null => {
  if (value === null || typeof value === 'string') return value;
  if ('money' in value) return value.money;
  return 'fraction' in value ? value.fraction : value.number;
};

/** Heading with its unit. */
export const heading = ({ title, unit }: ColumnHead): string =>
  unit === null ? title : `${title} [${unit}]`;
