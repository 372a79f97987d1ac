import { beforeAll, describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { solve } from '../../solver/index.js';
import { parsed } from '../support/placing.js';
import { BASES, rawOf } from './bases.js';
import { type Claims, claimsMarkdown } from './markdown.js';
import { measurePoint, type Series, verdictOf } from './measure.js';
import { claimsSvg } from './plot.js';
import { runClaims } from './run.js';
import { lifted, SWEEPS } from './sweeps.js';

describe('the claim, quickly', () => {
  let claims: Claims;
  beforeAll(async () => {
    claims = await runClaims({ quick: true });
  });
  const series = (base: string, sweep: string): Series => {
    const found = claims.series.find((one) => one.base === base && one.sweep === sweep);
    if (!found) throw new Error(`${base}: ${sweep}`);
    return found;
  };
  const least = (base: string, sweep: string): (number | undefined)[] =>
    series(base, sweep).points.map((point) => point.least);

  it('measures what a solve of the same problem says', async () => {
    const base = BASES.find(({ id }) => id === 'training-heavy-lab');
    if (!base) throw new Error('no such base');
    const result = await solve(parsed(rawOf(base)), { engines: [glpk] });
    const atList = series(base.id, 'cloud-discount').points[0];
    expect(result.kind === 'solved' && result.comparison.savesAtLeast?.fraction).toBeCloseTo(
      atList?.least ?? -1,
      6,
    );
    // fixtures/training-heavy-lab.md works it out by hand: 2,434 of 1,466,182.
    expect(atList?.least).toBeCloseTo(2434 / 1466182, 5);
  });

  it('moves the way prices say', () => {
    for (const base of ['training-heavy-lab', 'bank-no-foreign-parent']) {
      const [list = 0, discounted = 0] = least(base, 'cloud-discount');
      expect(list).toBeGreaterThan(discounted);
      const [dear = 0, cheap = 0] = least(base, 'energy');
      expect(cheap).toBeGreaterThan(dear);
    }
    expect(series('bank-no-foreign-parent', 'rules').points.map(({ kind }) => kind)).toEqual([
      'permitted',
      'not-permitted',
    ]);
  });

  it('says for each range whether the band holds', () => {
    const point = { value: 1, kind: 'permitted' as const };
    expect(verdictOf({ ...point, least: 0.3, most: 0.65 })).toBe('holds');
    expect(verdictOf({ ...point, least: 0.1, most: 0.29 })).toBe('below');
    expect(verdictOf({ ...point, least: 0.66, most: 0.7 })).toBe('above');
    expect(verdictOf({ ...point, least: 0.29, most: 0.31 })).toBe('undecided');
    expect(verdictOf({ value: 1, kind: 'not-permitted' })).toBe('no figure');
  });

  it('writes every figure to the page and to the plot', () => {
    const page = claimsMarkdown(claims);
    const svg = claimsSvg(claims.series);
    const points = claims.series.flatMap((one) => one.points);
    const permitted = points.filter(({ kind }) => kind === 'permitted');
    expect(permitted.length).toBeGreaterThan(5);
    for (const point of permitted) expect(page).toContain((100 * (point.least ?? 0)).toFixed(1));
    expect(svg.match(/<circle /g)?.length).toBe(permitted.length);
    expect(page).toContain('not permitted');
    expect(page).toMatch(/makes it \|\n.*\n\| training-heavy-lab .* site and terms \|/);
  });

  it('changes nothing but what it sweeps', async () => {
    for (const base of BASES) {
      const raw = rawOf(base);
      const before = JSON.stringify(raw);
      for (const sweep of SWEEPS)
        for (const value of sweep.values) {
          const changed = sweep.at(raw, value);
          if (changed) lifted(base, changed, sweep.moves);
        }
      expect(JSON.stringify(raw)).toBe(before);
    }
    const [base] = BASES;
    const scale = SWEEPS.find(({ id }) => id === 'scale');
    expect(base && scale?.at(rawOf(base), 1)).toEqual(base && rawOf(base));
    expect((await measurePoint({ ...(base ? rawOf(base) : {}), horizon: 3 } as never, 1)).kind).toBe(
      'invalid',
    );
  });
});
