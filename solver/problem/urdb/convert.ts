import { demandOf } from './demand.js';
import { type RateTier, ratePeriods, scheduleOf, stepsOf } from './rates.js';
import { isObject, type RecordFinding, type RecordPath, RecordReader } from './read.js';

/** A record in the fields of the format, or what keeps it from being one. */
export interface Converted {
  readonly tariff: Record<string, unknown> | undefined;
  readonly findings: readonly RecordFinding[];
  /** Fields that hold something and are not billed, by name. */
  readonly notBilled: readonly string[];
}

/** Fields that say what a record is and change no bill. */
const DESCRIBING: ReadonlySet<string> = new Set([
  ...[
    'label',
    'uri',
    'revisions',
    'approved',
    'is_default',
    'utility',
    'eiaid',
    'name',
    'startdate',
    'supersedes',
    'supercedes',
  ],
  ...[
    'sector',
    'servicetype',
    'description',
    'source',
    'sourcereference',
    'sourceparent',
    'country',
    'demandunits',
  ],
  ...['voltagecategory', 'phasewiring', 'energycomments', 'demandcomments', 'basicinformationcomments'],
]);

/** Fields that would change a bill in a way the format does not know: refused where they hold something. */
const REFUSED: Readonly<Record<string, string>> = {
  coincidentratestructure: "a charge at the hour of the utility's own peak",
  demandratchetpercentage: 'ratchets by month of the year',
  fueladjustmentsmonthly: 'fuel adjustments by month',
  annualmincharge: 'a least bill of the year',
};

/** The one record of an answer of the database, or the record itself; undefined where there is not one. */
const soleRecord = (value: unknown): { record: Record<string, unknown>; path: RecordPath } | undefined => {
  if (!isObject(value)) return undefined;
  if (!Array.isArray(value.items)) return { record: value, path: [] };
  const [first] = value.items;
  return value.items.length === 1 && isObject(first) ? { record: first, path: ['items', 0] } : undefined;
};

/**
 * Reads a rate of the Utility Rate Database (OpenEI) as published, alone or as the only item of an answer, into the
 * fields of a time-of-use tariff. What it holds and is not billed is listed; what would change the bill and is not
 * known is refused.
 *
 * @example
 * convertRecord({ energyratestructure: [[{ rate: 0.1, adj: 0.02, unit: 'kWh' }]], ... }).tariff; // { kind: 'time-of-use', ... }
 */
export const convertRecord = (value: unknown): Converted => {
  const sole = soleRecord(value);
  if (sole === undefined) {
    const finding: RecordFinding = {
      path: [],
      code: 'wrong-type',
      message: 'URDB record: this is not one record.',
      value,
      allowed: 'a record, or an answer with exactly one in items',
      fix: 'Give one rate as the database publishes it.',
    };
    return { tariff: undefined, findings: [finding], notBilled: [] };
  }
  const reader = new RecordReader(sole.record, sole.path);
  for (const [field, feature] of Object.entries(REFUSED)) {
    const stated = reader.value(field);
    if (stated === undefined || !holdsMoney(stated)) continue;
    const name = reader.nameOf(field);
    reader.refuse(
      [name],
      'not-yet-supported',
      `${feature}: this version does not know it`,
      stated,
      '0 or nothing',
      'Remove it only if the bill is wanted without it.',
    );
  }
  const energy = energyOf(reader);
  const demand = demandOf(reader);
  const tariff = {
    kind: 'time-of-use',
    ...energy,
    ...(demand === undefined ? {} : { demand }),
    ...fixedOf(reader),
    ...leastOf(reader),
    source: sourceOf(reader),
  };
  reader.noteRest(DESCRIBING);
  const { findings, notBilled } = reader;
  return { tariff: findings.length === 0 ? tariff : undefined, findings, notBilled };
};

const holdsMoney = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(holdsMoney)
    : isObject(value)
      ? Object.values(value).some(holdsMoney)
      : typeof value === 'number' && value !== 0;

