import type { Engine, EngineResult } from '../engines/contract.js';
import type { Bound, StopReason } from '../outcome.js';
import { isProvenGap } from '../program/proof.js';
import { Budget } from './budget.js';
import { Dice } from './dice.js';
import { divedPoint, roundedPoint, whereItStands } from './dived-point.js';
import { gapOf } from './gap.js';
import { ledBy, raisedBy } from './guided-steps.js';
import { type Hubs, hubsInTurn, hubsOf } from './hubs.js';
import { Incumbent } from './incumbent.js';
import { groupsOf } from './linear/groups.js';
import type { Sifted } from './linear/sifted.js';
import { LocalSearch } from './local/local-search.js';
import { neighbourhood, pivotsOf } from './neighbourhoods.js';
import { type Landscape, markGroup, partOf, withWritten } from './part.js';
import { PartTurns } from './part-turns.js';
import { refill } from './refill.js';
import { region } from './regions.js';
import { TREE_COLUMNS_MAX } from './sizes.js';
import type { ProgramSource, SearchOptions, SearchResult } from './types.js';
import { WHOLE } from './whole.js';

/** Cheapest columns of a group that a first plan may use, try by try. */
const START_COLUMNS = [10, 30, 100] as const;
/** Nodes of one neighbourhood. */
const NEAR_NODES = 300;
/** Share of the time left that one part may take. */
const PART_TIME_SHARE = 0.3;
const START_NODES = 2000;
const START_MS = 15000;
/** Gap at which a first plan is good enough where neighbourhoods do the rest. */
const FIRST_PLAN_GAP = 0.02;
/** Share of the time left that small steps take before any part is solved, and their number where no clock decides. */
const LOCAL_TIME_SHARE = 0.12;
/** Gap at which whole counts under a rounded point are good enough. */
const SETTLED_GAP = 2e-3;
const SETTLED_MS = 2000;
/** Gap below which a plan is improved as it stands. */
const NEAR_GAP = 0.05;
/** Groups of the first part; later ones have as many as the engine answers in time. */
const FIRST_GROUPS = 60;
/** Kinds of parts: one hub filled anew, hubs that compete, rows that compete; and the time of one. */
const PART_MS = { hub: 400, region: 2000, rows: 2000 } as const;
type PartKind = keyof typeof PART_MS;
/** Parts between two runs of small steps, and the share of the time left that such a run takes. */
const PARTS_A_POLISH = 32;
const POLISH_TIME_SHARE = 0.03;
const LOCAL_STEPS = 3000;
const LOCAL_ROUNDS = 10;
/** Gain, relative to the cost, below which a neighbourhood counts as without one. */
const IDLE_GAIN = 1e-5;
const IDLE_MOST = 12;
const IDLE_FOR_TREE = 16;

/**
 * Plans for programs that no tree finishes: a first one from the relaxation, then one neighbourhood after the other, each
 * a small program for the engine. The bound is the relaxation's safe one.
 */
export class LargeSearch {
  private readonly incumbent: Incumbent;
  private readonly budget: Budget;
  private readonly engine: Engine;
  private bound: Bound;
  private land: Landscape;
  private readonly hubs: Hubs;
  private readonly hubOrder: number[];
  private detail = '';
  /** What the last part gained itself, other searches left out. */
  private partGain = 0;
  /** The first part was the whole program: no part of it can have more. */
  private isExhausted = false;

  constructor(
    private readonly source: ProgramSource,
    private readonly options: SearchOptions,
    private readonly sifted: Sifted,
  ) {
    this.incumbent = new Incumbent(source, options);
    this.budget = new Budget(options);
    this.engine = options.partEngine ?? options.engine;
    this.bound = { value: sifted.bound, kind: 'safe-lp' };
    const { program, entries, shape, reduced, multipliers, point } = sifted;
    const groups = groupsOf(program, shape);
    this.land = { program, entries, shape, groups, reduced, multipliers, linear: point };
    this.hubs = hubsOf(program, shape, groups);
    this.hubOrder = hubsInTurn(this.hubs, new Dice(options.seed ?? 1));
  }

  async run(): Promise<SearchResult> {
    this.options.onProgress?.({ bound: this.bound.value, boundKind: this.bound.kind });
    if (this.options.start) this.incumbent.offer(this.options.start);
    this.hearOthers();
    if (!this.isNear() && !(await this.first())) await this.start();
    return this.answer(await this.improve());
  }

  /** Whether the plan known is one that neighbourhoods make more of than a new start would. */
  private isNear(): boolean {
    const { objective, point } = this.incumbent;
    return point !== undefined && gapOf(this.land.program, objective, this.bound.value) < NEAR_GAP;
  }

