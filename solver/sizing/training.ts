import { InternalError } from '../outcome.js';
import type { Silicon, TrainingPoint, TrainingWorkload } from '../problem/types.js';
import type { SizingRefusal } from './types.js';
import { ceilUnits, finite } from './units.js';

const SECONDS_PER_HOUR = 3600;
/** Megabits of a GB. */
const MEGABITS_PER_GB = 8000;
/** TFLOP of an EFLOP. */
const TERAFLOP_PER_EXAFLOP = 1e6;

/** Hours one unit of a silicon computes for a run. */
export interface TrainingWork {
  readonly unitHours: number;
  /** Converted by peak rates rather than measured or stated. */
  readonly isEstimate: boolean;
}

/** Hours of one unit of a silicon for one run; `undefined` where no figure converts it. */
export type TrainingTable = (workload: TrainingWorkload, silicon: Silicon) => TrainingWork | undefined;

/**
 * Converts a run's work between silicon. Stated unit-hours of the reference: by training points of the model on both
 * silicon (the fastest of each), else by peak rates at the workload's precision; the reference itself needs neither.
 * Stated EFLOP: by peak rate and MFU.
 *
 * @example
 * // 720,000 unit-hours on an h100 of 990 TFLOP/s are 1,440,000 on silicon of 495 TFLOP/s:
 * makeTrainingTable([], [h100, other])(workload, other); // { unitHours: 1440000, isEstimate: true }
 */
export function makeTrainingTable(
  points: readonly TrainingPoint[],
  silicons: readonly Silicon[],
): TrainingTable {
  const fastest = new Map<string, number>();
  for (const { model, silicon, tokensPerSecondPerUnit } of points) {
    const key = `${model} ${silicon}`;
    fastest.set(key, Math.max(fastest.get(key) ?? 0, tokensPerSecondPerUnit));
  }
  const byId = new Map(silicons.map((silicon) => [silicon.id, silicon]));

  const hoursOf = (workload: TrainingWorkload, silicon: Silicon): TrainingWork | undefined => {
    const teraflops = silicon.computeTeraflops?.[workload.precision];
    if (workload.acceleratorHours === undefined) {
      const { computeExaflop, mfuFraction } = workload;
      if (computeExaflop === undefined || mfuFraction === undefined) {
        throw new InternalError(
          `Workload ${workload.id} states neither acceleratorHours nor computeExaflop.`,
        );
      }
      if (teraflops === undefined) return undefined;
      const seconds = (computeExaflop * TERAFLOP_PER_EXAFLOP) / (teraflops * mfuFraction);
      return { unitHours: seconds / SECONDS_PER_HOUR, isEstimate: true };
    }
    const { acceleratorHours, referenceSilicon } = workload;
    const reference = referenceSilicon === undefined ? undefined : byId.get(referenceSilicon);
    if (!reference) {
      throw new InternalError(`Workload ${workload.id} has acceleratorHours without a reference silicon.`);
    }
    if (reference.id === silicon.id) return { unitHours: acceleratorHours, isEstimate: false };
    const { model } = workload;
    const rateOn = (id: string) => (model === undefined ? undefined : fastest.get(`${model} ${id}`));
    const referenceRate = rateOn(reference.id);
    const rate = rateOn(silicon.id);
    if (referenceRate !== undefined && rate !== undefined) {
      return { unitHours: (acceleratorHours * referenceRate) / rate, isEstimate: false };
    }
    const referenceTeraflops = reference.computeTeraflops?.[workload.precision];
    if (referenceTeraflops === undefined || teraflops === undefined) return undefined;
    return { unitHours: (acceleratorHours * referenceTeraflops) / teraflops, isEstimate: true };
  };
  return hoursOf;
}

/** Hours in which a run's data arrives; 0 without data, a refusal without a throughput. */
export function transferHoursOf(
  workload: TrainingWorkload,
  throughputMbps: number | undefined,
): number | SizingRefusal {
  if (workload.dataGB === 0) return 0;
  if (throughputMbps === undefined) return { code: 'no-throughput', actual: workload.dataGB, unit: 'GB' };
  const hours = (workload.dataGB * MEGABITS_PER_GB) / throughputMbps / SECONDS_PER_HOUR;
  return hours >= workload.deadlineHours
    ? { code: 'transfer-exceeds-deadline', actual: hours, limit: workload.deadlineHours, unit: 'hours' }
    : hours;
}

/** Least whole units that end a run in time, and the gang at least. */
export function trainingUnits(
  workload: TrainingWorkload,
  unitHours: number,
  transferHours: number,
  goodputLossFraction: number,
): number {
  const availableHours = workload.deadlineHours - transferHours;
  const units = unitHours / availableHours / (1 - goodputLossFraction);
  return Math.max(workload.gangUnits, ceilUnits(finite(units, `Units of ${workload.id}`)));
}

/** Hours a run computes on its units. */
export function runHoursOf(unitHours: number, units: number, goodputLossFraction: number): number {
  return finite(unitHours / (units * (1 - goodputLossFraction)), 'Hours of a run');
}
