import type { Placement, Plan } from '../plan/types.js';
import type { Problem, Quote } from '../problem/types.js';
import { type AuditBank, readBanks, readUnits, type UnitRow } from './banks.js';
import { type Stream, streamsOf } from './demand.js';
import { readBlocks, streamsByBlock } from './dispatch.js';
import { group } from './group.js';
import { YearHours } from './hours.js';
import { Entries } from './index-of.js';
import type { Ledger } from './ledger.js';
import { type Need, needOf } from './need.js';
import { occupiedSites } from './open.js';
import { type Way, Ways } from './path.js';
import { Points } from './serving.js';
import { Shapes } from './shapes.js';
import { Tariffs } from './tariff.js';
import { isTraining } from './training.js';

/** A placement with everything the audit knows of it. */
export interface Row {
  readonly placement: Placement;
  readonly name: string;
  readonly stream: Stream;
  readonly bank: AuditBank;
  readonly way: Way;
  readonly quote: Quote | null;
  readonly need: Need;
  /** Part of the year's demand of the location that a share of 1 serves. */
  readonly yearPart: number;
  /** Shares in use and held ready. */
  readonly x: number;
  readonly y: number;
}

/** A problem and a plan, read side by side. */
export interface Case {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly ledger: Ledger;
  readonly entries: Entries;
  readonly hours: YearHours;
  readonly ways: Ways;
  readonly tariffs: Tariffs;
  readonly streams: ReadonlyMap<string, Stream>;
  readonly banks: ReadonlyMap<string, AuditBank>;
  readonly units: readonly UnitRow[];
  readonly rows: readonly Row[];
  readonly rowsOfStream: ReadonlyMap<string, readonly Row[]>;
  readonly rowsOfBank: ReadonlyMap<string, readonly Row[]>;
  readonly unitsOfBank: ReadonlyMap<string, readonly UnitRow[]>;
  /** Sites where something stands. */
  readonly occupied: ReadonlySet<string>;
  /** Within this two sums of money are one. */
  readonly moneySlack: number;
}

export { group };

/** Deferred work: hours of the cell over the hours that a year's runs compute. */
const yearPartOf = (stream: Stream, { runHours }: Need): number => {
  const { workload, shape, yearPart, deferred } = stream;
  return deferred && isTraining(workload) ? shape.fullHours / (workload.runsPerYear * runHours) : yearPart;
};

export const readCase = (problem: Problem, plan: Plan, ledger: Ledger): Case => {
  const entries = new Entries(problem);
  const hours = new YearHours(problem.horizon.referenceYear);
  const shapes = new Shapes(hours, new Map(problem.profiles.map((profile) => [profile.id, profile])));
  const tariffs = new Tariffs(hours);
  const whole = streamsOf(entries, hours, shapes);
  const blocks = readBlocks({ problem, plan, entries, hours, tariffs, streams: whole }, ledger);
  const streams = streamsByBlock(whole, blocks, hours);
  const ways = new Ways(problem.network);
  const points = new Points(problem);
  const banks = readBanks(entries, plan.banks, ledger);
  const units = readUnits(entries, banks, plan.units, ledger);
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (const placement of plan.placements) {
    const name = `${placement.stream} at ${placement.bank}`;
    const stream = streams.get(placement.stream);
    const bank = banks.get(placement.bank);
    const agrees =
      stream !== undefined &&
      bank !== undefined &&
      !seen.has(name) &&
      placement.workload === stream.workload.id &&
      placement.location === stream.location.id &&
      placement.part === stream.part &&
      (placement.block ?? null) === stream.block &&
      placement.site === bank.site.id &&
      placement.silicon === bank.plan.silicon;
    ledger.holds('placement-reference', name, agrees, 'a stream and a bank that agree with it, once', name);
    seen.add(name);
    if (!stream || !bank) continue;
    const way = ways.between(stream.location, bank.site);
    if (!ledger.holds('path', name, way !== null, 'a path', 'none') || way === null) continue;
    const quote = entries.quote(stream.workload.id, stream.location.id, stream.part, bank.plan.offers);
    const need = needOf({ entries, ways, points }, stream, bank, way, quote, placement.service);
    if (typeof need === 'string') {
      ledger.holds('need', name, false, need, placement.units, 'units');
      continue;
    }
    rows.push({
      placement,
      name,
      stream,
      bank,
      way,
      quote,
      need,
      yearPart: yearPartOf(stream, need),
      x: placement.shareFraction,
      y: placement.standbyFraction,
    });
  }
  return {
    problem,
    plan,
    ledger,
    entries,
    hours,
    ways,
    tariffs,
    streams,
    banks,
    units,
    rows,
    rowsOfStream: group(rows, ({ stream }) => stream.id),
    rowsOfBank: group(rows, ({ bank }) => bank.plan.id),
    unitsOfBank: group(units, ({ bank }) => bank.plan.id),
    occupied: occupiedSites(rows, units),
    moneySlack: Math.max(0.01, 1e-9 * Math.abs(plan.objective)),
  };
};
