import { describe, expect, it } from 'vitest';
import { defineCatalogue } from '../../solver/catalogue/define.js';
import { parseProblem } from '../../solver/problem/parse.js';
import type { Problem } from '../../solver/problem/types.js';
import { edited } from '../support/edit.js';
import { minimalProblem } from '../support/minimal-problem.js';

const row = (entry: Readonly<Record<string, unknown>> & { readonly id: string }) => ({
  licence: 'test',
  entry: { source: 'a source of the test', asOf: '2026-11-01', ...entry },
});

const chip = {
  id: 'chip',
  family: 'GPU',
  memoryGiB: 80,
  wattsBasis: 'server',
  idleWatts: 200,
  maxWatts: 900,
  hostMemoryGiB: 100,
};
const point = {
  id: 'chip-llm-x4',
  kind: 'serving',
  model: 'llm',
  silicon: 'chip',
  unitsPerReplica: 4,
  tokensPerSecond: 5000,
  batch: 8,
};
const shelf = defineCatalogue({
  id: 'shelf-1',
  asOf: '2026-11-01',
  parts: {
    operators: [
      row({
        id: 'acme',
        legalEntityJurisdiction: 'IE',
        ultimateParentJurisdiction: 'US',
        note: 'of the row',
      }),
    ],
    sites: [
      row({
        id: 'acme.fra',
        kind: 'hyperscale-region',
        jurisdiction: 'DE',
        operator: 'acme',
        zone: 'Europe/Berlin',
        meterCapKw: null,
        pue: 1.1,
        latDeg: 50.1,
        lonDeg: 8.7,
      }),
    ],
    silicon: [row(chip)],
    offers: [
      row({
        id: 'acme.fra.chip',
        terms: 'on-demand',
        site: 'acme.fra',
        silicon: 'chip',
        pricePerUnitHour: 3,
        packingEfficiencyFraction: 0.9,
        currency: 'USD',
      }),
      row({
        id: 'buy.chip',
        terms: 'purchase',
        silicon: 'chip',
        pricePerUnit: 30_000,
        lifeYears: 5,
        currency: 'USD',
      }),
    ],
    tariffs: [row({ id: 'power', kind: 'flat', pricePerKwh: 0.2 })],
    models: [
      row({
        id: 'llm',
        parametersBillion: 8,
        layers: 32,
        kvHeads: 8,
        headSize: 128,
        bytesPerWeight: 2,
        bytesPerCacheEntry: 2,
        precision: 'bf16',
      }),
    ],
    performance: [
      row(point),
      row({ ...point, id: 'chip-llm-x1', unitsPerReplica: 1, tokensPerSecond: 1500 }),
    ],
    profiles: [row({ id: 'day', values: Array.from({ length: 24 }, (_, hour) => hour + 1) })],
    jurisdictionSets: [row({ id: 'friends', members: [{ jurisdiction: 'DE' }, { jurisdiction: 'IE' }] })],
  },
});

const RATES = [{ from: 'USD', to: 'EUR', rate: 0.9, asOf: '2026-11-01', source: 'test' }];

/** The minimal problem with its own supply taken out, on rows of the shelf. */
const base = (): Record<string, unknown> =>
  edited(minimalProblem(), {
    '/catalogue': 'shelf-1',
    '/exchangeRates': RATES,
    '/silicon': undefined,
    '/models': undefined,
    '/performance': undefined,
    '/offers': ['acme.fra.chip'],
    '/workloads/0/model': 'llm',
    '/network/links/1/to': 'acme.fra',
    '/sites/1': undefined,
  }) as Record<string, unknown>;

const read = (edits: Readonly<Record<string, unknown>> = {}) =>
  parseProblem(edited(base(), edits), { catalogues: [shelf] });
const taken = (edits: Readonly<Record<string, unknown>> = {}): Problem => {
  const result = read(edits);
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 1));
  return result.problem;
};
const issues = (edits: Readonly<Record<string, unknown>>) => {
  const result = read(edits);
  return result.ok ? [] : result.issues.map(({ code, pointer }) => `${code} ${pointer}`);
};

