import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseProblem } from '../../solver/problem/parse.js';
import type { Tariff } from '../../solver/problem/types.js';
import { allDay, atOneSite } from './support.js';

const FOLDER = fileURLToPath(new URL('../../fixtures/urdb/', import.meta.url));
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const recordOf = (name: string): { items: Record<string, unknown>[] } =>
  JSON.parse(readFileSync(FOLDER + name, 'utf8'));
const named = (part: string): { items: Record<string, unknown>[] } => {
  const found = files.find((name) => name.includes(part));
  if (found === undefined) throw new Error(`no record of ${part}`);
  return recordOf(found);
};

/** A problem whose one tariff is a record, in US dollars. */
const problemOf = (record: unknown, more: object = {}): unknown => {
  const base = atOneSite({ id: 'grid', kind: 'flat', pricePerKwh: 0 });
  const tariffs = [{ kind: 'urdb', id: 'grid', record, ...more }];
  return { ...base, horizon: { ...base.horizon, currency: 'USD' }, tariffs };
};
const read = (record: unknown, more: object = {}) => {
  const result = parseProblem(problemOf(record, more));
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('\n'));
  return result.problem;
};
const tariffOf = (record: unknown, more: object = {}): Extract<Tariff, { kind: 'time-of-use' }> => {
  const [tariff] = read(record, more).tariffs;
  if (tariff?.kind !== 'time-of-use') throw new Error('a record is a tariff by time of use');
  return tariff;
};
const issuesOf = (record: unknown, more: object = {}) => {
  const result = parseProblem(problemOf(record, more));
  return result.ok ? [] : result.issues;
};

/** The least a record can say. */
const plain = (more: object = {}): Record<string, unknown> => ({
  energyratestructure: [[{ rate: 0.1, adj: 0.02, unit: 'kWh' }]],
  energyweekdayschedule: allDay(),
  energyweekendschedule: allDay(),
  ...more,
});

describe('records of the Utility Rate Database, as published', () => {
  it('are six, and each is read', () => {
    expect(files).toHaveLength(6);
    for (const name of files) expect(read(recordOf(name)).tariffs).toHaveLength(1);
  });

  it('SMUD CI-TOD4: rate and adjustment, summer demand in the evening, 3,897.40 a month', () => {
    const tariff = tariffOf(named('CI_TOD4'));
    expect(tariff.periods.map(({ pricePerKwh }) => pricePerKwh)).toEqual(
      [0.1445, 0.1189, 0.0768, 0.237, 0.1154].map((price) => expect.closeTo(price, 12)),
    );
    expect(tariff.fixedCostPerMonth).toBe(3897.4);
    expect(tariff.demand?.monthlyPricePerKw).toEqual(Array(12).fill(5.539));
    expect(tariff.demand?.periods?.map(({ pricePerKw }) => pricePerKw)).toEqual([0, 11.609]);
    expect(tariff.demand?.weekdaySchedule?.[6]?.indexOf(1)).toBe(16);
    expect(tariff.currency).toBe('USD');
    expect(tariff.source).toMatch(/^URDB 68c0cb49d7afaa668b0dc6fc; Sacramento Municipal Utility District/);
  });

  it('SDG&E AL-TOU: the adjustment of a demand rate counts', () => {
    const { demand } = tariffOf(named('AL_TOU'));
    expect(demand?.periods?.map(({ pricePerKw }) => pricePerKw)).toEqual([
      0,
      expect.closeTo(45.61, 12),
      32.93,
    ]);
  });

  it('names what a record holds and is not billed', () => {
    const { warnings } = read(named('AL_TOU'));
    expect(warnings.map(({ code, pointer }) => [code, pointer])).toEqual([['urdb-not-billed', '/tariffs/0']]);
    expect(warnings[0]?.message).toContain('demandReactPwrCharge (0.25), dgRules (Net Metering)');
    const sold = plain({ energyratestructure: [[{ rate: 0.1, sell: 0.05 }]] });
    expect(read(sold).warnings[0]?.message).toContain('energyratestructure.0.0.sell (0.05)');
    expect(read(plain({ label: 'x', demandratestructure: [] })).warnings).toEqual([]);
  });

  it('the plan states the warning', () => {
    expect(read(named('BEV')).warnings[0]?.message).toContain('demandreactivepowercharge (0.52)');
  });
});

