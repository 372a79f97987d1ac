import type { Catalogue, CataloguedPart, CatalogueEntry } from '../../../solver/catalogue/catalogue.js';
import type { Refusal } from '../../../solver/catalogue/refused-rows.js';
import { snapshot202611 } from '../../../solver/catalogue/snapshots/2026-11/index.js';
import { performancePoints, type RefusedPoint } from './performance.js';
import { offers } from './prices.js';
import { SOURCES } from './sources.js';

const cell = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value).replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${' --- |'.repeat(head.length)}`,
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');

const code = (text: unknown): string => `\`${String(text)}\``;

/** What a row's source says beyond the source its lines share, which stands in the table of sources. */
const own = ({ source }: CatalogueEntry): string => {
  const shared = Object.values(SOURCES).find((one) => source.startsWith(`${one.source}: `));
  return shared === undefined ? source : source.slice(shared.source.length + 2);
};

const entriesOf = (catalogue: Catalogue, part: CataloguedPart): readonly CatalogueEntry[] =>
  catalogue.parts[part].map(({ entry }) => entry);

const silicon = (catalogue: Catalogue): string => {
  const prices = new Map(
    entriesOf(catalogue, 'offers').flatMap((offer) =>
      offer.terms === 'purchase' ? [[offer.silicon, offer.pricePerUnit] as const] : [],
    ),
  );
  return table(
    [
      'id',
      'name',
      'family',
      'GiB',
      'GB/s',
      'TFLOP/s dense',
      'W idle',
      'W max',
      'host GiB',
      'years',
      'USD to buy',
      'source, as of',
    ],
    entriesOf(catalogue, 'silicon').map((row) => [
      code(row.id),
      row.name,
      row.family,
      row.memoryGiB,
      row.bandwidthGBPerSecond,
      Object.entries((row.computeTeraflops ?? {}) as Record<string, number>)
        .map(([precision, rate]) => `${precision} ${rate}`)
        .join(', '),
      row.idleWatts,
      row.maxWatts,
      row.hostMemoryGiB,
      row.lifeYears,
      prices.get(row.id),
      `${own(row)}; ${row.asOf}`,
    ]),
  );
};

const models = (catalogue: Catalogue): string =>
  table(
    [
      'id',
      'billion',
      'active',
      'layers',
      'KV heads',
      'head size',
      'bytes a weight',
      'bytes a cache entry',
      'precision',
    ],
    entriesOf(catalogue, 'models').map((row) => [
      code(row.id),
      row.parametersBillion,
      row.activeParametersBillion,
      row.layers,
      row.kvHeads,
      row.headSize,
      row.bytesPerWeight,
      row.bytesPerCacheEntry,
      row.precision,
    ]),
  );

const performance = (catalogue: Catalogue): string =>
  table(
    ['id', 'units', 'batch', 'tokens/s', 'first token ms', 'per token ms', 'percentile', 'how'],
    entriesOf(catalogue, 'performance').map((row) => [
      code(row.id),
      row.unitsPerReplica,
      row.batch,
      row.tokensPerSecond,
      row.firstTokenMs,
      row.perOutputTokenMs,
      row.percentile ?? 50,
      own(row),
    ]),
  );

const sites = (catalogue: Catalogue): string =>
  table(
    ['id', 'place', 'jurisdiction', 'operator', 'lat', 'lon', 'PUE', 'gCO2eq/kWh', 'USD/GB out', 'as of'],
    entriesOf(catalogue, 'sites').map((row) => [
      code(row.id),
      String(row.name).split(', ').slice(1).join(', '),
      row.jurisdiction,
      row.operator,
      row.latDeg,
      row.lonDeg,
      row.pue,
      row.gridCarbonGramsPerKwh,
      row.egressPricePerGB,
      row.asOf,
    ]),
  );

const TERMS = ['on-demand', 'reserved', 'spot'];

