import type { Catalogue } from '../catalogue/catalogue.js';
import type { Expansion } from './expansion.js';
import type { Path } from './pointer.js';

/** Fields a measured figure rests on: with another value the measurement is of another thing. */
const MEASURED_WITH: Readonly<Record<'silicon' | 'models', readonly string[]>> = {
  silicon: ['id', 'family', 'memoryGiB', 'bandwidthGBPerSecond', 'computeTeraflops'],
  models: [
    'id',
    'parametersBillion',
    'activeParametersBillion',
    'layers',
    'kvHeads',
    'headSize',
    'bytesPerWeight',
    'bytesPerCacheEntry',
    'precision',
  ],
};

type Entry = Readonly<Record<string, unknown>>;

/**
 * Adds the catalogue's measured points of every model and silicon that both are its rows, where the problem states no
 * point of that pair itself: an estimate must not stand where a measurement is known.
 */
export const addMeasuredPoints = (expansion: Expansion, catalogue: Catalogue): void => {
  const models = rowsAsMeasured(expansion, 'models');
  const silicon = rowsAsMeasured(expansion, 'silicon');
  if (models.size === 0 || silicon.size === 0) return;
  const stated = new Set<string>();
  const ids = new Set<unknown>();
  for (const point of expansion.entries('performance') as readonly Entry[]) {
    stated.add(`${String(point?.model)}\n${String(point?.silicon)}`);
    ids.add(point?.id);
  }
  for (const row of catalogue.parts.performance) {
    const { model, silicon: chip, unitsPerReplica } = row.entry;
    const path = models.get(String(model));
    const entry = silicon.get(String(chip));
    if (path === undefined || entry === undefined) continue;
    if (ids.has(row.entry.id) || stated.has(`${String(model)}\n${String(chip)}`)) continue;
    if (!canGroup(entry.entry, unitsPerReplica)) continue;
    expansion.addRow('performance', row, {}, path.path);
  }
};

interface Placed {
  readonly entry: Entry;
  readonly path: Path;
}

const rowsAsMeasured = (expansion: Expansion, part: 'silicon' | 'models'): ReadonlyMap<string, Placed> => {
  const entries = expansion.entries(part) as readonly Entry[];
  const found = new Map<string, Placed>();
  for (const { part: of, row, pointer, overrides } of expansion.rows) {
    if (of !== part || overrides.some((field) => MEASURED_WITH[part].includes(field))) continue;
    const index = Number(pointer.slice(part.length + 2));
    const entry = entries[index];
    if (entry?.id === row) found.set(row, { entry, path: expansion.locate([part, index]) });
  }
  return found;
};

/** Whether a planner's own replicaUnits and slices leave room for the point. */
const canGroup = (silicon: Entry, units: unknown): boolean => {
  if (units === undefined) return true;
  const groups = Array.isArray(silicon.replicaUnits) ? (silicon.replicaUnits as unknown[]) : [1, 2, 4, 8];
  const slices = Array.isArray(silicon.slices) ? (silicon.slices as unknown[]) : [1];
  return units === 1 || groups.includes(units) || slices.includes(units);
};
