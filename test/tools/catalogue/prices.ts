import {
  type PriceRow,
  type Refusal,
  refusedRows,
  unitPrice,
} from '../../../solver/catalogue/refused-rows.js';
import type { CsvRow } from './csv.js';
import { REGIONS } from './regions.js';
import { digits, type Line, quotedRows } from './row.js';

const figure = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);

const priced = (row: CsvRow): Pick<PriceRow, 'onDemand' | 'reserved' | 'spot'> => {
  const [onDemand, reserved, spot] = [figure(row.onDemand), figure(row.reserved), figure(row.spot)];
  return {
    ...(onDemand === undefined ? {} : { onDemand }),
    ...(reserved === undefined ? {} : { reserved }),
    ...(spot === undefined ? {} : { spot }),
  };
};

const AWS: Readonly<Record<string, string>> = {
  'p4d.24xlarge': 'a100-40',
  'p4de.24xlarge': 'a100-80',
  'p5.48xlarge': 'h100-sxm',
  'p5en.48xlarge': 'h200-sxm',
  'p6-b200.48xlarge': 'b200-sxm',
  'g4dn.12xlarge': 't4',
  'g5.12xlarge': 'a10g',
  'g6.12xlarge': 'l4',
  'g6e.12xlarge': 'l40s',
  'g7e.24xlarge': 'rtx-pro-6000',
  'inf2.48xlarge': 'inferentia2',
  'trn1.32xlarge': 'trainium1',
  'dl2q.24xlarge': 'ai100',
};
const AZURE: Readonly<Record<string, string>> = {
  Standard_ND96asr_v4: 'a100-40',
  Standard_NC96ads_A100_v4: 'a100-80',
  Standard_ND96isr_H100_v5: 'h100-sxm',
  Standard_NC80adis_H100_v5: 'h100-nvl',
  Standard_ND96isr_H200_v5: 'h200-sxm',
  Standard_ND96isr_MI300X_v5: 'mi300x',
  Standard_NV72ads_A10_v5: 'a10',
  Standard_NC64as_T4_v3: 't4',
};
/** Accelerator of Google Cloud: its silicon, and its host by the number of accelerators. */
const GCP: Readonly<Record<string, readonly [string, Readonly<Record<number, string>>]>> = {
  A100: ['a100-40', { 1: 'a2-highgpu-1g', 4: 'a2-highgpu-4g', 8: 'a2-highgpu-8g' }],
  'A100-80GB': ['a100-80', { 1: 'a2-ultragpu-1g', 4: 'a2-ultragpu-4g', 8: 'a2-ultragpu-8g' }],
  H100: ['h100-sxm', { 1: 'a3-highgpu-1g', 8: 'a3-highgpu-8g' }],
  H200: ['h200-sxm', { 8: 'a3-ultragpu-8g' }],
  B200: ['b200-sxm', { 8: 'a4-highgpu-8g' }],
  L4: ['l4', { 4: 'g2-standard-48', 8: 'g2-standard-96' }],
  T4: ['t4', { 4: 'n1-standard-16' }],
};
/** TPU slices are priced whole; the number in the name counts chips, and cores for v5p. */
const TPU: readonly (readonly [RegExp, string, number])[] = [
  [/^tpu-v5litepod-(\d+)$/, 'tpu-v5e', 1],
  [/^tpu-v5p-(\d+)$/, 'tpu-v5p', 2],
  [/^tpu-v6e-(\d+)$/, 'tpu-v6e', 1],
];
const LAMBDA: Readonly<Record<string, string>> = {
  gpu_1x_a10: 'a10',
  gpu_8x_a100: 'a100-40',
  gpu_8x_a100_80gb_sxm4: 'a100-80',
  gpu_1x_h100_sxm5: 'h100-sxm',
  gpu_2x_h100_sxm5: 'h100-sxm',
  gpu_4x_h100_sxm5: 'h100-sxm',
  gpu_8x_h100_sxm5: 'h100-sxm',
  gpu_1x_gh200: 'gh200-96',
  gpu_8x_b200_sxm6: 'b200-sxm',
};
const VAST: readonly (readonly [RegExp, string])[] = [
  [/H100_SXM/, 'h100-sxm'],
  [/H100_NVL/, 'h100-nvl'],
  [/H200/, 'h200-sxm'],
  [/L40S/, 'l40s'],
  [/RTX_4090/, 'rtx-4090'],
  [/RTX_PRO_6000/, 'rtx-pro-6000'],
];

interface Priced {
  readonly row: PriceRow;
  readonly silicon: string;
}

