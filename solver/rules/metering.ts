import { sitesBilledByMonth } from '../decisions/metering.js';
import { isMetered } from '../decisions/peaks.js';
import { dynamicKwAtFullLoad } from '../decisions/power.js';
import { hasQuotedCost } from '../decisions/subject.js';
import type { LeastBillDecision, StepDecision } from '../decisions/types.js';
import type { Site, Tariff } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import { energyWindows } from '../sizing/metering.js';
import { above, below, type Constraint, type RowSink, type Violation } from './contract.js';
import type { PlanReading } from './reading.js';
import { windowPeaks } from './site-kw.js';

const NONE = Number.NEGATIVE_INFINITY;
const FREE = Number.POSITIVE_INFINITY;

const minus = (terms: readonly LinearTerm[], factor = 1): LinearTerm[] =>
  terms.map(({ column, coefficient }) => ({ column, coefficient: -factor * coefficient }));

/** column = max(0, terms - above): from below where its price is above zero, from above where it is below. */
const stepRows = (step: StepDecision, sink: RowSink): void => {
  const { site, kind, window, from, above: threshold, change, terms, most, column, binaryColumn } = step;
  const name = `tier ${kind} ${site.id} ${window} ${from}`;
  const excess = [{ column, coefficient: 1 }, ...minus(terms)];
  if (change > 0) {
    sink.addRow(name, excess, -threshold, FREE);
    return;
  }
  if (binaryColumn < 0) {
    sink.addRow(name, excess, NONE, -threshold);
    return;
  }
  sink.addRow(name, [...excess, { column: binaryColumn, coefficient: threshold }], NONE, 0);
  const reached = [
    { column, coefficient: 1 },
    { column: binaryColumn, coefficient: threshold - most },
  ];
  sink.addRow(`${name} reached`, reached, NONE, 0);
  for (const implied of step.implied) {
    const inOrder = [
      { column: binaryColumn, coefficient: 1 },
      { column: implied, coefficient: -1 },
    ];
    sink.addRow(`${name} after ${implied}`, inOrder, NONE, 0);
  }
};

/** added + fixed x meter + what follows the decisions + other load >= minimum x meter. */
const leastBillRow = (one: LeastBillDecision, sink: RowSink): void => {
  const { site, month, column, meterColumn, minimum, fixed, otherAmount, terms } = one;
  const row = [...terms, { column, coefficient: 1 }, { column: meterColumn, coefficient: fixed - minimum }];
  sink.addRow(`least bill ${site.id} ${month}`, row, -otherAmount, FREE);
};

/** kWh a plan is billed at a site in each window. */
const billedKwh = (reading: PlanReading, site: Site, tariff: Tariff): Map<string, number> => {
  const { candidates } = reading;
  const placed = reading
    .placedAtSite(site.id)
    .filter(({ candidate }) => isMetered(candidate) && !hasQuotedCost(candidate));
  const dynamic = reading.hourly(placed, (one) => dynamicKwAtFullLoad(one) * one.meanScale, false);
  const idleKw = candidates.banks.reduce(
    (sum, bank) =>
      bank.kind === 'held' && bank.site.id === site.id && !bank.energyIncluded
        ? sum + (bank.silicon.idleWatts / 1000) * reading.unitsInUse(bank)
        : sum,
    0,
  );
  return new Map(
    energyWindows(tariff, site.zone, candidates.demand.calendar).map(({ name, hours }) => [
      name,
      site.pue * hours.reduce((sum, hour) => sum + (dynamic[hour] ?? 0) + idleKw, 0),
    ]),
  );
};

const siteViolations = (reading: PlanReading, site: Site, tariff: Tariff): Violation[] => {
  const row = reading.plan.sites.find((one) => one.site === site.id);
  const billed = new Map(row?.demandWindows.map(({ name, billedKw }) => [name, billedKw]) ?? []);
  const peaks = windowPeaks(reading, site);
  const found: Violation[] = [];
  for (const { name, ratchet } of reading.windowsOf(site)) {
    for (const earlier of ratchet?.windows ?? []) {
      const least = (ratchet?.fraction ?? 0) * (peaks.get(earlier) ?? 0);
      const subject = `billed kW of ${site.id} ${name} after ${earlier}`;
      found.push(...below('metering', subject, billed.get(name) ?? 0, least, 'kW'));
    }
  }
  const months = row?.meterMonths ?? [];
  const stated = new Map<string, number>();
  for (const { window, kwh } of months.flatMap(({ energy }) => energy))
    stated.set(window, (stated.get(window) ?? 0) + kwh);
  for (const [window, kwh] of billedKwh(reading, site, tariff)) {
    const subject = `energy of ${site.id} ${window}`;
    found.push(...below('metering', subject, stated.get(window) ?? 0, kwh, 'kWh'));
    found.push(...above('metering', subject, stated.get(window) ?? 0, kwh, 'kWh'));
  }
  for (const { energy } of months) found.push(...tierOrder(site, energy));
  return found;
};

type MonthEnergy = NonNullable<PlanReading['plan']['sites'][number]['meterMonths']>[number]['energy'];

/** A tier holds no more than its width, so that what follows is in the next one. */
const tierOrder = (site: Site, rows: MonthEnergy): Violation[] =>
  rows.flatMap(({ window, fromKwh, kwh }, index) => {
    const next = rows[index + 1];
    if (next?.window !== window) return [];
    const subject = `tier of ${site.id} ${window} from ${fromKwh}`;
    return above('metering', subject, kwh, next.fromKwh - fromKwh, 'kWh');
  });

/**
 * Electricity that is billed by the month: what lies above each threshold of a tier, billed kW under ratchets and least
 * bills. Sites whose tariff has none of them have no row here.
 */
export const metering: Constraint = {
  id: 'metering',
  rows(decisions, sink) {
    const { billed, steps, leastBills } = decisions.metering;
    for (const { peak, column, fraction, sources, ownsColumn } of billed) {
      if (!ownsColumn) continue;
      const name = `billed ${peak.site.id} ${peak.window.name}`;
      const own = { column, coefficient: -1 };
      sink.addRow(name, [{ column: peak.column, coefficient: 1 }, own], NONE, 0);
      for (const source of sources)
        sink.addRow(`${name} after ${source}`, [{ column: source, coefficient: fraction }, own], NONE, 0);
    }
    for (const step of steps) if (step.ownsColumn) stepRows(step, sink);
    for (const one of leastBills) leastBillRow(one, sink);
  },
  violations: (reading) =>
    sitesBilledByMonth(reading.candidates.demand.problem).flatMap(({ site, tariff }) =>
      siteViolations(reading, site, tariff),
    ),
};
