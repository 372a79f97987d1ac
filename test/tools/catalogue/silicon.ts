import type { Line } from './row.js';
import type { SourceKey } from './sources.js';

type Family = 'GPU' | 'TPU' | 'LPU' | 'NPU' | 'ASIC' | 'FPGA' | 'CPU';

/** A SKU: board watts and what the host, its network cards and fans add to a unit. */
interface Sku {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly memoryGiB: number;
  readonly bandwidth?: number;
  readonly compute?: Readonly<Record<string, number>>;
  readonly boardWatts: number;
  readonly hostWatts: number;
  readonly hostMemoryGiB: number;
  readonly rackUnits?: number;
  readonly lifeYears: number;
  /** USD for a unit with its share of the server; absent: sold by the hour alone. */
  readonly price?: number;
  readonly pack?: number;
  readonly from?: SourceKey;
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * Shares of peak bandwidth and peak compute an estimate reaches: set low, so that an estimate does not beat what was
 * measured on like silicon (MLPerf v4.1 llama2-70b Server: 8 L40S serve 3,218.55 tokens/s where 8 H100 serve 21,600).
 */
const EFFICIENCY: Readonly<Record<string, readonly [number, number]>> = {
  'h100-sxm': [0.4, 0.3],
  'h200-sxm': [0.4, 0.3],
  'b200-sxm': [0.35, 0.25],
  'gh200-96': [0.4, 0.3],
  'gh200-144': [0.4, 0.3],
  'a100-40': [0.35, 0.25],
  'a100-80': [0.35, 0.25],
  'h100-nvl': [0.35, 0.25],
  mi300x: [0.15, 0.08],
  gaudi2: [0.3, 0.2],
  gaudi3: [0.3, 0.2],
  sn40l: [0.4, 0.3],
  l4: [0.25, 0.12],
};
const LOW = [0.2, 0.1] as const;

/** DGX H100 less its eight 700 W boards, over eight. */
const DGX_HOST = (10_200 - 8 * 700) / 8;
const CLOUD = { allowedSiteKinds: ['hyperscale-region'] };
const ANYWHERE = [
  'telco-core',
  'metro-edge',
  'far-edge',
  'enterprise',
  'sovereign-dc',
  'industrial',
  'device',
];
const dense = (bf16: number, eight?: number, precision: 'fp8' | 'int8' = 'fp8') => ({
  bf16,
  fp16: bf16,
  ...(eight === undefined ? {} : { [precision]: eight }),
});

const HGX = { hostWatts: DGX_HOST, rackUnits: 1, lifeYears: 5, pack: 8 } as const;
const CARD = { hostWatts: 225, rackUnits: 0.5, lifeYears: 5, pack: 4 } as const;
const RENTED = { hostWatts: 150, lifeYears: 5 } as const;
const EXPORT = { exportControlClass: '3A090' };

export const SKUS: readonly Sku[] = [
  {
    id: 'a100-40',
    name: 'NVIDIA A100 SXM 40 GB',
    family: 'GPU',
    memoryGiB: 40,
    bandwidth: 1555,
    compute: dense(312, 624, 'int8'),
    boardWatts: 400,
    ...HGX,
    hostWatts: 412.5,
    hostMemoryGiB: 144,
    from: 'splitwise',
    more: EXPORT,
  },
  {
    id: 'a100-80',
    name: 'NVIDIA A100 SXM 80 GB',
    family: 'GPU',
    memoryGiB: 80,
    bandwidth: 2039,
    compute: dense(312, 624, 'int8'),
    boardWatts: 400,
    ...HGX,
    hostWatts: 412.5,
    hostMemoryGiB: 225,
    price: 17_000,
    from: 'splitwise',
    more: EXPORT,
  },
  {
    id: 'h100-sxm',
    name: 'NVIDIA H100 SXM 80 GB',
    family: 'GPU',
    memoryGiB: 80,
    bandwidth: 3350,
    compute: dense(989, 1979),
    boardWatts: 700,
    ...HGX,
    hostMemoryGiB: 256,
    price: 32_000,
    from: 'splitwise',
    more: EXPORT,
  },
  {
    id: 'h100-nvl',
    name: 'NVIDIA H100 NVL 94 GB',
    family: 'GPU',
    memoryGiB: 94,
    bandwidth: 3900,
    compute: dense(835, 1671),
    boardWatts: 400,
    ...CARD,
    hostMemoryGiB: 256,
    price: 30_000,
    more: EXPORT,
  },
  {
    id: 'h200-sxm',
    name: 'NVIDIA H200 SXM 141 GB',
    family: 'GPU',
    memoryGiB: 141,
    bandwidth: 4800,
    compute: dense(989, 1979),
    boardWatts: 700,
    ...HGX,
    hostMemoryGiB: 256,
    price: 38_000,
    more: EXPORT,
  },
  {
    id: 'b200-sxm',
    name: 'NVIDIA B200 SXM 180 GB',
    family: 'GPU',
    memoryGiB: 180,
    bandwidth: 8000,
    compute: { ...dense(2250, 4500), fp4: 9000 },
    boardWatts: 1000,
    ...HGX,
    hostWatts: 787.5,
    hostMemoryGiB: 256,
    price: 56_000,
    more: EXPORT,
  },
  {
    id: 'gh200-96',
    name: 'NVIDIA GH200 96 GB',
    family: 'GPU',
    memoryGiB: 96,
    bandwidth: 4000,
    compute: dense(989, 1979),
    boardWatts: 900,
    hostWatts: 200,
    hostMemoryGiB: 432,
    rackUnits: 1,
    lifeYears: 5,
    price: 38_000,
    more: EXPORT,
  },
  {
    id: 'gh200-144',
    name: 'NVIDIA GH200 144 GB',
    family: 'GPU',
    memoryGiB: 144,
    bandwidth: 4900,
    compute: dense(989, 1979),
    boardWatts: 900,
    hostWatts: 200,
    hostMemoryGiB: 432,
    rackUnits: 1,
    lifeYears: 5,
    price: 42_000,
    more: EXPORT,
  },
  {
    id: 'l4',
    name: 'NVIDIA L4 24 GB',
    family: 'GPU',
    memoryGiB: 24,
    bandwidth: 300,
    compute: dense(121, 242),
    boardWatts: 72,
    ...CARD,
    hostWatts: 118,
    rackUnits: 0.25,
    hostMemoryGiB: 48,
    price: 4_300,
  },
  {
    id: 'l40s',
    name: 'NVIDIA L40S 48 GB',
    family: 'GPU',
    memoryGiB: 48,
    bandwidth: 864,
    compute: dense(362, 733),
    boardWatts: 350,
    ...CARD,
    hostMemoryGiB: 96,
    price: 11_500,
  },
  {
    id: 'rtx-pro-6000',
    name: 'NVIDIA RTX PRO 6000 Blackwell 96 GB',
    family: 'GPU',
    memoryGiB: 96,
    bandwidth: 1597,
    compute: dense(500, 1000),
    boardWatts: 600,
    ...CARD,
    hostMemoryGiB: 256,
    price: 12_500,
  },
  {
    id: 'a10g',
    name: 'NVIDIA A10G 24 GB',
    family: 'GPU',
    memoryGiB: 24,
    bandwidth: 600,
    compute: dense(70, 140, 'int8'),
    boardWatts: 150,
    ...RENTED,
    hostMemoryGiB: 48,
    more: CLOUD,
  },
  {
    id: 'a10',
    name: 'NVIDIA A10 24 GB',
    family: 'GPU',
    memoryGiB: 24,
    bandwidth: 600,
    compute: dense(125, 250, 'int8'),
    boardWatts: 150,
    ...CARD,
    hostWatts: 118,
    hostMemoryGiB: 96,
    price: 5_000,
  },
  {
    id: 't4',
    name: 'NVIDIA T4 16 GB',
    family: 'GPU',
    memoryGiB: 16,
    bandwidth: 320,
    compute: { fp16: 65, int8: 130 },
    boardWatts: 70,
    ...CARD,
    hostWatts: 118,
    rackUnits: 0.25,
    hostMemoryGiB: 48,
    price: 2_600,
  },
  {
    id: 'rtx-4090',
    name: 'NVIDIA GeForce RTX 4090 24 GB',
    family: 'GPU',
    memoryGiB: 24,
    bandwidth: 1008,
    compute: dense(165, 330),
    boardWatts: 450,
    ...CARD,
    hostMemoryGiB: 64,
    price: 3_600,
  },
  {
    id: 'mi300x',
    name: 'AMD Instinct MI300X 192 GB',
    family: 'GPU',
    memoryGiB: 192,
    bandwidth: 5300,
    compute: dense(1307, 2615),
    boardWatts: 750,
    ...HGX,
    hostMemoryGiB: 231,
    price: 25_000,
    more: EXPORT,
  },
  {
    id: 'max-1550',
    name: 'Intel Data Center GPU Max 1550 128 GB',
    family: 'GPU',
    memoryGiB: 128,
    bandwidth: 3276,
    compute: dense(832, 1664, 'int8'),
    boardWatts: 600,
    hostWatts: 400,
    hostMemoryGiB: 128,
    rackUnits: 1,
    lifeYears: 5,
    price: 14_000,
  },
  {
    id: 'tpu-v5e',
    name: 'Google TPU v5e chip',
    family: 'TPU',
    memoryGiB: 16,
    bandwidth: 819,
    compute: dense(197, 394, 'int8'),
    boardWatts: 200,
    hostWatts: 100,
    lifeYears: 5,
    hostMemoryGiB: 0,
  },
  {
    id: 'tpu-v5p',
    name: 'Google TPU v5p chip',
    family: 'TPU',
    memoryGiB: 95,
    bandwidth: 2765,
    compute: dense(459, 918, 'int8'),
    boardWatts: 350,
    hostWatts: 150,
    lifeYears: 5,
    hostMemoryGiB: 0,
  },
  {
    id: 'tpu-v6e',
    name: 'Google TPU v6e chip',
    family: 'TPU',
    memoryGiB: 32,
    bandwidth: 1640,
    compute: dense(918, 1836, 'int8'),
    boardWatts: 300,
    hostWatts: 100,
    lifeYears: 5,
    hostMemoryGiB: 0,
  },
  {
    id: 'sn40l',
    name: 'SambaNova SN40L socket in a node of 8',
    family: 'LPU',
    memoryGiB: 64,
    bandwidth: 1638,
    compute: dense(638),
    boardWatts: 800,
    hostWatts: 450,
    hostMemoryGiB: 128,
    rackUnits: 2,
    lifeYears: 5,
    price: 60_000,
    pack: 8,
    more: {
      replicaUnits: [8],
      allowedWorkloadKinds: ['inference', 'agent'],
      note: 'Counted as LPU: a dataflow processor sold for fast token generation.',
    },
  },
  {
    id: 'groq-lpu',
    name: 'Groq LPU v1 card in a rack of 64',
    family: 'LPU',
    memoryGiB: 0.225,
    bandwidth: 80_000,
    compute: { fp16: 188, int8: 750 },
    boardWatts: 275,
    hostWatts: 90,
    hostMemoryGiB: 16,
    rackUnits: 0.5,
    lifeYears: 5,
    price: 20_000,
    pack: 8,
    more: {
      replicaUnits: [8, 16, 32, 64, 128, 256, 512, 576],
      allowedWorkloadKinds: ['inference', 'agent'],
      note: '230 MB of on-chip memory: a large model takes hundreds of cards. No point is measured here; the roofline does not know the network between cards.',
    },
  },
  {
    id: 'jetson-orin-nano',
    name: 'NVIDIA Jetson Orin Nano Super 8 GB',
    family: 'NPU',
    memoryGiB: 6,
    bandwidth: 102,
    boardWatts: 25,
    hostWatts: 5,
    hostMemoryGiB: 0,
    lifeYears: 4,
    price: 350,
    more: {
      replicaUnits: [1],
      allowedWorkloadKinds: ['inference'],
      note: '8 GB shared; 2 GiB are left to the system.',
    },
  },
  {
    id: 'jetson-agx-orin',
    name: 'NVIDIA Jetson AGX Orin 64 GB',
    family: 'NPU',
    memoryGiB: 56,
    bandwidth: 204,
    compute: { fp16: 42, int8: 85 },
    boardWatts: 60,
    hostWatts: 15,
    hostMemoryGiB: 0,
    lifeYears: 5,
    price: 2_300,
    more: {
      replicaUnits: [1],
      allowedSiteKinds: ANYWHERE,
      allowedWorkloadKinds: ['inference', 'agent'],
      note: '64 GB shared; 8 GiB are left to the system.',
    },
  },
  {
    id: 'gaudi2',
    name: 'Intel Gaudi 2 96 GB',
    family: 'ASIC',
    memoryGiB: 96,
    bandwidth: 2450,
    compute: dense(432, 865),
    boardWatts: 600,
    ...HGX,
    hostWatts: 450,
    hostMemoryGiB: 128,
    price: 14_000,
  },
  {
    id: 'gaudi3',
    name: 'Intel Gaudi 3 128 GB',
    family: 'ASIC',
    memoryGiB: 128,
    bandwidth: 3700,
    compute: dense(1835, 1835),
    boardWatts: 900,
    ...HGX,
    hostWatts: 450,
    hostMemoryGiB: 128,
    price: 20_000,
  },
  {
    id: 'inferentia2',
    name: 'AWS Inferentia2 32 GB',
    family: 'ASIC',
    memoryGiB: 32,
    bandwidth: 820,
    compute: dense(190, 190),
    boardWatts: 190,
    ...RENTED,
    hostMemoryGiB: 64,
    more: CLOUD,
  },
  {
    id: 'trainium1',
    name: 'AWS Trainium 32 GB',
    family: 'ASIC',
    memoryGiB: 32,
    bandwidth: 820,
    compute: dense(190, 190),
    boardWatts: 270,
    ...RENTED,
    hostMemoryGiB: 32,
    more: { ...CLOUD, replicaUnits: [1, 2, 4, 8, 16] },
  },
  {
    id: 'ai100',
    name: 'Qualcomm Cloud AI 100 Standard 16 GB',
    family: 'ASIC',
    memoryGiB: 16,
    bandwidth: 137,
    compute: { fp16: 145, int8: 290 },
    boardWatts: 75,
    ...CARD,
    hostWatts: 118,
    rackUnits: 0.25,
    hostMemoryGiB: 96,
    price: 6_000,
  },
  {
    id: 'alveo-u55c',
    name: 'AMD Alveo U55C 16 GB',
    family: 'FPGA',
    memoryGiB: 16,
    bandwidth: 460,
    boardWatts: 150,
    hostWatts: 80,
    hostMemoryGiB: 0,
    rackUnits: 0.5,
    lifeYears: 6,
    price: 6_500,
    more: {
      allowedWorkloadKinds: ['inference'],
      note: 'Its load is stated by quotes: what it computes depends on the design loaded.',
    },
  },
  {
    id: 'versal-v80',
    name: 'AMD Alveo V80 32 GB',
    family: 'FPGA',
    memoryGiB: 32,
    bandwidth: 820,
    boardWatts: 190,
    hostWatts: 80,
    hostMemoryGiB: 0,
    rackUnits: 0.5,
    lifeYears: 6,
    price: 10_500,
    more: {
      allowedWorkloadKinds: ['inference'],
      note: 'Its load is stated by quotes: what it computes depends on the design loaded.',
    },
  },
  ...(
    [
      [384, 620, 11_000],
      [768, 750, 15_500],
      [1536, 900, 24_000],
    ] as const
  ).map(
    ([memory, watts, price]): Sku => ({
      id: `cpu-2s-${memory}`,
      name: `Two-socket host with ${memory} GiB`,
      family: 'CPU',
      memoryGiB: 0,
      boardWatts: watts,
      hostWatts: 0,
      hostMemoryGiB: memory,
      rackUnits: 1,
      lifeYears: 5,
      price,
      from: 'judged',
      more: { allowedWorkloadKinds: ['agent'] },
    }),
  ),
];

const wattsOf = ({ boardWatts, hostWatts, from }: Sku): string => {
  if (from === 'judged') return 'watts and memory of a common two-socket server';
  if (from === 'splitwise')
    return `idle a quarter: planning judgement; memory, bandwidth and peak rates: maker's data sheet`;
  const host =
    hostWatts === DGX_HOST ? 'DGX H100 less its boards, over 8 (splitwise-sim, MIT)' : 'planning judgement';
  return `${boardWatts} W board + ${hostWatts} W of host, network cards and fans: ${host}; idle a quarter: planning judgement`;
};

const efficiencyOf = (sku: Sku): object => {
  if (sku.bandwidth === undefined || sku.compute === undefined) return {};
  const [decode, prefill] = EFFICIENCY[sku.id] ?? LOW;
  return { decodeEfficiencyFraction: decode, prefillEfficiencyFraction: prefill };
};

export const siliconLines = (): Line[] =>
  SKUS.map((sku) => {
    const watts = sku.boardWatts + sku.hostWatts;
    return {
      from: sku.from ?? 'silicon',
      id: sku.id,
      name: sku.name,
      family: sku.family,
      memoryGiB: sku.memoryGiB,
      ...(sku.bandwidth === undefined ? {} : { bandwidthGBPerSecond: sku.bandwidth }),
      ...(sku.compute === undefined ? {} : { computeTeraflops: sku.compute }),
      ...efficiencyOf(sku),
      wattsBasis: 'server',
      idleWatts: Math.round(watts / 4),
      maxWatts: watts,
      hostMemoryGiB: sku.hostMemoryGiB,
      ...(sku.rackUnits === undefined ? {} : { rackUnitsPerUnit: sku.rackUnits }),
      lifeYears: sku.lifeYears,
      ...sku.more,
      source: `${wattsOf(sku)}${sku.compute === undefined ? '' : '; efficiencies of estimates, set low: planning judgement'}`,
    };
  });

/** Offers to buy a unit: rows that lack a site, which the entry that uses one states. */
export const purchaseLines = (): Line[] =>
  SKUS.flatMap((sku) =>
    sku.price === undefined
      ? []
      : [
          {
            from: 'judged' as const,
            id: `buy.${sku.id}`,
            terms: 'purchase',
            silicon: sku.id,
            pricePerUnit: sku.price,
            unitsPerPurchase: sku.pack ?? 1,
            operationsCostPerUnitYear: Math.round(sku.price * 0.03),
            lifeYears: sku.lifeYears,
            currency: 'USD',
            source:
              "order of magnitude of a unit with its share of the server; 3 % of it a year for operations; put your vendor's quote in its place",
          },
        ],
  );
