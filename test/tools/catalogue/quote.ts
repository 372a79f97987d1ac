import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CsvRow, readCsv, writeCsv } from './csv.js';
import { EMBER_COUNTRIES, REGIONS } from './regions.js';

/**
 * Copies the rows that a snapshot rests on out of the folder of source data into quoted/, so that anyone can make the
 * snapshot again without that folder: `npx tsx test/tools/catalogue/quote.ts <folder>`.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of source data');

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const csv = (path: string, separator = ','): CsvRow[] => readCsv(read(path), separator);
const quoted = fileURLToPath(new URL('./quoted/', import.meta.url));
mkdirSync(quoted, { recursive: true });
const keep = (name: string, rows: readonly CsvRow[], columns: readonly string[]): void => {
  writeFileSync(join(quoted, `${name}.csv`), writeCsv(rows, columns));
};

/** One row for each set of equal values in the columns. */
const distinct = (rows: readonly CsvRow[], columns: readonly string[]): CsvRow[] => [
  ...new Map(rows.map((row) => [columns.map((name) => row[name]).join('\n'), row])).values(),
];

const PRICE_COLUMNS = ['machine', 'accelerator', 'count', 'region', 'onDemand', 'reserved', 'spot'] as const;

const AWS_FAMILIES = /^(p4d|p4de|p5|p5en|p6-b200|g4dn|g5|g6|g6e|g7e|inf2|trn1|dl2q)\./;
const AWS_MACHINES = /\.(4xlarge|12xlarge|24xlarge|32xlarge|48xlarge)$/;
keep(
  'prices-aws',
  csv('cloud-gpu-prices/aws_gpu_instances.csv')
    .filter(
      ({ InstanceType = '', Region = '', GpuCount }) =>
        AWS_FAMILIES.test(InstanceType) &&
        AWS_MACHINES.test(InstanceType) &&
        (Number(GpuCount) > 1 || InstanceType === 'p5.4xlarge') &&
        /^[a-z]{2}-[a-z]+-\d$/.test(Region),
    )
    .map((row) => ({
      machine: row.InstanceType ?? '',
      accelerator: row.Gpu ?? '',
      count: row.GpuCount ?? '',
      region: row.Region ?? '',
      onDemand: row.OnDemandUSDPerHour ?? '',
      reserved: row.ReservedUSDPerHour ?? '',
    })),
  PRICE_COLUMNS,
);

const anycloud = (cloud: string): CsvRow[] =>
  csv(`cloud-gpu-prices/${cloud}_gpu_vms.csv`).map((row) => ({
    machine: row.InstanceType ?? '',
    accelerator: row.AcceleratorName ?? '',
    count: String(Number(row.AcceleratorCount ?? '') || ''),
    region: row.Region ?? '',
    onDemand: row.Price ?? '',
    spot: row.SpotPrice ?? '',
  }));

const AZURE =
  /^Standard_(NC\d+ads_A100_v4|ND96asr_v4|NC(40ads|80adis)_H100_v5|ND96isr_(H100|H200|MI300X)_v5|NV(36|72)ads_A10_v5|NC(4|64)as_T4_v3)$/;
keep(
  'prices-azure',
  anycloud('azure').filter(({ machine = '' }) => AZURE.test(machine)),
  PRICE_COLUMNS,
);

const GCP_HOSTS =
  /^(a2-highgpu-[148]g|a2-ultragpu-[148]g|a3-highgpu-[18]g|a3-megagpu-8g|a3-ultragpu-8g|a4-highgpu-8g|g2-standard-(48|96))$/;
const GCP_CHIPS = /^(A100|A100-80GB|H100|H100-MEGA|H200|B200|L4|T4)$/;
const GCP_TPU = /^tpu-(v5litepod-[148]|v5p-(8|16)|v6e-[148])$/;
keep(
  'prices-gcp',
  distinct(
    anycloud('gcp').filter(
      ({ machine = '', accelerator = '', count }) =>
        GCP_HOSTS.test(machine) ||
        (GCP_CHIPS.test(accelerator) && ['1', '4', '8'].includes(count ?? '')) ||
        GCP_TPU.test(accelerator),
    ),
    PRICE_COLUMNS,
  ),
  PRICE_COLUMNS,
);
keep('prices-lambda', anycloud('lambda'), PRICE_COLUMNS);
keep('prices-vast', anycloud('vast'), PRICE_COLUMNS);

