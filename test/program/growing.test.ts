import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingFlags, GrowingFloats, GrowingInts } from '../../solver/program/growing.js';
import { NameList } from '../../solver/program/name-list.js';

describe('a list of numbers that grows', () => {
  it('keeps what a view showed when more is added, in shared memory or not', () => {
    const list = new GrowingFloats();
    for (let value = 0; value < 50; value += 1) list.push(value / 2);
    const early = list.view();
    // 20,000 doubles are more than the bytes from which memory is shared.
    for (let value = 50; value < 20_000; value += 1) list.push(value / 2);
    expect([...early]).toEqual(Array.from({ length: 50 }, (_, at) => at / 2));
    expect(list.view().length).toBe(20_000);
    expect(list.at(19_999)).toBe(9999.5);
    expect(list.at(20_000)).toBeUndefined();
    expect(list.view().buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(early.buffer).toBeInstanceOf(ArrayBuffer);
  });

  it('forgets what is cut off', () => {
    const list = new GrowingInts();
    for (const value of [7, 8, 9]) list.push(value);
    list.truncate(1);
    list.push(5);
    expect([...list.view()]).toEqual([7, 5]);
    const flags = new GrowingFlags();
    flags.push(1);
    flags.set(0, 0);
    expect([...flags.view()]).toEqual([0]);
  });
});

describe('a list of names', () => {
  it('gives back every name, whatever its letters, one by one and all together', () => {
    let runs = 0;
    const letters = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), (names) => {
        const list = new NameList();
        for (const name of names) list.push(name);
        expect(names.map((_, index) => list.at(index))).toEqual(names);
        expect(list.all()).toEqual(names);
        expect(list.at(names.length)).toBeUndefined();
        runs += 1;
      }),
    );
    expect(runs).toBeGreaterThanOrEqual(100);
  });

  it('shows a reader the names there were, and no later ones', () => {
    const list = new NameList();
    list.push('one');
    const first = list.firstOf(1);
    list.push('zwölf');
    list.push('東京');
    expect(first()).toEqual(['one']);
    expect(list.all()).toEqual(['one', 'zwölf', '東京']);
  });
});
