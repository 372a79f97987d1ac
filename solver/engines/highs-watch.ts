import type { Program } from '../program/program.js';
import type { EngineLimits, EngineProgress } from './contract.js';
import type { HighsCallbacks, HighsEvent } from './highs-package.js';
import { type Settled, settle } from './settle.js';

/**
 * Watches a running HiGHS solve: polls for cancelling, reports progress, and keeps the best point that
 * passed the check, so that an abort inside the engine loses no plan.
 */
export class HighsWatch {
  /** Best point so far that passed the check. */
  best: Settled | undefined;
  cancelled = false;

  constructor(
    private readonly program: Program,
    private readonly limits: EngineLimits,
    private readonly onProgress: ((progress: EngineProgress) => void) | undefined,
  ) {}

  callbacks(integers: boolean): HighsCallbacks {
    const poll = this.limits.isCancelled === undefined ? undefined : this.poll;
    if (!integers) return poll ? { 1: poll, 2: poll } : {};
    return {
      4: this.improve,
      ...(poll ? { 6: poll } : {}),
      ...(this.onProgress ? { 5: this.log } : {}),
    };
  }

  private readonly poll = (event: HighsEvent): undefined => {
    if (!this.limits.isCancelled?.()) return;
    this.cancelled = true;
    event.interrupt?.();
  };

  private readonly improve = (event: HighsEvent): undefined => {
    const raw = event.data.mip_solution;
    // Without a repairing second solve: HiGHS is in the middle of this one.
    const settled = raw === undefined ? undefined : settle(this.program, raw, () => undefined);
    if (settled === undefined || settled.objective >= (this.best?.objective ?? Number.POSITIVE_INFINITY))
      return;
    this.best = settled;
    this.onProgress?.({
      incumbent: settled.objective,
      point: settled.point,
      ...boundIn(event),
    });
  };

  private readonly log = (event: HighsEvent): undefined => {
    this.onProgress?.({
      ...(this.best === undefined ? {} : { incumbent: this.best.objective }),
      ...boundIn(event),
    });
  };
}

/** HiGHS says minus infinity while it has no bound. */
const boundIn = ({ data }: HighsEvent): { bound?: number } =>
  data.mip_dual_bound !== undefined && Number.isFinite(data.mip_dual_bound)
    ? { bound: data.mip_dual_bound }
    : {};
