import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partTimeMs } from '../../solver/search/part-time.js';

describe('time of parts that are solved one after the other', () => {
  it('is their share of the columns', () => {
    expect(partTimeMs(60_000, 0.5, 2)).toBe(30_000);
    expect(partTimeMs(30_000, 1, 1)).toBe(30_000);
  });

  it('is two seconds for a small one beside a large one', () => {
    expect(partTimeMs(60_000, 1e-4, 2)).toBe(2000);
  });

  it('leaves every part as much where there are many', () => {
    let leftMs = 54_000;
    const each: number[] = [];
    for (let partsLeft = 33; partsLeft > 0; partsLeft -= 1) {
      each.push(partTimeMs(leftMs, 1 / partsLeft, partsLeft));
      leftMs -= each.at(-1) ?? 0;
    }
    expect(Math.min(...each)).toBeCloseTo(54_000 / 33, 6);
    expect(leftMs).toBeCloseTo(0, 6);
  });

  it('leaves every part something, whatever their sizes', () => {
    let asked = 0;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 100, max: 600_000 }),
        (columns, firstMs) => {
          const inOrder = [...columns].sort((a, b) => a - b);
          let columnsLeft = inOrder.reduce((sum, one) => sum + one, 0);
          let leftMs = firstMs;
          for (const [index, one] of inOrder.entries()) {
            const partsLeft = inOrder.length - index;
            const partMs = partTimeMs(leftMs, one / columnsLeft, partsLeft);
            expect(partMs).toBeGreaterThanOrEqual(Math.min(2000, leftMs / (2 * partsLeft)));
            // The smallest come first, and take no more than as much as each of the others may.
            expect(partMs).toBeLessThanOrEqual(leftMs / partsLeft + 1e-6);
            leftMs -= partMs;
            columnsLeft -= one;
            asked += 1;
          }
        },
      ),
      { numRuns: 300, seed: 3 },
    );
    expect(asked).toBeGreaterThan(1000);
  });
});