  private isDone(): StopReason | undefined {
    const { objective, point } = this.incumbent;
    if (!point) return this.budget.over();
    if (isProvenGap(objective, this.bound.value)) return 'proven';
    const { gapFraction } = this.options;
    const isNear = gapFraction > 0 && gapOf(this.land.program, objective, this.bound.value) <= gapFraction;
    return isNear ? 'gap' : this.budget.over();
  }

  /** A plan near the relaxation: what it leaves whole stays, the rest is solved. */
  private async start(): Promise<void> {
    for (const cheapest of START_COLUMNS) {
      if (this.budget.over()) return;
      this.refresh();
      const { land } = this;
      const isFree = new Uint8Array(land.program.columnCount);
      const base = roundedPoint(land.program, land.linear);
      for (let group = 0; group < land.groups.count; group += 1) {
        const isWide = cheapest !== START_COLUMNS[0] || this.isForTree || this.isFractional(group);
        // A group that the relaxation places whole may still have to give way to whole units: to a place that is free.
        markGroup(land, isFree, group, isWide ? cheapest : 0, [land.linear]);
      }
      for (let j = 0; j < isFree.length; j += 1) if (land.shape.isServing[j] !== 1) isFree[j] = 1;
      const before = this.incumbent.objective;
      this.isExhausted = isFree.every(
        (free, j) => free === 1 || land.program.columnLower[j] === land.program.columnUpper[j],
      );
      await this.solvePart(isFree, base, START_NODES, this.isForTree ? Number.POSITIVE_INFINITY : START_MS);
      if (this.incumbent.objective < before) return;
    }
  }

  /** A plan near the relaxation by rounding, unless another search has that, and small steps; false where there is none. */
  private async first(): Promise<boolean> {
    const { land, hubs, options, budget } = this;
    const dived = options.dives === false ? undefined : await divedPoint(land, hubs, options, budget);
    if (dived && !dived.hasCounts) await this.settleCounts(dived.point);
    const share = this.isForTree ? LOCAL_TIME_SHARE / 2 : LOCAL_TIME_SHARE;
    const start = dived?.hasCounts ? roundedPoint(land.program, dived.point) : undefined;
    if (!(start && this.local(share, start))) this.local(share);
    return this.incumbent.point !== undefined;
  }

  /** Whole counts under a rounded point: every group may stay where it is or go where nothing weighs on it. */
  private async settleCounts(dived: Float64Array): Promise<void> {
    const isFree = whereItStands(this.land, dived);
    const base = roundedPoint(this.land.program, dived);
    await this.solvePart(isFree, base, START_NODES, SETTLED_MS, SETTLED_GAP);
  }

  private hearOthers(): void {
    const foreign = this.options.foreign?.();
    if (foreign) this.incumbent.offer(foreign.point);
    const relaxed = this.options.guide?.read();
    if (relaxed) [this.land, this.bound] = [ledBy(this.land, relaxed), raisedBy(this.bound, relaxed)];
  }

  /** Small steps from a point, by default the best plan, or from nothing; false where they led to no plan. */
  private local(timeShare: number, start?: Float64Array): boolean {
    const firstMs = this.budget.timeLeftMs;
    const isTimed = Number.isFinite(firstMs);
    const spentFraction = (): number => {
      if (this.budget.over()) return 1;
      return isTimed ? (firstMs - this.budget.timeLeftMs) / Math.max(1, firstMs * timeShare) : 0;
    };
    this.hearOthers();
    let from = start ?? this.incumbent.point ?? Float64Array.from(this.land.program.columnLower);
    let isFound = false;
    for (let round = 0; round < LOCAL_ROUNDS && spentFraction() < 1; round += 1) {
      this.refresh();
      const search = new LocalSearch(this.land, from, (this.options.seed ?? 1) + round);
      const steps = isTimed ? Number.MAX_SAFE_INTEGER : LOCAL_STEPS;
      const found = search.run({ steps, spentFraction });
      if (!found) break;
      isFound = this.incumbent.offer(found) || isFound;
      if (isFound) break;
      // It broke rows that are written now: they are mended from there.
      from = found;
    }
    this.budget.spend(1);
    return isFound;
  }

