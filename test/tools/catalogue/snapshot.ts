import type { CataloguedPart } from '../../../solver/catalogue/catalogue.js';
import { modelLines } from './models.js';
import { performancePoints } from './performance.js';
import { operatorLines, siteLines } from './places.js';
import { offers } from './prices.js';
import { jurisdictionLines, profileLines } from './rest.js';
import type { Line } from './row.js';
import { purchaseLines, siliconLines } from './silicon.js';
import { SOURCES } from './sources.js';
import { tariffLines } from './tariffs.js';

/** The lines of every part, made from the quoted rows. */
export const snapshotLines = (): Readonly<Record<CataloguedPart, readonly Line[]>> => ({
  operators: operatorLines(),
  sites: siteLines(),
  silicon: siliconLines(),
  offers: [...purchaseLines(), ...offers().lines],
  tariffs: tariffLines(),
  models: modelLines(),
  performance: performancePoints().lines,
  profiles: profileLines(),
  jurisdictionSets: jurisdictionLines(),
});

/** Offers in files of their own by who offers, in this order. */
const OFFER_FILES = ['buy', 'aws', 'azure', 'gcp', 'lambda', 'vast'];

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The data module of some rows: one row a line, so that a change of the data is a change of a line. */
const moduleOf = (name: string, what: string, rows: readonly object[]): string => {
  const text = rows.map((row) => JSON.stringify(row)).join('\n');
  if (/`|\$\{|\\/.test(text)) throw new Error(`${name} holds a character that ends a template`);
  const constant = name.replaceAll('-', '_').toUpperCase();
  return `/** ${what}, one a line; written by test/tools/catalogue/build.ts and never changed by hand. */\nexport const ${constant} = \`\n${text}\n\`;\n`;
};

/** Every data module of the snapshot by its file name. */
export const snapshotModules = (): Readonly<Record<string, string>> => {
  const modules = Object.entries(snapshotLines()).flatMap(([part, lines]): [string, string][] => {
    if (part !== 'offers')
      return [[`${dashed(part)}.ts`, moduleOf(dashed(part), `Rows of \`${part}\``, lines)]];
    return OFFER_FILES.map((who) => {
      const own = lines.filter(({ id }) => id.startsWith(`${who}.`));
      return [
        `offers-${who}.ts`,
        moduleOf(`offers-${who}`, `Rows of \`offers\` that begin with ${who}`, own),
      ];
    });
  });
  const sources = Object.entries(SOURCES).map(([from, source]) => ({ from, ...source }));
  return { ...Object.fromEntries(modules), 'sources.ts': moduleOf('sources', 'What rows are from', sources) };
};
