import { isCountry, meantCountry } from '../catalogue/jurisdictions.js';
import { type Path, quoted, spokenPath } from './pointer.js';
import type { Report } from './report.js';
import { problemSchema } from './schema/problem.js';
import { childOf, defOf, holderOf, metaOf, optionFor, type Schema, unwrapped } from './schema-walk.js';
import type { Suggester } from './suggest.js';
import { isKnownZone, nearZone } from './zones.js';

/** Parts whose entries have an id of their own. */
const NAMED_PARTS = [
  'operators',
  'locations',
  'sites',
  'silicon',
  'offers',
  'tariffs',
  'models',
  'performance',
  'profiles',
  'workloads',
  'jurisdictionSets',
  'rules',
  'otherCosts',
  'committedSpend',
  'staff',
  'affinities',
  'baselines',
  'products',
] as const;

const holdsReference = holderOf('ref', 'text');

type Ids = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Checks that no part has an id twice, that every reference names an entry, and that countries and zones exist. Reads the copied input, not the
 * shaped problem, so that it also speaks where other fields are wrong.
 */
export const checkReferences = (root: unknown, report: Report, suggester: Suggester): void => {
  if (typeof root !== 'object' || root === null) return;
  const problem = root as Record<string, unknown>;
  const ids = new Map<string, Set<string>>();
  for (const part of NAMED_PARTS) ids.set(part, collect(root, [part], problem[part], report));
  const nested: readonly (readonly [string, string])[] = [
    ['network', 'latencyClasses'],
    ['limits', 'shares'],
  ];
  for (const [part, field] of nested) {
    const holder = problem[part];
    if (typeof holder === 'object' && holder !== null && Object.hasOwn(holder, field)) {
      collect(root, [part, field], (holder as Record<string, unknown>)[field], report);
    }
  }
  distinctPlaces(root, problem.sites, ids, report);
  new ReferenceWalk(root, ids, report, suggester).walk(problemSchema, root);
};

const collect = (root: unknown, path: Path, entries: unknown, report: Report): Set<string> => {
  const first = new Map<string, number>();
  if (!Array.isArray(entries)) return new Set();
  entries.forEach((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null || !Object.hasOwn(entry, 'id')) return;
    const { id } = entry as { id: unknown };
    if (typeof id !== 'string') return;
    const known = first.get(id);
    if (known === undefined) {
      first.set(id, index);
      return;
    }
    report.add({
      path: [...path, index, 'id'],
      code: 'duplicate-id',
      message: `${spokenPath(root, [...path, index])}: the id ${quoted(id)} already stands at entry ${known} of ${path.join('.')}.`,
      value: id,
      fix: 'Give each entry of a part its own id.',
    });
  });
  return new Set(first.keys());
};

/** A link names a location or a site by one id, so the two parts share their ids. */
const distinctPlaces = (root: unknown, sites: unknown, ids: Ids, report: Report): void => {
  if (!Array.isArray(sites)) return;
  sites.forEach((site: unknown, index) => {
    if (typeof site !== 'object' || site === null || !Object.hasOwn(site, 'id')) return;
    const { id } = site as { id: unknown };
    if (typeof id !== 'string' || ids.get('locations')?.has(id) !== true) return;
    report.add({
      path: ['sites', index, 'id'],
      code: 'duplicate-id',
      message: `${spokenPath(root, ['sites', index])}: the id ${quoted(id)} is also that of a location; links could mean either.`,
      value: id,
      fix: 'Give sites and locations ids of their own.',
    });
  });
};

class ReferenceWalk {
  readonly #path: (string | number)[] = [];
  readonly #known = new Map<string, readonly string[]>();

  constructor(
    private readonly root: unknown,
    private readonly ids: Ids,
    private readonly report: Report,
    private readonly suggester: Suggester,
  ) {}

  walk(schema: Schema, value: unknown): void {
    if (typeof value === 'string') {
      const { ref, text } = metaOf(schema);
      if (ref !== undefined) this.#check(value, ref);
      if (text === 'country') this.#country(value);
      if (text === 'zone') this.#zone(value);
      return;
    }
    if (typeof value !== 'object' || value === null || !holdsReference(schema)) return;
    if (Array.isArray(value)) {
      const def = defOf(unwrapped(schema));
      if (def.type !== 'array') return;
      value.forEach((inner: unknown, index) => {
        this.#step(index, def.element, inner);
      });
      return;
    }
    const option = optionFor(unwrapped(schema), value);
    if (option === undefined) return;
    for (const [key, inner] of Object.entries(value)) {
      const child = childOf(option, value, key);
      if (child !== undefined && holdsReference(child)) this.#step(key, child, inner);
    }
  }

  #step(step: string | number, schema: Schema, value: unknown): void {
    this.#path.push(step);
    this.walk(schema, value);
    this.#path.pop();
  }

  #country(code: string): void {
    if (!/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code) || isCountry(code)) return;
    const meant = meantCountry(code);
    this.report.add({
      path: this.#path,
      code: 'not-one-of',
      message: `${spokenPath(this.root, this.#path)}: ${quoted(code)} is not a country of ISO 3166-1.`,
      value: code,
      allowed: 'ISO 3166-1 alpha-2, optionally with a subdivision',
      fix: meant === undefined ? 'Give the code of a country.' : `Did you mean ${JSON.stringify(meant)}?`,
    });
  }

  #zone(zone: string): void {
    if (zone === '' || isKnownZone(zone)) return;
    const near = nearZone(zone, this.suggester);
    this.report.add({
      path: this.#path,
      code: 'not-one-of',
      message: `${spokenPath(this.root, this.#path)}: ${quoted(zone)} is not a known time zone.`,
      value: zone,
      allowed: 'IANA time zone',
      fix:
        near === undefined ? 'Give a zone such as Europe/Berlin.' : `Did you mean ${JSON.stringify(near)}?`,
    });
  }

  #check(id: string, parts: readonly string[]): void {
    if (id === '' || parts.some((part) => this.ids.get(part)?.has(id) === true)) return;
    const key = parts.join(' or ');
    let known = this.#known.get(key);
    if (known === undefined) {
      known = parts.flatMap((part) => [...(this.ids.get(part) ?? [])]);
      this.#known.set(key, known);
    }
    this.report.add({
      path: this.#path,
      code: 'unknown-reference',
      message: `${spokenPath(this.root, this.#path)}: ${quoted(id)} is not the id of an entry of ${key}.`,
      value: id,
      allowed: `id of an entry of ${key}`,
      fix: this.suggester.fix(id, known, `Add it to ${key}, or name one of the ${known.length} there.`),
    });
  }
}