  /** One neighbourhood after the other until a limit, the wanted gap, or nothing is left to be hoped for. */
  private async improve(): Promise<StopReason> {
    const dice = new Dice(this.options.seed ?? 1);
    const groups: Record<PartKind, number> = { hub: FIRST_GROUPS, region: FIRST_GROUPS, rows: FIRST_GROUPS };
    const turns = new PartTurns<PartKind>(this.hubs.count < 2 ? ['rows'] : ['hub', 'region', 'rows']);
    let idle = 0;
    let step = 0;
    for (;;) {
      this.hearOthers();
      const over = this.isDone();
      const { point, objective } = this.incumbent;
      if (over) return over;
      if (!point || this.isExhausted || idle >= this.idleMost()) return 'engine-failure';
      this.refresh();
      const kind = turns.next();
      const firstMs = this.budget.timeLeftMs;
      const isFree = this.around(kind, dice, point, Math.round(groups[kind]), step);
      step += 1;
      const result = await this.solvePart(isFree, point, NEAR_NODES, PART_MS[kind]);
      const isWhole = kind !== 'hub' && groups[kind] >= this.land.groups.count;
      // All groups at once, and proven: what is left to find needs columns that no part takes.
      if (result?.stop === 'proven' && isWhole) return 'engine-failure';
      const effort = Number.isFinite(firstMs) ? firstMs - this.budget.timeLeftMs : PART_MS[kind];
      turns.note(kind, this.partGain, Math.max(1, effort));
      idle = this.incumbent.objective < objective - IDLE_GAIN * Math.abs(objective) ? 0 : idle + 1;
      const isEasy = result?.stop === 'proven' || result?.stop === 'gap';
      groups[kind] = Math.min(Math.max(10, groups[kind] * (isEasy ? 1.1 : 0.85)), this.land.groups.count);
      if (!this.isForTree && step % PARTS_A_POLISH === 0) this.local(POLISH_TIME_SHARE);
    }
  }

  /** What to leave open around a point. */
  private around(kind: PartKind, dice: Dice, point: Float64Array, groups: number, step: number): Uint8Array {
    const { land, hubs } = this;
    if (kind === 'rows') return neighbourhood(land, pivotsOf(land), dice, point, groups, step);
    const seed = this.hubOrder[step % hubs.count] ?? 0;
    return (kind === 'hub' ? refill : region)(land, hubs, dice, point, { groups, seed });
  }

  /** Neighbourhoods without a gain after which a tree over the whole has more to give. */
  private idleMost(): number {
    if (this.isForTree) return IDLE_FOR_TREE;
    return this.budget.isLimited ? Number.POSITIVE_INFINITY : IDLE_MOST;
  }

  /** Whether a tree over the whole is worth its time, so that parts only lead up to it. */
  private get isForTree(): boolean {
    return this.land.program.columnCount <= TREE_COLUMNS_MAX;
  }

  private async solvePart(
    isFree: Uint8Array,
    base: Float64Array,
    nodes: number,
    mostMs: number,
    gapFraction = this.partGap(),
  ): Promise<EngineResult | undefined> {
    this.partGain = 0;
    const isPlan = base === this.incumbent.point;
    const part = partOf(this.land, isFree, base, isPlan);
    if (!part) return undefined;
    const limits = this.budget.limits(PART_TIME_SHARE, mostMs, nodes, gapFraction);
    const from = isPlan ? part.narrow(base) : undefined;
    const result = await this.engine.solve(part.program, limits, from);
    this.budget.spend(1 + (result.workNodes ?? nodes));
    this.detail = result.detail;
    if (result.point) {
      const point = part.widen(result.point);
      this.partGain = this.incumbent.offerPart(point, part.columns, this.options.foreign?.()?.point);
      if (!this.incumbent.point) await this.incumbent.repair(point, this.options.linearEngine);
    }
    return result;
  }

  /** Gap at which a part is good enough: a tenth of what is open as a whole. */
  private partGap(): number {
    const { objective } = this.incumbent;
    const open = (objective - this.bound.value) / Math.max(1, Math.abs(objective));
    // A first plan of a program no tree finishes is only where the neighbourhoods begin.
    if (!Number.isFinite(open)) return this.isForTree ? 1e-3 : FIRST_PLAN_GAP;
    return Math.min(1e-3, Math.max(1e-6, open / 10));
  }

  private isFractional(group: number): boolean {
    const { linear, groups } = this.land;
    return (groups.columns[group] ?? []).some(
      (j) => Math.abs((linear[j] ?? 0) - Math.round(linear[j] ?? 0)) > WHOLE,
    );
  }

  /** Rows may have been written since. */
  private refresh(): void {
    this.land = withWritten(this.land, this.source.program());
  }

  private answer(stop: StopReason): SearchResult {
    const { point, objective } = this.incumbent;
    return {
      stop,
      engine: this.engine,
      rounds: this.sifted.rounds,
      program: this.source.program(),
      detail: this.detail,
      bound: this.bound,
      safeBound: this.bound.value,
      ...(point ? { point, objective } : {}),
    };
  }
}
