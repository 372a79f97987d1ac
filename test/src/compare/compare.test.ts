import { describe, expect, it } from 'vitest';
import { glpk } from '../../../solver/engines/glpk.js';
import {
  checkPlan,
  comparePlans,
  InputError,
  type Plan,
  parseProblem,
  pricePlan,
  solve,
} from '../../../solver/index.js';
import { compareText } from '../../../src/render/compare.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { command, fileAt, fileOf } from '../support/command.js';
import { solvedAnswer } from '../support/solved-answer.js';

const read = (raw: unknown = minimalProblem()) => {
  const parsed = parseProblem(raw);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.problem;
};
const options = { engines: [glpk], compareWithCloudOnly: false };
const pricedOn = async (offer: string): Promise<Plan> => {
  const priced = await pricePlan(read(), [{ workload: 'assistant', offer, shareFraction: 1 }], options);
  if (!priced.plan) throw new Error(priced.problems.join('; '));
  return priced.plan;
};

/** The hand-made plan, with `search` moved from the edge to the cloud and two units fewer bought. */
const moved = (): { a: Plan; b: Plan } => {
  const { plan: a } = solvedAnswer();
  const b: Plan = {
    ...a,
    placements: a.placements.map((one) =>
      one.workload === 'search'
        ? {
            ...one,
            bank: 'fra-rent',
            site: 'fra-cloud',
            directPresentWorth: 1700,
            headroom: [{ limit: 'networkRttMs', limitMs: 50, actualMs: 44, headroomMs: 6 }],
          }
        : one,
    ),
    units: a.units.map((one) => ({ ...one, unitsFurther: 4 })),
    bankUse: [
      { bank: 'muc-edge/gpu-80/metered', capacityUnits: 4, peakLoadUnits: 4.05, meanLoadUnits: 1.5 },
      { bank: 'fra-rent', capacityUnits: 64, peakLoadUnits: 6.75, meanLoadUnits: 2.5 },
    ],
    purchases: [
      {
        offer: 'muc-buy',
        site: 'muc-edge',
        silicon: 'gpu-80',
        terms: 'purchase',
        units: 4,
        upfrontCost: 128_000,
      },
    ],
    sites: a.sites.map((one) =>
      one.site === 'muc-edge'
        ? { ...one, energyKwhPerYear: one.energyKwhPerYear - 9_000, carbonKgPerYear: 1_000 }
        : one,
    ),
    flows: [
      {
        stream: 'search@munich',
        dataClasses: [],
        from: 'DE',
        to: 'IE',
        gbPerMonth: 12,
        permittedBy: [],
      },
    ],
  };
  return { a, b };
};

