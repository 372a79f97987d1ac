import { describe, expect, it } from 'vitest';
import type { Silicon, TrainingPoint, TrainingWorkload } from '../../solver/problem/types.js';
import { makeTrainingTable, runHoursOf, trainingUnits, transferHoursOf } from '../../solver/sizing/index.js';
import { ceilUnits } from '../../solver/sizing/units.js';
import { first, problemWith, silicon, training } from './support.js';

const workload = (change: Parameters<typeof training>[0] = {}): TrainingWorkload => {
  const read = first(problemWith({ workloads: [training({ dataGB: 0, ...change })] }).workloads);
  if (read.kind !== 'training') throw new Error('no training');
  return read;
};
const [reference, other] = problemWith({
  silicon: [
    silicon({ computeTeraflops: { bf16: 990 } }),
    silicon({ id: 'half', computeTeraflops: { bf16: 495 } }),
  ],
}).silicon as [Silicon, Silicon];
const point = (id: string, tokensPerSecondPerUnit: number): TrainingPoint => ({
  kind: 'training',
  id: `${id} ${tokensPerSecondPerUnit}`,
  model: 'llm-8b',
  silicon: id,
  tokensPerSecondPerUnit,
  source: 'example figure',
});

describe('work of a run', () => {
  it('is as stated on the reference, and by peak rates elsewhere', () => {
    const table = makeTrainingTable([], [reference, other]);
    expect(table(workload(), reference)).toEqual({ unitHours: 720_000, isEstimate: false });
    // 990 / 495 = 2.
    expect(table(workload(), other)).toEqual({ unitHours: 1_440_000, isEstimate: true });
  });

  it('needs no figure on the reference itself, and one everywhere else', () => {
    const { computeTeraflops: _rates, ...bare } = reference;
    const table = makeTrainingTable([], [bare, other]);
    expect(table(workload(), bare)).toEqual({ unitHours: 720_000, isEstimate: false });
    expect(table(workload(), other)).toBeUndefined();
  });

  it('follows training points where both silicon have one, the fastest of each', () => {
    const points = [point('gpu-80', 900), point('gpu-80', 1000), point('half', 250)];
    const table = makeTrainingTable(points, [reference, other]);
    expect(table(workload({ model: 'llm-8b' }), other)).toEqual({ unitHours: 2_880_000, isEstimate: false });
    // A workload without a model, or with one point missing, goes by peak rates.
    expect(table(workload(), other)).toEqual({ unitHours: 1_440_000, isEstimate: true });
    expect(
      makeTrainingTable(points.slice(0, 2), [reference, other])(workload({ model: 'llm-8b' }), other),
    ).toEqual({
      unitHours: 1_440_000,
      isEstimate: true,
    });
  });

  it('follows operations, peak rate and MFU', () => {
    const byOperations: TrainingWorkload = {
      ...workload(),
      acceleratorHours: undefined,
      computeExaflop: 3564,
      mfuFraction: 0.4,
    };
    // 3,564 x 1e6 TFLOP / (990 x 0.4 TFLOP/s) / 3,600 s = 2,500 hours.
    const work = makeTrainingTable([], [reference])(byOperations, reference);
    expect(work?.unitHours).toBeCloseTo(2500, 9);
    expect(work?.isEstimate).toBe(true);
  });
});

describe('transfer', () => {
  it('takes GB x 8000 / Mbps / 3600 hours', () => {
    // 45,000 GB x 8,000 / 10,000 / 3,600 = 10 hours.
    expect(transferHoursOf(workload({ dataGB: 45_000, dataLocation: 'munich' }), 10_000)).toBe(10);
    expect(transferHoursOf(workload(), undefined)).toBe(0);
  });

  it('is refused without a throughput, or when it takes the whole deadline', () => {
    expect(transferHoursOf(workload({ dataGB: 500 }), undefined)).toEqual({
      code: 'no-throughput',
      actual: 500,
      unit: 'GB',
    });
    expect(transferHoursOf(workload({ dataGB: 45_000, deadlineHours: 10 }), 10_000)).toEqual({
      code: 'transfer-exceeds-deadline',
      actual: 10,
      limit: 10,
      unit: 'hours',
    });
  });
});

describe('units of a run', () => {
  it('end it in time after the transfer, with what spot loses', () => {
    // 720,000 hours in 720: 1,000 units. With 20 hours of transfer: 1,028.57, so 1,029; losing a tenth: 1,142.86, so 1,143.
    expect(trainingUnits(workload(), 720_000, 0, 0)).toBe(1000);
    expect(trainingUnits(workload(), 720_000, 20, 0)).toBe(1029);
    expect(trainingUnits(workload(), 720_000, 20, 0.1)).toBe(1143);
    expect(runHoursOf(720_000, 1000, 0)).toBe(720);
    expect(runHoursOf(720_000, 1143, 0.1)).toBeCloseTo(699.9, 1);
  });

  it('are at least the gang', () => {
    expect(trainingUnits(workload({ gangUnits: 64 }), 100, 0, 0)).toBe(64);
  });

  it('are not one more for rounding', () => {
    expect(ceilUnits(3)).toBe(3);
    expect(ceilUnits(3.000_000_000_1)).toBe(3);
    expect(ceilUnits(3.1)).toBe(4);
    expect(Object.is(ceilUnits(0), 0)).toBe(true);
    expect(ceilUnits((0.1 + 0.2) * 10)).toBe(3);
  });
});
