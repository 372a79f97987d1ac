import { describe, expect, it } from 'vitest';
import type { Engine } from '../../solver/engines/contract.js';
import { glpk } from '../../solver/engines/glpk.js';
import { InputError } from '../../solver/outcome.js';
import { sensitivity } from '../../solver/sensitivity/sensitivity.js';
import type { RangeEffect, SensitivityReading } from '../../solver/sensitivity/types.js';
import { leverProblem } from '../levers/lever-problem.js';
import { edited } from '../support/edit.js';

// Offer 6 is the bought ASIC of the core: 5,000 + 438 of electricity is the cheapest plan. Next: bought GPU, 8,876; cloud-only, 10,512.
const ASIC_PRICE = '/offers/6/pricePerUnit';
const PACK = '/offers/6/unitsPerPurchase';
const ENERGY = '/tariffs/0/pricePerKwh';

const read = async (edits: Readonly<Record<string, unknown>>): Promise<SensitivityReading> => {
  const result = await sensitivity(edited(leverProblem(), edits), { engines: [glpk] });
  if (result.kind !== 'measured') throw new Error(JSON.stringify(result));
  return result;
};

const moved = (effect: RangeEffect | undefined, end: 'low' | 'high') => {
  const found = effect?.ends.find((one) => one.end === end);
  if (found?.kind !== 'moved') throw new Error(JSON.stringify(found));
  return found;
};

