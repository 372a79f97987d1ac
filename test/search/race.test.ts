import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../fixtures/bench/families.js';
import { type Prepared, prepare } from '../../solver/compile/prepare.js';
import type { Engine, EngineProgress } from '../../solver/engines/contract.js';
import { highs } from '../../solver/engines/highs.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { checkPoint } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { Board } from '../../solver/search/board.js';
import type { SearchEvents, SearchPort, SearchTask } from '../../solver/search/port.js';
import { raceProgram, type SendableSource } from '../../solver/search/race.js';
import { runSearchTask } from '../../solver/search/run-task.js';
import { ReceivedSource, withoutNames } from '../../solver/search/sent-source.js';
import { type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { Dice } from '../oracle/random/dice.js';

/** With `isUneven`, profiles in which many hours are the highest of some mix: hour rows are then held back. */
const prepared = (seed = 1, workloads = 10, isUneven = false): Prepared => {
  const raw = FAMILIES.telco?.({ workloads, sites: 6, silicon: 3, seed });
  const dice = new Dice(seed + 50);
  const uneven = raw?.profiles?.map(({ id }) => ({
    id,
    values: Array.from({ length: 24 }, () => dice.real(0.1, 1)),
  }));
  const read = parseProblem(isUneven ? { ...raw, profiles: uneven } : raw);
  if (!read.ok) throw new Error(read.issues.map((issue) => issue.message).join('; '));
  return prepare(read.problem);
};

const sourceOf = ({ compiled }: Prepared): SendableSource => ({
  program: () => compiled.program(),
  addViolated: (point) => compiled.hours.addViolated(point),
  addCuts: (point) => compiled.cuts.addViolated(point),
  send: () => ({
    program: withoutNames(compiled.program()),
    families: compiled.hours.send(),
    links: compiled.cuts.send(),
    secondCost: null,
  }),
});

const optionsOf = (more: Partial<SearchOptions> = {}): SearchOptions => ({
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => 60_000,
  ...more,
});

const after: SearchPort['after'] = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

/** Threads that are none: what is sent is copied as a thread would get it, and run here. */
const inline = (threads: number, engines: readonly Engine[] = [highs]): SearchPort => ({
  threads,
  after,
  start: (task, events) => {
    let isOver = false;
    const sent = structuredClone({ ...task, board: null });
    const tell = (progress: EngineProgress): void => {
      if (!isOver) events.progress(structuredClone(progress));
    };
    void runSearchTask({ ...sent, board: task.board }, engines, () => performance.now(), tell).then((end) => {
      if (!isOver) events.end(structuredClone(end));
    });
    return {
      stop: async () => {
        isOver = true;
      },
    };
  },
});

/** Each thread does as told; what is not told does nothing at all, as an engine that hears nobody. */
const scripted = (
  scripts: readonly ((events: SearchEvents, task: SearchTask) => void)[],
): { readonly port: SearchPort; readonly stopped: number[]; readonly fire: () => void } => {
  const stopped: number[] = [];
  const timers: (() => void)[] = [];
  return {
    stopped,
    fire: () => {
      for (const run of timers.splice(0)) run();
    },
    port: {
      threads: scripts.length,
      after: (_, run) => {
        timers.push(run);
        return () => {};
      },
      start: (task, events) => {
        const index = task.seed - 1;
        queueMicrotask(() => scripts[index]?.(events, task));
        return {
          stop: async () => {
            stopped.push(index);
          },
        };
      },
    },
  };
};

/** Columns that stand on one row, all of them at 1 at the least. */
const loose = (columnCount: number): Program => ({
  columnCount,
  rowCount: 1,
  cost: new Float64Array(columnCount).fill(1),
  columnLower: new Float64Array(columnCount),
  columnUpper: new Float64Array(columnCount).fill(1),
  integer: new Uint8Array(columnCount),
  rowStart: Int32Array.of(0, columnCount),
  rowColumn: Int32Array.from({ length: columnCount }, (_, j) => j),
  rowValue: new Float64Array(columnCount).fill(1),
  rowLower: Float64Array.of(columnCount),
  rowUpper: Float64Array.of(columnCount),
  columnNames: [],
  rowNames: [],
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const ended = {
  stop: 'work-limit',
  engine: 'highs',
  bound: null,
  safeBound: null,
  rounds: 0,
  detail: '',
} as const;

describe('searches side by side', () => {
  it.each([1, 2])('prove what one search proves, with %i threads', async (threads) => {
    const alone = await solveProgram(sourceOf(prepared()), optionsOf());
    const raced = await raceProgram(sourceOf(prepared()), optionsOf(), inline(threads));
    expect(alone.stop).toBe('proven');
    expect(raced.stop).toBe('proven');
    expect(raced.objective).toBeCloseTo(alone.objective ?? Number.NaN, 2);
    expect(raced.isRaced).toBe(true);
  });

  it('keep what was found where an engine hears nobody and the limit comes', async () => {
    const { point, objective } = await solveProgram(sourceOf(prepared()), optionsOf());
    const { port, fire, stopped } = scripted([
      ({ progress }) => progress({ point: point ?? new Float64Array(), bound: (objective ?? 0) * 0.9 }),
      () => {},
    ]);
    const told: number[] = [];
    const race = raceProgram(
      sourceOf(prepared()),
      optionsOf({ onProgress: ({ incumbent }) => told.push(incumbent ?? Number.NaN) }),
      port,
    );
    await settled();
    fire();
    const result = await race;
    expect(result.stop).toBe('time-limit');
    expect(result.objective).toBeCloseTo(objective ?? Number.NaN, 6);
    expect(result.bound?.value).toBeCloseTo((objective ?? 0) * 0.9, 6);
    expect(stopped).toEqual([0, 1]);
    expect(told.at(-1)).toBeCloseTo(objective ?? Number.NaN, 6);
  });

  it('go on where a thread runs out of memory, and stop at the wanted gap', async () => {
    const { point, objective = 0 } = await solveProgram(sourceOf(prepared()), optionsOf());
    const { port } = scripted([
      ({ end }) => end({ ...ended, stop: 'memory' }),
      ({ progress }) => progress({ point: point ?? new Float64Array(), bound: objective * 0.999 }),
    ]);
    const result = await raceProgram(sourceOf(prepared()), optionsOf({ gapFraction: 0.05 }), port);
    expect(result.stop).toBe('gap');
  });

  it.each([
    [2, 20_001, ['bound', 'plans']],
    [3, 20_001, ['bound', 'plans', 'plans']],
    [2, 20_000, []],
    [1, 20_001, []],
  ] as const)(
    'share one relaxation where %i threads have %i columns',
    async (threads, columnCount, roles) => {
      const program = loose(columnCount);
      const shared: string[] = [];
      let warm = 0;
      const buffers = new Set<SharedArrayBuffer>();
      const note = (_: SearchEvents, task: SearchTask): void => {
        if (task.isWarm) warm += 1;
        if (!task.relaxation) return;
        shared.push(task.role);
        buffers.add(task.relaxation);
      };
      const { port, fire } = scripted(new Array(threads).fill(note));
      const source: SendableSource = {
        program: () => program,
        addViolated: () => 0,
        send: () => ({ program, families: [], links: [], secondCost: null }),
      };
      const start = new Float64Array(columnCount).fill(1);
      const race = raceProgram(source, optionsOf({ start, isWarm: true }), port);
      await settled();
      fire();
      await race;
      expect(shared).toEqual(roles);
      expect(buffers.size).toBe(roles.length > 0 ? 1 : 0);
      expect(warm).toBe(threads);
    },
  );

  it('take a start that this thread finds meanwhile, and show it to the others', async () => {
    const { point = new Float64Array(), objective } = await solveProgram(sourceOf(prepared()), optionsOf());
    let board: Board | undefined;
    const { port, fire } = scripted([
      (_, task) => {
        board = task.board ? new Board(task.board) : undefined;
      },
    ]);
    const race = raceProgram(sourceOf(prepared()), optionsOf(), port, async () => point);
    await settled();
    expect(board?.read()?.objective).toBeCloseTo(objective ?? Number.NaN, 6);
    fire();
    const result = await race;
    expect(result.stop).toBe('time-limit');
    expect(result.objective).toBeCloseTo(objective ?? Number.NaN, 6);
  });

  it('go on where finding a start fails', async () => {
    const { port, fire } = scripted([() => {}]);
    const race = raceProgram(sourceOf(prepared()), optionsOf(), port, () =>
      Promise.reject(new Error('no start')),
    );
    await settled();
    fire();
    expect((await race).stop).toBe('time-limit');
  });

  it('say memory where every thread ran out of it', async () => {
    const { port } = scripted([({ end }) => end({ ...ended, stop: 'memory' })]);
    const result = await raceProgram(sourceOf(prepared()), optionsOf(), port);
    expect(result).toMatchObject({ stop: 'memory' });
    expect(result.point).toBeUndefined();
  });

  it('take no point that breaks a row, and call nothing infeasible that has a plan', async () => {
    const { point = new Float64Array(), objective } = await solveProgram(sourceOf(prepared()), optionsOf());
    const { port } = scripted([
      ({ progress, end }) => {
        progress({ point: point.map(() => 0), incumbent: 0 });
        progress({ point });
        end({ ...ended, stop: 'infeasible' });
      },
    ]);
    const result = await raceProgram(sourceOf(prepared()), optionsOf(), port);
    expect(result.stop).toBe('engine-failure');
    expect(result.objective).toBeCloseTo(objective ?? Number.NaN, 6);
  });

  it('stop soon after a cancel', async () => {
    let isCancelled = false;
    const { port, fire } = scripted([() => {}]);
    const race = raceProgram(
      sourceOf(prepared()),
      optionsOf({ isCancelled: () => isCancelled, timeLeftMs: () => undefined }),
      port,
    );
    isCancelled = true;
    fire();
    fire();
    expect((await race).stop).toBe('cancelled');
  });
});

describe('a source that was sent', () => {
  it('writes the rows and cuts the sender writes for the same points', () => {
    let hourRows = 0;
    let cutRows = 0;
    for (let seed = 1; seed <= 5; seed += 1) {
      const problem = prepared(seed, 25, true);
      const sender = sourceOf(problem);
      const received = new ReceivedSource(structuredClone(sender.send()));
      const dice = new Dice(seed);
      for (let round = 0; round < 4; round += 1) {
        const { columnCount, columnLower, columnUpper } = sender.program();
        const point = Float64Array.from({ length: columnCount }, (_, column) =>
          dice.chance(0.3) ? (columnUpper[column] ?? 0) : (columnLower[column] ?? 0),
        );
        const hours = received.addViolated(point);
        expect(hours).toBe(sender.addViolated(point));
        const cuts = received.addCuts(point);
        expect(cuts).toBe(sender.addCuts?.(point));
        hourRows += hours;
        cutRows += cuts;
      }
      const { columnNames: _, rowNames: __, ...own } = sender.program();
      const { columnNames: ___, rowNames: ____, ...other } = received.program();
      expect(other.rowCount).toBe(own.rowCount);
      // Rows may be written in another order; that they are the same rows shows in what breaks them.
      const dicePoint = new Dice(seed + 100);
      for (let trial = 0; trial < 5; trial += 1) {
        const point = own.columnUpper.map((upper) => (dicePoint.chance(0.2) ? upper : 0));
        expect(checkPoint(received.program(), point).feasible).toBe(
          checkPoint(sender.program(), point).feasible,
        );
      }
    }
    expect(cutRows).toBeGreaterThan(10);
    expect(hourRows).toBeGreaterThan(10);
  });
});

describe('the board of several searches', () => {
  it('shows a point once, and the newest', () => {
    const writer = new Board(Board.bufferFor(3));
    const reader = new Board(writer.shared);
    expect(reader.read()).toBeUndefined();
    writer.write({ point: Float64Array.of(1, 2, 3), objective: 9 });
    writer.write({ point: Float64Array.of(1, 0, 3), objective: 7 });
    expect(reader.read()).toEqual({ point: Float64Array.of(1, 0, 3), objective: 7 });
    expect(reader.read()).toBeUndefined();
    expect(reader.isAskedToStop).toBe(false);
    writer.askToStop();
    expect(reader.isAskedToStop).toBe(true);
  });
});
