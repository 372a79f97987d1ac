/** A region of a provider: where it is, and the keys under which the sources know it. */
export interface Region {
  readonly cloud: 'aws' | 'azure' | 'gcp' | 'lambda' | 'vast';
  readonly region: string;
  readonly place: string;
  readonly jurisdiction: string;
  readonly zone: string;
  /** A region of the region picker in the same city, or a city to a tenth of a degree. */
  readonly at: string | readonly [number, number];
  /** Key of the Cloud Carbon Footprint. */
  readonly ccf?: string;
  /** Country of Ember, ISO 3166-1 alpha-3. */
  readonly ember?: string;
}

const region = (
  cloud: Region['cloud'],
  name: string,
  place: string,
  jurisdiction: string,
  zone: string,
  at: Region['at'],
  carbon: Pick<Region, 'ccf' | 'ember'> = {},
): Region => ({ cloud, region: name, place, jurisdiction, zone, at, ...carbon });

/** Regions of the snapshot. Countries and cities are those the providers name. */
export const REGIONS: readonly Region[] = [
  region('aws', 'us-east-1', 'N. Virginia', 'US-VA', 'America/New_York', 'us-east4', {
    ccf: 'aws:us-east-1',
  }),
  region('aws', 'us-east-2', 'Ohio', 'US-OH', 'America/New_York', 'us-east5', { ccf: 'aws:us-east-2' }),
  region('aws', 'us-west-2', 'Oregon', 'US-OR', 'America/Los_Angeles', 'us-west1', { ccf: 'aws:us-west-2' }),
  region('aws', 'ca-central-1', 'Montreal', 'CA-QC', 'America/Toronto', 'northamerica-northeast1', {
    ccf: 'aws:ca-central-1',
  }),
  region('aws', 'sa-east-1', 'Sao Paulo', 'BR', 'America/Sao_Paulo', 'southamerica-east1', {
    ccf: 'aws:sa-east-1',
  }),
  region('aws', 'eu-central-1', 'Frankfurt', 'DE', 'Europe/Berlin', 'europe-west3', {
    ccf: 'aws:eu-central-1',
  }),
  region('aws', 'eu-west-1', 'Ireland', 'IE', 'Europe/Dublin', [53.3, -6.3], { ccf: 'aws:eu-west-1' }),
  region('aws', 'eu-west-2', 'London', 'GB', 'Europe/London', 'europe-west2', { ccf: 'aws:eu-west-2' }),
  region('aws', 'eu-west-3', 'Paris', 'FR', 'Europe/Paris', 'europe-west9', { ccf: 'aws:eu-west-3' }),
  region('aws', 'eu-north-1', 'Stockholm', 'SE', 'Europe/Stockholm', [59.3, 18.1], { ccf: 'aws:eu-north-1' }),
  region('aws', 'ap-northeast-1', 'Tokyo', 'JP', 'Asia/Tokyo', 'asia-northeast1', {
    ccf: 'aws:ap-northeast-1',
  }),
  region('aws', 'ap-southeast-1', 'Singapore', 'SG', 'Asia/Singapore', 'asia-southeast1', {
    ccf: 'aws:ap-southeast-1',
  }),
  region('aws', 'ap-southeast-2', 'Sydney', 'AU-NSW', 'Australia/Sydney', 'australia-southeast1', {
    ccf: 'aws:ap-southeast-2',
  }),
  region('aws', 'ap-south-1', 'Mumbai', 'IN', 'Asia/Kolkata', 'asia-south1', { ccf: 'aws:ap-south-1' }),
  region('azure', 'eastus', 'Virginia', 'US-VA', 'America/New_York', 'us-east4', { ccf: 'azure:US_EAST' }),
  region('azure', 'eastus2', 'Virginia', 'US-VA', 'America/New_York', 'us-east4', { ccf: 'azure:US_EAST_2' }),
  region('azure', 'westus2', 'Washington', 'US-WA', 'America/Los_Angeles', [47.2, -119.9], {
    ccf: 'azure:westus2',
  }),
  region('azure', 'westus3', 'Arizona', 'US-AZ', 'America/Phoenix', [33.4, -112.1], { ccf: 'azure:westus3' }),
  region('azure', 'canadacentral', 'Toronto', 'CA-ON', 'America/Toronto', 'northamerica-northeast2', {
    ccf: 'azure:canadacentral',
  }),
  region('azure', 'brazilsouth', 'Sao Paulo', 'BR', 'America/Sao_Paulo', 'southamerica-east1', {
    ccf: 'azure:brazilsouth',
  }),
  region('azure', 'westeurope', 'Netherlands', 'NL', 'Europe/Amsterdam', [52.4, 4.9], {
    ccf: 'azure:westeurope',
  }),
  region('azure', 'northeurope', 'Ireland', 'IE', 'Europe/Dublin', [53.3, -6.3], {
    ccf: 'azure:northeurope',
  }),
  region('azure', 'uksouth', 'London', 'GB', 'Europe/London', 'europe-west2', { ccf: 'azure:uksouth' }),
  region('azure', 'francecentral', 'Paris', 'FR', 'Europe/Paris', 'europe-west9', {
    ccf: 'azure:francecentral',
  }),
  region('azure', 'germanywestcentral', 'Frankfurt', 'DE', 'Europe/Berlin', 'europe-west3', {
    ccf: 'azure:germanywestcentral',
  }),
  region('azure', 'swedencentral', 'Gavle', 'SE', 'Europe/Stockholm', [60.7, 17.1], {
    ccf: 'azure:swedencentral',
  }),
  region('azure', 'switzerlandnorth', 'Zurich', 'CH', 'Europe/Zurich', 'europe-west6', {
    ccf: 'azure:switzerlandnorth',
  }),
  region('azure', 'japaneast', 'Tokyo', 'JP', 'Asia/Tokyo', 'asia-northeast1', { ccf: 'azure:japaneast' }),
  region('azure', 'australiaeast', 'Sydney', 'AU-NSW', 'Australia/Sydney', 'australia-southeast1', {
    ccf: 'azure:australiaeast',
  }),
  region('gcp', 'us-central1', 'Iowa', 'US-IA', 'America/Chicago', 'us-central1'),
  region('gcp', 'us-east4', 'N. Virginia', 'US-VA', 'America/New_York', 'us-east4'),
  region('gcp', 'us-south1', 'Dallas', 'US-TX', 'America/Chicago', 'us-south1'),
  region('gcp', 'us-west4', 'Las Vegas', 'US-NV', 'America/Los_Angeles', 'us-west4'),
  region('gcp', 'us-west1', 'Oregon', 'US-OR', 'America/Los_Angeles', 'us-west1'),
  region('gcp', 'northamerica-northeast1', 'Montreal', 'CA-QC', 'America/Toronto', 'northamerica-northeast1'),
  region('gcp', 'southamerica-west1', 'Santiago', 'CL', 'America/Santiago', 'southamerica-west1'),
  region('gcp', 'europe-west1', 'Belgium', 'BE', 'Europe/Brussels', 'europe-west1'),
  region('gcp', 'europe-west2', 'London', 'GB', 'Europe/London', 'europe-west2'),
  region('gcp', 'europe-west3', 'Frankfurt', 'DE', 'Europe/Berlin', 'europe-west3'),
  region('gcp', 'europe-west4', 'Netherlands', 'NL', 'Europe/Amsterdam', 'europe-west4'),
  region('gcp', 'europe-west6', 'Zurich', 'CH', 'Europe/Zurich', 'europe-west6'),
  region('gcp', 'europe-west9', 'Paris', 'FR', 'Europe/Paris', 'europe-west9'),
  region('gcp', 'europe-north1', 'Hamina', 'FI', 'Europe/Helsinki', 'europe-north1'),
  region('gcp', 'asia-northeast1', 'Tokyo', 'JP', 'Asia/Tokyo', 'asia-northeast1'),
  region('gcp', 'asia-southeast1', 'Singapore', 'SG', 'Asia/Singapore', 'asia-southeast1'),
  region('gcp', 'asia-south1', 'Mumbai', 'IN', 'Asia/Kolkata', 'asia-south1'),
  region('lambda', 'us-east-1', 'Virginia', 'US-VA', 'America/New_York', 'us-east4', { ember: 'USA' }),
  region('lambda', 'us-west-1', 'California', 'US-CA', 'America/Los_Angeles', 'us-west2', { ember: 'USA' }),
  region('lambda', 'us-south-1', 'Texas', 'US-TX', 'America/Chicago', 'us-south1', { ember: 'USA' }),
  region('lambda', 'europe-central-1', 'Germany', 'DE', 'Europe/Berlin', 'europe-west3', { ember: 'DEU' }),
  region('vast', 'us', 'United States', 'US', 'America/Chicago', 'us-central1', { ember: 'USA' }),
  region('vast', 'ch', 'Switzerland', 'CH', 'Europe/Zurich', 'europe-west6', { ember: 'CHE' }),
  region('vast', 'fr', 'France', 'FR', 'Europe/Paris', 'europe-west9', { ember: 'FRA' }),
  region('vast', 'bg', 'Bulgaria', 'BG', 'Europe/Sofia', [42.7, 23.3], { ember: 'BGR' }),
  region('vast', 'jp', 'Japan', 'JP', 'Asia/Tokyo', 'asia-northeast1', { ember: 'JPN' }),
];

/** Countries whose average carbon is quoted. */
export const EMBER_COUNTRIES: readonly string[] = [
  ...new Set(REGIONS.flatMap(({ ember }) => (ember === undefined ? [] : [ember]))),
];
