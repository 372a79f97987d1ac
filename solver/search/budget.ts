import type { EngineLimits } from '../engines/contract.js';
import type { SearchOptions } from './types.js';

/**
 * What is left of time and work while a search asks an engine many times. Under a work limit nothing reads a clock
 * but the time limit itself, so the same work gives the same answer on any machine.
 */
export class Budget {
  private usedNodes = 0;

  constructor(private readonly options: SearchOptions) {}

  spend(nodes: number): void {
    this.usedNodes += nodes;
  }

  /** Whether anything but the goal ends the search. */
  get isLimited(): boolean {
    return this.options.workLimitNodes !== undefined || Number.isFinite(this.timeLeftMs);
  }

  get nodesLeft(): number {
    return (this.options.workLimitNodes ?? Number.POSITIVE_INFINITY) - this.usedNodes;
  }

  get timeLeftMs(): number {
    return this.options.timeLeftMs() ?? Number.POSITIVE_INFINITY;
  }

  /** Why nothing more may be asked; undefined where something may. */
  over(): 'cancelled' | 'time-limit' | 'work-limit' | undefined {
    if (this.options.isCancelled?.()) return 'cancelled';
    if (this.timeLeftMs <= 0) return 'time-limit';
    return this.nodesLeft <= 0 ? 'work-limit' : undefined;
  }

  /** Limits of one question: a share of the time that is left, at most so many milliseconds and nodes. */
  limits(share: number, mostMs: number, nodes: number, gapFraction: number): EngineLimits {
    const { options, timeLeftMs } = this;
    const workLimitNodes = Math.max(1, Math.min(nodes, this.nodesLeft));
    return {
      gapFraction,
      ...(Number.isFinite(timeLeftMs)
        ? { timeLimitMs: Math.max(1, Math.min(mostMs, timeLeftMs * share)) }
        : {}),
      workLimitNodes,
      ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
    };
  }
}
