import type { JobHooks, JobLimits, Runner } from './host.js';
import type { Job, JobEnd } from './protocol.js';

export interface PoolSizes {
  /** Jobs at once. */
  readonly concurrency: number;
  /** Jobs that may wait; one more is turned away. */
  readonly queueLimit: number;
}

/** The queue is full. */
export interface Busy {
  readonly kind: 'busy';
  readonly retryAfterSeconds: number;
}

interface Waiting {
  readonly start: () => void;
  readonly turnAway: () => void;
}

/** A bounded queue in front of a runner. */
export class Pool {
  private running = 0;
  private readonly waiting: Waiting[] = [];
  private closed = false;

  constructor(
    private readonly runner: Runner,
    private readonly sizes: PoolSizes,
  ) {}

  /** Jobs running and waiting. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.running, waiting: this.waiting.length };
  }

  /**
   * Runs a job when its turn comes. The deadline counts from its start, not from its arrival.
   * A job cancelled while it waits never starts.
   */
  async run(job: Job, limits: JobLimits, hooks: JobHooks = {}): Promise<JobEnd | Busy> {
    const cancelled: JobEnd = { kind: 'stopped', reason: 'cancelled', lastKnown: null };
    if (this.closed || hooks.signal?.aborted === true) return cancelled;
    if (this.running >= this.sizes.concurrency) {
      if (this.waiting.length >= this.sizes.queueLimit)
        return { kind: 'busy', retryAfterSeconds: this.retryAfterSeconds(limits) };
      if (!(await this.turn(hooks.signal))) return cancelled;
    } else this.running += 1;
    try {
      return await this.runner.run(job, limits, hooks);
    } finally {
      this.next();
    }
  }

  /** Turns away all that wait; what runs is left to its own signal. */
  close(): void {
    this.closed = true;
    for (const entry of this.waiting.splice(0)) entry.turnAway();
  }

  /** True when it is this job's turn (its place is taken already), false when it was given up. */
  private turn(signal: AbortSignal | undefined): Promise<boolean> {
    return new Promise((resolve) => {
      const leave = (): void => {
        const at = this.waiting.indexOf(entry);
        if (at >= 0) this.waiting.splice(at, 1);
        resolve(false);
      };
      const entry: Waiting = {
        start: () => {
          signal?.removeEventListener('abort', leave);
          resolve(true);
        },
        turnAway: () => {
          signal?.removeEventListener('abort', leave);
          resolve(false);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.waiting.push(entry);
    });
  }

  /** Hands the place of a job that ended to the one that waited longest. */
  private next(): void {
    const entry = this.waiting.shift();
    if (entry === undefined) this.running -= 1;
    else entry.start();
  }

  /** At worst every job before takes its whole deadline; half of that is a fair guess. */
  private retryAfterSeconds(limits: JobLimits): number {
    const eachSeconds = limits.deadlineMs === null ? 60 : limits.deadlineMs / 1000;
    return Math.max(1, Math.ceil((eachSeconds * (this.waiting.length + 1)) / (2 * this.sizes.concurrency)));
  }
}