const energyOf = (reader: RecordReader): Record<string, unknown> => {
  const structure = ratePeriods(reader, 'energyratestructure');
  if (structure === undefined) {
    const name = reader.nameOf('energyratestructure');
    reader.refuse([name], 'missing-field', 'is missing', undefined, 'periods of tiers with a rate');
    return {};
  }
  const labels = reader.value('energytoulabels');
  const periods = structure.map((tiers, index) => {
    const named: unknown = Array.isArray(labels) ? labels[index] : undefined;
    const perDay = unitOf(reader, tiers, index) === 'kwh daily';
    const steps = stepsOf(tiers).map(({ from, price }) => ({
      [perDay ? 'fromKwhPerDay' : 'fromKwhPerMonth']: from,
      pricePerKwh: price,
    }));
    return {
      ...(typeof named === 'string' && named !== '' ? { name: named } : {}),
      pricePerKwh: tiers[0]?.price ?? 0,
      ...(steps.length === 0 ? {} : { tiers: steps }),
    };
  });
  const weekdaySchedule = scheduleOf(reader, 'energyweekdayschedule', structure.length);
  const weekendSchedule = scheduleOf(reader, 'energyweekendschedule', structure.length);
  return { periods, weekdaySchedule, weekendSchedule };
};

/** Unit in which a period's tiers end; energy alone is known, not energy for each kW of the peak. */
const unitOf = (reader: RecordReader, tiers: readonly RateTier[], period: number): string => {
  const units = new Set(tiers.map(({ unit }) => (unit ?? 'kWh').toLowerCase()));
  const [unit = 'kwh'] = units;
  if (units.size === 1 && (unit === 'kwh' || unit === 'kwh daily')) return unit;
  const path = [reader.nameOf('energyratestructure'), period];
  const shown = [...units].join(', ');
  reader.refuse(
    path,
    'not-yet-supported',
    `tiers in ${shown} are not known here`,
    shown,
    'kWh or kWh daily, the same in all tiers of a period',
  );
  return unit;
};

const UNITS: Readonly<Record<string, 'PerMonth' | 'PerDay'>> = { '$/month': 'PerMonth', '$/day': 'PerDay' };

/** A charge with its unit, as a field of the format; undefined where there is none. */
const charge = (
  reader: RecordReader,
  field: string,
  units: string,
  into: string,
): Record<string, number> | undefined => {
  const amount = reader.number(field);
  const unit = reader.text(units) ?? '$/month';
  if (amount === undefined || amount === 0) return undefined;
  const suffix = UNITS[unit.toLowerCase()];
  if (suffix !== undefined) return { [`${into}${suffix}`]: amount };
  reader.refuse(
    [reader.nameOf(units)],
    'not-yet-supported',
    `a charge in ${unit} is not known here`,
    unit,
    '$/month or $/day',
  );
  return undefined;
};

const fixedOf = (reader: RecordReader): Record<string, number> => {
  const older = reader.number('fixedmonthlycharge') ?? 0;
  const stated = charge(reader, 'fixedchargefirstmeter', 'fixedchargeunits', 'fixedCost');
  // Written even where it is 0, so that the plan shows the bills of the months.
  return stated ?? { fixedCostPerMonth: older };
};

const leastOf = (reader: RecordReader): Record<string, number> => {
  const older = reader.number('minmonthlycharge') ?? 0;
  const stated = charge(reader, 'mincharge', 'minchargeunits', 'minimumCost');
  return stated ?? (older === 0 ? {} : { minimumCostPerMonth: older });
};

const sourceOf = (reader: RecordReader): string => {
  const who = [reader.text('utility'), reader.text('name')].filter((one) => one !== undefined).join(', ');
  const label = reader.text('label');
  const from = reader.text('source', 'sourcereference') ?? reader.text('uri');
  return [`URDB${label === undefined ? '' : ` ${label}`}`, who, from].filter((one) => one).join('; ');
};
