import type { Engine, EngineLimits, EngineResult } from '../engines/contract.js';
import type { Bound, StopReason } from '../outcome.js';
import { checkPoint, objectiveOf } from '../program/check.js';
import { isProvenGap } from '../program/proof.js';
import { fixedIntegers } from '../program/relax.js';
import { betterBound, engineGap, gapOf } from './gap.js';
import type { LinearPhase } from './linear-phase.js';
import { inducedNeighbourhood } from './neighbourhood.js';
import { limitsOf, MOST_ROUNDS, type ProgramSource, type SearchOptions, type SearchResult } from './types.js';

/** Time a repair of the last incumbent may take after the limit. */
const REPAIR_MS = 2000;
/** Gaps of up to this many times the wanted one may close with a better plan alone. */
const NEAR_GAPS = 3;
/** Share of the time that an engine without a bound of its own has before one with a bound takes over, and the least it has. */
const FIRST_ENGINE_SHARE = 0.15;
const FIRST_ENGINE_LEAST_MS = 3000;
/** Share of the time left that looking around an incumbent may take. */
const NEARBY_TIME_FRACTION = 0.3;

const LIMITS: ReadonlySet<StopReason> = new Set(['time-limit', 'work-limit', 'cancelled', 'memory']);

/**
 * The engine's tree over a program that grows: rows its answers violate are added until none is left, and
 * the best point that holds for the whole program is kept. Bounds of earlier rounds stay valid, for those programs
 * had fewer rows.
 */
export class TreeSearch {
  private point: Float64Array | undefined;
  private objective = Number.POSITIVE_INFINITY;
  private bound: Bound | undefined;
  private rounds: number;
  private engine: Engine;
  private others: readonly Engine[];
  private hasLookedNearby = false;
  private detail = '';
  /** Time left at which another engine takes over; undefined where none does. */
  private handOverLeftMs: number | undefined;
  private isHandedOver = false;

  constructor(
    private readonly source: ProgramSource,
    private readonly options: SearchOptions,
    private readonly linear: LinearPhase,
  ) {
    this.rounds = linear.rounds;
    this.engine = options.engine;
    this.others = options.otherEngines ?? [];
    this.bound = betterBound(linear.safe, undefined);
    if (this.engine.supports.integerBound || !this.others[0]?.supports.integerBound) return;
    const leftMs = options.timeLeftMs();
    if (leftMs !== undefined)
      this.handOverLeftMs = leftMs - Math.max(FIRST_ENGINE_LEAST_MS, FIRST_ENGINE_SHARE * leftMs);
  }

  async run(): Promise<SearchResult> {
    let { start } = this.options;
    let gapFraction = engineGap(
      this.source.program(),
      this.options.gapFraction,
      this.linear.result.objective,
    );
    for (;;) {
      const result = await this.solve(gapFraction, start);
      if (this.isForAnother(result.stop)) {
        if (result.point && this.source.addViolated(result.point) === 0) this.offer(result.point);
        start = result.point ?? start;
        this.handOver();
        continue;
      }
      if (!result.point) {
        const [next, ...rest] = this.others;
        if (result.stop !== 'engine-failure' || !next) return this.answer(result.stop);
        this.engine = next;
        this.others = rest;
        this.handOverLeftMs = undefined;
        continue;
      }
      start = result.point;
      if (this.source.addViolated(result.point) > 0) {
        this.rounds += 1;
        const over = this.isOver(result.stop);
        if (over === undefined) continue;
        await this.repair(result.point);
        return this.answer(over);
      }
      this.offer(result.point);
      if (this.isProven()) return this.answer('proven');
      if (LIMITS.has(result.stop)) return this.answer(result.stop);
      if (this.options.isCancelled?.()) return this.answer('cancelled');
      if (this.isWithinGap()) return this.answer('gap');
      // An engine without a bound of its own stops at a gap it cannot show: look nearby, and else ask for a proof.
      if (gapFraction === 0) return this.answer(result.stop);
      await this.lookNearby();
      if (this.isWithinGap()) return this.answer('gap');
      gapFraction = 0;
    }
  }

