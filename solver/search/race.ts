import type { Engine, EngineProgress } from '../engines/contract.js';
import type { Bound, StopReason } from '../outcome.js';
import { checkPoint } from '../program/check.js';
import { isProvenGap } from '../program/proof.js';
import { Board } from './board.js';
import { gapOf } from './gap.js';
import type { RunningSearch, SearchEnd, SearchPort, SearchRole } from './port.js';
import { RelaxationBoard } from './relaxation-board.js';
import type { SentSource } from './sent-source.js';
import { TREE_COLUMNS_MAX } from './sizes.js';
import type { ProgramSource, SearchOptions, SearchResult } from './types.js';

/** After the limit a search may still hand over what it has. */
const GRACE_MS = 400;
const CANCEL_POLL_MS = 50;

/** A program source that can be sent to other threads. */
export interface SendableSource extends ProgramSource {
  send(): SentSource;
}

/**
 * Searches side by side in threads of the host, sharing the best point and the best bound. This thread waits, so that it
 * can end them on time whatever an engine does: what they found has been told by then. Points are checked here again,
 * and one that breaks a row is not taken.
 */
export const raceProgram = (
  source: SendableSource,
  options: SearchOptions,
  port: SearchPort,
  lateStart?: LateStart,
): Promise<SearchResult> => new Race(source, options, port).run(lateStart);

/** Finds a point to start from in this thread, which has nothing else to do once the others search. */
export type LateStart = () => Promise<Float64Array | undefined>;

const rolesFor = (threads: number, columnCount: number): SearchRole[] => {
  const [first, second, others]: SearchRole[] =
    columnCount <= TREE_COLUMNS_MAX ? ['search', 'tree', 'search'] : ['bound', 'plans', 'plans'];
  if (threads <= 1 || !first || !second || !others) return ['search'];
  return [first, second, ...new Array<SearchRole>(threads - 2).fill(others)];
};

const WEIGHT: Readonly<Record<StopReason, number>> = {
  infeasible: 9,
  unbounded: 8,
  proven: 7,
  gap: 6,
  cancelled: 5,
  'time-limit': 4,
  'work-limit': 3,
  memory: 2,
  'engine-failure': 1,
};

class Race {
  private readonly running: RunningSearch[] = [];
  private readonly ends: SearchEnd[] = [];
  private readonly board: Board | undefined;
  private readonly relaxation: SharedArrayBuffer | null;
  private readonly callOff: (() => void)[] = [];
  private point: Float64Array | undefined;
  private objective = Number.POSITIVE_INFINITY;
  private bound: Bound | undefined;
  private safeBound: number | undefined;
  private secondBound: number | undefined;
  private isOver = false;
  private finish: (result: SearchResult) => void = () => {};

  constructor(
    private readonly source: SendableSource,
    private readonly options: SearchOptions,
    private readonly port: SearchPort,
  ) {
    // Pages that are not cross-origin isolated share no memory; searches then go on without each other's points.
    const canShare = typeof SharedArrayBuffer !== 'undefined';
    const { columnCount, rowCount } = source.program();
    this.board = canShare ? new Board(Board.bufferFor(columnCount)) : undefined;
    const isShared = canShare && rolesFor(port.threads, columnCount).includes('plans');
    this.relaxation = isShared ? RelaxationBoard.bufferFor(columnCount, rowCount) : null;
  }

  run(lateStart?: LateStart): Promise<SearchResult> {
    return new Promise((resolve) => {
      this.finish = resolve;
      if (this.options.start) this.offer(this.options.start);
      const sent = this.source.send();
      const roles = rolesFor(this.port.threads, sent.program.columnCount);
      const leftMs = this.options.timeLeftMs() ?? Number.POSITIVE_INFINITY;
      roles.forEach((role, index) => {
        this.startOne(sent, role, index + 1, leftMs);
      });
      if (Number.isFinite(leftMs))
        this.callOff.push(this.port.after(leftMs + GRACE_MS, () => this.end('time-limit')));
      this.watchCancel();
      if (lateStart) void this.joinLate(lateStart);
    });
  }

  /** Begun when every thread has its task: work in this one keeps messages waiting. What it throws is told to its caller. */
  private async joinLate(lateStart: LateStart): Promise<void> {
    await Promise.all(this.running.map((one) => one.sent));
    const point = this.isOver ? undefined : await lateStart().catch(() => undefined);
    const before = this.objective;
    if (!point || this.isOver) return;
    this.offer(point);
    if (this.objective < before) this.tell(true);
    this.endIfReached();
  }

  private startOne(source: SentSource, role: SearchRole, seed: number, leftMs: number): void {
    const { engine, linearEngine, otherEngines = [], gapFraction } = this.options;
    const tree = [engine, ...otherEngines].find((one) => one.supports.integerBound) ?? engine;
    let toldBound: number | undefined;
    this.running.push(
      this.port.start(
        {
          source,
          role,
          seed,
          engine: role === 'tree' ? tree.id : engine.id,
          linearEngine: linearEngine.id,
          gapFraction,
          timeLimitMs: leftMs,
          start: this.point ?? null,
          isWarm: this.options.isWarm === true && this.point !== undefined,
          board: this.board?.shared ?? null,
          relaxation: this.relaxation,
        },
        {
          progress: (progress) => {
            if (this.isOver) return;
            this.hear(progress, toldBound);
            toldBound = progress.bound ?? toldBound;
          },
          end: (end) => this.oneEnded(end),
        },
      ),
    );
  }

