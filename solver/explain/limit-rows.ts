import type { HourRow } from '../compile/lazy-hours.js';
import type { Problem, Site } from '../problem/types.js';
import type { Finding } from '../result.js';

/** A row of the program that states a limit of the planner's, as a planner would say it. */
export interface LimitRow {
  readonly code: Finding['code'];
  /** What is limited: a site, a bank, an offer, a limit's id. */
  readonly subject: string;
  /** For example "power at core-frankfurt". */
  readonly what: string;
  readonly unit: string;
  /** Planner's unit for one unit of the row. */
  readonly factor: number;
}

type Reader = (rest: string, problem: Problem) => LimitRow | undefined;

const plain =
  (code: Finding['code'], noun: string, unit: string): Reader =>
  (rest) => ({ code, subject: rest, what: `${noun} ${rest}`.trim(), unit, factor: 1 });

/** Rows are in IT kW; a planner who stated a meter cap buys kW at the meter. */
const powerAt: Reader = (rest, { sites }) => {
  const site = sites.find((one) => one.id === rest);
  if (!site) return undefined;
  const isMeter = bindsAtMeter(site);
  return {
    code: 'short-power',
    subject: rest,
    what: `power at ${rest}`,
    unit: isMeter ? 'kW at the meter' : 'kW of IT power',
    factor: isMeter ? site.pue : 1,
  };
};

const bindsAtMeter = (site: Site): boolean => {
  if (typeof site.meterCapKw !== 'number') return false;
  const atIt = (site.meterCapKw - site.otherLoadKw) / site.pue;
  const racksKw =
    site.racks === undefined || site.kwPerRack === undefined
      ? Number.POSITIVE_INFINITY
      : site.racks * site.kwPerRack;
  return atIt <= racksKw;
};

const shareLimit: Reader = (rest, { limits, horizon }) => {
  const id = rest.replace(/ at (most|least)$/, '');
  const limit = limits.shares.find((one) => one.id === id);
  if (!limit) return undefined;
  const unit = limit.of === 'spend' ? horizon.currency : limit.of === 'powerKw' ? 'kW' : 'of weight';
  return { code: 'limit', subject: id, what: `share limit ${rest}`, unit, factor: 1 };
};

const capital: Reader = (rest, { horizon }) => ({
  code: 'limit',
  subject: `capex ${rest}`,
  what: `capital in ${rest}`,
  unit: horizon.currency,
  factor: 1,
});

/** By how the rows of each constraint family are named; the first that matches is used. */
const READERS: readonly (readonly [prefix: string, reader: Reader])[] = [
  ['units need ', () => undefined],
  ['units ', plain('short-units', 'units at', 'units')],
  ['replicas ', plain('short-units', 'replicas at', 'replicas')],
  ['host memory ', plain('short-units', 'host memory at', 'GiB')],
  ['quota ', plain('short-units', 'quota of', 'units')],
  ['power ', powerAt],
  ['rack units ', plain('short-power', 'rack units at', 'U')],
  ['backhaul ', plain('limit', 'backhaul', 'Mbps')],
  ['most ', plain('short-units', 'most units of', 'units')],
  ['kept ', plain('short-units', 'existing units of', 'units')],
  ['new sites', plain('limit', 'limit on new sites', 'sites')],
  ['carbon', plain('limit', 'limit on carbon', 'kg a year')],
  ['capex ', capital],
  ['share of ', plain('limit', 'most share per domain of', 'of the stream')],
  ['share needs use ', () => undefined],
  ['share ', shareLimit],
  ['standby ', plain('limit', 'standby of', 'of the stream')],
  ['copies ', plain('limit', 'copies per domain of', 'copies')],
  ['same site ', plain('limit', 'runtime beside inference of', 'of the stream')],
  ['affinity ', plain('limit', 'affinity', 'of the workload')],
  ['apart ', plain('limit', 'affinity', 'of the workload')],
  ['one site ', plain('limit', 'one site for', 'of the workload')],
  ['one offer ', plain('limit', 'one offer for', 'of the stream')],
  ['least share ', plain('limit', 'least share of', 'of the stream')],
];

/** What a row limits; undefined for rows that only tie decisions together. */
export const limitOfRow = (
  problem: Problem,
  name: string,
  hour: HourRow | undefined,
): LimitRow | undefined => {
  const full = hour ? hour.family : name;
  const found = READERS.find(([prefix]) => full.startsWith(prefix));
  return found?.[1](full.slice(found[0].length).trim(), problem);
};