describe('the fields of a record', () => {
  it('tiers end where max says, by the month or by the day', () => {
    const tiers = (unit: string) => [
      [
        { rate: 0.1, max: 500, unit },
        { rate: 0.2, max: 900, unit },
        { rate: 0.3, unit },
      ],
    ];
    expect(tariffOf(plain({ energyratestructure: tiers('kWh') })).periods).toEqual([
      {
        pricePerKwh: 0.1,
        tiers: [
          { fromKwhPerMonth: 500, pricePerKwh: 0.2 },
          { fromKwhPerMonth: 900, pricePerKwh: 0.3 },
        ],
      },
    ]);
    expect(tariffOf(plain({ energyratestructure: tiers('kWh daily') })).periods[0]?.tiers?.[1]).toEqual({
      fromKwhPerDay: 900,
      pricePerKwh: 0.3,
    });
  });

  it('months of a flat demand charge may have tiers of their own', () => {
    const flatdemandstructure = [
      [{ rate: 5, max: 100 }, { rate: 3 }],
      [{ rate: 7, max: 50 }, { rate: 6 }],
    ];
    const flatdemandmonths = [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0];
    const { demand } = tariffOf(plain({ flatdemandstructure, flatdemandmonths, flatDemandUnits: 'kW' }));
    const byMonth = (winter: number, summer: number) =>
      flatdemandmonths.map((period) => (period === 0 ? winter : summer));
    expect(demand?.monthlyPricePerKw).toEqual(byMonth(5, 7));
    expect(demand?.monthlyTiers).toEqual([
      { fromKw: 50, monthlyPricePerKw: byMonth(5, 6) },
      { fromKw: 100, monthlyPricePerKw: byMonth(3, 6) },
    ]);
  });

  it.each([
    [
      { lookbackPercent: 0.8, lookbackRange: 11 },
      { fraction: 0.8, lookBackMonths: 11 },
    ],
    [
      { lookbackpercent: 0.5, lookbackmonths: [0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0] },
      { fraction: 0.5, lookBackMonths: 11, months: [6, 7, 8] },
    ],
    [{ lookbackPercent: 0, lookbackRange: 11 }, undefined],
  ])('a ratchet: %j', (stated, ratchet) => {
    const flat = { flatdemandstructure: [[{ rate: 5 }]], flatdemandmonths: Array(12).fill(0) };
    expect(tariffOf(plain({ ...flat, ...stated })).demand?.monthlyRatchet).toEqual(ratchet);
  });

  it('fixed and least charges by the month or by the day', () => {
    const daily = {
      fixedchargefirstmeter: 3,
      fixedchargeunits: '$/day',
      mincharge: 9,
      minchargeunits: '$/day',
    };
    expect(tariffOf(plain(daily))).toMatchObject({ fixedCostPerDay: 3, minimumCostPerDay: 9 });
    expect(tariffOf(plain({ mincharge: 90 }))).toMatchObject({
      fixedCostPerMonth: 0,
      minimumCostPerMonth: 90,
    });
  });

  it("an own zone, escalation and currency stand beside the record's prices", () => {
    const own = {
      zone: 'America/Los_Angeles',
      escalationFraction: 0.02,
      currency: 'USD',
      asOf: '2026-01-01',
    };
    expect(tariffOf(plain(), own)).toMatchObject(own);
  });

  it('dollars need a rate in a plan of another currency', () => {
    const problem = problemOf(plain()) as { horizon: object };
    const result = parseProblem({ ...problem, horizon: { ...problem.horizon, currency: 'EUR' } });
    expect(result.ok ? [] : result.issues.map(({ code }) => code)).toEqual(['missing-exchange-rate']);
  });
});