describe('comparePlans', () => {
  it('finds nothing between a plan and itself', () => {
    const { plan } = solvedAnswer();
    const same = comparePlans(plan, plan);
    expect(same).toMatchObject({ sameProblem: true, streamCount: 2 });
    for (const list of ['streams', 'units', 'byUse', 'purchases', 'sites', 'headroom', 'flows'] as const)
      expect(same[list], list).toEqual([]);
    expect(same.bill.presentWorth.difference).toBe(0);
    expect(same.bill.lines.map((line) => line.presentWorth.difference)).toEqual([0, 0, 0, 0, 0]);
  });

  it('names what moved, b - a, and leaves out what did not', () => {
    const { a, b } = moved();
    const difference = comparePlans(a, b);
    expect(difference.streams).toEqual([
      {
        stream: 'search@munich',
        workload: 'search',
        location: 'munich',
        part: 'inference',
        banks: [
          {
            bank: 'muc-edge/gpu-80/metered',
            site: 'muc-edge',
            silicon: 'gpu-80',
            shareFraction: { a: 1, b: 0, difference: -1 },
            standbyFraction: { a: 0, b: 0, difference: 0 },
          },
          {
            bank: 'fra-rent',
            site: 'fra-cloud',
            silicon: 'gpu-80',
            shareFraction: { a: 0, b: 1, difference: 1 },
            standbyFraction: { a: 0, b: 0, difference: 0 },
          },
        ],
        directPresentWorth: { a: 1000, b: 1700, difference: 700 },
      },
    ]);
    expect(difference.units).toMatchObject([{ offer: 'muc-buy', further: { a: 6, b: 4, difference: -2 } }]);
    // 6.75 - 1.35 units of rent at peak; the held bank is covered by its units.
    expect(difference.byUse).toMatchObject([
      { bank: 'fra-rent', peakLoadUnits: { a: 1.35, b: 6.75 }, meanLoadUnits: { difference: 2 } },
    ]);
    expect(difference.byUse[0]?.peakLoadUnits.difference).toBeCloseTo(5.4, 12);
    expect(difference.purchases).toMatchObject([{ units: { a: 0, b: 4 }, upfrontCost: { b: 128_000 } }]);
    expect(difference.headroom).toEqual([
      { stream: 'search@munich', limit: 'networkRttMs', a: 12.25, b: 6, difference: -6.25 },
    ]);
    expect(difference.energyKwhPerYear).toEqual({ a: 49_000, b: 40_000, difference: -9_000 });
    expect(difference.sites.map((one) => [one.site, one.energyKwhPerYear.difference])).toEqual([
      ['muc-edge', -9_000],
    ]);
    expect(difference.flows).toEqual([{ from: 'DE', to: 'IE', gbPerMonth: { a: 0, b: 12, difference: 12 } }]);
    // A states no carbon intensity for the site it draws power at, so the totals leave it out and say so.
    expect(difference.sites[0]?.carbonKgPerYear).toBeNull();
    expect(difference.sitesWithoutCarbon).toEqual(['muc-edge']);
  });

  it('takes the least headroom of a stream and knows none where a plan states none', () => {
    const { a } = moved();
    const b: Plan = { ...a, placements: a.placements.filter((one) => one.workload !== 'search') };
    // assistant has 37.5 and 21.5 ms in both plans: its least is no difference.
    expect(comparePlans(a, b).headroom).toEqual([
      { stream: 'search@munich', limit: 'networkRttMs', a: 12.25, b: null, difference: null },
    ]);
  });

  it('says that two plans are of two problems, and refuses two currencies', () => {
    const { a } = moved();
    expect(comparePlans(a, { ...a, problemHash: 'other' }).sameProblem).toBe(false);
    expect(() => comparePlans(a, { ...a, currency: 'USD' })).toThrow(InputError);
  });

  it('prices the same move as two prices do: the edge and the cloud of the smallest problem', async () => {
    const [edge, cloud] = [await pricedOn('muc-buy'), await pricedOn('fra-rent')];
    const { bill, sites, units } = comparePlans(edge, cloud);
    // By hand from test/golden/minimal.lp: 149,262.45 in Munich, 266,412.31 in Frankfurt.
    expect(bill.presentWorth.a).toBeCloseTo(149_262.450773, 4);
    expect(bill.presentWorth.b).toBeCloseTo(266_412.313823, 4);
    expect(bill.presentWorth.difference).toBeCloseTo(117_149.86305, 4);
    expect(bill.lines.reduce((sum, line) => sum + line.presentWorth.difference, 0)).toBeCloseTo(
      117_149.86305,
      4,
    );
    expect(sites.map((one) => [one.site, one.a, one.b])).toEqual([
      ['muc-edge', 'newly-opened', 'closed'],
      ['fra-cloud', 'closed', 'newly-opened'],
    ]);
    expect(units).toMatchObject([{ offer: 'muc-buy', further: { a: 3, b: 0, difference: -3 } }]);
  });
});

describe('checkPlan', () => {
  it('has nothing to say of a plan that solve found, priced or not', async () => {
    const result = await solve(read(), options);
    if (result.kind !== 'solved') throw new Error(result.kind);
    const clean = { kind: 'checked', broken: [], violations: [], problems: [] };
    expect(checkPlan(read(), result.plan)).toEqual(clean);
    const priced = await pricedOn('muc-buy');
    expect(checkPlan(read(), priced)).toEqual(clean);
    expect(priced.problemHash).toBe(result.plan.problemHash);
    expect(priced.sites.map((one) => [one.capKw, one.capBasis])).toEqual(
      result.plan.sites.map((one) => [one.capKw, one.capBasis]),
    );
  });

  it('lists what a plan breaks of a stricter problem', async () => {
    const plan = await pricedOn('muc-buy');
    const raw = minimalProblem();
    const stricter = read({
      ...raw,
      sites: raw.sites.map((site) => (site.id === 'muc-edge' ? { ...site, meterCapKw: 2 } : site)),
      workloads: raw.workloads.map((one) => ({ ...one, slo: { percentile: 95, networkRttMs: 5 } })),
    });
    const check = checkPlan(stricter, plan);
    expect(check.kind).toBe('checked');
    // Access 8 + 2 ms and the link 2 + 0.5 ms are 12.5 ms against 5.
    expect(check.broken).toMatchObject([
      { workload: 'assistant', requirement: 'networkRttMs', actual: '12.5 ms', limit: '5 ms' },
    ]);
    expect(check.violations.map((one) => one.rule)).toContain('power');
  });

  it('knows a plan of another problem', async () => {
    const check = checkPlan(read(), solvedAnswer().plan);
    expect(check.kind).toBe('another-problem');
    expect(check.problems).toContain(
      'the problem has no way to run search@munich at muc-edge/gpu-80/metered',
    );
  });
});

