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

const nameOf = (part: string): string => part.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
export const fileOf = (part: string): string =>
  part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The data module of a part: one row a line, so that a change of the data is a change of a line. */
export const moduleOf = (part: CataloguedPart, lines: readonly Line[]): string => {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  if (/`|\$\{|\\/.test(text)) throw new Error(`${part} holds a character that ends a template`);
  return `/** Rows of \`${part}\`, one a line; written by test/tools/catalogue/build.ts and never changed by hand. */\nexport const ${nameOf(part)} = \`\n${text}\n\`;\n`;
};

export const sourcesModule = (): string =>
  `/** What rows are from; written by test/tools/catalogue/build.ts and never changed by hand. */\nexport const SOURCES = \`\n${Object.entries(
    SOURCES,
  )
    .map(([from, source]) => JSON.stringify({ from, ...source }))
    .join('\n')}\n\`;\n`;
