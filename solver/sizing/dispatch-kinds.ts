import type { TrainingWorkload, Workload } from '../problem/types.js';
import type { Stream } from './types.js';

const DIVIDED: readonly string[] = ['free', 'minShare', 'oneSite'];

/** Whether the shares of a workload are chosen block by block, in a problem that has blocks. */
export const isByBlock = (workload: Workload): boolean =>
  workload.kind === 'inference' &&
  (workload.dispatch ?? (DIVIDED.includes(workload.split.kind) ? 'by-block' : 'constant')) === 'by-block';

/** A training or fine-tuning workload whose work may be moved inside a window. */
export type DeferrableWorkload = TrainingWorkload & {
  readonly deferrable: NonNullable<TrainingWorkload['deferrable']>;
};

export const isDeferrable = (workload: Workload): workload is DeferrableWorkload =>
  (workload.kind === 'training' || workload.kind === 'fine-tuning') && workload.deferrable !== undefined;

/** Id of the stream that a block is part of: its own id for one that stands for the whole year. */
export const wholeStreamId = ({ id, block }: Stream): string =>
  block === null ? id : id.slice(0, -(block.id.length + 1));
