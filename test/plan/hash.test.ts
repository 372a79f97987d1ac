import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, hashOf } from '../../solver/plan/hash.js';

/** The same value with the keys of every object in another order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

describe('canonical JSON', () => {
  it('has keys in order, lists as they are, and no absent field', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: null, c: 'ü' }, e: undefined })).toBe(
      '{"a":{"c":"ü","d":null},"b":[2,1]}',
    );
  });

  it('says the same of equal values, reads back as the value, and differs for others', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(canonicalJson(reversed(one))).toBe(canonicalJson(one));
        const read: unknown = JSON.parse(canonicalJson(one));
        expect(canonicalJson(read)).toBe(canonicalJson(one));
        const isSame =
          canonicalJson(JSON.parse(JSON.stringify(one))) === canonicalJson(JSON.parse(JSON.stringify(other)));
        expect(canonicalJson(one) === canonicalJson(other)).toBe(isSame);
      }),
    );
  });
});

describe('hash', () => {
  it('is the SHA-256 of the canonical JSON', async () => {
    // sha256 of the two bytes {}.
    expect(await hashOf({})).toBe('sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    const value = { name: 'Zürich', list: [3, 1, 2], nested: { y: 1, x: [null, true] } };
    const expected = createHash('sha256').update(canonicalJson(value)).digest('hex');
    expect(await hashOf(value)).toBe(`sha256:${expected}`);
    expect(await hashOf(reversed(value))).toBe(`sha256:${expected}`);
  });
});
