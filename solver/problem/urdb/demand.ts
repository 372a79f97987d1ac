import { isPeriod, priceAbove, type RateTier, ratePeriods, scheduleOf, stepsOf } from './rates.js';
import type { RecordReader } from './read.js';

const MONTHS = 12;

/** Demand charges of a record in the fields of the format; undefined where it charges for no kW. */
export const demandOf = (reader: RecordReader): Record<string, unknown> | undefined => {
  const flat = ratePeriods(reader, 'flatdemandstructure');
  const periods = ratePeriods(reader, 'demandratestructure');
  const flatUnit = ['flatdemandunit', 'flatdemandunits'];
  const periodUnit = ['demandrateunit', 'demandrateunits'];
  onlyKw(reader, flat !== undefined, flatUnit);
  onlyKw(reader, periods !== undefined, periodUnit);
  const ratchet = ratchetOf(reader);
  const monthly = flat && monthlyOf(reader, flat);
  const byPeriod = periods && periodsOf(reader, periods);
  const isCharged = (tiers: readonly RateTier[]): boolean => tiers.some(({ price }) => price !== 0);
  if (flat === undefined || !flat.some(isCharged)) {
    if (ratchet !== undefined && flat === undefined)
      reader.note(reader.nameOf('lookbackpercent'), ratchet.fraction);
    return periods?.some(isCharged) ? byPeriod : undefined;
  }
  return {
    ...monthly,
    ...(ratchet === undefined ? {} : { monthlyRatchet: ratchet }),
    ...(periods?.some(isCharged) ? byPeriod : {}),
  };
};

const onlyKw = (reader: RecordReader, isCharged: boolean, spellings: readonly string[]): void => {
  const unit = reader.text(...spellings);
  if (!isCharged || unit === undefined || unit.toLowerCase() === 'kw') return;
  const name = reader.nameOf(...spellings);
  reader.refuse(
    [name],
    'not-yet-supported',
    `demand is charged by ${unit}, which is not known here`,
    unit,
    'kW',
  );
};

/** The charge by the month: each month has one period of the structure. */
const monthlyOf = (
  reader: RecordReader,
  structure: readonly (readonly RateTier[])[],
): Record<string, unknown> | undefined => {
  const months = reader.value('flatdemandmonths');
  const name = reader.nameOf('flatdemandmonths');
  if (!Array.isArray(months) || months.length !== MONTHS) {
    const code = months === undefined ? 'missing-field' : 'wrong-length';
    reader.refuse([name], code, 'is no list of months', months, '12 indices of flatdemandstructure');
    return undefined;
  }
  const wrong = months.findIndex((one: unknown) => !isPeriod(one, structure.length));
  if (wrong >= 0) {
    const allowed = `an index of flatdemandstructure, 0 to ${structure.length - 1}`;
    reader.refuse([name, wrong], 'out-of-range', 'names no period', months[wrong], allowed);
    return undefined;
  }
  const ofMonth = (months as number[]).map((one) => structure[one] ?? []);
  const thresholds = [...new Set(ofMonth.flatMap((tiers) => stepsOf(tiers).map(({ from }) => from)))];
  const tiers = thresholds
    .sort((a, b) => a - b)
    .map((fromKw) => ({ fromKw, monthlyPricePerKw: ofMonth.map((one) => priceAbove(one, fromKw)) }));
  return {
    monthlyPricePerKw: ofMonth.map((one) => one[0]?.price ?? 0),
    ...(tiers.length === 0 ? {} : { monthlyTiers: tiers }),
  };
};

const periodsOf = (
  reader: RecordReader,
  structure: readonly (readonly RateTier[])[],
): Record<string, unknown> | undefined => {
  const weekdaySchedule = scheduleOf(reader, 'demandweekdayschedule', structure.length);
  const weekendSchedule = scheduleOf(reader, 'demandweekendschedule', structure.length);
  if (weekdaySchedule === undefined || weekendSchedule === undefined) return undefined;
  const periods = structure.map((tiers) => {
    const steps = stepsOf(tiers).map(({ from, price }) => ({ fromKw: from, pricePerKw: price }));
    return { pricePerKw: tiers[0]?.price ?? 0, ...(steps.length === 0 ? {} : { tiers: steps }) };
  });
  return { periods, weekdaySchedule, weekendSchedule };
};

interface Ratchet {
  readonly fraction: number;
  readonly lookBackMonths: number;
  readonly months?: readonly number[];
}

/** The ratchet of the charge by the month: a number of months back, or months of the year that count. */
const ratchetOf = (reader: RecordReader): Ratchet | undefined => {
  const fraction = reader.number('lookbackpercent') ?? 0;
  const range = reader.number('lookbackrange') ?? 0;
  const stated = reader.value('lookbackmonths');
  const months = Array.isArray(stated)
    ? stated.flatMap((one: unknown, month) => (one === true || one === 1 ? [month + 1] : []))
    : [];
  if (fraction === 0 || (range === 0 && months.length === 0)) return undefined;
  const name = reader.nameOf('lookbackpercent');
  if (fraction < 0 || fraction > 1) {
    reader.refuse(
      [name],
      'out-of-range',
      'is no part of a peak',
      fraction,
      'a fraction of 0 to 1',
      'Write 80 % as 0.8.',
    );
    return undefined;
  }
  if (range > 0 && months.length > 0) {
    const at = reader.nameOf('lookbackrange');
    reader.refuse(
      [at],
      'inconsistent',
      'stands beside lookbackMonths',
      range,
      'one of the two',
      'Set one of them to 0.',
    );
    return undefined;
  }
  const lookBackMonths = range > 0 ? Math.min(11, range) : 11;
  return { fraction, lookBackMonths, ...(months.length === 0 ? {} : { months }) };
};
