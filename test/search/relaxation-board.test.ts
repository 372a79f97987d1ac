import { describe, expect, it } from 'vitest';
import type { Program } from '../../solver/program/program.js';
import { isSameMark, markOf } from '../../solver/search/program-mark.js';
import {
  type Guide,
  RelaxationBoard,
  type Relaxed,
  type TellRelaxed,
} from '../../solver/search/relaxation-board.js';
import { placementProgram } from './placement-program.js';

/** Two columns and three rows. */
const tiny = (more: Partial<Program> = {}): Program => ({
  columnCount: 2,
  rowCount: 3,
  cost: Float64Array.of(1, 2),
  columnLower: new Float64Array(2),
  columnUpper: Float64Array.of(1, 1),
  integer: Uint8Array.of(1, 0),
  rowStart: Int32Array.of(0, 1, 2, 3),
  rowColumn: Int32Array.of(0, 1, 0),
  rowValue: Float64Array.of(1, 1, 1),
  rowLower: Float64Array.of(1, 1, 1),
  rowUpper: Float64Array.of(1, 1, 2),
  columnNames: [],
  rowNames: [],
  ...more,
});

const relaxed = (bound: number, more: Partial<Relaxed> = {}): Relaxed => ({
  bound,
  point: Float64Array.of(bound, 2),
  reduced: Float64Array.of(0, bound),
  multipliers: Float64Array.of(3, 4, bound),
  isFinal: false,
  ...more,
});

const boardOf = (): RelaxationBoard => new RelaxationBoard(RelaxationBoard.bufferFor(2, 3), 1);
const guideOf = (board: RelaxationBoard, program: Program): Guide => {
  const guide = board.guideFor(program);
  if (!guide) throw new Error('not shared');
  return guide;
};
const tellerOf = (board: RelaxationBoard, program: Program): TellRelaxed => {
  const tell = board.tellerFor(program);
  if (!tell) throw new Error('not shared');
  return tell;
};

/** Each number of a program changed by itself, sizes kept. */
const changed = (program: Program): readonly Program[] => {
  const lists = ['cost', 'columnLower', 'columnUpper', 'rowValue', 'rowLower', 'rowUpper'] as const;
  const reals = lists.flatMap((name) =>
    Array.from(program[name], (value, at) => {
      const list = program[name].slice();
      list[at] = Number.isFinite(value) ? -value - 1 : 7;
      return { ...program, [name]: list };
    }),
  );
  const whole = Array.from(program.integer, (flag, at) => ({
    ...program,
    integer: program.integer.map((other, j) => (j === at ? 1 - flag : other)),
  }));
  const columns = Array.from(program.rowColumn, (column, at) => ({
    ...program,
    rowColumn: program.rowColumn.map((other, k) => (k === at ? (column + 1) % program.columnCount : other)),
  }));
  return [...reals, ...whole, ...columns];
};

describe('the board of a relaxation', () => {
  it('shows what was written last, once, to each reader', () => {
    const board = boardOf();
    const reader = guideOf(board, tiny());
    expect([reader.subject, reader.isNew, reader.read()]).toEqual(['none', false, undefined]);
    const tell = tellerOf(board, tiny());
    expect([reader.subject, reader.isNew, reader.read()]).toEqual(['own', false, undefined]);
    tell(relaxed(1));
    // Rows written since its search began have no place on it.
    tell(relaxed(2, { multipliers: Float64Array.of(3, 4, 2, 9), isFinal: true }));
    expect(reader.isNew).toBe(true);
    expect(reader.read()).toEqual(relaxed(2, { isFinal: true }));
    expect([reader.isNew, reader.read()]).toEqual([false, undefined]);
    reader.pause(1);
    expect(guideOf(board, tiny()).read()).toEqual(relaxed(2, { isFinal: true }));
  });

  it('shows nothing of another program of the same size, and that it is another', () => {
    const board = boardOf();
    const others = changed(tiny());
    let refused = 0;
    for (const other of others) {
      tellerOf(board, other)(relaxed(2));
      const reader = guideOf(board, tiny());
      expect([reader.subject, reader.isNew, reader.read()]).toEqual(['other', false, undefined]);
      refused += 1;
    }
    expect(refused).toBe(2 * 4 + 3 * 4);
    const reader = guideOf(board, tiny());
    tellerOf(board, tiny())(relaxed(3));
    expect(reader.read()?.bound).toBe(3);
    // Whoever has begun with another program has left this one.
    tellerOf(board, others[0] ?? tiny());
    expect([reader.subject, reader.isNew, reader.read()]).toEqual(['other', false, undefined]);
  });

  it('shows nothing of a part that has the same numbers and other columns of the whole', () => {
    const board = new RelaxationBoard(RelaxationBoard.bufferFor(4, 6), 1);
    board.tellerFor(tiny(), Int32Array.of(0, 2))?.(relaxed(2));
    expect(board.guideFor(tiny(), Int32Array.of(1, 3))).toMatchObject({ subject: 'other', isNew: false });
    expect(board.guideFor(tiny())).toMatchObject({ subject: 'other', isNew: false });
    expect(board.guideFor(tiny(), Int32Array.of(0, 2))?.read()?.bound).toBe(2);
  });

  it('has room for a smaller program, and none for small or larger ones', () => {
    const board = boardOf();
    const part = tiny({ columnCount: 1, rowCount: 2, rowColumn: Int32Array.of(0, 0, 0) });
    const told: Relaxed = {
      ...relaxed(5),
      point: Float64Array.of(1),
      reduced: Float64Array.of(2),
      multipliers: Float64Array.of(3, 4),
    };
    tellerOf(board, part)(told);
    expect(guideOf(board, part).read()).toEqual(told);
    expect(guideOf(board, tiny()).read()).toBeUndefined();
    const larger = tiny({ rowCount: 4, rowStart: Int32Array.of(0, 1, 2, 3, 3) });
    expect([board.guideFor(larger), board.tellerFor(larger)]).toEqual([undefined, undefined]);
    const small = new RelaxationBoard(board.shared, 3);
    expect([small.guideFor(tiny()), small.tellerFor(tiny())]).toEqual([undefined, undefined]);
  });
});

describe('the mark of a program', () => {
  it('is that of its copies, and of no program that differs in one number', () => {
    let compared = 0;
    const seen = new Set<string>();
    for (let seed = 1; seed <= 4; seed += 1) {
      const program = placementProgram({ seed, streams: 8, banks: 4, sites: 2 });
      const mark = markOf(program);
      expect(markOf(structuredClone({ ...program, columnNames: [], rowNames: [] }))).toEqual(mark);
      seen.add(mark.join(' '));
      for (const other of changed(program)) {
        expect(isSameMark(markOf(other), mark)).toBe(false);
        seen.add(markOf(other).join(' '));
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(800);
    expect(seen.size).toBe(compared + 4);
  });
});
