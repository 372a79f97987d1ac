import { describe, expect, it } from 'vitest';
import { PartTurns } from '../../solver/search/part-turns.js';

describe('turns of kinds of parts', () => {
  it('try each kind once, then take the one that gains most for its effort', () => {
    const turns = new PartTurns(['a', 'b', 'c']);
    const rate = { a: 1, b: 5, c: 2 };
    const taken: string[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const kind = turns.next();
      taken.push(kind);
      turns.note(kind, rate[kind] * 10, 10);
    }
    expect(taken).toEqual(['a', 'b', 'c', 'b', 'b', 'b', 'b']);
  });

  it('come back now and then to the kind that was not drawn for longest', () => {
    const turns = new PartTurns(['a', 'b']);
    const taken: string[] = [];
    for (let turn = 0; turn < 16; turn += 1) {
      const kind = turns.next();
      taken.push(kind);
      turns.note(kind, kind === 'b' ? 1 : 0, 1);
    }
    expect(taken.map((kind, at) => (kind === 'a' ? at + 1 : 0)).filter((at) => at > 0)).toEqual([1, 8, 16]);
  });

  it('leave a kind that gains no more', () => {
    const turns = new PartTurns(['a', 'b']);
    turns.note('a', 100, 10);
    turns.note('b', 20, 10);
    let left = 0;
    while (turns.next() === 'a' && left < 100) {
      turns.note('a', 0, 10);
      left += 1;
    }
    // 100 / 10, then 80 / 18 and 64 / 24.4; 51.2 / 29.5 is below 20 / 10.
    expect(left).toBe(3);
  });
});
