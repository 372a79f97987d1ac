import type { Site } from '../problem/types.js';
import type { AuditBank, UnitRow } from './banks.js';
import type { Case, Row } from './rows.js';
import { addWeight, hourly, type Shape } from './shapes.js';

type Weights = Map<Shape, number>;

/** Units, replicas and watts that follow the hours. */
export const weigh = (rows: readonly Row[], weightOf: (row: Row) => number): Weights => {
  const weights: Weights = new Map();
  for (const row of rows) addWeight(weights, row.stream.shape, weightOf(row));
  return weights;
};

export const overHours = (audit: Case, base: number, weights: Weights): Float64Array =>
  hourly(audit.hours.count, base, weights);

/** Key of the pool of whole replicas a row belongs to; null where shares of replicas add up. */
export const poolOf = ({ stream, bank, need }: Row): string | null => {
  const { workload } = stream;
  if (bank.plan.kind !== 'held' || need.serving === null) return null;
  if (workload.kind !== 'inference' && workload.kind !== 'agent') return null;
  if (workload.replication !== 'replicas' || workload.model === undefined) return null;
  return [bank.plan.id, workload.model, need.serving.point, need.serving.unitsPerReplica].join('\n');
};

/** Watts a unit draws above idle at the row's full load. */
const swing = ({ bank, need }: Row): number =>
  bank.silicon === null ? 0 : (bank.silicon.maxWatts - bank.silicon.idleWatts) * need.busy;

/** Watts of a row at its busiest, standby counted. */
export const peakWatts = (row: Row): number => swing(row) * row.need.units * (row.x + row.y);

/** Watts of a row above idle, mean over each hour; standby draws none. */
export const meanWatts = (row: Row): number => swing(row) * row.need.units * row.need.meanScale * row.x;

export const idleWatts = (units: readonly UnitRow[]): number =>
  units.reduce((sum, { silicon, inUse }) => sum + silicon.idleWatts * inUse, 0);

/** kWh a year at the meter of what a row runs on a by-use bank, x PUE of its site. */
export const byUseKwh = (row: Row): number => {
  const { bank, need, stream, x } = row;
  if (bank.token) {
    const perMillion = bank.token.wattHoursPerMillionTokens;
    if (perMillion === undefined) return 0;
    const tokens = stream.requestsPerYear * (stream.input.mean + stream.output.mean) * stream.copyLoad;
    return ((perMillion * tokens) / 1e6 / 1000) * x * bank.site.pue;
  }
  if (!bank.use || bank.silicon === null) return 0;
  const { idleWatts: idle, maxWatts } = bank.silicon;
  const watts = idle + (maxWatts - idle) * need.busy;
  const unitHours =
    (need.units * need.meanScale * stream.shape.fullHours) / bank.use.packingEfficiencyFraction;
  return ((watts * unitHours * x) / 1000) * bank.site.pue;
};

/** What stands at a site. */
export interface AtSite {
  readonly site: Site;
  readonly rows: readonly Row[];
  readonly held: readonly Row[];
  /** Held, and electricity is billed. */
  readonly metered: readonly Row[];
  readonly units: readonly UnitRow[];
  readonly meteredUnits: readonly UnitRow[];
}

const isMetered = ({ plan }: AuditBank): boolean => plan.kind === 'held' && !plan.energyIncluded;

/** Rows and units by site, in the problem's order. */
export const bySite = (audit: Case): readonly AtSite[] => {
  const rows = new Map<string, Row[]>(audit.problem.sites.map(({ id }) => [id, []]));
  const units = new Map<string, UnitRow[]>(audit.problem.sites.map(({ id }) => [id, []]));
  for (const row of audit.rows) rows.get(row.bank.site.id)?.push(row);
  for (const row of audit.units) units.get(row.bank.site.id)?.push(row);
  return audit.problem.sites.map((site) => {
    const here = rows.get(site.id) ?? [];
    const unitsHere = units.get(site.id) ?? [];
    return {
      site,
      rows: here,
      held: here.filter(({ bank }) => bank.plan.kind === 'held'),
      metered: here.filter(({ bank }) => isMetered(bank)),
      units: unitsHere,
      meteredUnits: unitsHere.filter(({ bank }) => isMetered(bank)),
    };
  });
};
