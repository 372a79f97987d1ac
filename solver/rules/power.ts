import { LoadBuilder } from '../decisions/hour-family.js';
import { perUnitTerms, powerTerms } from '../decisions/power.js';
import { otherMeterKw } from '../decisions/site-load.js';
import type { Decisions } from '../decisions/types.js';
import type { Site } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import { above, below, type Constraint, type Violation } from './contract.js';
import { type PlanReading, peakOf } from './reading.js';
import { hourlyItKw, windowPeaks } from './site-kw.js';

/** Load and idle terms of a site, each kW weighed with `factor` (1 for IT power, PUE for the meter). */
const termsAt = (
  decisions: Decisions,
  site: Site,
  meteredOnly: boolean,
  factor: number,
): { loads: LoadBuilder; idle: LinearTerm[] } => {
  const terms = powerTerms(decisions, site, meteredOnly);
  const loads = new LoadBuilder();
  for (const { candidate, column, kw } of terms.dynamic)
    loads.add(candidate.stream.series, column, factor * kw);
  return { loads, idle: terms.idle.map((term) => ({ ...term, coefficient: factor * term.coefficient })) };
};

/** IT kW that a site's caps leave for what is placed there; undefined where nothing limits it. */
export const itLimitKw = (site: Site): number | undefined => {
  const limits: number[] = [];
  if (typeof site.itCapKw === 'number') limits.push(site.itCapKw - site.otherLoadKw);
  if (typeof site.meterCapKw === 'number') limits.push((site.meterCapKw - site.otherLoadKw) / site.pue);
  if (site.racks !== undefined && site.kwPerRack !== undefined) limits.push(site.racks * site.kwPerRack);
  return limits.length === 0 ? undefined : Math.min(...limits);
};

const siteViolations = (reading: PlanReading, site: Site): Violation[] => {
  const itKw = hourlyItKw(reading, site, () => true, false);
  const it = peakOf(itKw);
  const at = `${site.id}, hour ${it.hour}`;
  const found: Violation[] = [];
  // A site whose other load alone is above its cap is allowed as long as nothing is added to it.
  if (it.value > 0 && typeof site.itCapKw === 'number')
    found.push(...above('power', `IT power at ${at}`, it.value + site.otherLoadKw, site.itCapKw, 'kW'));
  if (it.value > 0 && typeof site.meterCapKw === 'number')
    found.push(
      ...above(
        'power',
        `meter power at ${at}`,
        it.value * site.pue + site.otherLoadKw,
        site.meterCapKw,
        'kW',
      ),
    );
  if (site.racks !== undefined && site.kwPerRack !== undefined)
    found.push(...above('power', `rack power at ${at}`, it.value, site.racks * site.kwPerRack, 'kW'));
  if (site.rackUnits !== undefined) {
    const rackUnits = reading.candidates.banks.reduce((sum, bank) => {
      if (bank.kind !== 'held' || bank.site.id !== site.id || bank.silicon.rackUnitsPerUnit === undefined)
        return sum;
      return sum + bank.silicon.rackUnitsPerUnit * reading.unitsInUse(bank);
    }, 0);
    found.push(...above('power', `rack units at ${site.id}`, rackUnits, site.rackUnits, 'U'));
  }
  const windows = new Map(
    reading.plan.sites.find((one) => one.site === site.id)?.demandWindows.map((one) => [one.name, one]) ?? [],
  );
  for (const [name, highest] of windowPeaks(reading, site)) {
    const billed = windows.get(name)?.billedKw ?? 0;
    found.push(...below('power', `billed kW of ${site.id} ${name}`, billed, highest, 'kW'));
  }
  return found;
};

/**
 * Power of every site in every hour: idle watts of units in use and dynamic watts of what is placed, standby
 * included, within the site's caps, racks and rack units; and the billed kW of each demand window.
 */
export const power: Constraint = {
  id: 'power',
  rows(decisions, sink) {
    const { problem } = decisions.candidates.demand;
    for (const site of problem.sites) {
      const limit = itLimitKw(site);
      if (limit !== undefined) {
        const { loads, idle } = termsAt(decisions, site, false, 1);
        const upper = Math.max(0, limit);
        if (!loads.isEmpty)
          sink.addHourFamily({
            name: `power ${site.id}`,
            loads: loads.build(),
            fixed: idle,
            upper,
            classes: decisions.fronts.front(loads.series),
          });
        else if (idle.length > 0) sink.addRow(`power ${site.id}`, idle, Number.NEGATIVE_INFINITY, upper);
      }
      if (site.rackUnits !== undefined) {
        const here = decisions.units.filter((one) => one.bank.site.id === site.id);
        const racks = here.flatMap((one) => perUnitTerms(one, one.bank.silicon.rackUnitsPerUnit ?? 0));
        if (racks.length > 0)
          sink.addRow(`rack units ${site.id}`, racks, Number.NEGATIVE_INFINITY, site.rackUnits);
      }
    }
    const atMeter = new Map<string, ReturnType<typeof termsAt>>();
    for (const peak of decisions.peaks) {
      if (!peak.ownsColumn) continue;
      const { site } = peak;
      const known = atMeter.get(site.id) ?? termsAt(decisions, site, true, site.pue);
      atMeter.set(site.id, known);
      const { loads, idle } = known;
      const fixed = [...idle, { column: peak.column, coefficient: -1 }];
      const upper = -otherMeterKw(site);
      const name = `peak ${site.id} ${peak.window.name}`;
      if (!loads.isEmpty)
        sink.addHourFamily({ name, loads: loads.build(), fixed, upper, classes: peak.classes });
      else if (idle.length > 0) sink.addRow(name, fixed, Number.NEGATIVE_INFINITY, upper);
    }
  },
  violations: (reading) =>
    reading.candidates.demand.problem.sites.flatMap((site) => siteViolations(reading, site)),
};