const bench = csv('llm-perf/llm_inference_bench_all_results.csv').filter(
  (row) =>
    row.Framework !== 'llama.cpp' &&
    row['Input Output Length'] === '1024' &&
    ['16', '32', '64'].includes(row['Batch Size'] ?? ''),
);
const BENCH_COLUMNS = [
  'Hardware',
  'Num of Hardware',
  'Framework',
  'Model',
  'Input Output Length',
  'Batch Size',
  'Latency',
  'Throughput',
];
const fastest = new Map<string, CsvRow>();
for (const row of bench) {
  const key = ['Hardware', 'Num of Hardware', 'Model', 'Batch Size'].map((name) => row[name]).join('\n');
  if (Number(row.Throughput) > Number(fastest.get(key)?.Throughput ?? 0)) fastest.set(key, row);
}
keep('argonne', [...fastest.values()], BENCH_COLUMNS);
keep(
  'mlperf',
  csv('llm-perf/mlperf_inference_v4.1_results.csv').filter(
    (row) =>
      row.tokens_per_s !== '' &&
      row.nodes === '1' &&
      row.result === 'VALID' &&
      ['llama2-70b-99', 'mixtral-8x7b'].includes(row.benchmark ?? '') &&
      ((row.division === 'closed' && row.scenario === 'Server') || /Jetson/.test(row.accelerator ?? '')),
  ),
  [
    'division',
    'submitter',
    'system_name',
    'accelerator',
    'accel_per_node',
    'benchmark',
    'scenario',
    'tokens_per_s',
    'ttft_p99_ms',
    'tpot_p99_ms',
  ],
);
keep(
  'splitwise',
  csv('llm-perf/splitwise_perf_model.csv').filter(
    (row) =>
      row.prompt_size === '512' &&
      row.token_size === '128' &&
      ['1', '8', '16', '32', '64'].includes(row.batch_size ?? '') &&
      ['4', '8'].includes(row.tensor_parallel ?? '') &&
      /^(a100-80gb|h100-80gb)$/.test(row.hardware ?? ''),
  ),
  [
    'model',
    'hardware',
    'prompt_size',
    'batch_size',
    'token_size',
    'prompt_time',
    'token_time',
    'e2e_time',
    'tensor_parallel',
  ],
);
keep('jetson', csv('llm-perf/nvidia_jetson_orin_nano_llm_tokens_per_s.csv'), [
  'model',
  'quantization',
  'runtime',
  'jetson_orin_nano_original_tok_s',
  'jetson_orin_nano_super_tok_s',
]);

const ccf = new Set(REGIONS.flatMap(({ ccf: key }) => (key === undefined ? [] : [key])));
keep(
  'carbon-ccf',
  csv('cloud-regions/ccf_emission_factors.csv').filter(({ cloud, region }) => ccf.has(`${cloud}:${region}`)),
  ['cloud', 'region', 'gCO2e_per_kWh'],
);
keep('carbon-gcp', csv('cloud-regions/gcp_carbon.csv'), [
  'Google Cloud Region',
  'Location',
  'Grid carbon intensity (gCO2eq / kWh)',
]);
const ember = JSON.parse(read('electricity/carbon_intensity_ember_average.json')) as Record<
  string,
  { country_or_region: string; year: number; emissions_intensity_gco2_per_kwh: number }
>;
keep(
  'carbon-ember',
  EMBER_COUNTRIES.map((iso3) => ({
    iso3,
    country: ember[iso3]?.country_or_region ?? '',
    year: String(ember[iso3]?.year ?? ''),
    gramsPerKwh: String(ember[iso3]?.emissions_intensity_gco2_per_kwh ?? ''),
  })),
  ['iso3', 'country', 'year', 'gramsPerKwh'],
);
keep(
  'pue-ccf',
  csv('cloud-regions/ccf_power_coefficients.csv').filter(
    ({ kind = '', key = '' }) => kind === 'pue_region' || key === 'PUE_AVG',
  ),
  ['cloud', 'kind', 'key', 'value'],
);
const places = JSON.parse(read('cloud-regions/gcp_regions.json')) as Record<
  string,
  { name: string; latitude: number; longitude: number }
