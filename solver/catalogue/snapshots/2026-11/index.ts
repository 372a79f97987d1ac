import { CATALOGUED_PARTS, type Catalogue, type CatalogueRow } from '../../catalogue.js';
import { type CatalogueData, defineCatalogue } from '../../define.js';
import { JURISDICTION_SETS } from './jurisdiction-sets.js';
import { MODELS } from './models.js';
import { OFFERS_AWS } from './offers-aws.js';
import { OFFERS_AZURE } from './offers-azure.js';
import { OFFERS_BUY } from './offers-buy.js';
import { OFFERS_GCP } from './offers-gcp.js';
import { OFFERS_LAMBDA } from './offers-lambda.js';
import { OFFERS_VAST } from './offers-vast.js';
import { OPERATORS } from './operators.js';
import { PERFORMANCE } from './performance.js';
import { PROFILES } from './profiles.js';
import { SILICON } from './silicon.js';
import { SITES } from './sites.js';
import { SOURCES } from './sources.js';
import { TARIFFS } from './tariffs.js';

interface Line {
  readonly from: string;
  readonly id: string;
  readonly source: string;
  readonly [field: string]: unknown;
}

interface Source {
  readonly from: string;
  readonly source: string;
  readonly asOf: string;
  readonly licence: string;
}

const linesOf = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

const TEXTS = {
  operators: OPERATORS,
  sites: SITES,
  silicon: SILICON,
  offers: [OFFERS_BUY, OFFERS_AWS, OFFERS_AZURE, OFFERS_GCP, OFFERS_LAMBDA, OFFERS_VAST].join(''),
  tariffs: TARIFFS,
  models: MODELS,
  performance: PERFORMANCE,
  profiles: PROFILES,
  jurisdictionSets: JURISDICTION_SETS,
} as const;

const read = (): Catalogue => {
  const sources = new Map(linesOf<Source>(SOURCES).map((source) => [source.from, source]));
  const rowOf = ({ from, ...line }: Line): CatalogueRow => {
    // A line without its source gets none, and defineCatalogue refuses it.
    const { source = '', asOf = '', licence = '' } = sources.get(from) ?? {};
    return { licence, entry: { ...line, source: `${source}: ${line.source}`, asOf } };
  };
  const parts: CatalogueData['parts'] = Object.fromEntries(
    CATALOGUED_PARTS.map((part) => [part, linesOf<Line>(TEXTS[part]).map(rowOf)]),
  );
  return defineCatalogue({ id: '2026-11', asOf: '2026-11-23', parts });
};

let known: Catalogue | undefined;

/**
 * The snapshot of November 2026. It is read when it is first asked for.
 *
 * @example
 * parseProblem(raw, { catalogues: [snapshot202611()] });
 */
export const snapshot202611 = (): Catalogue => {
  known ??= read();
  return known;
};
