import { describe, expect, it } from 'vitest';
import { planning202611 } from '../../solver/catalogue/planning-2026-11.js';
import { lastDay } from '../../solver/problem/days.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { pointerOf } from '../../solver/problem/pointer.js';
import { Suggester } from '../../solver/problem/suggest.js';
import type { Problem } from '../../solver/problem/types.js';
import { edited } from '../support/edit.js';
import { fullProblem } from '../support/full-problem.js';
import { minimalProblem } from '../support/minimal-problem.js';

const parsed = (raw: unknown): Problem => {
  const read = parseProblem(raw);
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1));
  return read.problem;
};

const isFrozenThrough = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFrozenThrough));

describe('parseProblem', () => {
  it('takes the minimal problem without any assumption', () => {
    const problem = parsed(minimalProblem());
    expect(problem.assumptions).toEqual([]);
    expect(problem.warnings).toEqual([]);
    expect(problem.annotations).toEqual({});
    expect(problem.sites.map(({ failureDomain }) => failureDomain)).toEqual(['muc-edge', 'fra-cloud']);
    expect(problem.silicon[0]?.slices).toEqual([1]);
    expect(problem.workloads[0]).toMatchObject({ split: { kind: 'free' }, critical: false });
  });

  it('answers the same twice', () => {
    const raw = fullProblem();
    expect(parseProblem(raw)).toEqual(parseProblem(raw));
  });

  it('neither changes nor keeps nor freezes the input', () => {
    const raw = fullProblem();
    const before = structuredClone(raw);
    const problem = parsed(raw);
    expect(raw).toEqual(before);
    raw.sites.length = 0;
    expect(problem.sites).toHaveLength(3);
    expect(Object.isFrozen(raw)).toBe(false);
  });

  it('is frozen all through, annotations included', () => {
    const problem = parsed({ ...fullProblem(), 'x-mine': { list: [{ a: 1 }] } });
    expect(isFrozenThrough(problem)).toBe(true);
  });

  it('carries x- fields, notes and labels by pointer and keeps them out of the entries', () => {
    const problem = parsed(
      edited(minimalProblem(), {
        '/x-owner': { team: 'plan', __proto__x: 1 },
        '/sites/0/x-a~b': 'c',
        '/sites/0/note': 'roof',
        '/sites/0/labels': ['north'],
        '/workloads/0/demand/x-from': [1, null],
      }),
    );
    expect(problem.annotations).toEqual({
      '/sites/0/labels': ['north'],
      '/sites/0/note': 'roof',
      '/sites/0/x-a~0b': 'c',
      '/workloads/0/demand/x-from': [1, null],
      '/x-owner': { team: 'plan', __proto__x: 1 },
    });
    expect(Object.keys(problem)).not.toContain('x-owner');
    expect(problem.sites[0]?.note).toBe('roof');
  });

  it('converts the money of an entry in another currency, once, and nothing else', () => {
    const problem = parsed(fullProblem());
    const bought = problem.offers.find(({ id }) => id === 'par-buy');
    expect(bought).toMatchObject({ pricePerUnit: 35000 * 0.9, currency: 'USD', unitsPerPurchase: 8 });
    expect(problem.offers.find(({ id }) => id === 'fra-reserve')).toMatchObject({
      pricePerUnitHour: 2.2 * 0.9,
    });
    expect(problem.offers.find(({ id }) => id === 'par-lease')).toMatchObject({ pricePerUnitYear: 9000 });
    const tariff = problem.tariffs.find(({ id }) => id === 'tou');
    expect(tariff).toMatchObject({
      periods: [{ pricePerKwh: 0.1 * 0.9 }, { pricePerKwh: 0.2 * 0.9 }],
      demand: {
        monthlyPricePerKw: Array(12).fill(8 * 0.9),
        periods: [{ pricePerKw: 0 }, { pricePerKw: 5 * 0.9 }],
      },
    });
    expect(problem.limits.capexByYear).toEqual([{ year: 0, most: 2_000_000 * 0.9 }]);
    expect(problem.limits.carbonTonnesPerYear).toBe(900);
  });

  it('gives figures of the named set and lists each with its source', () => {
    const problem = parsed(fullProblem());
    expect(problem.sites.map(({ pue }) => pue)).toEqual([1.4, 1.15, 1.54]);
    expect(problem.assumptions.map(({ pointer, value, unit }) => [pointer, value, unit])).toEqual([
      ['/locations/1/accessRttMs', 15, 'ms'],
      ['/locations/1/accessJitterMs', 3, 'ms'],
      ['/sites/2/pue', 1.54, 'ratio'],
      ['/silicon/1/decodeEfficiencyFraction', 0.6, 'fraction'],
      ['/silicon/1/prefillEfficiencyFraction', 0.5, 'fraction'],
      ['/offers/3/lifeYears', 5, 'years'],
      ['/offers/6/packingEfficiencyFraction', 0.85, 'fraction'],
      ['/offers/6/goodputLossFraction', 0.1, 'fraction'],
      ['/workloads/1/targetUtilisationFraction', 0.6, 'fraction'],
    ]);
    for (const { source, asOf } of problem.assumptions) {
      expect(source.length).toBeGreaterThan(20);
      expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  it('takes the life of an offer from itself, then from its silicon', () => {
    const own = parsed(edited(minimalProblem(), { '/silicon/0/lifeYears': 4 }));
    expect(own.offers[0]).toMatchObject({ lifeYears: 5 });
    const silicon = edited(minimalProblem(), { '/silicon/0/lifeYears': 4, '/offers/0/lifeYears': undefined });
    expect(parsed(silicon).offers[0]).toMatchObject({ lifeYears: 4 });
  });

  it('offers no efficiency where a point is measured, and none without a named set', () => {
    const spec = { '/silicon/0/bandwidthGBPerSecond': 3350, '/silicon/0/computeTeraflops': { bf16: 990 } };
    const measured = parsed({ ...(edited(minimalProblem(), spec) as object), assume: 'planning-2026-11' });
    expect(measured.assumptions).toEqual([]);
    const unmeasured = parsed(edited(minimalProblem(), { ...spec, '/performance': [] }));
    expect(unmeasured.silicon[0]).not.toHaveProperty('decodeEfficiencyFraction');
    const assumed = edited(minimalProblem(), { ...spec, '/performance': [], '/assume': 'planning-2026-11' });
    expect(parsed(assumed).silicon[0]).toMatchObject({
      decodeEfficiencyFraction: 0.6,
      prefillEfficiencyFraction: 0.5,
    });
  });

  it('estimates paths of the named set only where a pair of places has nothing stated', () => {
    const place = {
      '/locations/0/latDeg': 48.1,
      '/locations/0/lonDeg': 11.6,
      '/sites/0/latDeg': 48.2,
      '/sites/0/lonDeg': 11.5,
    };
    const assume = { '/assume': 'planning-2026-11' };
    expect(parsed(edited(minimalProblem(), { ...place, ...assume })).network.estimate).toBeUndefined();
    const unlinked = edited(minimalProblem(), { ...place, ...assume, '/network/links/0': undefined });
    const { network, assumptions } = parsed(unlinked);
    expect(network.estimate).toEqual({
      baseMs: planning202611.estimate.baseMs.value,
      routeFactor: planning202611.estimate.routeFactor.value,
      jitterMs: planning202611.estimate.jitterMs.value,
    });
    expect(assumptions.map(({ pointer }) => pointer)).toEqual([
      '/network/estimate/baseMs',
      '/network/estimate/routeFactor',
      '/network/estimate/jitterMs',
    ]);
    const unassumed = edited(minimalProblem(), { ...place, '/network/links/0': undefined });
    expect(parsed(unassumed).network.estimate).toBeUndefined();
  });

  it('keeps TPU in the cloud and NPU in devices unless told otherwise', () => {
    const kinds = (family: string, edit: object = {}) =>
      parsed(edited(minimalProblem(), { '/silicon/0/family': family, ...edit })).silicon[0]?.allowedSiteKinds;
    expect(kinds('TPU')).toEqual(['hyperscale-region']);
    expect(kinds('NPU')).toEqual(['device']);
    expect(kinds('GPU')).toBeUndefined();
    expect(kinds('NPU', { '/silicon/0/allowedSiteKinds': ['metro-edge'] })).toEqual(['metro-edge']);
  });

  it('adds the built-in sets a rule names, and no other', () => {
    expect(parsed(fullProblem()).jurisdictionSets.map(({ id }) => id)).toEqual(['adequate', 'EEA']);
    expect(parsed(minimalProblem()).jurisdictionSets).toEqual([]);
  });

  it('puts whole units among the slices and orders them', () => {
    expect(parsed(fullProblem()).silicon[1]?.slices).toEqual([1, 0.5]);
  });

  it('lets a site be without a cap where every offer includes energy, or draws no power', () => {
    const idle = { '/sites/0/meterCapKw': null, '/silicon/0/idleWatts': 0, '/silicon/0/maxWatts': 0 };
    expect(parsed(edited(minimalProblem(), { ...idle, '/sites/0/tariff': undefined })).sites).toHaveLength(2);
  });

  it('does not ask for a utilisation without a model', () => {
    const raw = edited(minimalProblem(), {
      '/workloads/0/model': undefined,
      '/workloads/0/targetUtilisationFraction': undefined,
      '/quotes': [{ workload: 'assistant', location: 'munich', offer: 'fra-rent', needUnits: 1 }],
    });
    expect(parsed(raw).workloads[0]).toMatchObject({ targetUtilisationFraction: 1 });
  });

  it('accepts an hourly tariff of a leap year where the reference year is one', () => {
    const raw = edited(minimalProblem(), {
      '/horizon/referenceYear': 2028,
      '/tariffs/0': { id: 'grid', kind: 'hourly', pricesPerKwh: Array(8784).fill(-0.01) },
    });
    expect(parsed(raw).tariffs[0]).toMatchObject({ kind: 'hourly' });
  });

  it('reads a large problem fast', () => {
    const base = minimalProblem();
    const [site, offer, workload] = [base.sites[0], base.offers[0], base.workloads[0]];
    const sites = Array.from({ length: 60 }, (_, index) => ({ ...site, id: `s${index}` }));
    const offers = Array.from({ length: 1000 }, (_, index) => ({
      ...offer,
      id: `o${index}`,
      site: `s${index % 60}`,
    }));
    const workloads = Array.from({ length: 1000 }, (_, index) => ({ ...workload, id: `w${index}` }));
    const raw = { ...base, sites: [...base.sites, ...sites], offers: [...base.offers, ...offers], workloads };
    parsed(raw);
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      parsed(raw);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(200);
  });
});

describe('the small tools of reading', () => {
  it('writes JSON pointers', () => {
    expect(pointerOf(['sites', 0, 'x-a/b'])).toBe('/sites/0/x-a~1b');
    expect(pointerOf(['a~b'])).toBe('/a~0b');
  });

  it('finds the last day of a horizon', () => {
    expect(lastDay({ startDate: '2026-01-01', years: 3 })).toBe('2028-12-31');
    expect(lastDay({ startDate: '2024-02-29', years: 1 })).toBe('2025-02-28');
  });

  it('suggests the nearest word, or none', () => {
    const suggester = new Suggester();
    expect(suggester.nearest('metercapkw', ['itCapKw', 'meterCapKw'])).toBe('meterCapKw');
    expect(suggester.nearest('zoen', ['zone', 'kind'])).toBe('zone');
    expect(suggester.nearest('banana', ['zone', 'kind'])).toBeUndefined();
  });
});
