import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUED_PARTS, type Catalogue, type CataloguedPart } from '../../solver/catalogue/catalogue.js';
import { defineCatalogue } from '../../solver/catalogue/define.js';
import { allSnapshots, snapshot202611 } from '../../solver/catalogue/index.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { SILICON_FAMILIES } from '../../solver/problem/schema/fields.js';
import { problemSchema } from '../../solver/problem/schema/problem.js';
import { holderOf, schemaAt } from '../../solver/problem/schema-walk.js';
import type { Problem } from '../../solver/problem/types.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { catalogueDocument } from '../tools/catalogue/docs.js';
import { snapshotModules } from '../tools/catalogue/snapshot.js';

/** The published snapshot. A change here is a change of what old problems mean: make a new snapshot instead. */
const HASH = 'sha256:114c33950a3eb4e4154f0bad25d345fa82403e7a14819c8a93c675be153cd3ad';
const RATE = 0.9;

const root = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

const catalogue: Catalogue = snapshot202611();
const entries = (part: CataloguedPart) => catalogue.parts[part].map(({ entry }) => entry);
const count = (part: CataloguedPart, of: (entry: Readonly<Record<string, unknown>>) => unknown) =>
  new Set(entries(part).map(of)).size;

/** A problem that holds one row and what it needs, in euros with a rate for dollars. */
const withRow = (part: CataloguedPart, id: string): unknown => {
  const base = { ...minimalProblem() } as Record<string, unknown>;
  const isTemplate = part === 'offers' && id.startsWith('buy.');
  const entry = isTemplate ? { use: id, site: 'muc-edge' } : id;
  const written = base[part];
  base[part] = [...(Array.isArray(written) ? written : []), entry];
  return {
    ...base,
    catalogue: catalogue.id,
    assume: 'planning-2026-11',
    exchangeRates: [{ from: 'USD', to: 'EUR', rate: RATE, asOf: '2026-11-01', source: 'test' }],
  };
};

const parsed = (part: CataloguedPart, id: string): Problem => {
  const read = parseProblem(withRow(part, id), { catalogues: allSnapshots() });
  if (!read.ok) throw new Error(`${part} ${id}: ${JSON.stringify(read.issues)}`);
  return read.problem;
};

const holdsMoney = holderOf('money');
/** Top-level prices of a row. */
const pricesOf = (part: CataloguedPart, entry: Readonly<Record<string, unknown>>): [string, number][] =>
  Object.entries(entry).flatMap(([field, value]) => {
    const schema = schemaAt(problemSchema, { [part]: [entry] }, [part, 0, field]);
    return typeof value === 'number' && schema !== undefined && holdsMoney(schema) ? [[field, value]] : [];
  });

