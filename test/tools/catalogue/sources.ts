/** A source of rows: what leads their `source`, the date of the figures, and the licence they are under. */
interface Source {
  readonly source: string;
  readonly asOf: string;
  readonly licence: string;
}

const FACTS =
  'facts published by the provider; the collection they were read from carries no licence of its own';

const source = (text: string, asOf: string, licence: string): Source => ({ source: text, asOf, licence });

export const SOURCES = {
  'aws-prices': source(
    'AWS list prices, instances.vantage.sh by way of tsaol/aws-gpu 7412fd2',
    '2026-01-21',
    FACTS,
  ),
  'azure-prices': source('Azure list prices, anycloud-sh/catalog 62ff0a9', '2026-05-20', FACTS),
  'gcp-prices': source('Google Cloud list prices, anycloud-sh/catalog 62ff0a9', '2026-05-20', FACTS),
  'lambda-prices': source('Lambda list prices, anycloud-sh/catalog 62ff0a9', '2026-05-20', FACTS),
  'vast-prices': source('Vast.ai offers, anycloud-sh/catalog 62ff0a9', '2026-05-20', FACTS),
  judged: source(
    'Planning judgement of this snapshot, not a measurement or a quotation',
    '2026-11-01',
    'own figure',
  ),
  silicon: source(
    "Memory, bandwidth, peak rates and board watts: maker's data sheet",
    '2026-11-01',
    'facts published by the maker',
  ),
  splitwise: source(
    'splitwise-sim 8f99e7d: DGX-A100 6,500 W and DGX-H100 10,200 W over 8 units',
    '2026-11-23',
    'MIT',
  ),
  'splitwise-speed': source('splitwise-sim 8f99e7d, performance model', '2026-11-23', 'MIT'),
  models: source(
    'Published model configuration (parameters, layers, key-value heads, head size)',
    '2026-11-23',
    'facts published by the maker',
  ),
  argonne: source('Argonne LLM-Inference-Bench 4211f5d, All_results.csv', '2026-11-23', 'BSD-3-Clause'),
  mlperf: source(
    'MLPerf Inference v4.1 results, mlcommons/inference_results_v4.1 198fc46',
    '2024-08-28',
    'Apache-2.0; the MLPerf name is a trademark of MLCommons',
  ),
  jetson: source('NVIDIA Jetson AI Lab benchmark page', '2026-11-23', 'facts published by the maker'),
  'gcp-sites': source(
    'Place and grid carbon: GoogleCloudPlatform/region-picker 565d8fa; PUE: Cloud Carbon Footprint b7a049c; egress: skyplane 1e920e4',
    '2025-08-11',
    'Apache-2.0',
  ),
  'ccf-sites': source(
    'City as the provider names it, placed by region-picker 565d8fa or to a tenth of a degree; grid carbon and PUE: Cloud Carbon Footprint b7a049c; egress: skyplane 1e920e4',
    '2024-03-25',
    'Apache-2.0',
  ),
  'neo-sites': source(
    'Country as the provider names it; grid carbon: Ember yearly average 2024 by way of co2.js 27cbe83; PUE: Uptime Institute survey 2025, average of all sites',
    '2025-07-01',
    'CC BY 4.0 (Ember)',
  ),
  operators: source(
    "Contracting parties and parent as the provider's customer agreement names them",
    '2026-11-23',
    'facts published by the provider',
  ),
  eurostat: source(
    'Eurostat nrg_pc_205, non-household electricity 2024-S2, excluding VAT and recoverable levies, by way of Qery-Data/Energy 2d8be9d',
    '2024-12-31',
    'Eurostat re-use with attribution',
  ),
  eia: source(
    'EIA average price of electricity to industrial customers 2024, by way of ejparajon/US-electricity-rate-changes 08c75b6',
    '2024-12-31',
    'public domain',
  ),
  urdb: source('OpenEI URDB record by way of erock25/urdb-tariff-viewer_v3 d83600a', '2025-09-08', 'CC0'),
  servegen: source(
    'ServeGen f891d11, requests of an Alibaba Model Studio service in windows of 10 minutes',
    '2026-11-23',
    'Apache-2.0',
  ),
  membership: source(
    'Membership facts, IndEcol/country_converter 4d579e7 (facts alone)',
    '2025-12-18',
    'facts of public record',
  ),
  adequacy: source(
    "European Commission's list of adequacy decisions, and the decisions",
    '2026-11-22',
    'facts of public record',
  ),
} as const satisfies Readonly<Record<string, Source>>;
export type SourceKey = keyof typeof SOURCES;
