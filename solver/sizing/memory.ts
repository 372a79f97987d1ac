import type { Model } from '../problem/types.js';
import { gibibytes } from '../units.js';

/** Weights of a model, GiB: parametersBillion x 1e9 x bytesPerWeight / 2^30. */
export function weightsGiB(model: Model): number {
  return gibibytes(model.parametersBillion * 1e9 * model.bytesPerWeight);
}

/**
 * Key-value cache of one request, GiB: 2 x layers x kvHeads x headSize x bytesPerCacheEntry x tokens / 2^30.
 *
 * @example
 * // 80 layers, 8 heads of 128 elements of 2 bytes, 8,192 tokens:
 * cacheGiB(model, 8192); // 2.5
 */
export function cacheGiB(model: Model, tokens: number): number {
  const { layers, kvHeads, headSize, bytesPerCacheEntry } = model;
  return gibibytes(2 * layers * kvHeads * headSize * bytesPerCacheEntry * tokens);
}
