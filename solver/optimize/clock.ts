import type { SolveOptions } from '../result.js';

/** Time and phases of one call. Without a host there is no clock, and no limit by it. */
export class Clock {
  private readonly startMs: number;
  private readonly phases = new Map<string, number>();

  constructor(private readonly options: Pick<SolveOptions, 'host' | 'timeLimitMs'>) {
    this.startMs = options.host?.nowMs() ?? 0;
  }

  /** Milliseconds left of a share of the time limit; undefined where no clock decides. */
  leftMs(shareFraction = 1): number | undefined {
    const { host, timeLimitMs } = this.options;
    if (!host || timeLimitMs === undefined) return undefined;
    return Math.max(0, timeLimitMs * shareFraction - (host.nowMs() - this.startMs));
  }

  /** Milliseconds since the call began; 0 without a clock. */
  get spentMs(): number {
    return (this.options.host?.nowMs() ?? 0) - this.startMs;
  }

  /** The share of the time limit that is spent when this much of what is left now is. */
  shareWith(leftFraction: number): number {
    const { timeLimitMs } = this.options;
    const leftMs = this.leftMs();
    if (leftMs === undefined || !timeLimitMs) return 1;
    return 1 - ((1 - leftFraction) * leftMs) / timeLimitMs;
  }

  /** Runs a step and adds its time to a phase. */
  async time<T>(phase: string, step: () => T | Promise<T>): Promise<T> {
    const { host } = this.options;
    if (!host) return step();
    const before = host.nowMs();
    try {
      return await step();
    } finally {
      this.phases.set(phase, (this.phases.get(phase) ?? 0) + host.nowMs() - before);
    }
  }

  get phaseMs(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.phases);
  }
}
