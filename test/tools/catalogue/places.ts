import { REGIONS, type Region } from './regions.js';
import { digits, type Line, medianOf, quotedRows } from './row.js';

/** Jurisdictions whose regions are contracted with a provider's European company. */
const EMEA = new Set(['DE', 'IE', 'GB', 'FR', 'SE', 'NL', 'CH', 'BE', 'FI']);

const operatorOf = ({ cloud, jurisdiction }: Region): string =>
  cloud === 'lambda' || cloud === 'vast' ? cloud : `${cloud}-${EMEA.has(jurisdiction) ? 'emea' : 'us'}`;

const byKey = (name: string, key: string, value: string): ReadonlyMap<string, number> =>
  new Map(quotedRows(name).map((row) => [row[key] ?? '', Number(row[value])]));

export const siteLines = (): Line[] => {
  const places = new Map(quotedRows('places-gcp').map((row) => [row.region ?? '', row]));
  const ccf = new Map(
    quotedRows('carbon-ccf').map((row) => [`${row.cloud}:${row.region}`, Number(row.gCO2e_per_kWh)]),
  );
  const google = byKey('carbon-gcp', 'Google Cloud Region', 'Grid carbon intensity (gCO2eq / kWh)');
  const ember = byKey('carbon-ember', 'iso3', 'gramsPerKwh');
  const pue = new Map(quotedRows('pue-ccf').map((row) => [`${row.cloud}:${row.key}`, Number(row.value)]));
  const egress = byKey('egress', 'region', 'cost');
  const egressOf = ({
    cloud,
    region,
  }: Region): { readonly price: number; readonly note: string } | undefined => {
    const own = egress.get(`${cloud}:${region}`);
    if (own !== undefined) return { price: own, note: '' };
    const all = [...egress].flatMap(([key, price]) => (key.startsWith(`${cloud}:`) ? [price] : []));
    return all.length === 0
      ? undefined
      : { price: medianOf(all), note: "; egress: the middle of the provider's regions" };
  };
  return REGIONS.map((one): Line => {
    const { cloud, region, place, jurisdiction, zone, at } = one;
    const spot = typeof at === 'string' ? places.get(at) : undefined;
    const [latDeg, lonDeg] = typeof at === 'string' ? [Number(spot?.latitude), Number(spot?.longitude)] : at;
    const isNeo = cloud === 'lambda' || cloud === 'vast';
    const carbon =
      cloud === 'gcp'
        ? google.get(region)
        : one.ccf !== undefined
          ? ccf.get(one.ccf)
          : ember.get(one.ember ?? '');
    if (carbon === undefined || Number.isNaN(latDeg))
      throw new Error(`no carbon or place of ${cloud} ${region}`);
    const price = egressOf(one);
    return {
      from: cloud === 'gcp' ? 'gcp-sites' : isNeo ? 'neo-sites' : 'ccf-sites',
      id: `${cloud}.${region}`,
      name: `${cloud} ${region}, ${place}`,
      kind: 'hyperscale-region',
      jurisdiction,
      operator: operatorOf(one),
      latDeg,
      lonDeg,
      zone,
      meterCapKw: null,
      pue: isNeo ? 1.54 : (pue.get(`${cloud}:${region}`) ?? pue.get(`${cloud}:PUE_AVG`)),
      gridCarbonGramsPerKwh: digits(carbon, 4),
      alreadyOpen: true,
      ...(price === undefined ? { egressPricePerGB: 0 } : { egressPricePerGB: price.price, currency: 'USD' }),
      labels: ['cloud'],
      source: `${isNeo ? 'place: a city of the country, the real one is not stated; free egress as the provider advertises' : `place: ${place}${price?.note ?? ''}`}`,
    };
  });
};

const DPF = ['DPF', 'SCC'];

const operator = (
  id: string,
  name: string,
  legal: string,
  transferBases: readonly string[],
  note = 'Support and keys: within reach of the parent in the US at least; your contract and your key management may say otherwise. Certifications are yours to state, with their dates.',
): Line => ({
  from: 'operators',
  id,
  name,
  legalEntityJurisdiction: legal,
  ultimateParentJurisdiction: 'US',
  remoteSupportJurisdictions: [...new Set([legal, 'US'])],
  keyCustodyJurisdictions: ['US'],
  transferBases,
  source:
    'transfer bases: list of the Data Privacy Framework and the data processing terms; support and keys: the careful reading',
  note,
});

export const operatorLines = (): Line[] => [
  operator('aws-emea', 'Amazon Web Services EMEA SARL', 'LU', DPF),
  operator('aws-us', 'Amazon Web Services, Inc.', 'US', DPF),
  operator('azure-emea', 'Microsoft Ireland Operations Ltd', 'IE', DPF),
  operator('azure-us', 'Microsoft Corporation', 'US', DPF),
  operator('gcp-emea', 'Google Cloud EMEA Limited', 'IE', DPF),
  operator('gcp-us', 'Google LLC', 'US', DPF),
  operator('lambda', 'Lambda, Inc.', 'US', []),
  operator(
    'vast',
    'Vast.ai, Inc.',
    'US',
    [],
    'A marketplace: machines belong to third parties whose names and laws are not known here. No transfer basis is on file.',
  ),
];
