import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ISSUE_CODES } from '../../solver/problem/issue.js';
import { type ParseResult, parseProblem } from '../../solver/problem/parse.js';
import { fullProblem } from '../support/full-problem.js';

type Tree = Record<string | number, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Every place in a value, as the holder and the step to it. */
const places = (value: unknown): { holder: Tree; step: string }[] =>
  isTree(value)
    ? Object.keys(value).flatMap((step) => [{ holder: value, step }, ...places(value[step])])
    : [];

const replacement = fc.oneof(
  fc.constantFrom(null, -1, 0, 1e308, 5e-324, Number.NaN, '', 'x', '1', true, [], {}, [[]], undefined),
  fc.double(),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('__proto__', 'constructor', 'EU', '2026-02-30', 'munich', 'gpu-80'),
);

const mutation = fc.record({
  at: fc.nat(),
  other: fc.nat(),
  how: fc.constantFrom('delete', 'replace', 'rename', 'swap', 'repeat'),
  value: replacement,
  name: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'use', 'x-a', 'id', 'kind', 'toString', 'tiers')),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

const apply = (problem: unknown, { at, other, how, value, name }: Mutation): void => {
  const all = places(problem);
  const place = all[at % all.length];
  const second = all[other % all.length];
  if (place === undefined || second === undefined) return;
  const { holder, step } = place;
  if (how === 'replace') holder[step] = value;
  else if (how === 'repeat' && Array.isArray(holder)) holder.push(structuredClone(holder[Number(step)]));
  else if (how === 'swap') {
    const kept = structuredClone(holder[step]);
    holder[step] = structuredClone(second.holder[second.step]);
    second.holder[second.step] = kept;
  } else {
    const kept = holder[step];
    if (Array.isArray(holder)) holder.splice(Number(step), 1);
    else delete holder[step];
    if (how === 'rename')
      Object.defineProperty(holder, name, {
        value: kept,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
};

const isWellFormed = (read: ParseResult): void => {
  if (read.ok) {
    expect(Object.isFrozen(read.problem)).toBe(true);
    // What was taken holds no number that is not one.
    const text = JSON.stringify(read.problem, (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'NOT-FINITE' : value,
    );
    expect(text).not.toContain('NOT-FINITE');
    return;
  }
  expect(read.issues.length).toBeGreaterThan(0);
  for (const issue of read.issues) {
    expect(ISSUE_CODES).toContain(issue.code);
    expect(issue.pointer === '' || issue.pointer.startsWith('/')).toBe(true);
    expect(issue.message.length).toBeGreaterThan(5);
    expect(JSON.parse(JSON.stringify(issue))).toEqual(issue);
  }
};

describe('parseProblem on anything', () => {
  it('answers every mutation of a valid problem in bounded time, and never throws', () => {
    const base = fullProblem();
    let slowest = 0;
    let taken = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const problem: unknown = structuredClone(base);
        for (const one of mutations) apply(problem, one);
        const start = performance.now();
        const read = parseProblem(problem);
        slowest = Math.max(slowest, performance.now() - start);
        if (read.ok) taken += 1;
        isWellFormed(read);
      }),
      { numRuns: 600, seed: 20261123 },
    );
    expect(slowest).toBeLessThan(2000);
    // The mutations are neither all fatal nor all harmless.
    expect(taken).toBeGreaterThan(10);
    expect(taken).toBeLessThan(560);
  });

  it('answers any value', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (raw) => {
          isWellFormed(parseProblem(raw));
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  it('answers any value in place of a part', () => {
    const parts = Object.keys(fullProblem());
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.jsonValue(), (part, value) => {
        isWellFormed(parseProblem({ ...fullProblem(), [part]: value }));
      }),
      { numRuns: 200, seed: 11 },
    );
  });
});