const offerTable = (catalogue: Catalogue): string => {
  const pairs = new Map<string, Map<string, CatalogueEntry>>();
  for (const row of entriesOf(catalogue, 'offers')) {
    if (row.terms === 'purchase') continue;
    const key = `${String(row.site)}.${String(row.silicon)}`;
    const terms = pairs.get(key) ?? new Map<string, CatalogueEntry>();
    pairs.set(key, terms.set(String(row.terms), row));
  }
  return table(
    [
      'id without its terms',
      ...TERMS.map((terms) => `${terms}, USD/unit-hour`),
      'machine and price',
      'as of',
    ],
    [...pairs].map(([key, terms]) => {
      const first = terms.get('on-demand') ?? [...terms.values()][0];
      return [
        code(key),
        ...TERMS.map((name) => terms.get(name)?.pricePerUnitHour),
        first === undefined ? '' : own(first),
        first?.asOf,
      ];
    }),
  );
};

const tariffs = (catalogue: Catalogue): string =>
  table(
    ['id', 'kind', 'energy', 'demand charge', 'source, as of'],
    entriesOf(catalogue, 'tariffs').map((row) => {
      const periods = (row.periods ?? []) as readonly { readonly pricePerKwh: number }[];
      const prices = periods.map(({ pricePerKwh }) => pricePerKwh);
      const energy =
        row.kind === 'flat'
          ? `${row.pricePerKwh} ${row.currency}/kWh`
          : `${Math.min(...prices)} to ${Math.max(...prices)} ${row.currency}/kWh`;
      return [
        code(row.id),
        row.kind,
        energy,
        row.demand === undefined ? 'none' : 'yes',
        `${own(row)}; ${row.asOf}`,
      ];
    }),
  );

const operators = (catalogue: Catalogue): string =>
  table(
    ['id', 'legal entity', 'in', 'parent in', 'support from', 'transfer bases'],
    entriesOf(catalogue, 'operators').map((row) => [
      code(row.id),
      row.name,
      row.legalEntityJurisdiction,
      row.ultimateParentJurisdiction,
      (row.remoteSupportJurisdictions as string[]).join(', '),
      (row.transferBases as string[]).join(', ') || 'none',
    ]),
  );

const profiles = (catalogue: Catalogue): string =>
  table(
    ['id', 'values', 'peak over mean', 'source'],
    entriesOf(catalogue, 'profiles').map((row) => {
      const values = row.values as number[];
      return [code(row.id), values.length, Math.max(...values).toFixed(2), own(row)];
    }),
  );

const sets = (catalogue: Catalogue): string =>
  table(
    ['id', 'members', 'with dates', 'with a transfer basis', 'source, as of'],
    entriesOf(catalogue, 'jurisdictionSets').map((row) => {
      const members = row.members as {
        jurisdiction: string;
        validFrom?: string;
        validUntil?: string;
        onlyWithTransferBasis?: string;
      }[];
      const dated = members.filter(({ validFrom, validUntil }) => validFrom ?? validUntil);
      const partial = members.filter(({ onlyWithTransferBasis }) => onlyWithTransferBasis);
      return [
        code(row.id),
        members.length,
        dated.map((one) => `${one.jurisdiction} ${one.validFrom ?? ''}..${one.validUntil ?? ''}`).join(', '),
        partial.map((one) => `${one.jurisdiction} ${one.onlyWithTransferBasis}`).join(', '),
        `${own(row)}; ${row.asOf}`,
      ];
    }),
  );

/** Refused prices, those alike but for the region on one line. */
const refusedPrices = (refused: readonly Refusal[]): string => {
  const groups = new Map<string, { cells: string[]; where: string[] }>();
  for (const { row, term, code: why, detail } of refused) {
    const cells = [row.provider, row.machine, term, why];
    const group = groups.get(cells.join('\n')) ?? { cells, where: [] };
    group.where.push(`${row.region} (${detail})`);
    groups.set(cells.join('\n'), group);
  }
  return table(
    ['provider', 'machine', 'term', 'why', 'where'],
    [...groups.values()].map(({ cells, where }) => [...cells, [...new Set(where)].join('; ')]),
  );
};