describe('sensitivity', () => {
  it('moves each range to its ends, fixed and solved again, and ranks by the best plan', async () => {
    const result = await read({
      [ENERGY]: { low: 0.01, likely: 0.05, high: 0.25 },
      [ASIC_PRICE]: { low: 4000, likely: 5000, high: 12000 },
    });
    expect(result.likelyCost).toBeCloseTo(5438, 6);
    expect(result.cloudOnlyCost).toBeCloseTo(10512, 6);
    const [price, energy] = result.effects;
    expect(result.effects.map(({ pointer }) => pointer)).toEqual([ASIC_PRICE, ENERGY]);
    // At 12,000 the plan as it stands is 12,438, and bought GPU take over at 8,876.
    expect(moved(price, 'low').resolved?.cost).toBeCloseTo(4438, 6);
    expect(moved(price, 'high').fixed?.cost).toBeCloseTo(12438, 6);
    expect(moved(price, 'high').resolved?.cost).toBeCloseTo(8876, 6);
    expect(moved(price, 'high').cloudOnlyFixed?.cost).toBeCloseTo(10512, 6);
    expect(price?.spread).toBeCloseTo(8876 - 4438, 6);
    expect(price?.fixedSpread).toBeCloseTo(8000, 6);
    expect([moved(price, 'low').decision, moved(price, 'high').decision]).toEqual(['keeps', 'changes']);
    expect(price?.decision).toBe('changes');
    // 8,760 kWh: 5,087.60 at 0.01, 7,190 at 0.25.
    expect(energy?.spread).toBeCloseTo(8760 * 0.24, 6);
    expect(energy?.decision).toBe('keeps');
    expect(energy?.unit).toBe('money/kWh');
  });

  it('finds where the plan costs as much as cloud-only, and as the plan at the end', async () => {
    const result = await read({ [ASIC_PRICE]: { low: 4000, likely: 5000, high: 12000 } });
    const [cloud, high] = result.effects[0]?.breakEvens ?? [];
    expect(cloud).toMatchObject({ against: 'cloud-only', kind: 'found', isPermitted: true });
    expect(cloud?.value).toBeCloseTo(10512 - 438, 4);
    expect(high).toMatchObject({ against: 'high', kind: 'found', isPermitted: true });
    expect(high?.value).toBeCloseTo(8876 - 438, 4);
  });

  it('brackets a step between whole numbers', async () => {
    // Packs of two are 2 x 5,438 = 10,876, above bought GPU and above cloud-only.
    const result = await read({ [PACK]: { low: 1, likely: 1, high: 4 } });
    const [cloud, high] = result.effects[0]?.breakEvens ?? [];
    expect(cloud).toMatchObject({ kind: 'jump', below: 1, above: 2, value: null });
    expect(high).toMatchObject({ against: 'high', kind: 'jump', below: 1, above: 2 });
  });

  it('says where there is none, and where an end is no valid problem', async () => {
    const result = await read({
      [ENERGY]: { low: 0.01, likely: 0.05, high: 0.06 },
      '/workloads/0/origins/0/shareFraction': { low: 0.5, likely: 1, high: 1 },
    });
    const energy = result.effects.find(({ pointer }) => pointer === ENERGY);
    expect(energy?.breakEvens).toMatchObject([{ against: 'cloud-only', kind: 'none', value: null }]);
    const share = result.effects.find(({ pointer }) => pointer !== ENERGY);
    expect(share?.ends[0]).toMatchObject({ kind: 'invalid', value: 0.5 });
    expect(share?.spread).toBeNull();
  });

  it('holds shares by dispatch block', async () => {
    // Half the load at night. Rented by the hour only, so that nothing is left over from a purchase.
    const problem = edited(leverProblem(), {
      '/dispatch': { blocks: 'exact' },
      '/profiles': [{ id: 'day', values: Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.5 : 1)) }],
      '/workloads/0/profile': 'day',
      '/offers': leverProblem().offers.filter(({ terms }) => terms === 'on-demand'),
      '/offers/3/pricePerUnitHour': { low: 1.2, likely: 1.4, high: 1.5 },
    });
    const result = await sensitivity(problem, { engines: [glpk] });
    if (result.kind !== 'measured') throw new Error(JSON.stringify(result));
    // 8,760 h x 0.75 of one ASIC.
    expect(result.likelyCost).toBeCloseTo(8760 * 0.75 * 1.4, 6);
    expect(moved(result.effects[0], 'high').fixed).toMatchObject({ broken: 0 });
    expect(moved(result.effects[0], 'high').fixed?.cost).toBeCloseTo(8760 * 0.75 * 1.5, 6);
    expect(result.effects[0]?.decision).toBe('keeps');
  });

  it('gives the break-even of the largest effects alone, as many as asked', async () => {
    const problem = edited(leverProblem(), {
      [ENERGY]: { low: 0.01, likely: 0.05, high: 0.25 },
      [ASIC_PRICE]: { low: 4000, likely: 5000, high: 12000 },
    });
    const result = await sensitivity(problem, { engines: [glpk], breakEvenCount: 1 });
    if (result.kind !== 'measured') throw new Error(result.kind);
    expect(result.effects.map(({ breakEvens }) => breakEvens.length > 0)).toEqual([true, false]);
  });

  it('says that nothing is a range, that there is no plan, and refuses what is no problem', async () => {
    expect((await sensitivity(leverProblem(), { engines: [glpk] })).kind).toBe('no-ranges');
    const impossible = edited(leverProblem(), {
      [ENERGY]: { low: 0, likely: 0.1, high: 0.2 },
      '/rules/0/requirement': { attribute: 'site.jurisdiction', allIn: ['FR'] },
    });
    expect((await sensitivity(impossible, { engines: [glpk] })).kind).toBe('no-plan');
    await expect(sensitivity({}, { engines: [glpk] })).rejects.toThrow(InputError);
  });

  it('stops where it is cancelled and says what was not reached', async () => {
    const problem = edited(leverProblem(), { [ASIC_PRICE]: { low: 4000, likely: 5000, high: 12000 } });
    let isCancelled = false;
    // Cancelled once the plan at the likely value is found.
    const engine: Engine = {
      ...glpk,
      solve: async (program, ...rest) => {
        const solved = await glpk.solve(program, ...rest);
        isCancelled ||= Math.abs((solved.objective ?? 0) - 5438) < 1;
        return solved;
      },
    };
    const result = await sensitivity(problem, { engines: [engine], isCancelled: () => isCancelled });
    expect(isCancelled).toBe(true);
    if (result.kind !== 'measured') throw new Error(JSON.stringify(result));
    expect(result.effects[0]?.ends.map(({ kind }) => kind)).toEqual(['not-reached', 'not-reached']);
    expect(result.effects[0]?.decision).toBe('open');
    expect(result.effects[0]?.breakEvens.every(({ kind }) => kind === 'not-reached')).toBe(true);
  });
});
