import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { writeLp } from '../../solver/program/lp-format.js';
import { writeMps } from '../../solver/program/mps-format.js';
import { readMps } from '../../solver/program/mps-reader.js';
import type { Program } from '../../solver/program/program.js';
import { randomProgram } from './random-programs.js';

const samples = (): Program[] =>
  [1, 2, 3, 4, 5, 6].map((seed) =>
    randomProgram(seed, { columns: 9, rows: 7, integer: seed % 2 === 0, width: 5, decades: 1 }),
  );

const numbers = (program: Program) => {
  const { rowNames: _rows, columnNames: _columns, ...rest } = program;
  return rest;
};

/** An independent reader of both formats: HiGHS's own. */
const solvedByReader = async (format: 'lp' | 'mps', text: string): Promise<number> => {
  const package_ = await (loadHighs as unknown as () => Promise<import('highs').Highs>)();
  return package_.withModel({ format, data: text }, (model): number => {
    model.options.set({ output_flag: false, mip_rel_gap: 0 });
    model.run();
    return model.getObjectiveValue();
  });
};

describe('the LP and MPS writers', () => {
  it('write what another reader solves to the same optimum', async () => {
    for (const program of samples()) {
      const { objective = Number.NaN } = await highs.solve(program, { gapFraction: 0 });
      expect(await solvedByReader('lp', writeLp(program))).toBeCloseTo(objective, 6);
      expect(await solvedByReader('mps', writeMps(program))).toBeCloseTo(objective, 6);
    }
  });

  it('write MPS that is read back as the same numbers', () => {
    for (const program of samples()) {
      const back = readMps(writeMps(program));
      const { rowLower, ...rest } = numbers(program);
      expect(numbers(back)).toMatchObject(rest);
      rowLower.forEach((lower, i) => {
        if (Number.isFinite(lower)) expect(back.rowLower[i]).toBeCloseTo(lower, 9);
        else expect(back.rowLower[i]).toBe(lower);
      });
    }
  });

  it('write comments that other readers pass over, a line each', async () => {
    const [program] = samples();
    if (!program) throw new Error('no sample');
    const comments = ['two\nlines', 'End', '* \\ ENDATA'];
    const [lp, mps] = [writeLp(program, comments), writeMps(program, comments)];
    expect(lp.split('\n').slice(0, 4)).toEqual(['\\ two lines', '\\ End', '\\ * \\ ENDATA', 'Minimize']);
    expect(mps.split('\n').slice(0, 4)).toEqual([
      '* two lines',
      '* End',
      '* * \\ ENDATA',
      'NAME program FREE',
    ]);
    const objective = await solvedByReader('lp', writeLp(program));
    expect(await solvedByReader('lp', lp)).toBe(objective);
    expect(await solvedByReader('mps', mps)).toBeCloseTo(objective, 9);
    expect(numbers(readMps(mps))).toEqual(numbers(readMps(writeMps(program))));
  });

  it('send no names of ours and no objective constant', () => {
    const builder = new ProgramBuilder();
    const one = builder.addColumn({ name: 'all constants', lower: 1, upper: 1 });
    builder.addCost(one, 12.5);
    builder.addRow('a row; with words', [{ column: one, coefficient: 1 }], 0, 2);
    const program = builder.build();
    for (const text of [writeLp(program), writeMps(program)]) {
      expect(text).not.toMatch(/constants|words/);
      expect(text).toContain('12.5');
    }
    expect(writeLp(program)).toContain('x0 = 1');
    expect(writeMps(program)).toContain('FX bnd x0 1');
    expect(writeMps(program)).not.toContain('rhs cost');
  });
});

describe('readMps', () => {
  const mps = (bounds: string, rhs = ''): string =>
    `NAME t\nROWS\n N obj\n L r\n G s\n E e\n N free\nCOLUMNS\n x obj 1 r 2\n x s 1 e 1\n x free 1\nRHS\n RHS r 8 s 1\n${rhs}RANGES\n RNG r 3 e -2\nBOUNDS\n${bounds}ENDATA\n`;

  it('reads ranges, free rows and an objective constant, which becomes a fixed column', () => {
    const program = readMps(mps(' UP B x 4\n', ' RHS obj -7\n'));
    expect([...program.rowLower]).toEqual([5, 1, -2, Number.NEGATIVE_INFINITY]);
    expect([...program.rowUpper]).toEqual([8, Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
    expect([...program.cost]).toEqual([1, 7]);
    expect([program.columnLower[1], program.columnUpper[1]]).toEqual([1, 1]);
  });

  it.each([
    ['an infinite column', ' MI B x\n'],
    ['an unknown column', ' UP B z 4\n'],
    ['an unknown bound type', ' SC B x 4\n'],
    ['a word for a number', ' UP B x four\n'],
  ])('refuses %s and says where', (_, bounds) => {
    expect(() => readMps(mps(bounds))).toThrow(/line \d+/);
  });
});
