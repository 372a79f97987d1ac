import type { ProblemInput } from '../../../solver/problem/types.js';
import type { Dice } from './dice.js';
import { RATE } from './sizes.js';

type Part<K extends keyof ProblemInput> = NonNullable<ProblemInput[K]>;

export const operatorsOf = (dice: Dice): Part<'operators'> => [
  {
    id: 'hyper',
    legalEntityJurisdiction: 'IE',
    ultimateParentJurisdiction: 'US',
    remoteSupportJurisdictions: ['US', 'IN'],
    keyCustodyJurisdictions: ['US'],
    transferBases: dice.chance(0.5) ? ['DPF'] : [],
    certifications: [{ scheme: 'ISO-27001', validUntil: '2027-06-30' }],
    labels: ['global'],
  },
  {
    id: 'telco',
    legalEntityJurisdiction: 'DE',
    ultimateParentJurisdiction: 'DE',
    remoteSupportJurisdictions: ['DE'],
    keyCustodyJurisdictions: ['DE'],
    subProcessors: [{ name: 'Host', jurisdiction: 'FR' }],
    certifications: [
      { scheme: 'ISO-27001', level: 'full', validFrom: '2020-01-01', validUntil: '2040-01-01' },
      { scheme: 'C5' },
    ],
  },
];

export const MODELS: Part<'models'> = [
  {
    id: 'llm',
    parametersBillion: 8,
    layers: 32,
    kvHeads: 8,
    headSize: 128,
    bytesPerWeight: 2,
    bytesPerCacheEntry: 2,
    precision: 'bf16',
  },
];

/** Serving and training rates; the ASIC's are measured in some problems and estimated in others. */
export const performanceOf = (dice: Dice): Part<'performance'> => [
  {
    kind: 'serving',
    id: 'gpu-one',
    model: 'llm',
    silicon: 'gpu',
    unitsPerReplica: 1,
    tokensPerSecond: RATE,
    firstTokenMs: 220,
    perOutputTokenMs: 18,
    batch: 32,
    percentile: 95,
    source: 'made up',
  },
  {
    kind: 'serving',
    id: 'gpu-two',
    model: 'llm',
    silicon: 'gpu',
    unitsPerReplica: 2,
    tokensPerSecond: dice.pick([2700, 3100]),
    firstTokenMs: 120,
    perOutputTokenMs: 10,
    batch: 32,
    source: 'made up',
  },
  ...(dice.chance(0.6)
    ? [
        {
          kind: 'serving' as const,
          id: 'asic-one',
          model: 'llm',
          silicon: 'asic',
          unitsPerReplica: 1,
          tokensPerSecond: 900,
          firstTokenMs: 300,
          perOutputTokenMs: 25,
          batch: 8,
          source: 'made up',
        },
      ]
    : []),
  {
    kind: 'training',
    id: 'train-gpu',
    model: 'llm',
    silicon: 'gpu',
    tokensPerSecondPerUnit: 9000,
    source: 'made up',
  },
  ...(dice.chance(0.5)
    ? [
        {
          kind: 'training' as const,
          id: 'train-asic',
          model: 'llm',
          silicon: 'asic',
          tokensPerSecondPerUnit: 4000,
          source: 'made up',
        },
      ]
    : []),
];

export const profilesOf = (dice: Dice): Part<'profiles'> => [
  {
    id: 'day',
    values: Array.from({ length: 24 }, (_, hour) =>
      Number((0.25 + 0.75 * Math.max(0, Math.sin(((hour - 6) / 24) * Math.PI * 2))).toFixed(3)),
    ),
  },
  {
    id: 'night',
    values: Array.from({ length: 24 }, (_, hour) => (hour < 6 || hour > 20 ? dice.real(0.6, 1, 2) : 0.2)),
  },
  {
    id: 'week',
    values: Array.from({ length: 168 }, (_, hour) =>
      hour >= 120 ? 0.3 : hour % 24 >= 8 && hour % 24 < 19 ? 1 : 0.45,
    ),
  },
];

export const JURISDICTION_SETS: Part<'jurisdictionSets'> = [
  {
    id: 'bloc',
    members: [
      { jurisdiction: 'DE' },
      { jurisdiction: 'FR', validUntil: '2026-12-31' },
      { jurisdiction: 'IE' },
    ],
  },
  {
    id: 'adequate',
    members: [{ jurisdiction: 'DE' }, { jurisdiction: 'US', onlyWithTransferBasis: 'DPF' }],
  },
];