describe('the snapshot 2026-11', () => {
  it('is the published one', () => {
    expect(catalogue.hash).toBe(HASH);
    expect(allSnapshots().at(-1)).toBe(catalogue);
  });

  it('has another hash where one figure of one row differs', () => {
    const [first, ...rest] = catalogue.parts.silicon;
    if (first === undefined) throw new Error('no silicon');
    const silicon = [{ ...first, entry: { ...first.entry, maxWatts: 813 } }, ...rest];
    const { id, asOf, parts } = catalogue;
    expect(defineCatalogue({ id, asOf, parts }).hash).toBe(HASH);
    expect(defineCatalogue({ id, asOf, parts: { ...parts, silicon } }).hash).not.toBe(HASH);
  });

  it('is what the committed script makes of the quoted rows', () => {
    const modules = Object.entries(snapshotModules());
    expect(modules).toHaveLength(15);
    for (const [file, text] of modules) {
      expect(root(`solver/catalogue/snapshots/2026-11/${file}`) === text, file).toBe(true);
    }
  });

  it('is documented as it is', () => {
    const renew = 'run: npx tsx test/tools/catalogue/write-docs.ts';
    expect(root('docs/catalogue.md') === catalogueDocument(), renew).toBe(true);
  });

  it('holds what the catalogue is to hold', () => {
    const families = new Set(entries('silicon').map(({ family }) => family));
    expect([...SILICON_FAMILIES].every((family) => families.has(family))).toBe(true);
    expect(entries('silicon').filter(({ family }) => family !== 'CPU').length).toBeGreaterThanOrEqual(25);
    expect(entries('silicon').filter(({ family }) => family === 'CPU')).toHaveLength(3);
    expect(entries('performance').length).toBeGreaterThanOrEqual(60);
    expect(count('performance', ({ model, silicon }) => `${model} ${silicon}`)).toBeGreaterThanOrEqual(40);
    expect(entries('models').length).toBeGreaterThanOrEqual(15);
    const hyperscale = entries('sites').filter(({ id }) => /^(aws|azure|gcp)\./.test(id));
    expect(hyperscale.length).toBeGreaterThanOrEqual(40);
    for (const site of hyperscale) {
      expect([site.latDeg, site.lonDeg, site.pue, site.gridCarbonGramsPerKwh].every(Number.isFinite)).toBe(
        true,
      );
    }
    const sold = entries('offers').filter(({ terms }) => terms !== 'purchase');
    const clouds = new Set(sold.map(({ id }) => id.split('.')[0]));
    expect([...clouds].sort()).toEqual(['aws', 'azure', 'gcp', 'lambda', 'vast']);
    expect(new Set(sold.map(({ terms }) => terms))).toEqual(new Set(['on-demand', 'reserved', 'spot']));
    expect(entries('tariffs').length).toBeGreaterThanOrEqual(20);
    expect(entries('tariffs').filter(({ kind, demand }) => kind === 'time-of-use' && demand)).toHaveLength(3);
    const weeks = entries('profiles').filter(({ values }) => (values as unknown[]).length === 168);
    expect(weeks.map(({ id }) => id)).toEqual(['servegen.m-large', 'servegen.m-mid', 'servegen.m-small']);
  });

  it('states a source, a date not in its future and a licence on every row', () => {
    for (const part of CATALOGUED_PARTS) {
      for (const { entry, licence } of catalogue.parts[part]) {
        expect(entry.source.length, entry.id).toBeGreaterThan(20);
        expect(entry.asOf <= catalogue.asOf, entry.id).toBe(true);
        expect(licence.length, entry.id).toBeGreaterThan(2);
      }
    }
  });

  it('prices spot and reserved below on-demand wherever both are', () => {
    const byId = new Map(entries('offers').map((offer) => [offer.id, Number(offer.pricePerUnitHour)]));
    let pairs = 0;
    for (const [id, price] of byId) {
      const full = byId.get(id.replace(/\.(spot|reserved)$/, '.on-demand'));
      if (!/\.(spot|reserved)$/.test(id)) continue;
      pairs += 1;
      expect(price, id).toBeLessThan(full ?? 0);
    }
    expect(pairs).toBeGreaterThan(150);
  });

  it('has figures that can be found in their sources', () => {
    const row = (part: CataloguedPart, id: string) => entries(part).find((entry) => entry.id === id);
    // p5.48xlarge in us-east-1 at 55.04 for eight.
    expect(row('offers', 'aws.us-east-1.h100-sxm.on-demand')?.pricePerUnitHour).toBe(6.88);
    // 8 x 9.7947375 + 9.46006 for eight.
    expect(row('offers', 'gcp.us-east4.h100-sxm.on-demand')?.pricePerUnitHour).toBe(10.9791);
    // 16 x 2048 tokens in 10.157163 s.
    expect(row('performance', 'argonne.llama-3-8b.h100-sxm.x1.b16')?.tokensPerSecond).toBe(3226.1);
    expect(row('sites', 'gcp.europe-west3')).toMatchObject({ pue: 1.1, gridCarbonGramsPerKwh: 275.8 });
    expect(row('tariffs', 'eurostat.de.id')).toMatchObject({ pricePerKwh: 0.2076, currency: 'EUR' });
    // Energy 0.01874 + 0.20968; highest kW of a summer evening 30.8 + 14.81.
    expect(row('tariffs', 'urdb.sdge-al-tou-500kw')).toMatchObject({
      periods: expect.arrayContaining([{ pricePerKwh: 0.22842 }]),
      demand: { periods: expect.arrayContaining([{ pricePerKw: 45.61 }]) },
    });
    const adequate = row('jurisdictionSets', 'gdpr-adequate.2026-11')?.members;
    expect(adequate).toContainEqual({ jurisdiction: 'BR', validFrom: '2026-01-26' });
    expect(adequate).toContainEqual({
      jurisdiction: 'US',
      validFrom: '2023-07-10',
      onlyWithTransferBasis: 'DPF',
    });
  });
});

describe.each([...CATALOGUED_PARTS])('every row of %s', (part) => {
  const problems = new Map<string, Problem>();
  beforeAll(() => {
    for (const { id } of entries(part)) problems.set(id, parsed(part, id));
  });

  it('resolves, keeps its source and date, and is recorded', () => {
    for (const { entry, licence } of catalogue.parts[part]) {
      const problem = problems.get(entry.id);
      const found = problem?.[part].find(({ id }) => id === entry.id);
      expect(found, entry.id).toMatchObject({ source: entry.source, asOf: entry.asOf });
      const used = problem?.catalogue?.rows.find((row) => row.part === part && row.row === entry.id);
      expect(used, entry.id).toMatchObject({ licence, overrides: [] });
      expect([problem?.catalogue?.id, problem?.catalogue?.hash]).toEqual(['2026-11', HASH]);
    }
  });

  it('converts with a rate, and keeps every other figure', () => {
    for (const { entry } of catalogue.parts[part]) {
      const found = problems.get(entry.id)?.[part].find(({ id }) => id === entry.id);
      const rate = entry.currency === 'USD' ? RATE : 1;
      const prices = pricesOf(part, entry);
      for (const [field, price] of prices) {
        expect((found as unknown as Record<string, number>)[field], `${entry.id} ${field}`).toBeCloseTo(
          price * rate,
          9,
        );
      }
      // A row that has prices says in which currency, so that it cannot be read in the plan's.
      if (prices.some(([, price]) => price !== 0)) expect(entry.currency, entry.id).toMatch(/^(USD|EUR)$/);
    }
  });

  it('re-serialises: the resolved problem is JSON, and the row reads the same again', () => {
    for (const { entry } of catalogue.parts[part]) {
      const problem = problems.get(entry.id);
      expect(JSON.parse(JSON.stringify(problem))).toEqual(problem);
      expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
    }
  });
});