describe('placewright compare', () => {
  const problem = fileOf('problem.json', minimalProblem());

  it('takes a plan and rows, prices the rows and stays within 100 columns', async () => {
    const plan = fileAt('plan.json');
    expect((await command(['solve', problem, '--no-compare', '--out', plan])).code).toBe(0);
    const rows = fileOf('mine.csv', 'workload;offer;share\nassistant;fra-rent;100 %\n');
    const { code, out, err } = await command(['compare', problem, plan, rows]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('mine.csv, rows, priced here');
    expect(out).toContain('`share` is read as shareFraction');
    expect(out).toMatch(/Total cost of ownership +149,262 +266,412 +\+117,150/);
    expect(out).toMatch(/muc-edge +newly-opened -> closed/);
    expect(out).toContain('A: It breaks no rule, SLO or limit.');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    const json = await command(['compare', problem, plan, rows, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      outcome: 'compared',
      a: { source: 'plan', check: { kind: 'checked' } },
      b: { source: 'rows', notes: [expect.stringContaining('share')] },
      difference: { sameProblem: true, streamCount: 1 },
    });
  });

  it('shows rows that cannot be priced, and ends with 2', async () => {
    const rows = fileOf('half.json', [{ workload: 'assistant', offer: 'fra-rent', shareFraction: 0.5 }]);
    const { code, out } = await command(['compare', problem, rows, rows]);
    expect(code).toBe(2);
    expect(out).toContain('shares add up to 0.5, not 1');
  });

  it.each([
    ['neither a plan nor rows', '{"a": 1}', 'neither a plan'],
    [
      'rows with both names of a share',
      '[{"workload":"assistant","offer":"fra-rent","share":1,"shareFraction":1}]',
      'share',
    ],
    ['a share above 1', '[{"workload":"assistant","offer":"fra-rent","share":50}]', '25 % is 0.25'],
  ])('refuses %s', async (_name, text, says) => {
    const { code, out, err } = await command([
      'compare',
      problem,
      fileOf('bad.json', text),
      fileOf('b.json', '[]'),
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
  });
});

describe('the text of a comparison', () => {
  it('adds up as it is printed, and warns where plans are of two problems', () => {
    const { a, b } = moved();
    const side = (name: string) => ({ name, source: 'plan', check: null, problems: [], notes: [] }) as const;
    const other: Plan = { ...b, problemHash: 'other', bill: { ...b.bill, lines: b.bill.lines.slice(0, 3) } };
    const text = compareText({
      outcome: 'compared',
      a: side('a.json'),
      b: side('b.json'),
      difference: comparePlans(a, other),
    });
    expect(text).toContain('made for different problems');
    const numbers = (label: string): number[] =>
      (new RegExp(`^  ${label} +(.*)$`, 'm').exec(text)?.[1] ?? '')
        .trim()
        .split(/ {2,}/)
        .map((cell) => (cell === '-' ? 0 : Number(cell.replaceAll(',', ''))));
    const lines = ['Silicon, bought', 'Rent, by use', 'Energy', 'Sites, opening'].map(numbers);
    const total = numbers('Total cost of ownership');
    [0, 1, 2].forEach((column) => {
      expect(lines.reduce((sum, line) => sum + (line[column] ?? Number.NaN), 0)).toBe(total[column]);
    });
    // Cash and shadow of A are 330,634.5 together and shown as 330,635, so its cash is shown as 329,435.
    expect(total).toEqual([329_435, 309_434, -20_001]);
  });
});
