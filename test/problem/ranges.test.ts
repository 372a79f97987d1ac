import { describe, expect, it } from 'vitest';
import { allSnapshots } from '../../solver/catalogue/index.js';
import { prepare } from '../../solver/compile/prepare.js';
import { hashOf } from '../../solver/plan/hash.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { edited } from '../support/edit.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { parsed } from '../support/placing.js';

const PRICE = '/offers/0/pricePerUnit';
const issues = (edits: Readonly<Record<string, unknown>>) => {
  const read = parseProblem(edited(minimalProblem(), edits));
  return read.ok ? [] : read.issues;
};

describe('a range in place of a number', () => {
  it('is read at its likely value, listed with its unit, and warned of', () => {
    const problem = parsed(edited(minimalProblem(), { [PRICE]: { low: 30000, likely: 32000, high: 40000 } }));
    const plain = parsed(minimalProblem());
    expect(problem.offers).toEqual(plain.offers);
    expect(problem.ranges).toEqual([
      { pointer: PRICE, low: 30000, likely: 32000, high: 40000, unit: 'money/unit' },
    ]);
    expect(problem.warnings.map(({ code }) => code)).toContain('ranges-at-likely');
    expect(plain.ranges).toBeUndefined();
    expect(prepare(problem).compiled.program()).toEqual(prepare(plain).compiled.program());
  });

  it('is part of what a plan answers: its hash covers the ends', async () => {
    const at = async (high: number): Promise<string> =>
      hashOf(parsed(edited(minimalProblem(), { [PRICE]: { low: 30000, likely: 32000, high } })));
    expect(await at(40000)).not.toBe(await at(41000));
    expect(await at(40000)).not.toBe(await hashOf(parsed(minimalProblem())));
  });

  it.each([
    ['without a likely value', { low: 1, high: 2 }, 'missing-field', PRICE],
    ['with a text', { low: 1, likely: '2', high: 3 }, 'wrong-type', PRICE],
    ['out of order', { low: 3, likely: 2, high: 4 }, 'inconsistent', PRICE],
    ['with an end the field refuses', { low: -1, likely: 2, high: 4 }, 'out-of-range', `${PRICE}/low`],
    ['too large to compute with', { low: 1, likely: 1e20, high: 1e21 }, 'out-of-range', PRICE],
  ])('is refused %s', (_what, range, code, pointer) => {
    expect(issues({ [PRICE]: range }).map((issue) => [issue.code, issue.pointer])).toContainEqual([
      code,
      pointer,
    ]);
  });

  it('is refused where no number may stand, and where a whole one must', () => {
    const range = { low: 1, likely: 2, high: 3 };
    expect(issues({ '/sites/0/kind': range })[0]?.pointer).toBe('/sites/0/kind');
    expect(issues({ '/sites/0/unheardOf': range })[0]?.code).toBe('unknown-field');
    const hostile: unknown = JSON.parse('{"__proto__": {"low": 1, "likely": 2, "high": 3}}');
    expect(issues({ '/offers/0': { ...minimalProblem().offers[0], ...(hostile as object) } })[0]?.code).toBe(
      'unknown-field',
    );
    expect(issues({ '/offers/0/unitsMax': { low: 1.5, likely: 2, high: 3 } })[0]).toMatchObject({
      pointer: '/offers/0/unitsMax/low',
      unit: 'units',
    });
  });

  it('may stand in an override of a catalogue row, whose ends are held to the row', () => {
    const base = {
      ...(edited(minimalProblem(), {}) as object),
      catalogue: 'catalogue-2026-11',
      exchangeRates: [{ from: 'USD', to: 'EUR', rate: 0.9, asOf: '2026-01-01', source: 'example figure' }],
    };
    const row = allSnapshots()
      .at(-1)
      ?.parts.offers.find(({ entry }) => entry.terms === 'on-demand' && entry.silicon !== undefined);
    if (!row) throw new Error('the snapshot has no on-demand offer');
    const withPrice = (price: unknown): unknown =>
      edited(
        { ...base, catalogue: allSnapshots().at(-1)?.id },
        {
          '/offers/-': {
            use: row.entry.id,
            pricePerUnitHour: price,
            currency: 'EUR',
            packingEfficiencyFraction: 1,
          },
        },
      );
    const options = { catalogues: allSnapshots() };
    const good = parseProblem(withPrice({ low: 1, likely: 2, high: 3 }), options);
    expect(good.ok ? good.problem.ranges?.[0]?.pointer : good.issues).toBe('/offers/2/pricePerUnitHour');
    const bad = parseProblem(withPrice({ low: -1, likely: 2, high: 3 }), options);
    expect(bad.ok ? [] : bad.issues.map(({ code }) => code)).toContain('out-of-range');
  });
});
