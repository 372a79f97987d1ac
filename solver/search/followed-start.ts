import { GuidedSteps, PAUSE_MS, SLICE_MS, SLOW } from './guided-steps.js';
import type { Sifted } from './linear/sifted.js';
import type { Guide, Relaxed } from './relaxation-board.js';
import type { ProgramSource, SearchOptions } from './types.js';

/** Shares of the time after which nobody is waited for: who works on another program, or on none; who has not come to an end. */
const NAMED_SHARE = 0.25;
const FINAL_SHARE = 0.5;
/** Whoever is at another program may be about to begin with this one. */
const OTHER_MS = 1000;
/** Share of the time there is that one run of small steps may take. */
const SLICE_SHARE = 0.08;
/** Distance of plan and bound, relative, at which small steps go on from a plan. */
const NEAR = 0.05;

/** What a search for plans begins with. */
export interface Followed {
  /** Undefined where it is left to the search to solve its relaxation. */
  readonly sifted: Sifted | undefined;
  /** The best plan known meanwhile. */
  readonly point: Float64Array | undefined;
  /** What the other search told last. */
  readonly newest?: Relaxed;
  /** Whether the relaxation is at its end. */
  readonly isFinal: boolean;
  /** Whether its end is too far to be waited for. */
  readonly isLate: boolean;
}

/**
 * Waits for the relaxation that another search solves, so that it has the cores' shared parts to itself. A plan that is near,
 * or of a problem much like this one, is improved by small steps meanwhile.
 */
export class FollowedStart {
  private readonly steps: GuidedSteps;
  private readonly firstMs: number;
  private newest: Relaxed | undefined;
  private isIdle = false;

  constructor(
    source: ProgramSource,
    private readonly options: SearchOptions,
    private readonly guide: Guide,
  ) {
    this.firstMs = options.timeLeftMs() ?? Number.POSITIVE_INFINITY;
    this.steps = new GuidedSteps(source, options, guide);
  }

  run(): Followed {
    const { steps, guide } = this;
    for (;;) {
      steps.hearPlans();
      const relaxed = guide.read();
      if (relaxed) {
        steps.leadBy(relaxed);
        this.newest = relaxed;
        this.isIdle = false;
      }
      if (relaxed?.isFinal) return this.found({ isFinal: true, isLate: false });
      if (steps.isOver || this.isInVain()) return this.found({ isFinal: false, isLate: true });
      const { point } = steps.incumbent;
      const isNear = this.newest !== undefined && steps.isNear(NEAR);
      if (isNear && this.isIdle) return this.found({ isFinal: false, isLate: false });
      if (point && !this.isIdle && (isNear || this.options.isWarm)) this.step(point);
      else guide.pause(PAUSE_MS);
    }
  }

  private step(point: Float64Array): void {
    const { steps, guide } = this;
    const before = steps.incumbent.objective;
    steps.from(point, Math.min(SLICE_MS, this.firstMs * SLICE_SHARE));
    const isSlow = !(steps.incumbent.objective < before - SLOW * Math.abs(before));
    this.isIdle = isSlow && !guide.isNew;
  }

  private found(how: Pick<Followed, 'isFinal' | 'isLate'>): Followed {
    const { steps, newest } = this;
    const { point } = steps.incumbent;
    const sifted = newest ? steps.sifted(how.isFinal) : undefined;
    return { sifted, point, ...how, ...(newest ? { newest } : {}) };
  }

  /** Whether to wait longer is to wait in vain: for a search that has broken, or for an end that leaves no time for plans. */
  private isInVain(): boolean {
    // Where no clock decides, what is there is all there is.
    if (!Number.isFinite(this.firstMs)) return true;
    const spentMs = this.firstMs - (this.options.timeLeftMs() ?? 0);
    if (spentMs >= FINAL_SHARE * this.firstMs) return true;
    if (this.newest) return false;
    const { subject } = this.guide;
    const mostMs = NAMED_SHARE * this.firstMs;
    return subject !== 'own' && spentMs >= (subject === 'other' ? Math.min(OTHER_MS, mostMs) : mostMs);
  }
}