describe('an entry by reference', () => {
  it('is the row, with its source and date, and brings in what it names', () => {
    const { catalogue, ...problem } = taken();
    expect(problem.offers[0]).toMatchObject({
      id: 'acme.fra.chip',
      site: 'acme.fra',
      source: 'a source of the test',
      asOf: '2026-11-01',
    });
    expect(problem.sites.map(({ id }) => id)).toEqual(['muc-edge', 'acme.fra']);
    expect(problem.operators.at(-1)).toMatchObject({ id: 'acme', ultimateParentJurisdiction: 'US' });
    expect(problem.silicon.map(({ id }) => id)).toEqual(['chip']);
    expect(problem.models.map(({ id }) => id)).toEqual(['llm']);
    expect(catalogue).toMatchObject({ id: 'shelf-1', asOf: '2026-11-01', hash: shelf.hash });
    expect(catalogue?.rows).toContainEqual({
      part: 'sites',
      row: 'acme.fra',
      pointer: '/sites/1',
      licence: 'test',
      overrides: [],
    });
  });

  it('is converted once, by the rate of its currency', () => {
    expect(taken().offers[0]).toMatchObject({ pricePerUnitHour: 2.7, currency: 'USD' });
  });

  it('takes overrides as whole fields, and says so where the source is stated', () => {
    const problem = taken({ '/silicon': [{ use: 'chip', maxWatts: 1000, slices: [1, 0.5] }] });
    expect(problem.silicon[0]).toMatchObject({
      maxWatts: 1000,
      idleWatts: 200,
      slices: [1, 0.5],
      source: 'a source of the test; stated by the planner instead: maxWatts',
    });
    expect(problem.catalogue?.rows.find(({ row: id }) => id === 'chip')?.overrides).toEqual(['maxWatts']);
  });

  it('completes a row that lacks a field, as often as it has ids', () => {
    const at = (id: string) => ({ use: 'buy.chip', id, site: 'muc-edge' });
    const problem = taken({ '/offers': ['acme.fra.chip', at('a'), at('b')] });
    expect(problem.offers.map(({ id }) => id)).toEqual(['acme.fra.chip', 'a', 'b']);
    expect(problem.offers[1]).toMatchObject({ pricePerUnit: 27_000, site: 'muc-edge' });
    expect(issues({ '/offers': ['buy.chip'] })).toEqual(['missing-field /offers/0']);
    expect(issues({ '/offers': ['acme.fra.chip', at('a'), at('a')] })).toEqual(['duplicate-id /offers/2/id']);
  });

  it('brings in tariffs, profiles and jurisdiction sets that entries name', () => {
    const problem = taken({
      '/sites/0/tariff': 'power',
      '/tariffs': undefined,
      '/workloads/0/profile': 'day',
      '/rules': [{ id: 'r', requirement: { attribute: 'site.jurisdiction', allIn: ['friends'] } }],
    });
    expect(problem.tariffs.map(({ id }) => id)).toEqual(['power']);
    expect(problem.profiles.map(({ id }) => id)).toEqual(['day']);
    expect(problem.jurisdictionSets.map(({ id }) => id)).toEqual(['friends']);
  });

  it('never brings in an offer that is only named', () => {
    expect(
      issues({
        '/offers': [{ use: 'buy.chip', id: 'a', site: 'muc-edge' }],
        '/pins': [{ workload: 'assistant', offer: 'acme.fra.chip' }],
        '/network/links/1': undefined,
      }),
    ).toEqual(['unknown-reference /pins/0/offer']);
  });

  it('lets an entry of the planner stand where it has the id of a row', () => {
    const own = { ...chip, maxWatts: 555 };
    expect(
      taken({ '/silicon': [own], '/performance': [{ ...point, source: 'mine' }] }).silicon,
    ).toMatchObject([{ maxWatts: 555 }]);
  });

  it('neither changes the input nor keeps the notes of a row as annotations', () => {
    const raw = edited(base(), { '/silicon': [{ use: 'chip', note: 'mine' }] });
    const before = structuredClone(raw);
    const result = parseProblem(raw, { catalogues: [shelf] });
    expect(raw).toEqual(before);
    expect(result.ok && result.problem.annotations).toEqual({ '/silicon/0/note': 'mine' });
    expect(result.ok && result.problem.operators.at(-1)?.note).toBe('of the row');
  });
});

