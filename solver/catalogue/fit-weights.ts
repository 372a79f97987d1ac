import type { Merit, SpectrumCriterion } from '../problem/schema/fields.js';
import { meritsOf, type RatedSilicon } from './spectrum.js';

/** How a workload runs, as far as silicon cares. */
export const FIT_BASES = ['training', 'fine-tuning', 'interactive', 'batch'] as const;
export type FitBasis = (typeof FIT_BASES)[number];

type Weights = Readonly<Partial<Record<SpectrumCriterion, number>>>;

/**
 * Criteria that count for a way of running, each alike. Read from the source, section 4: "Training workloads primarily favor
 * GPUs and TPUs for throughput and flexibility. Interactive inference and agents lean toward LPUs, NPUs, and FPGAs at
 * the edge, with ASICs for stable and high-volume use cases." Which criteria stand for "interactive", "at the edge" and
 * "stable and high-volume" is planning judgement.
 */
export const FIT_WEIGHTS: Readonly<Record<FitBasis, Weights>> = {
  training: { throughput: 1, modelFlexibility: 1 },
  'fine-tuning': { throughput: 1, modelFlexibility: 1, placement: 1 },
  interactive: { latencyMean: 1, latencyJitter: 1, performancePerWatt: 1, memoryLocality: 1, placement: 1 },
  batch: { throughput: 1, performancePerWatt: 1, memoryLocality: 1 },
};

/** A merit as a number, lowest 0, highest 1, in equal steps from low over medium to high. */
export const MERIT_FRACTION: Readonly<Record<Merit, number>> = {
  low: 0,
  medium: 0.5,
  'medium-high': 0.75,
  high: 1,
};

/**
 * Weighted mean of the merits that count, 0 to 1; null where a merit that counts is not known (CPU hosts).
 *
 * @example
 * // GPU for training: throughput high, modelFlexibility high: (1 + 1) / 2 = 1
 */
export const fitFraction = (silicon: RatedSilicon, basis: FitBasis): number | null => {
  const merits = meritsOf(silicon);
  let sum = 0;
  let total = 0;
  for (const [criterion, weight] of Object.entries(FIT_WEIGHTS[basis])) {
    const merit = merits[criterion as SpectrumCriterion];
    if (merit === undefined) return null;
    sum += weight * MERIT_FRACTION[merit];
    total += weight;
  }
  return sum / total;
};