  private hear(
    { point, bound, boundKind = 'engine-tree', secondBound }: EngineProgress,
    toldBefore: number | undefined,
  ): void {
    const before = this.objective;
    const boundBefore = this.bound?.value;
    if (point) this.offer(point);
    if (secondBound !== undefined)
      this.secondBound = Math.max(secondBound, this.secondBound ?? Number.NEGATIVE_INFINITY);
    if (bound !== undefined && bound !== toldBefore) this.raise({ value: bound, kind: boundKind });
    if (this.objective < before || this.bound?.value !== boundBefore) this.tell(this.objective < before);
    this.endIfReached();
  }

  private tell(isNewPoint: boolean): void {
    this.options.onProgress?.({
      ...(this.point ? { incumbent: this.objective } : {}),
      ...(this.bound ? { bound: this.bound.value } : {}),
      ...(isNewPoint && this.point ? { point: this.point } : {}),
    });
  }

  /** Takes a point that is better and holds in every row, written or not. */
  private offer(point: Float64Array): void {
    const check = checkPoint(this.source.program(), point);
    if (!check.feasible || !(check.objective < this.objective)) return;
    if (this.source.addViolated(point) > 0) return;
    this.point = point;
    this.objective = check.objective;
    this.board?.write({ point, objective: check.objective });
  }

  private raise(bound: Bound): void {
    const isBetter = bound.value > (this.bound?.value ?? Number.NEGATIVE_INFINITY);
    const isSurer = bound.value === this.bound?.value && bound.kind === 'safe-lp';
    if (isBetter || isSurer) this.bound = bound;
  }

  private endIfReached(): void {
    if (!this.point || !this.bound) return;
    const { gapFraction } = this.options;
    if (isProvenGap(this.objective, this.bound.value)) this.end('proven');
    else if (gapFraction > 0 && gapOf(this.source.program(), this.objective, this.bound.value) <= gapFraction)
      this.end('gap');
  }

  private oneEnded(end: SearchEnd): void {
    if (this.isOver) return;
    this.ends.push(end);
    if (end.bound) this.raise(end.bound);
    if (end.safeBound !== null) {
      this.safeBound = Math.max(this.safeBound ?? Number.NEGATIVE_INFINITY, end.safeBound);
      this.raise({ value: end.safeBound, kind: 'safe-lp' });
    }
    // A point that holds refutes an engine that finds none.
    if (end.stop === 'infeasible' && !this.point) this.end('infeasible');
    else this.endIfReached();
    if (!this.isOver && this.ends.length === this.running.length) this.end(this.lastWord());
  }

  /** Why the searches ended, where each has ended by itself: the strongest that is true of the whole. */
  private lastWord(): StopReason {
    const said = this.ends.map(({ stop }) => (stop === 'infeasible' ? 'engine-failure' : stop));
    // Neither was shown by the figures that came back, or it would have ended the race.
    const plain = said.map((stop) => (stop === 'proven' || stop === 'gap' ? 'work-limit' : stop));
    return plain.reduce((a, b) => (WEIGHT[b] > WEIGHT[a] ? b : a), 'engine-failure');
  }

  private watchCancel(): void {
    const { isCancelled } = this.options;
    if (!isCancelled) return;
    const look = (): void => {
      if (this.isOver) return;
      if (!isCancelled()) {
        this.callOff.push(this.port.after(CANCEL_POLL_MS, look));
        return;
      }
      this.board?.askToStop();
      this.callOff.push(this.port.after(GRACE_MS, () => this.end('cancelled')));
    };
    look();
  }

  private end(stop: StopReason): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const off of this.callOff) off();
    const ended = Promise.all(this.running.map((one) => one.stop()));
    // The cores are free only when the threads are gone.
    const answer = (): void => this.finish(this.answer(stop));
    ended.then(answer, answer);
  }

  private answer(stop: StopReason): SearchResult {
    const { engine, otherEngines = [], linearEngine } = this.options;
    const last = this.ends.at(-1);
    const named = (id: Engine['id'] | undefined): Engine =>
      [engine, linearEngine, ...otherEngines].find((one) => one.id === id) ?? engine;
    return {
      stop,
      engine: named(last?.engine),
      rounds: this.ends.reduce((most, one) => Math.max(most, one.rounds), 0),
      program: this.source.program(),
      detail: this.ends.map((one) => one.detail).join('; '),
      isRaced: true,
      ...(this.bound ? { bound: this.bound } : {}),
      ...(this.safeBound === undefined ? {} : { safeBound: this.safeBound }),
      ...(this.secondBound === undefined ? {} : { secondBound: this.secondBound }),
      ...(this.point ? { point: this.point, objective: this.objective } : {}),
    };
  }
}