describe('measured points of the catalogue', () => {
  const points = (edits: Readonly<Record<string, unknown>>) => taken(edits).performance.map(({ id }) => id);

  it('come in for a model and a silicon that are both rows', () => {
    expect(points({})).toEqual(['chip-llm-x4', 'chip-llm-x1']);
  });

  it('stay out where the planner states a point of the pair', () => {
    expect(points({ '/performance': [{ use: 'chip-llm-x1', tokensPerSecond: 1200 }] })).toEqual([
      'chip-llm-x1',
    ]);
  });

  it('stay out where what was measured is another thing', () => {
    expect(
      points({
        '/silicon': [{ use: 'chip', memoryGiB: 40 }],
        '/performance': [{ ...point, source: 'mine' }],
      }),
    ).toEqual(['chip-llm-x4']);
    expect(points({ '/silicon': [{ use: 'chip', maxWatts: 950 }] })).toHaveLength(2);
    expect(points({ '/silicon': [{ use: 'chip', replicaUnits: [1, 2] }] })).toEqual(['chip-llm-x1']);
  });
});

describe('what is wrong with a reference', () => {
  it('is said where it was written, with what was probably meant', () => {
    const result = read({ '/silicon': ['chp'], '/offers/0': { use: 'acme.fra.chi' } });
    expect(result.ok ? [] : result.issues).toMatchObject([
      { code: 'unknown-reference', pointer: '/silicon/0', value: 'chp', fix: 'Did you mean "chip"?' },
      { code: 'unknown-reference', pointer: '/offers/0/use', fix: 'Did you mean "acme.fra.chip"?' },
    ]);
  });

  it('names the part a row stands in', () => {
    const result = read({ '/silicon': ['llm'] });
    expect(result.ok ? [] : result.issues).toMatchObject([{ fix: 'It is a row of models; name it there.' }]);
  });

  it('is said of the catalogue once, not of each entry', () => {
    const result = read({ '/catalogue': 'shelf-2', '/silicon': ['chip'] });
    expect(result.ok ? [] : result.issues).toMatchObject([
      { code: 'unknown-catalogue', pointer: '/catalogue', fix: 'Did you mean "shelf-1"?' },
    ]);
  });

  it('does not hide what is wrong elsewhere', () => {
    expect(issues({ '/silicon': ['chp'], '/horizon/years': '3' })).toEqual([
      'unknown-reference /silicon/0',
      'wrong-type /horizon/years',
    ]);
  });

  it('does not put rows over a part that is no list', () => {
    expect(issues({ '/sites': { id: 'muc-edge' } })).toContain('wrong-type /sites');
  });

  it('points at the override where that is wrong, and at the entry where the row meets the problem badly', () => {
    expect(issues({ '/silicon': [{ use: 'chip', maxWatts: -5 }] })).toEqual([
      'out-of-range /silicon/0/maxWatts',
    ]);
    expect(issues({ '/silicon': [{ use: 'chip', maxWatts: 100 }] })).toEqual([
      'inconsistent /silicon/0/maxWatts',
    ]);
    expect(issues({ '/silicon': [{ use: 'chip', idleWatts: 1000 }] })).toEqual(['inconsistent /silicon/0']);
    expect(issues({ '/silicon': [{ use: 'chip', wattz: 1 }] })).toEqual(['unknown-field /silicon/0/wattz']);
    expect(issues({ '/offers/0': { use: 'acme.fra.chip', site: 'nowhere' } })).toEqual([
      'unknown-reference /offers/0/site',
    ]);
  });

  it('points at the reference that brought a row in', () => {
    // The site comes in by the offer, its operator by the site.
    expect(
      issues({ '/locations/0/id': 'acme.fra', '/workloads/0/origins/0/location': 'acme.fra' }),
    ).toContain('duplicate-id /offers/0');
  });

  it('is a missing rate for a row in another currency', () => {
    expect(issues({ '/exchangeRates': [] })).toEqual(['missing-exchange-rate /offers/0']);
    expect(
      issues({
        '/exchangeRates': [],
        '/offers/0': { use: 'acme.fra.chip', currency: 'EUR', pricePerUnitHour: 2.7 },
      }),
    ).toEqual([]);
  });

  it('is a price that could be in either of two currencies', () => {
    const over = { use: 'acme.fra.chip', pricePerUnitHour: 2.5 };
    expect(issues({ '/offers/0': over })).toEqual(['inconsistent /offers/0/pricePerUnitHour']);
    expect(taken({ '/offers/0': { ...over, currency: 'USD' } }).offers[0]).toMatchObject({
      pricePerUnitHour: 2.25,
    });
    expect(taken({ '/offers/0': { ...over, currency: 'EUR' } }).offers[0]).toMatchObject({
      pricePerUnitHour: 2.5,
    });
    expect(issues({ '/offers/0': { use: 'acme.fra.chip', currency: 'EUR' } })).toEqual([
      'inconsistent /offers/0/currency',
    ]);
    expect(issues({ '/offers/0': { use: 'acme.fra.chip', standbyPerUnitHour: 1, currency: 'EUR' } })).toEqual(
      ['inconsistent /offers/0/currency'],
    );
  });

  it('is answered for any value in place of an id', () => {
    for (const use of [null, 7, {}, [], '', '__proto__', 'constructor', 'x'.repeat(5000)]) {
      for (const part of ['silicon', 'offers', 'performance', 'jurisdictionSets']) {
        const result = read({ [`/${part}`]: [{ use }, use] });
        expect(result.ok).toBe(false);
      }
    }
  });
});