describe('what a record may not hold', () => {
  it.each([
    [
      'tiers by the kW',
      {
        energyratestructure: [
          [
            { rate: 1, max: 9, unit: 'kWh/kW' },
            { rate: 2, unit: 'kWh/kW' },
          ],
        ],
      },
      'not-yet-supported',
      '/energyratestructure/0',
    ],
    [
      'a charge by the kVA',
      { flatdemandstructure: [[{ rate: 1 }]], flatdemandmonths: Array(12).fill(0), flatdemandunit: 'kVA' },
      'not-yet-supported',
      '/flatdemandunit',
    ],
    [
      'a charge at the peak of the utility',
      { coincidentratestructure: [[{ rate: 4 }]] },
      'not-yet-supported',
      '/coincidentratestructure',
    ],
    ['a fuel adjustment', { fuelAdjustmentsMonthly: [0.01] }, 'not-yet-supported', '/fuelAdjustmentsMonthly'],
    [
      'a least bill of the year',
      { mincharge: 5, minchargeunits: '$/year' },
      'not-yet-supported',
      '/minchargeunits',
    ],
    ['no energy rates', { energyratestructure: undefined }, 'missing-field', '/energyratestructure'],
    [
      'a tier without a rate',
      { energyratestructure: [[{ adj: 0.1 }]] },
      'missing-field',
      '/energyratestructure/0/0/rate',
    ],
    [
      'a tier that ends nowhere',
      { energyratestructure: [[{ rate: 1 }, { rate: 2 }]] },
      'missing-field',
      '/energyratestructure/0/0/max',
    ],
    [
      'a text for a rate',
      { energyratestructure: [[{ rate: '0.1' }]] },
      'wrong-type',
      '/energyratestructure/0/0/rate',
    ],
    ['half a schedule', { energyweekdayschedule: [[0]] }, 'wrong-length', '/energyweekdayschedule'],
    [
      'a period that does not exist',
      { energyweekendschedule: allDay(1) },
      'out-of-range',
      '/energyweekendschedule/0/0',
    ],
    [
      'demand without its months',
      { flatdemandstructure: [[{ rate: 1 }]] },
      'missing-field',
      '/flatdemandmonths',
    ],
    [
      'a ratchet in per cent',
      {
        flatdemandstructure: [[{ rate: 1 }]],
        flatdemandmonths: Array(12).fill(0),
        lookbackPercent: 80,
        lookbackRange: 3,
      },
      'out-of-range',
      '/lookbackPercent',
    ],
  ] as const)('%s', (_, more, code, pointer) => {
    const issues = issuesOf(plain(more));
    expect(issues.map((issue) => [issue.code, issue.pointer])).toContainEqual([
      code,
      `/tariffs/0/record${pointer}`,
    ]);
    for (const issue of issues) expect(issue.fix).toMatch(/./);
  });

  it('is one record: not two, not a list, not nothing', () => {
    for (const record of [{ items: [plain(), plain()] }, [plain()], 'SMUD', undefined])
      expect(issuesOf(record).map(({ pointer }) => pointer)).toContain('/tariffs/0/record');
  });

  it('has no prices beside it', () => {
    expect(issuesOf(plain(), { pricePerKwh: 0.1 })).toMatchObject([
      { code: 'unknown-field', pointer: '/tariffs/0/pricePerKwh' },
    ]);
  });

  it('falls below zero with tiers', () => {
    const energyratestructure = [[{ rate: -0.1, max: 5 }, { rate: 0.1 }]];
    expect(issuesOf(plain({ energyratestructure }))).toMatchObject([{ code: 'inconsistent' }]);
  });
});
