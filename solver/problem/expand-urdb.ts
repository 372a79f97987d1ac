import type { Expansion } from './expansion.js';
import { quoted } from './pointer.js';
import type { Problem } from './types.js';
import { convertRecord } from './urdb/convert.js';
import { isObject } from './urdb/read.js';

/** Fields of a tariff given as a record of the Utility Rate Database. */
export const URDB_FIELDS = [
  'kind',
  'id',
  'record',
  'zone',
  'escalationFraction',
  'currency',
  'labels',
  'note',
  'source',
  'asOf',
] as const;
const OWN: readonly string[] = URDB_FIELDS;

type Warning = Problem['warnings'][number];

const isUrdb = (entry: unknown): entry is Record<string, unknown> => isObject(entry) && entry.kind === 'urdb';

/** Puts the tariff that a record of the Utility Rate Database describes in its place; says what of it is not billed. */
export const expandUrdb = (expansion: Expansion): readonly Warning[] => {
  const warnings: Warning[] = [];
  if (!expansion.entries('tariffs').some(isUrdb)) return warnings;
  expansion.replaceEach('tariffs', (entry, index) => {
    if (!isUrdb(entry)) return 'keep';
    const path = ['tariffs', index];
    const strange = Object.keys(entry).filter((key) => !OWN.includes(key));
    for (const key of strange)
      expansion.report.add({
        path: [...path, key],
        code: 'unknown-field',
        message: `tariffs[${String(entry.id ?? index)}].${key}: a tariff of kind urdb has no such field.`,
        value: entry[key],
        fix: expansion.suggester.fix(
          key,
          OWN,
          `Remove it; its prices are those of the record. It takes ${OWN.join(', ')}.`,
        ),
      });
    const { tariff, findings, notBilled } = convertRecord(entry.record);
    for (const finding of findings)
      expansion.report.add({
        ...finding,
        path: [...path, 'record', ...finding.path],
        message: `tariffs[${String(entry.id ?? index)}].record: ${finding.message}`,
      });
    if (tariff === undefined || strange.length > 0) return 'drop';
    if (notBilled.length > 0)
      warnings.push({
        code: 'urdb-not-billed',
        pointer: `/tariffs/${index}`,
        message: `${quoted(entry.id)} is billed without what its record holds in ${notBilled.join(', ')}.`,
      });
    const { kind: _kind, record: _record, ...own } = entry;
    // The database is in US dollars.
    return { entry: { currency: 'USD', ...tariff, ...own }, own: OWN.filter((field) => field !== 'kind') };
  });
  return warnings;
};
