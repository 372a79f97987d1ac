import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { comparePoints, errorOf, median, rooflineError } from '../tools/roofline-error.js';

const docs = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

describe('the error of the roofline estimate', () => {
  it('is worked out for every measured point that says its tokens', () => {
    const { compared, leftOut } = comparePoints();
    expect([compared.length, leftOut]).toEqual([176, 21]);
    expect(compared.every((one) => one.asShipped > 0 && one.fitted !== undefined)).toBe(true);
  });

  it('takes nothing of the model that is left out: 42 % with the catalogue, 34 % fitted to other models', () => {
    const { compared } = comparePoints();
    const shipped = errorOf(compared.map((one) => [one.tokensPerSecond, one.asShipped]));
    const fitted = errorOf(compared.map((one) => [one.tokensPerSecond, one.fitted ?? Number.NaN]));
    expect(shipped.medianFraction).toBeCloseTo(0.42, 2);
    expect(fitted.medianFraction).toBeCloseTo(0.34, 2);
    expect(docs('formulation.md')).toContain('is 42 %, and 34 % where its efficiencies are fitted');
  });

  it('is by hand for Llama 3 8B on one H100 at batch 64, 1,024 tokens in and out', () => {
    const point = comparePoints().compared.find((one) => one.id === 'argonne.llama-3-8b.h100-sxm.x1.b64');
    const parameters = 8.03e9;
    const operations = 989e12 * 0.3;
    const cacheBytes = 2 * 32 * 8 * 128 * 2 * 2048;
    const prefill = (2 * parameters * 1024) / operations;
    const step = Math.max(
      (2 * parameters + 64 * cacheBytes) / (3350e9 * 0.4),
      (2 * parameters * 64) / operations,
    );
    expect(point?.asShipped).toBeCloseTo((64 * 2048) / (64 * prefill + 1024 * step), 6);
  });

  it('knows a median: 2.5 of 4, 1, 2, 3', () => {
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(
      errorOf([
        [100, 150],
        [100, 90],
        [100, 100],
      ]),
    ).toEqual({
      points: 3,
      medianFraction: 0.1,
      ninetiethFraction: 0.5,
      tooHighFraction: 1 / 3,
    });
  });

  it('stands in the docs as `npm run roofline` prints it', () => {
    expect(docs('roofline-error.md')).toBe(rooflineError());
  });
});
