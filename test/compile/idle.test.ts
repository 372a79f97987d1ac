import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { placeIt } from '../support/placing.js';
import { agents, chat, lease, type OfferInput, site, smallWith } from '../support/small-problem.js';

/**
 * Electricity that is paid for being taken: 0.1 a kWh. A unit idle all year earns 0.1 x 0.2 kW x 8,760 h = 175.20,
 * and a lease of 100 costs less: without a rule against it, the plan would lease units for nothing but that.
 */
const problem = (more: Partial<ProblemInput> = {}, leaseMore = {}): ProblemInput =>
  smallWith({
    sites: [site('a', { tariff: 'paid' }), site('b'), site('cloud')],
    tariffs: [
      { id: 'free', kind: 'flat', pricePerKwh: 0 },
      { id: 'paid', kind: 'flat', pricePerKwh: -0.1 },
    ],
    offers: [lease('a-lease', 'a', 100, { unitsMax: 40, ...leaseMore }), lease('b-lease', 'b', 3000)],
    ...more,
  });

const unitsOf = async (input: ProblemInput): Promise<number> => {
  const { plan, prepared, units } = await placeIt(input);
  expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
  return units('a-lease');
};

describe('nothing is paid to idle', () => {
  it('units are those the load needs: 4', async () => {
    expect(await unitsOf(problem())).toBe(4);
    const { cost } = await placeIt(problem());
    // 4 leases, less what 2.4 kW earn.
    expect(cost).toBeCloseTo(4 * 100 - 0.1 * 2.4 * 8760, 6);
  });

  it('rounded up to packs: 6 for packs of 3', async () => {
    expect(await unitsOf(problem({}, { unitsPerPurchase: 3 }))).toBe(6);
  });

  it('or the least an offer asks for: 10', async () => {
    expect(await unitsOf(problem({}, { unitsLeastIfUsed: 10 }))).toBe(10);
  });

  it('packs nobody takes and a least number of an offer nobody uses make no room', async () => {
    const owned: OfferInput = { id: 'a-lease', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 20 };
    const big: OfferInput = {
      id: 'big',
      terms: 'purchase',
      site: 'a',
      silicon: 'gpu',
      pricePerUnit: 90_000,
      lifeYears: 5,
      unitsPerPurchase: 8,
      unitsLeastIfUsed: 16,
    };
    expect(await unitsOf(problem({ offers: [owned, big] }))).toBe(4);
  });

  it('by host memory where that needs more: 900 GiB, 9 units', async () => {
    const workloads = [agents('agents', { ramGiB: 90 })];
    expect(await unitsOf(problem({ workloads }))).toBe(9);
  });

  it('by the busiest of two hours, not their sum', async () => {
    const half = (first: number, second: number) =>
      Array.from({ length: 24 }, (_, hour) => (hour < 12 ? first : second));
    const profiles = [
      { id: 'early', values: half(1, 0.2) },
      { id: 'late', values: half(0.2, 1) },
    ];
    const workloads = [chat('one', { profile: 'early' }), chat('two', { profile: 'late' })];
    // 4 + 0.8 in either half.
    expect(await unitsOf(problem({ profiles, workloads }))).toBe(5);
  });

  it('whole replicas do not make room for idle units', async () => {
    const pooled = (id: string) =>
      chat(id, { replication: 'replicas', demand: { peakRequestsPerSecond: 0.7 } });
    // 1.4 + 1.4 units of one model: 3 replicas, and no unit beside them.
    expect(await unitsOf(problem({ workloads: [pooled('one'), pooled('two')] }))).toBe(3);
    // Beside a fluid stream of 4 units: 7.
    expect(await unitsOf(problem({ workloads: [pooled('one'), pooled('two'), chat()] }))).toBe(7);
  });

  it('leaves positive prices alone: no rows are added', async () => {
    const { placed } = await placeIt(smallWith({}));
    expect(placed.search.program.rowNames.filter((name) => name.startsWith('no idle'))).toEqual([]);
  });
});
