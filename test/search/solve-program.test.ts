import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine, EngineResult } from '../../solver/engines/contract.js';
import { glpk, glpkEngine } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { jslp } from '../../solver/engines/jslp.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { checkPoint, objectiveOf } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { isProvenGap } from '../../solver/program/proof.js';
import { chooseEngine, chooseLinearEngine } from '../../solver/search/choose-engine.js';
import { type ProgramSource, type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';

const COLUMNS = 4;
const MOST = 3;
interface Row {
  readonly coefficients: readonly number[];
  readonly upper: number;
}
interface Small {
  readonly cost: readonly number[];
  readonly rows: readonly Row[];
  readonly later: readonly Row[];
}

const whole = (min: number, max: number) => fc.integer({ min, max });
const row = fc.record({
  coefficients: fc.array(whole(-3, 5), { minLength: COLUMNS, maxLength: COLUMNS }),
  upper: whole(-2, 12),
});
const small: fc.Arbitrary<Small> = fc.record({
  cost: fc.array(whole(-9, 9), { minLength: COLUMNS, maxLength: COLUMNS }),
  rows: fc.array(row, { minLength: 1, maxLength: 3 }),
  later: fc.array(row, { minLength: 0, maxLength: 3 }),
});

/** Whole numbers 0 to 3 in four columns; the later rows are written only once a point breaks them. */
const sourceOf = ({ cost, rows, later }: Small): ProgramSource & { whole(): Program } => {
  const make = (written: readonly Row[]): Program => {
    const builder = new ProgramBuilder();
    cost.forEach((amount, column) => {
      builder.addColumn({ name: `x${column}`, lower: 0, upper: MOST, integer: true });
      builder.addCost(column, amount);
    });
    written.forEach(({ coefficients, upper }, index) => {
      const terms = coefficients.map((coefficient, column) => ({ column, coefficient }));
      builder.addRow(`r${index}`, terms, Number.NEGATIVE_INFINITY, upper);
    });
    return builder.build();
  };
  const written = [...rows];
  const waiting = new Set(later);
  return {
    program: () => make(written),
    whole: () => make([...rows, ...later]),
    addViolated: (point) => {
      const broken = [...waiting].filter(
        ({ coefficients, upper }) =>
          coefficients.reduce((sum, one, column) => sum + one * (point[column] ?? 0), 0) > upper + 1e-6,
      );
      for (const one of broken) {
        waiting.delete(one);
        written.push(one);
      }
      return broken.length;
    },
  };
};

/** The least cost of the 256 points, or undefined where none is feasible. */
const enumerated = (program: Program): number | undefined => {
  let best: number | undefined;
  for (let code = 0; code < (MOST + 1) ** COLUMNS; code += 1) {
    const point = Float64Array.from(
      { length: COLUMNS },
      (_, column) => Math.floor(code / (MOST + 1) ** column) % (MOST + 1),
    );
    if (!checkPoint(program, point).feasible) continue;
    const objective = objectiveOf(program, point);
    if (best === undefined || objective < best) best = objective;
  }
  return best;
};

const optionsFor = (engine: Engine, more: Partial<SearchOptions> = {}): SearchOptions => ({
  engine,
  linearEngine: engine.supports.rowDuals ? engine : glpk,
  gapFraction: 0,
  timeLeftMs: () => undefined,
  ...more,
});

describe.each([glpk, highs, jslp])('solveProgram with $id', (engine) => {
  it('finds what enumeration finds, rows added on the way included', async () => {
    await fc.assert(
      fc.asyncProperty(small, async (drawn) => {
        const source = sourceOf(drawn);
        const best = enumerated(source.whole());
        const result = await solveProgram(source, optionsFor(engine));
        if (best === undefined) {
          expect(result.stop).toBe('infeasible');
          expect(result.point).toBeUndefined();
          return;
        }
        expect(result.objective).toBeCloseTo(best, 6);
        expect(result.stop).toBe('proven');
        expect(checkPoint(source.whole(), result.point ?? []).feasible).toBe(true);
        expect(result.safeBound ?? Number.NaN).toBeLessThanOrEqual(best + 1e-9);
        if (result.bound) expect(result.bound.value).toBeLessThanOrEqual(best + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('within a gap, stays within it of what enumeration finds', async () => {
    await fc.assert(
      fc.asyncProperty(small, async (drawn) => {
        const source = sourceOf(drawn);
        const best = enumerated(source.whole());
        const result = await solveProgram(source, optionsFor(engine, { gapFraction: 0.5 }));
        if (best === undefined) return;
        expect(['proven', 'gap']).toContain(result.stop);
        const { objective = Number.NaN, bound } = result;
        expect(checkPoint(source.whole(), result.point ?? []).feasible).toBe(true);
        if (result.stop === 'gap')
          expect(
            (objective - (bound?.value ?? Number.NaN)) / Math.max(Math.abs(objective), 1e-9),
          ).toBeLessThanOrEqual(0.5 + 1e-9);
        expect(objective - best).toBeLessThanOrEqual(0.5 * Math.abs(objective) + 1e-6);
      }),
      { numRuns: 30 },
    );
  });
});

/** An engine that answers what it is told, one answer a call. */
const scripted = (answers: readonly EngineResult[]): Engine & { calls: number } => {
  const engine = {
    id: 'glpk' as const,
    supports: { ...glpk.supports, rowDuals: false },
    calls: 0,
    version: () => Promise.resolve('test'),
    solve: (): Promise<EngineResult> => {
      const answer = answers[Math.min(engine.calls, answers.length - 1)];
      engine.calls += 1;
      return answer ? Promise.resolve(answer) : Promise.reject(new Error('no answer'));
    },
  };
  return engine;
};

describe('how a search ends', () => {
  /** min -x0 - x1, 2 x0 + 2 x1 <= 5: the linear optimum is -2.5, the whole one -2. */
  const drawn: Small = { cost: [-1, -1, 0, 0], rows: [{ coefficients: [2, 2, 0, 0], upper: 5 }], later: [] };
  const good = Float64Array.of(1, 0, 0, 0);
  const best = Float64Array.of(1, 1, 0, 0);
  const search = (
    answers: readonly EngineResult[],
    more: Partial<SearchOptions> = {},
    later: readonly Row[] = [],
  ) => {
    const engine = scripted(answers);
    return solveProgram(sourceOf({ ...drawn, later }), {
      ...optionsFor(engine),
      linearEngine: glpk,
      ...more,
    });
  };

  it('at the time limit with the incumbent, the linear bound and the reason', async () => {
    const result = await search([{ stop: 'time-limit', point: good, objective: -1, detail: '' }]);
    expect(result).toMatchObject({ stop: 'time-limit', objective: -1 });
    expect(result.bound?.kind).toBe('safe-lp');
    expect(result.bound?.value).toBeCloseTo(-2.5, 6);
  });

  it('at the time limit without an incumbent there is no point, and a bound all the same', async () => {
    const result = await search([{ stop: 'time-limit', detail: '' }]);
    expect(result.stop).toBe('time-limit');
    expect(result.point).toBeUndefined();
    expect(result.bound?.value).toBeCloseTo(-2.5, 6);
  });

  it('cancelled: keeps what it has', async () => {
    const result = await search([{ stop: 'cancelled', point: good, objective: -1, detail: '' }]);
    expect(result).toMatchObject({ stop: 'cancelled', objective: -1 });
  });

  it('a bound of the tree that is better than the linear one is taken, and meets the point: proven', async () => {
    const bound = { value: -2, kind: 'engine-tree' } as const;
    const result = await search([{ stop: 'proven', point: best, objective: -2, bound, detail: '' }]);
    expect(result).toMatchObject({ stop: 'proven', objective: -2, bound });
  });

  it('proven is as close as was asked: a cent by itself, less where parts add up to a proof', async () => {
    const bound = { value: -2.005, kind: 'engine-tree' } as const;
    const answers: EngineResult[] = [{ stop: 'gap', point: best, objective: -2, bound, detail: '' }];
    expect((await search(answers)).stop).toBe('proven');
    expect((await search(answers, { absoluteGap: 1e-3 })).stop).toBe('gap');
  });

  it('an engine that stops at a gap it cannot show is asked again, for a proof', async () => {
    const loose = { stop: 'gap', point: good, objective: -1, detail: '' } as const;
    const proof = {
      stop: 'proven',
      point: best,
      objective: -2,
      bound: { value: -2, kind: 'engine-tree' },
      detail: '',
    } as const;
    const result = await search([loose, proof], { gapFraction: 0.1 });
    expect(result).toMatchObject({ stop: 'proven', objective: -2 });
  });

  it('a point that breaks a row nobody wrote is repaired when time is up: its whole numbers stay', async () => {
    // Least y - 2 x with 2 x <= 5, x whole. Later x + y >= 2: the linear optimum (2.5, 0) keeps it, (1, 0) does not.
    const rows: [number, number, number][] = [[2, 0, 5]];
    const source: ProgramSource = {
      program: () => {
        const builder = new ProgramBuilder();
        builder.addColumn({ name: 'x', lower: 0, upper: 3, integer: true });
        builder.addColumn({ name: 'y', lower: 0, upper: 10 });
        builder.addCost(0, -2);
        builder.addCost(1, 1);
        rows.forEach(([x, y, upper], index) => {
          const terms = [x, y].map((coefficient, column) => ({ column, coefficient }));
          builder.addRow(`r${index}`, terms, Number.NEGATIVE_INFINITY, upper);
        });
        return builder.build();
      },
      addViolated: ([x = 0, y = 0]) => {
        if (x + y >= 2 - 1e-6 || rows.length > 1) return 0;
        return rows.push([-1, -1, -2]) - 1;
      },
    };
    const broken = { stop: 'time-limit', point: Float64Array.of(1, 0), objective: -2, detail: '' } as const;
    const result = await solveProgram(source, { ...optionsFor(scripted([broken])), linearEngine: glpk });
    expect(result.stop).toBe('time-limit');
    expect([...(result.point ?? [])]).toEqual([1, 1]);
    expect(result.objective).toBeCloseTo(-1, 9);
  });

  it('asks the clock before every solve and hands on what is left', async () => {
    const left = [500, 400, 300, 200];
    const limits: (number | undefined)[] = [];
    const engine: Engine = {
      ...scripted([{ stop: 'time-limit', point: good, objective: -1, detail: '' }]),
      solve: (_, { timeLimitMs }) => {
        limits.push(timeLimitMs);
        return Promise.resolve({ stop: 'time-limit', point: good, objective: -1, detail: '' });
      },
    };
    await solveProgram(sourceOf(drawn), {
      ...optionsFor(engine),
      linearEngine: glpk,
      timeLeftMs: () => left.shift() ?? 0,
    });
    expect(limits).toEqual([400]);
  });

  it('proven means a cent, or a billionth', () => {
    expect(isProvenGap(100, 99.991)).toBe(true);
    expect(isProvenGap(100, 99.98)).toBe(false);
    expect(isProvenGap(1e9, 1e9 - 1)).toBe(true);
    expect(isProvenGap(1e9, 1e9 - 1.1)).toBe(false);
  });
});

describe('the choice of engine', () => {
  const program = (columns: number, integers: number): Program => {
    const builder = new ProgramBuilder();
    for (let column = 0; column < columns; column += 1)
      builder.addColumn({ name: `x${column}`, lower: 0, upper: 1, integer: column < integers });
    return builder.build();
  };
  const three = [jslp, highs, glpk];

  const idOf = async (engines: readonly Engine[], wanted: 'auto' | Engine['id'], sized: Program) =>
    (await chooseEngine(engines, wanted, sized)).id;

  it('is the one asked for, or an error that says how to hand it in', async () => {
    expect(await idOf(three, 'jslp', program(1, 0))).toBe('jslp');
    await expect(chooseEngine([glpk], 'highs', program(1, 0))).rejects.toThrow(
      '@placewright/solver/engines/highs',
    );
    await expect(chooseEngine([], 'auto', program(1, 0))).rejects.toThrow('no engine');
  });

  it('auto: GLPK for what it is adequate for, HiGHS above', async () => {
    expect(await idOf(three, 'auto', program(100, 100))).toBe('glpk');
    expect(await idOf(three, 'auto', program(7000, 0))).toBe('highs');
    expect(await idOf(three, 'auto', program(700, 700))).toBe('highs');
    expect(await idOf([jslp], 'auto', program(7000, 0))).toBe('jslp');
  });

  it('auto: passes over an engine whose package is not installed', async () => {
    const missing = glpkEngine({ load: () => Promise.reject(new Error('Cannot find package')) });
    expect(await idOf([missing, highs], 'auto', program(1, 0))).toBe('highs');
    await expect(chooseEngine([missing], 'auto', program(1, 0))).rejects.toThrow('no engine can be loaded');
  });

  it('takes an engine with duals for linear programs, where there is one', () => {
    expect(chooseLinearEngine(three, jslp).id).toBe('highs');
    expect(chooseLinearEngine(three, glpk).id).toBe('glpk');
    expect(chooseLinearEngine([jslp], jslp).id).toBe('jslp');
  });

  it('takes one that keeps linear programs for large ones, whoever solves them', () => {
    expect(chooseLinearEngine(three, glpk, program(7000, 0)).id).toBe('highs');
    expect(chooseLinearEngine(three, glpk, program(100, 100)).id).toBe('glpk');
    expect(chooseLinearEngine([glpk, jslp], glpk, program(7000, 0)).id).toBe('glpk');
  });
});
