import type { Request } from 'express';
import { didYouMean } from '../suggest.js';
import { HttpProblem } from './problem.js';
import { snapshots } from './snapshots.js';

const KNOWN = ['snapshot', 'part'];

const refuse = (name: string, value: unknown, allowed: readonly string[]): HttpProblem => {
  const shown = String(value).slice(0, 100);
  const list = allowed.length === 0 ? 'none: this installation carries no snapshot' : allowed.join(', ');
  const message = `${name} ${JSON.stringify(shown)} is not known${didYouMean(shown, allowed)}`;
  return new HttpProblem('bad-parameter', `${message}; allowed: ${list}`, {
    errors: [
      {
        code: 'bad-parameter',
        pointer: `?${name}`,
        value: shown,
        allowed: list,
        fix: `set ${name} to one of the allowed values, or leave it out`,
        message,
      },
    ],
  });
};

/**
 * Answer of GET /v1/catalogue: what a problem may refer to by name. `part` adds the rows of a part in full.
 *
 * @throws HttpProblem 400 for a snapshot, part or parameter that is not known
 */
export const catalogueAnswer = async (query: Request['query']): Promise<Record<string, unknown>> => {
  const unknown = Object.keys(query).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw new HttpProblem(
      'bad-parameter',
      `${unknown.slice(0, 100)} is not a parameter${didYouMean(unknown.slice(0, 100), KNOWN)}; allowed: ${KNOWN.join(', ')}`,
    );
  const known = await import('@placewright/solver/catalogue');
  const all = await snapshots();
  const ids = all.map(({ id }) => id);
  const { snapshot, part } = query;
  if (snapshot !== undefined && !ids.some((id) => id === snapshot)) throw refuse('snapshot', snapshot, ids);
  const isPart = (name: unknown): name is (typeof known.CATALOGUED_PARTS)[number] =>
    known.CATALOGUED_PARTS.some((one) => one === name);
  if (part !== undefined && !isPart(part)) throw refuse('part', part, known.CATALOGUED_PARTS);
  const chosen = all.find(({ id }) => id === (snapshot ?? ids.at(-1)));
  return {
    snapshots: all.map(({ id, asOf, hash, parts }) => ({
      id,
      asOf,
      hash,
      counts: Object.fromEntries(known.CATALOGUED_PARTS.map((name) => [name, parts[name].length])),
    })),
    ...(isPart(part) && chosen !== undefined
      ? { rows: { snapshot: chosen.id, part, rows: chosen.parts[part] } }
      : {}),
    assumptionSets: known.ASSUMPTION_SETS,
    jurisdictionSets: known.BUILT_IN_JURISDICTION_SETS,
    presets: known.PRESETS.map(
      ({ id, title, checks, reads, legalBasis, notChecked, stricter, looser, asOf, sources }) => ({
        id,
        title,
        checks,
        reads,
        legalBasis,
        notChecked,
        stricter,
        looser,
        asOf,
        sources,
      }),
    ),
    spectrum: {
      source: known.SPECTRUM_SOURCE,
      asOf: known.SPECTRUM_AS_OF,
      merits: known.SILICON_SPECTRUM,
      siteKinds: known.FAMILY_SITE_KINDS,
    },
  };
};
