import { digits, type Line, quotedRows, quotedText } from './row.js';

const COUNTRIES: readonly (readonly [string, string, string])[] = [
  ['Austria', 'at', 'Europe/Vienna'],
  ['Belgium', 'be', 'Europe/Brussels'],
  ['Denmark', 'dk', 'Europe/Copenhagen'],
  ['Finland', 'fi', 'Europe/Helsinki'],
  ['France', 'fr', 'Europe/Paris'],
  ['Germany', 'de', 'Europe/Berlin'],
  ['Ireland', 'ie', 'Europe/Dublin'],
  ['Italy', 'it', 'Europe/Rome'],
  ['Netherlands', 'nl', 'Europe/Amsterdam'],
  ['Norway', 'no', 'Europe/Oslo'],
  ['Poland', 'pl', 'Europe/Warsaw'],
  ['Portugal', 'pt', 'Europe/Lisbon'],
  ['Spain', 'es', 'Europe/Madrid'],
  ['Sweden', 'se', 'Europe/Stockholm'],
];
const BANDS: readonly (readonly [string, string])[] = [
  ['ID', '2 to 20 GWh a year'],
  ['IE', '20 to 70 GWh a year'],
];

const eurostat = (): Line[] => {
  const rows = new Map(quotedRows('eurostat').map((row) => [row.country ?? '', row]));
  return COUNTRIES.flatMap(([country, code, zone]) =>
    BANDS.flatMap(([band, use]): Line[] => {
      const price = Number(rows.get(country)?.[band] ?? '');
      // Eurostat leaves out or zeroes what is confidential.
      if (!(price > 0)) return [];
      return [
        {
          from: 'eurostat',
          id: `eurostat.${code}.${band.toLowerCase()}`,
          kind: 'flat',
          zone,
          pricePerKwh: price,
          currency: 'EUR',
          source: `${country}, band ${band}: ${use}, energy, network and levies together`,
        },
      ];
    }),
  );
};

const STATES: readonly (readonly [string, string, string])[] = [
  ['Georgia', 'us-ga', 'America/New_York'],
  ['Kentucky', 'us-ky', 'America/New_York'],
  ['Louisiana', 'us-la', 'America/Chicago'],
  ['North Carolina', 'us-nc', 'America/New_York'],
  ['South Carolina', 'us-sc', 'America/New_York'],
  ['Tennessee', 'us-tn', 'America/Chicago'],
  ['Virginia', 'us-va', 'America/New_York'],
];

const eia = (): Line[] => {
  const rows = new Map(quotedRows('eia').map((row) => [row.State ?? '', row]));
  return STATES.map(([state, code, zone]) => ({
    from: 'eia',
    id: `eia.${code}.industrial`,
    kind: 'flat',
    zone,
    pricePerKwh: digits(Number(rows.get(state)?.Cost ?? '') / 100, 4),
    currency: 'USD',
    source: `${state}: ${rows.get(state)?.Cost} cents a kWh`,
  }));
};

interface Tier {
  readonly rate: number;
  readonly adj?: number;
}
interface Urdb {
  readonly label: string;
  readonly utility: string;
  readonly name: string;
  readonly startdate: number;
  readonly flatdemandstructure?: readonly (readonly Tier[])[];
  readonly flatdemandmonths?: readonly number[];
  readonly demandratestructure?: readonly (readonly Tier[])[];
  readonly demandweekdayschedule?: readonly (readonly number[])[];
  readonly demandweekendschedule?: readonly (readonly number[])[];
  readonly energyratestructure: readonly (readonly Tier[])[];
  readonly energyweekdayschedule: readonly (readonly number[])[];
  readonly energyweekendschedule: readonly (readonly number[])[];
  readonly fixedchargefirstmeter?: number;
  readonly demandReactPwrCharge?: number;
}

const URDB_IDS = ['urdb.sdge-al-tou-500kw', 'urdb.smud-ci-tod3', 'urdb.smud-ci-tod4'];

const rateOf = (tiers: readonly Tier[] | undefined): number => {
  const [only] = tiers ?? [];
  if (only === undefined || tiers?.length !== 1)
    throw new Error('a rate with several tiers is not known here');
  return digits(only.rate + (only.adj ?? 0), 6);
};

const urdb = (): Line[] =>
  (JSON.parse(quotedText('urdb.json')) as Urdb[]).map((record, index) => ({
    from: 'urdb',
    id: URDB_IDS[index] ?? '',
    kind: 'time-of-use',
    zone: 'America/Los_Angeles',
    periods: record.energyratestructure.map((tiers) => ({ pricePerKwh: rateOf(tiers) })),
    weekdaySchedule: record.energyweekdayschedule,
    weekendSchedule: record.energyweekendschedule,
    demand: {
      ...(record.flatdemandstructure === undefined
        ? {}
        : {
            monthlyPricePerKw: (record.flatdemandmonths ?? []).map((period) =>
              rateOf(record.flatdemandstructure?.[period]),
            ),
          }),
      ...(record.demandratestructure === undefined
        ? {}
        : {
            periods: record.demandratestructure.map((tiers) => ({ pricePerKw: rateOf(tiers) })),
            weekdaySchedule: record.demandweekdayschedule,
            weekendSchedule: record.demandweekendschedule,
          }),
    },
    currency: 'USD',
    source: `${record.utility}, ${record.name}, effective ${new Date(record.startdate * 1000).toISOString().slice(0, 10)}, record ${record.label}`,
    note: `Not taken over: fixed charge of ${record.fixedchargefirstmeter ?? 0} USD a month${record.demandReactPwrCharge === undefined ? '' : ', reactive power'}.`,
  }));

export const tariffLines = (): Line[] => [...eurostat(), ...eia(), ...urdb()];