>;
keep(
  'places-gcp',
  Object.entries(places).map(([region, { name, latitude, longitude }]) => ({
    region,
    name,
    latitude: String(latitude),
    longitude: String(longitude),
  })),
  ['region', 'name', 'latitude', 'longitude'],
);

const egress = new Map<string, number>();
for (const { src = '', dest = '', cost } of csv('cloud-network/egress_cost_usd_per_gb_2023.csv')) {
  // To another cloud a GB leaves over the internet.
  if (src.split(':')[0] !== dest.split(':')[0]) egress.set(src, Math.max(egress.get(src) ?? 0, Number(cost)));
}
keep(
  'egress',
  [...egress].map(([region, cost]) => ({ region, cost: String(cost) })),
  ['region', 'cost'],
);

const BANDS = ['ID', 'IE', 'IF'];
const eurostat = csv('electricity/eurostat_Electricity_Prices_Non_Household_Consumers_Groups_Europe.csv');
keep(
  'eurostat',
  eurostat.map((row) => ({
    country: row['Geopolitical entity (reporting)'] ?? '',
    ...Object.fromEntries(
      BANDS.map((band) => [
        band,
        Object.entries(row).find(([name]) => name.endsWith(`band ${band}`))?.[1] ?? '',
      ]),
    ),
  })),
  ['country', ...BANDS],
);
keep(
  'eia',
  csv('electricity/eia_us_state_sector_price_2014_2024.csv').filter(
    ({ Year, Type, Sector }) => Year === '2024' && Type === 'electricity' && Sector === 'Industrial',
  ),
  ['State', 'Sector', 'Year', 'Cost'],
);

const URDB = [
  'San_Diego_Gas_Electric_Co_AL_TOU_Secondary_Above_500kW',
  'Sacramento_Municipal_Utility_District_CI_TOD3_Commercial_and_Industrial_TOD_Secondary_500_999_kW',
  'Sacramento_Municipal_Utility_District_CI_TOD4_Commercial_and_Industrial_TOD_Secondary_1000_kW',
];
const URDB_FIELDS = [
  'label',
  'utility',
  'name',
  'startdate',
  'flatdemandstructure',
  'flatdemandmonths',
  'demandratestructure',
  'demandweekdayschedule',
  'demandweekendschedule',
  'energyratestructure',
  'energyweekdayschedule',
  'energyweekendschedule',
  'fixedchargefirstmeter',
  'demandReactPwrCharge',
];
const tariffs = URDB.map((name) => {
  const { items } = JSON.parse(read(`electricity/urdb_${name}.json`)) as { items: Record<string, unknown>[] };
  const item = items[0] ?? {};
  return JSON.stringify(
    Object.fromEntries(URDB_FIELDS.flatMap((field) => (field in item ? [[field, item[field]]] : []))),
  );
});
writeFileSync(join(quoted, 'urdb.json'), `[\n${tariffs.join(',\n')}\n]\n`);

const SERVICES = ['m-large', 'm-mid', 'm-small', 'deepseek-r1', 'mm-image'];
const rates = csv('llm-traces/servegen_rate_10min.csv');
const hours = Array.from({ length: Math.floor(rates.length / 6) }, (_, hour) => {
  const windows = rates.slice(6 * hour, 6 * hour + 6);
  const mean = (service: string): string => {
    const values = windows.map((row) => row[`${service}_req_per_s`] ?? '');
    if (values.some((value) => value === '')) return '';
    return (values.reduce((sum, value) => sum + Number(value), 0) / 6).toFixed(2);
  };
  return { hour: String(hour), ...Object.fromEntries(SERVICES.map((service) => [service, mean(service)])) };
});
keep('servegen', hours, ['hour', ...SERVICES]);