  private async solve(gapFraction: number, start: Float64Array | undefined): Promise<EngineResult> {
    const { onProgress } = this.options;
    const limits = this.limits(gapFraction);
    const result = await this.engine.solve(this.source.program(), limits, start, (progress) => {
      const bound = Math.max(
        progress.bound ?? Number.NEGATIVE_INFINITY,
        this.bound?.value ?? Number.NEGATIVE_INFINITY,
      );
      onProgress?.({ ...progress, ...(Number.isFinite(bound) ? { bound } : {}) });
    });
    this.detail = result.detail;
    if (result.bound && result.bound.value > (this.bound?.value ?? Number.NEGATIVE_INFINITY))
      this.bound = result.bound;
    return result;
  }

  /** What is left of the limits, less what another engine has after this one. */
  private limits(gapFraction: number): EngineLimits {
    const limits = limitsOf(this.options, gapFraction);
    const { timeLimitMs } = limits;
    if (timeLimitMs === undefined || this.handOverLeftMs === undefined) return limits;
    return { ...limits, timeLimitMs: Math.max(1, timeLimitMs - Math.max(0, this.handOverLeftMs)) };
  }

  /** Whether an engine ran out of the time it has before another, and there is time for that one. */
  private isForAnother(stop: StopReason): boolean {
    const leftMs = this.options.timeLeftMs() ?? 0;
    return this.handOverLeftMs !== undefined && stop === 'time-limit' && leftMs > 1;
  }

  private handOver(): void {
    const [next, ...rest] = this.others;
    if (next) this.engine = next;
    this.others = rest;
    this.handOverLeftMs = undefined;
    this.isHandedOver = true;
  }

  /** Why no further round may be made, or undefined where one may. */
  private isOver(stop: StopReason): StopReason | undefined {
    if (LIMITS.has(stop)) return stop;
    if (this.options.isCancelled?.()) return 'cancelled';
    const left = this.options.timeLeftMs();
    if (left !== undefined && left <= 0) return 'time-limit';
    return this.rounds > MOST_ROUNDS ? 'work-limit' : undefined;
  }

  private offer(point: Float64Array): void {
    const objective = objectiveOf(this.source.program(), point);
    if (objective >= this.objective) return;
    this.point = point;
    this.objective = objective;
  }

  private isProven(): boolean {
    const { bound, objective, options } = this;
    return bound !== undefined && isProvenGap(objective, bound.value, options.absoluteGap);
  }

  private isWithinGap(gaps = 1): boolean {
    const { gapFraction } = this.options;
    if (gapFraction === 0 || this.bound === undefined) return false;
    return gapOf(this.source.program(), this.objective, this.bound.value) <= gaps * gapFraction;
  }

  /** Once, where a better point alone could show the gap: solves around the incumbent. */
  private async lookNearby(): Promise<void> {
    const linear = this.linear.result.point;
    if (this.hasLookedNearby || !linear || !this.point || !this.isWithinGap(NEAR_GAPS)) return;
    this.hasLookedNearby = true;
    const left = this.options.timeLeftMs();
    const near = inducedNeighbourhood(this.source.program(), this.point, linear);
    const result = await this.engine.solve(near, {
      ...limitsOf(this.options, 0),
      ...(left === undefined ? {} : { timeLimitMs: Math.max(1, left * NEARBY_TIME_FRACTION) }),
    });
    // A better point that breaks an unwritten row is left to the tree, which has the row from now on.
    if (result.point && this.source.addViolated(result.point) === 0) this.offer(result.point);
  }

  /** Keeps a point's whole numbers and lets the rest meet the rows it broke. */
  private async repair(point: Float64Array): Promise<void> {
    let current = point;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const fixed = await this.options.linearEngine.solve(fixedIntegers(this.source.program(), current), {
        gapFraction: 0,
        timeLimitMs: REPAIR_MS,
      });
      if (!fixed.point) return;
      current = fixed.point;
      if (this.source.addViolated(current) > 0) continue;
      if (checkPoint(this.source.program(), current).feasible) this.offer(current);
      return;
    }
  }

  private answer(stop: StopReason): SearchResult {
    const { safe } = this.linear;
    return {
      stop,
      engine: this.engine,
      rounds: this.rounds,
      program: this.source.program(),
      detail: this.detail,
      ...(this.bound ? { bound: this.bound } : {}),
      // A clock chose the engine that has the last word.
      ...(this.isHandedOver ? { isRaced: true } : {}),
      ...(safe === undefined ? {} : { safeBound: safe }),
      ...(this.point ? { point: this.point, objective: this.objective } : {}),
    };
  }
}