describe('a rule preset', () => {
  const PRESET = 'eu/eea-or-adequate@2026-11';

  it('is the rules and sets it stands for; a rule in full keeps its index', () => {
    const rule = { id: 'mine', requirement: { attribute: 'site.jurisdiction', anyIn: ['DE'] } };
    const { rules, jurisdictionSets } = taken({ '/rules': [{ preset: PRESET }, rule] });
    expect(rules.length).toBeGreaterThan(2);
    expect(rules[1]?.id).toBe('mine');
    expect(rules[0]?.source).toBe(`Preset ${PRESET}`);
    expect(jurisdictionSets.map(({ id }) => id).sort()).toEqual(['EEA', 'gdpr-adequate.2026-11']);
  });

  it('hands on selector, penalty and dates, and works without a catalogue', () => {
    const raw = edited(minimalProblem(), {
      '/exchangeRates': RATES,
      '/rules': [
        {
          preset: PRESET,
          penaltyPerYear: 100,
          currency: 'USD',
          mustHoldFor: 'horizon',
          selector: { workloads: ['assistant'] },
        },
        { preset: PRESET, ruleIdPrefix: 'second' },
      ],
    });
    const result = parseProblem(raw);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    const first = result.problem.rules.filter(({ id }) => !id.startsWith('second'));
    for (const one of first) {
      expect(one).toMatchObject({
        penaltyPerYear: 90,
        mustHoldFor: 'horizon',
        selector: { workloads: ['assistant'] },
      });
    }
    expect(result.problem.rules.length).toBe(2 * first.length);
    expect(result.problem.catalogue).toBeUndefined();
  });

  it('twice without two prefixes is told of at the second', () => {
    const found = issues({ '/rules': [{ preset: PRESET }, { preset: PRESET }] });
    expect(new Set(found)).toEqual(new Set(['duplicate-id /rules/1']));
  });

  it('points at the selector as it was written', () => {
    expect(issues({ '/rules': [{ preset: PRESET, selector: { workloads: ['nobody'] } }] })[0]).toBe(
      'unknown-reference /rules/0/selector/workloads/0',
    );
  });
});
