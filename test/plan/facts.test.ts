import { describe, expect, it } from 'vitest';
import { placeIt } from '../support/placing.js';
import { agents, CHAT_KW, chat, HOURS, lease, onDemand, site, smallWith } from '../support/small-problem.js';

const free = { egressPricePerGB: 0 };
/** Half load by night; a in Germany with PUE 1.5 and 500 g/kWh, of which 3 units are leased, the rest by the hour in Ireland. */
const problem = smallWith({
  name: 'small',
  locations: [{ id: 'town', jurisdiction: 'DE', zone: 'UTC', accessRttMs: 0, accessJitterMs: 0, ...free }],
  sites: [
    site('a', { pue: 1.5, gridCarbonGramsPerKwh: 500, meterCapKw: 50, ...free }),
    site('b', free),
    site('cloud', {
      kind: 'hyperscale-region',
      operator: 'cloud',
      jurisdiction: 'IE',
      gridCarbonGramsPerKwh: 100,
      ...free,
    }),
  ],
  offers: [
    lease('a-lease', 'a', 1000, { unitsMax: 3, unitsExisting: 1 }),
    onDemand('cloud-hour', 'cloud', 1, { packingEfficiencyFraction: 0.8 }),
  ],
  profiles: [{ id: 'p', values: Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 1 : 0.5)) }],
  workloads: [
    chat('chat', {
      profile: 'p',
      traffic: { requestKB: 10, responseKB: 30 },
      dataClasses: ['voice'],
      slo: { percentile: 50, networkRttMs: 15 },
    }),
  ],
});
/** Hours at full load: 12 whole and 12 half ones a day. */
const FULL_HOURS = HOURS * 0.75;

describe('the facts of a plan', () => {
  it('follow from its placements, figure by figure', async () => {
    const { plan } = await placeIt(problem);
    const [here, there] = plan.placements;
    expect(here).toMatchObject({
      site: 'a',
      workload: 'chat',
      location: 'town',
      part: 'inference',
      quoted: false,
    });
    expect(here?.shareFraction).toBeCloseTo(0.75, 9);
    expect(here?.units).toBeCloseTo(3, 9);
    expect(here?.network).toEqual({ rttMs: 10, jitterMs: 1, source: 'link' });
    expect(here?.headroom).toEqual([{ limit: 'networkRttMs', limitMs: 15, actualMs: 11, headroomMs: 4 }]);
    expect(there?.shareFraction).toBeCloseTo(0.25, 9);

    expect(plan.units).toEqual([
      {
        offer: 'a-lease',
        bank: 'a/gpu/metered',
        site: 'a',
        silicon: 'gpu',
        isolationGroup: null,
        unitsKept: 1,
        unitsFurther: 2,
      },
    ]);
    expect(plan.purchases).toEqual([
      { offer: 'a-lease', site: 'a', silicon: 'gpu', terms: 'lease', units: 2, upfrontCost: 0 },
    ]);
    const [bank, byUse] = plan.bankUse;
    expect(bank).toMatchObject({ bank: 'a/gpu/metered', capacityUnits: 3 });
    expect(bank?.peakLoadUnits).toBeCloseTo(3, 9);
    expect(bank?.meanLoadUnits).toBeCloseTo(3 * 0.75, 9);
    expect(byUse).toMatchObject({ bank: 'cloud-hour', capacityUnits: null });
    expect(byUse?.peakLoadUnits).toBeCloseTo(1, 9);

    const [a, b, cloud] = plan.sites;
    // 3 x 0.2 kW idle, 3 x 0.8 x 0.5 kW at full load.
    expect(a?.peakItKw).toBeCloseTo(0.75 * CHAT_KW, 9);
    expect(a?.peakMeterKw).toBeCloseTo(1.5 * 0.75 * CHAT_KW, 9);
    const kwh = 1.5 * (0.6 * HOURS + 1.2 * FULL_HOURS);
    expect(a?.energyKwhPerYear).toBeCloseTo(kwh, 6);
    expect(a?.carbonKgPerYear).toBeCloseTo(kwh * 0.5, 6);
    expect(a).toMatchObject({ isOpen: true, isNewlyOpened: true, capKw: 50, capBasis: 'meter' });
    expect(b).toMatchObject({ isOpen: false, carbonKgPerYear: null });
    // (200 + 400) W of one unit over its hours, packed at 0.8, 100 g.
    expect(cloud?.carbonKgPerYear).toBeCloseTo(((0.6 * FULL_HOURS) / 0.8) * 0.1, 6);
    expect(cloud?.energyKwhPerYear).toBeCloseTo((0.6 * FULL_HOURS) / 0.8, 6);

    // Flow to Ireland: a quarter of 2 requests/s x 6,570 h x 3,600 s x 40 KB.
    expect(plan.flows).toHaveLength(1);
    expect(plan.flows[0]).toMatchObject({
      stream: 'chat@town',
      dataClasses: ['voice'],
      from: 'DE',
      to: 'IE',
      permittedBy: [],
    });
    expect(plan.flows[0]?.gbPerMonth).toBeCloseTo((0.25 * 2 * FULL_HOURS * 3600 * 40) / 1e6 / 12, 6);

    // 2 further leases; one unit by the hour, 1 / 0.8 a billed hour.
    expect(plan.objective).toBeCloseTo(2 * 1000 + FULL_HOURS / 0.8, 4);
    expect(plan.bill.presentWorth).toBe(plan.objective);
    expect(plan).toMatchObject({
      schemaVersion: '1.0',
      problemName: 'small',
      currency: 'EUR',
      horizonYears: 1,
      constantObjective: 0,
      isProven: true,
      stop: 'proven',
      reproducible: true,
      engine: { id: 'glpk' },
      estimates: [{ mark: 'fluid-replicas', placements: 2 }],
    });
  });

  it('constants are what no decision moves: workload costs and sites that stay open', async () => {
    const { plan } = await placeIt(
      smallWith({
        sites: [site('a'), site('b', { mustStayOpen: true, openYearlyCost: 70 }), site('cloud')],
        workloads: [chat('chat', { orchestrationCostPerYear: 500 })],
      }),
    );
    expect(plan.constantObjective).toBeCloseTo(570, 9);
    expect(plan.objective).toBeCloseTo(4570, 6);
  });

  it('names what is left out, for what the problem holds', async () => {
    const texts = async (input: typeof problem) => (await placeIt(input)).plan.notModelled.join('\n');
    expect(await texts(problem)).toContain('already exist');
    expect(await texts(smallWith({}))).not.toContain('already exist');
    expect(await texts(smallWith({ workloads: [agents()] }))).toContain('agents');
    expect(await texts(smallWith({}))).not.toContain('agents');
  });
});