const refusedPointsTable = (refused: readonly RefusedPoint[]): string => {
  const groups = new Map<string, RefusedPoint[]>();
  for (const point of refused) {
    const key = `${point.source}\n${point.why}`;
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return table(
    ['source', 'why', 'rows'],
    [...groups.values()].map((points) => [
      points[0]?.source,
      points[0]?.why,
      points.map(({ what }) => what).join('; '),
    ]),
  );
};

const sourceTable = (): string =>
  table(
    ['source', 'as of', 'licence'],
    Object.values(SOURCES).map(({ source, asOf, licence }) => [source, asOf, licence]),
  );

/** The page of the catalogue, from the snapshot and the rows it was made of. */
export const catalogueDocument = (): string => {
  const catalogue = snapshot202611();
  const { refused, looked } = offers();
  const points = performancePoints();
  const count = (part: CataloguedPart): number => catalogue.parts[part].length;
  return `# The catalogue, snapshot \`${catalogue.id}\`

Generated by \`npx tsx test/tools/catalogue/write-docs.ts\`; do not edit. As of ${catalogue.asOf}; content hash
\`${catalogue.hash}\`.

A snapshot never changes. A better figure makes a new snapshot, so that a problem that names \`"catalogue": "${catalogue.id}"\` means the same
at any later time. How entries refer to rows is told in [format-reference.md](format-reference.md#entries-by-reference); a problem of 36 lines
is [fixtures/catalogue-short.json](../fixtures/catalogue-short.json). Each row carries its source, its date and its licence. Take its figures
for a first answer, and put your own contract, quotation or measurement in their place.

The command line and the service know every snapshot. In a program:

\`\`\`ts
import { parseProblem } from '@placewright/solver';
import { snapshot202611 } from '@placewright/solver/catalogue';

const read = parseProblem(problem, { catalogues: [snapshot202611()] });
\`\`\`

\`defineCatalogue\` of the same sub-path makes a catalogue of your own rows, hashed and frozen like these.

The rows are made by \`npx tsx test/tools/catalogue/build.ts\` from the quoted rows in \`test/tools/catalogue/quoted/\`; a test makes them again and
compares.

Planning defaults for figures nobody gives are apart: \`"assume": "planning-2026-11"\` ([format-reference.md](format-reference.md#sets-of-planning-defaults)).

## Silicon (${count('silicon')})

Watts are of one unit with its share of the server. A unit is bought by \`{ "use": "buy.<id>", "id": "...", "site": "..." }\`; the price is
an order of magnitude, not a quotation. Without one the silicon is rented only.

${silicon(catalogue)}

## AI models (${count('models')})

${models(catalogue)}

## Measured points (${count('performance')})

Tokens a second of one replica. Argonne and Splitwise count input and output tokens; MLPerf and Jetson count output tokens alone, so that their
figures are lower bounds.

${performance(catalogue)}

## Cloud regions as sites (${count('sites')})

Places are cities, not buildings. The operator is the company that contracts for the region with customers there; yours may be another.

${sites(catalogue)}

## Offers (${count('offers')})

The id of a row is the id below with \`.on-demand\`, \`.reserved\` or \`.spot\`. A price is that of a whole machine over its accelerators, list price
without discounts. Reserved is a one-year reservation; renewal at the same price is taken for a longer horizon. Lambda lists every region
whether or not there is stock.

${offerTable(catalogue)}

## Tariffs (${count('tariffs')})

${tariffs(catalogue)}

Not taken over: URDB tariffs for vehicle charging, which a data centre does not get, and hourly day-ahead prices, of which the sources hold
112 days and no full year.

## Operators (${count('operators')})

Support and key custody are the careful reading: within reach of the parent. Certifications are not in the catalogue: state those you have
evidence of.

${operators(catalogue)}

## Demand profiles (${count('profiles')})

The traces name no calendar: the first hour is read as local midnight, as a Monday for a week.

${profiles(catalogue)}

## Jurisdiction sets (${count('jurisdictionSets')})

\`EU\` and \`EEA\` are built in as well. Not legal advice.

${sets(catalogue)}

## Refused prices

Of ${looked} quoted rows, ${refused.length} prices were refused by \`refusedRows\`: \`placeholder\` (nothing, or 0.00), \`host-elsewhere\` (accelerator priced where
its host is not), \`not-linear\` (more than 15 % off proportion inside a series of machines), \`not-below-on-demand\` (spot or reserved at or above
on-demand), \`out-of-line\` (less than half of what the provider asks for the machine elsewhere), \`unchecked\` (its on-demand price is refused).

${refusedPrices(refused)}

## Refused points

${refusedPointsTable(points.refused)}

## Sources and licences

${sourceTable()}
`;
};
