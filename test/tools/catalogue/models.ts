import type { Line } from './row.js';

const model = (
  id: string,
  parametersBillion: number,
  layers: number,
  kvHeads: number,
  headSize: number,
  more: Readonly<Record<string, unknown>> = {},
): Line => ({
  from: 'models',
  id,
  parametersBillion,
  layers,
  kvHeads,
  headSize,
  bytesPerWeight: 2,
  bytesPerCacheEntry: 2,
  precision: 'bf16',
  source: '16 bits a weight and a cache entry',
  ...more,
});

const FP8 = {
  bytesPerWeight: 1,
  bytesPerCacheEntry: 1,
  precision: 'fp8',
  source: '8 bits a weight and a cache entry',
};
const INT4 = {
  bytesPerWeight: 0.5,
  precision: 'fp16',
  source: '4 bits a weight, computed and cached in 16 bits',
};

export const modelLines = (): Line[] => [
  model('llama-7b', 6.74, 32, 32, 128),
  model('llama-2-7b', 6.74, 32, 32, 128),
  model('llama-2-70b', 68.98, 80, 8, 128),
  model('llama-2-70b-fp8', 68.98, 80, 8, 128, FP8),
  model('llama-3-8b', 8.03, 32, 8, 128),
  model('llama-3-8b-int4', 8.03, 32, 8, 128, INT4),
  model('llama-3-70b', 70.55, 80, 8, 128),
  model('llama-3-70b-fp8', 70.55, 80, 8, 128, FP8),
  model('llama-3.1-405b-fp8', 405.85, 126, 8, 128, FP8),
  model('llama-3.2-3b-int4', 3.21, 28, 8, 128, INT4),
  model('mistral-7b', 7.24, 32, 8, 128),
  model('mixtral-8x7b', 46.7, 32, 8, 128, { activeParametersBillion: 12.9 }),
  model('mixtral-8x7b-fp8', 46.7, 32, 8, 128, { activeParametersBillion: 12.9, ...FP8 }),
  model('qwen1.5-7b', 7.72, 32, 32, 128),
  model('qwen2-7b', 7.62, 28, 4, 128),
  model('qwen2.5-7b-int4', 7.62, 28, 4, 128, INT4),
  model('qwen2-72b', 72.71, 80, 8, 128),
  model('gemma-2-2b-int4', 2.61, 26, 4, 256, INT4),
  model('gemma-2-9b-int4', 9.24, 42, 8, 256, INT4),
  model('phi-3.5-mini-int4', 3.82, 32, 32, 96, INT4),
  model('gpt-j-6b', 6.05, 28, 16, 256),
  model('opt-6.7b', 6.66, 32, 32, 128),
  model('bloom-7b1', 7.07, 30, 32, 128),
  model('bloom-176b', 176.25, 70, 112, 128),
  model('deepseek-r1-fp8', 671, 61, 1, 288, {
    activeParametersBillion: 37,
    ...FP8,
    bytesPerCacheEntry: 2,
    source:
      '8 bits a weight; its latent cache of 576 elements a layer and token is written as one head of 288 for keys and values',
  }),
];
