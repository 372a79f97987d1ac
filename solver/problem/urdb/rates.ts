import { isObject, type RecordPath, type RecordReader } from './read.js';

/** A tier of a record: its price and where it ends. */
export interface RateTier {
  readonly price: number;
  /** Undefined where nothing ends it. */
  readonly max: number | undefined;
  readonly unit: string | undefined;
}

/** A price step as the format writes it: the price that holds from a threshold on. */
export interface Step {
  readonly from: number;
  readonly price: number;
}

const TIER_FIELDS = ['rate', 'adj', 'max', 'unit', 'sell'];

const numberAt = (
  reader: RecordReader,
  tier: Record<string, unknown>,
  field: string,
  path: RecordPath,
): number | undefined => {
  const value = tier[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value;
  reader.refuse([...path, field], 'wrong-type', 'is no number', value, 'a number');
  return undefined;
};

/** Periods of tiers of a rate structure; undefined where the record has none. What does not fit is said. */
export const ratePeriods = (reader: RecordReader, field: string): RateTier[][] | undefined => {
  const value = reader.value(field);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  const name = reader.nameOf(field);
  if (!Array.isArray(value)) {
    reader.refuse([name], 'wrong-type', 'is no list of periods', value, 'a list of periods of tiers');
    return undefined;
  }
  return value.map((period: unknown, at) => {
    if (!Array.isArray(period) || period.length === 0) {
      reader.refuse([name, at], 'wrong-type', 'is no list of tiers', period, 'a list of at least one tier');
      return [];
    }
    return period.flatMap((tier: unknown, index): RateTier[] => {
      const path = [name, at, index];
      if (!isObject(tier)) {
        reader.refuse(path, 'wrong-type', 'is no tier', tier, 'an object with rate');
        return [];
      }
      const rate = numberAt(reader, tier, 'rate', path);
      if (rate === undefined && tier.rate === undefined)
        reader.refuse([...path, 'rate'], 'missing-field', 'is missing', undefined, 'a price; 0 for none');
      const adj = numberAt(reader, tier, 'adj', path) ?? 0;
      const max = numberAt(reader, tier, 'max', path);
      for (const key of Object.keys(tier))
        if (key === 'sell' || !TIER_FIELDS.includes(key)) reader.note(path.concat(key).join('.'), tier[key]);
      const isLast = index === period.length - 1;
      if (isLast && max !== undefined) reader.note(path.concat('max').join('.'), max);
      if (!isLast && max === undefined)
        reader.refuse(
          [...path, 'max'],
          'missing-field',
          'ends nowhere, and another tier follows',
          undefined,
          'where the tier ends',
        );
      const unit = typeof tier.unit === 'string' ? tier.unit : undefined;
      return [{ price: (rate ?? 0) + adj, max: isLast ? undefined : max, unit }];
    });
  });
};

/** Prices from their thresholds on: each tier begins where the one before it ends. */
export const stepsOf = (tiers: readonly RateTier[]): Step[] =>
  tiers.slice(1).map(({ price }, index) => ({ from: tiers[index]?.max ?? Number.NaN, price }));

/** Price that holds just above a threshold. */
export const priceAbove = (tiers: readonly RateTier[], from: number): number => {
  const tier = tiers.find(({ max }) => max === undefined || max > from);
  return tier?.price ?? Number.NaN;
};

/** A 12 x 24 schedule of periods; undefined where it is not one, which is said. */
export const scheduleOf = (reader: RecordReader, field: string, periods: number): number[][] | undefined => {
  const value = reader.value(field);
  const name = reader.nameOf(field);
  const isGrid =
    Array.isArray(value) &&
    value.length === 12 &&
    value.every((row: unknown) => Array.isArray(row) && row.length === 24);
  if (!isGrid) {
    const code = value === undefined ? 'missing-field' : 'wrong-length';
    reader.refuse([name], code, 'is no schedule', value, '12 months of 24 hours');
    return undefined;
  }
  const rows = value as unknown[][];
  for (const [month, row] of rows.entries())
    for (const [hour, period] of row.entries())
      if (!isPeriod(period, periods)) {
        const allowed = `an index of a period, 0 to ${periods - 1}`;
        reader.refuse([name, month, hour], 'out-of-range', 'names no period', period, allowed);
        return undefined;
      }
  return rows as number[][];
};

export const isPeriod = (value: unknown, periods: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < periods;