const simple = (
  provider: string,
  silicon: Readonly<Record<string, string>>,
  seriesOf: (machine: string) => string,
): Priced[] =>
  quotedRows(`prices-${provider}`).map((row) => {
    const machine = row.machine ?? '';
    return {
      silicon: silicon[machine] ?? '',
      row: {
        provider,
        region: row.region ?? '',
        machine,
        accelerator: row.accelerator ?? '',
        count: Number(row.count),
        series: seriesOf(machine),
        ...priced(row),
      },
    };
  });

const google = (): Priced[] => {
  const rows = quotedRows('prices-gcp');
  const hosts = new Map(
    rows.filter((row) => row.accelerator === '').map((row) => [`${row.machine}\n${row.region}`, row]),
  );
  return rows.flatMap((row): Priced[] => {
    const { accelerator = '', region = '' } = row;
    const slice = TPU.find(([name]) => name.test(accelerator));
    if (slice !== undefined) {
      const count = Number(slice[0].exec(accelerator)?.[1]) / slice[2];
      const price = { provider: 'gcp', region, machine: accelerator, accelerator, count, series: slice[1] };
      return [{ silicon: slice[1], row: { ...price, ...priced(row) } }];
    }
    const known = GCP[accelerator];
    const count = Number(row.count);
    const machine = known?.[1][count];
    if (known === undefined || machine === undefined) return [];
    const host = hosts.get(`${machine}\n${region}`);
    return [
      {
        silicon: known[0],
        row: {
          provider: 'gcp',
          region,
          machine: `${accelerator} x${count}`,
          accelerator,
          count,
          series: accelerator,
          ...priced(row),
          host: host === undefined ? null : { machine, ...priced(host) },
        },
      },
    ];
  });
};

const vast = (): Priced[] =>
  quotedRows('prices-vast').flatMap((row): Priced[] => {
    const machine = row.machine ?? '';
    const silicon = VAST.find(([name]) => name.test(machine))?.[1];
    const country = /, ([A-Z]{2}), /.exec(row.region ?? '')?.[1];
    if (silicon === undefined || country === undefined) return [];
    const region = country.toLowerCase();
    const of = {
      provider: 'vast',
      region,
      machine,
      accelerator: row.accelerator ?? '',
      count: Number(row.count),
    };
    return [{ silicon, row: { ...of, series: silicon, ...priced(row) } }];
  });

/** Every price that was looked at. */
export const pricedRows = (): Priced[] => [
  ...simple('aws', AWS, (machine) =>
    /^(p5|inf2)\./.test(machine) ? (machine.split('.')[0] ?? '') : machine,
  ),
  ...simple('azure', AZURE, (machine) => {
    if (/T4/.test(machine)) return machine;
    return machine.replace(/^Standard_([A-Z]+)\d+[a-z]+_/, '$1_');
  }),
  ...google(),
  ...simple('lambda', LAMBDA, (machine) => machine.replace(/^gpu_\d+x_/, '')),
  ...vast(),
];

const TERMS = { onDemand: 'on-demand', reserved: 'reserved', spot: 'spot' } as const;

/** Offers of the snapshot's regions, of the largest machine that stands, and every price that was refused. */
export const offers = (): {
  readonly lines: Line[];
  readonly refused: readonly Refusal[];
  readonly looked: number;
} => {
  const all = pricedRows();
  const refused = refusedRows(all.map(({ row }) => row));
  const isRefused = new Set(
    refused.map(({ row, term }) => `${all.findIndex((one) => one.row === row)} ${term}`),
  );
  const known = new Set(REGIONS.map(({ cloud, region }) => `${cloud}.${region}`));
  const best = new Map<string, { line: Line; count: number }>();
  all.forEach(({ row, silicon }, index) => {
    const site = `${row.provider}.${row.region}`;
    if (silicon === '' || !known.has(site)) return;
    for (const [term, terms] of Object.entries(TERMS) as [keyof typeof TERMS, string][]) {
      const price = unitPrice(row, term);
      if (price === undefined || isRefused.has(`${index} ${term}`)) continue;
      const id = `${site}.${silicon}.${terms}`;
      if ((best.get(id)?.count ?? 0) >= row.count) continue;
      const host = row.host
        ? ` + host ${row.host.machine} ${term === 'spot' ? row.host.spot : row.host.onDemand}`
        : '';
      best.set(id, {
        count: row.count,
        line: {
          from: `${row.provider as 'aws'}-prices`,
          id,
          terms,
          site,
          silicon,
          pricePerUnitHour: digits(price, 6),
          currency: 'USD',
          ...(terms === 'reserved' ? { unitsPerPurchase: row.count } : {}),
          source: `${row.machine} ${row[term]}${host} USD an hour for ${row.count}`,
          ...(terms === 'reserved'
            ? { note: 'A one-year reservation; for a longer horizon renewal at the same price is taken.' }
            : {}),
        },
      });
    }
  });
  const lines = [...best.values()].map(({ line }) => line).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { lines, refused, looked: all.length };
};
