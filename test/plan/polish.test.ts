import { describe, expect, it } from 'vitest';
import { polish } from '../../solver/plan/polish.js';
import { checkPoint } from '../../solver/program/check.js';
import { richProblem } from '../rules/rich-problem.js';
import { type Answer, placeIt } from '../support/placing.js';
import { chat, lease, site, smallWith } from '../support/small-problem.js';

/** The solved point of an answer with some columns changed, polished, by column name. */
const polishedWith = (
  { prepared, placed }: Answer,
  change: (name: string, value: number) => number,
  spareUnits: 'drop' | 'keep' = 'drop',
) => {
  const { program } = placed.search;
  const rough = Float64Array.from(placed.point, (value, column) =>
    change(program.columnNames[column] ?? '', value),
  );
  const point = polish(prepared.compiled, rough, program.cost, spareUnits);
  const named = new Map(program.columnNames.map((name, column) => [name, point[column] ?? Number.NaN]));
  return { point, named, program };
};
const demandTariffs = [
  { id: 'free', kind: 'flat' as const, pricePerKwh: 0 },
  {
    id: 'grid',
    kind: 'flat' as const,
    pricePerKwh: 0,
    demand: { monthlyPricePerKw: Array.from({ length: 12 }, () => 1) },
  },
];

describe('polish', () => {
  it('leaves a plan that is least already as it is', async () => {
    const answer = await placeIt(richProblem());
    const { point } = polishedWith(answer, (_, value) => value);
    expect([...point]).toEqual([...answer.placed.point]);
  });

  it('takes spare units, replicas, peaks, openings and uses back to what the load needs', async () => {
    const answer = await placeIt(richProblem());
    const { point, program } = polishedWith(answer, (name, value) => {
      if (/^packs .*(a-buy|b-lease)$/.test(name)) return value + 3;
      if (/^replicas|^peakKw/.test(name)) return value + 2;
      return /^open c/.test(name) ? 1 : value;
    });
    expect([...point]).toEqual([...answer.placed.point]);
    expect(checkPoint(program, point).feasible).toBe(true);
  });

  it('takes an engine’s rounding for what it is: 3.000001 units are 3, 1e-12 of a share is none', async () => {
    const answer = await placeIt(
      smallWith({ offers: [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 1001)] }),
    );
    const { named } = polishedWith(answer, (name, value) => {
      if (name.startsWith('packs a')) return value + 1e-6;
      if (name === 'place chat@town b/gpu/metered') return 1e-12;
      return name === 'place chat@town a/gpu/metered' ? value - 3e-8 : value;
    });
    expect(named.get('packs a/gpu/metered a-lease')).toBe(4);
    expect(named.get('packs b/gpu/metered b-lease')).toBe(0);
    expect(named.get('place chat@town a/gpu/metered')).toBe(1);
    expect(named.get('place chat@town b/gpu/metered')).toBe(0);
  });

  it('drops the dearest spare units first, and an offer with a least number whole or not at all', async () => {
    const offers = [
      lease('cheap', 'a', 1000, { unitsMax: 3 }),
      lease('dear', 'a', 2000),
      lease('bulk', 'a', 9000, { unitsLeastIfUsed: 3 }),
    ];
    const answer = await placeIt(smallWith({ offers }));
    expect([answer.units('cheap'), answer.units('dear')]).toEqual([3, 1]);
    const { named } = polishedWith(answer, (name, value) => {
      if (name.endsWith(' bulk') && name.startsWith('packs')) return 3;
      return name.endsWith(' dear') ? 3 : value;
    });
    expect(named.get('packs a/gpu/metered bulk')).toBe(0);
    expect(named.get('packs a/gpu/metered dear')).toBe(1);
    expect(named.get('packs a/gpu/metered cheap')).toBe(3);
    expect(named.get('use bulk')).toBe(0);
  });

  it('keeps spare units where it is told to: a limit on shares may rest on them', async () => {
    const answer = await placeIt(smallWith({}));
    const more = (name: string, value: number) => (name.startsWith('packs a') ? value + 1 : value);
    expect(polishedWith(answer, more, 'keep').named.get('packs a/gpu/metered a-lease')).toBe(5);
    expect(polishedWith(answer, more, 'drop').named.get('packs a/gpu/metered a-lease')).toBe(4);
  });

  it('sets a peak to the highest kW of its window', async () => {
    const answer = await placeIt(
      smallWith({
        sites: [site('a', { tariff: 'grid', otherLoadKw: 1, pue: 1.5 }), site('b'), site('cloud')],
        tariffs: demandTariffs,
        workloads: [chat()],
      }),
    );
    const { named } = polishedWith(answer, (name, value) => (name.startsWith('peakKw') ? value + 9 : value));
    // 1.5 x 2.4 kW + 1 kW
    expect(named.get('peakKw a 2026-01')).toBeCloseTo(4.6, 9);
  });
});
