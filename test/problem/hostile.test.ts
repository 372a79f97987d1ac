import { describe, expect, it } from 'vitest';
import { MOST_DEPTH, MOST_VALUES } from '../../solver/problem/copy.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { MOST_ISSUES } from '../../solver/problem/report.js';
import { edited } from '../support/edit.js';
import { minimalProblem } from '../support/minimal-problem.js';

const refusal = (raw: unknown) => {
  const read = parseProblem(raw);
  if (read.ok) throw new Error('was taken');
  return read.issues;
};

describe('input that is no problem', () => {
  it.each([
    null,
    undefined,
    0,
    Number.NaN,
    '',
    'x',
    true,
    [],
    () => 1,
    Symbol('a'),
    3n,
    new Date(0),
    new Map(),
  ])('is refused: %s', (raw) => {
    const issues = refusal(raw);
    expect(issues.length).toBeGreaterThan(0);
    expect(() => JSON.stringify(issues)).not.toThrow();
  });

  it('is refused where it is too deep, also inside x- fields', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    for (const field of ['sites', 'x-mine']) {
      const [issue] = refusal({ ...minimalProblem(), [field]: deep });
      expect(issue?.code).toBe('too-large');
      expect(issue?.unit).toBe('levels');
      expect(issue?.allowed).toContain(String(MOST_DEPTH));
    }
  });

  it('is refused where it is too large, without walking all of it', () => {
    const [issue] = refusal({ ...minimalProblem(), profiles: new Array(4_000_000_000) });
    expect(issue?.code).toBe('too-large');
    expect(issue?.allowed).toContain(String(MOST_VALUES));
  });

  it('is refused where it leads back to itself', () => {
    const looped: Record<string, unknown> = { ...minimalProblem() };
    looped.sites = [looped];
    expect(refusal(looped)[0]?.code).toBe('too-large');
  });

  it('is refused where reading a property fails', () => {
    const trap = Object.defineProperty({ ...minimalProblem() }, 'sites', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(refusal(trap)[0]?.code).toBe('wrong-type');
  });

  it('cannot reach prototypes by field names', () => {
    const raw: unknown = JSON.parse(
      JSON.stringify(minimalProblem()).replace(
        '"sites":[{',
        '"__proto__":{"a":1},"sites":[{"__proto__":{"kind":"x"},"constructor":1,',
      ),
    );
    const pointers = refusal(raw).map(({ code, pointer }) => `${code} ${pointer}`);
    expect(pointers).toContain('unknown-field /__proto__');
    expect(pointers).toContain('unknown-field /sites/0/__proto__');
    expect(pointers).toContain('unknown-field /sites/0/constructor');
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });

  it('takes ids that are names of prototypes', () => {
    const raw: unknown = JSON.parse(JSON.stringify(minimalProblem()).replaceAll('muc-edge', 'constructor'));
    expect(parseProblem(raw).ok).toBe(true);
    const missing = edited(minimalProblem(), {
      '/offers/0/site': 'toString',
      '/offers/1/silicon': '__proto__',
    });
    expect(refusal(missing).map(({ code }) => code)).toEqual(['unknown-reference', 'unknown-reference']);
  });

  it('lists at most so many issues and says how many are left', () => {
    const sites = Array.from({ length: 5000 }, () => 5);
    const issues = refusal({ ...minimalProblem(), sites });
    expect(issues).toHaveLength(MOST_ISSUES + 1);
    expect(issues.at(-1)).toMatchObject({ code: 'too-large', pointer: '' });
    expect(issues.at(-1)?.value).toBeGreaterThanOrEqual(5000);
  });

  it('does not repeat large values', () => {
    const issues = refusal(edited(minimalProblem(), { '/sites/0/kind': 'x'.repeat(1_000_000) }));
    expect(JSON.stringify(issues).length).toBeLessThan(2000);
  });

  it('stays fast with thousands of unknown words', () => {
    const offers = Array.from({ length: 5000 }, (_, index) => ({
      ...minimalProblem().offers[0],
      id: `o${index}`,
      site: `muc-edgee-${index}`,
    }));
    const start = performance.now();
    refusal({ ...minimalProblem(), offers });
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
