import type { PlanningFigure } from '../../solver/catalogue/assumption-set.js';
import { ASSUMPTION_SETS } from '../../solver/catalogue/assumption-sets.js';
import { CATALOGUED_PARTS } from '../../solver/catalogue/catalogue.js';
import { BUILT_IN_JURISDICTION_SETS } from '../../solver/catalogue/jurisdictions.js';
import { PRESET_IDS } from '../../solver/catalogue/presets/index.js';
import { allowedOf } from '../../solver/problem/allowed.js';
import { PRESET_FIELDS } from '../../solver/problem/expand-presets.js';
import { URDB_FIELDS } from '../../solver/problem/expand-urdb.js';
import { ISSUE_CODES } from '../../solver/problem/issue.js';
import { LATER_FEATURES } from '../../solver/problem/later.js';
import { problemSchema, SCHEMA_VERSION } from '../../solver/problem/schema/problem.js';
import { defOf, metaOf, type Schema, shapeOf, unwrapped } from '../../solver/problem/schema-walk.js';
import { WARNING_CODES } from '../../solver/problem/warnings.js';
import { minimalProblem } from '../support/minimal-problem.js';

/** A line of a field table. */
export interface FieldRow {
  readonly name: string;
  readonly allowed: string;
  readonly unit: string;
  readonly default: string;
  readonly meaning: string;
}

const WIDTH = 118;

/** JSON with everything on one line that fits, for people to read; `JSON.parse` reads it back. */
export const compactJson = (value: unknown, indent = 0, lead = 0): string => {
  const flat = JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, ' ')
    .replace(/\[ /g, '[')
    .replace(/ \]/g, ']');
  if (typeof value !== 'object' || value === null || indent + lead + flat.length <= WIDTH) return flat;
  const pad = ' '.repeat(indent + 2);
  if (Array.isArray(value)) {
    const [only] = value as unknown[];
    if (value.length === 1) return `[${compactJson(only, indent, lead + 1)}]`;
    const items = value.map((item: unknown) => pad + compactJson(item, indent + 2));
    return `[\n${items.join(',\n')}\n${' '.repeat(indent)}]`;
  }
  const isRoot = indent === 0 && lead === 0;
  const fields = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${compactJson(inner, indent + 2, key.length + 4)}`,
  );
  if (isRoot) return `{\n${fields.map((field) => pad + field).join(',\n')}\n}`;
  return `{ ${filled(fields, pad, lead)} }`;
};

/** Fields one after the other, a new line begun where the next does not fit. */
const filled = (fields: readonly string[], pad: string, lead: number): string => {
  let column = pad.length + lead;
  let text = '';
  fields.forEach((field, index) => {
    const isLast = index === fields.length - 1;
    const next = isLast ? field : `${field},`;
    const fits = column + next.length + 3 <= WIDTH && !next.includes('\n');
    if (index > 0) text += fits ? ' ' : `\n${pad}`;
    column = fits || index === 0 ? column + next.length + 1 : pad.length + next.length;
    text += next;
  });
  return text;
};

const isOptional = (schema: Schema): boolean => defOf(schema).type === 'optional';

const defaultOf = (schema: Schema): string => {
  const def = defOf(schema);
  if (def.type === 'default') return JSON.stringify(def.defaultValue);
  if (def.type === 'optional' || def.type === 'nullable') return defaultOf(def.innerType);
  return '';
};

const isNullable = (schema: Schema): boolean => {
  const def = defOf(schema);
  if (def.type === 'nullable') return true;
  return def.type === 'optional' || def.type === 'default' ? isNullable(def.innerType) : false;
};

const elementOf = (schema: Schema): Schema | undefined => {
  const def = defOf(unwrapped(schema));
  return def.type === 'array' ? def.element : undefined;
};

/** Rows of an object's fields, with those of nested objects under dotted names. */
export const fieldRows = (schema: Schema, prefix = ''): FieldRow[] =>
  Object.entries(shapeOf(schema) ?? {}).flatMap(([key, field]) => rowsOf(field, `${prefix}${key}`));

/** What a field may be, for a planner: forms of texts are told in the meaning. */
const spokenAllowed = (schema: Schema): string =>
  allowedOf(schema).replace(/a text of the form \S+/g, 'a text');

const rowsOf = (field: Schema, name: string): FieldRow[] => {
  const element = elementOf(field);
  const meta = metaOf(field);
  const inner = element === undefined ? {} : metaOf(element);
  const given = defaultOf(field);
  const allowed =
    element === undefined ? spokenAllowed(field) : `${spokenAllowed(field)}, each ${spokenAllowed(element)}`;
  const row: FieldRow = {
    name,
    allowed: isNullable(field) ? `${allowed}, or null` : allowed,
    unit: meta.unit ?? inner.unit ?? '',
    default: given !== '' ? given : isOptional(field) ? 'optional' : '**required**',
    meaning: meta.description ?? inner.description ?? '',
  };
  const nested = element ?? field;
  return [row, ...nestedRows(nested, element === undefined ? `${name}.` : `${name}[].`)];
};

const nestedRows = (schema: Schema, prefix: string): FieldRow[] => {
  const def = defOf(unwrapped(schema));
  if (def.type === 'object') return fieldRows(schema, prefix);
  if (def.type === 'array') return nestedRows(def.element, prefix);
  if (def.type === 'record') {
    const meta = metaOf(def.valueType);
    return [
      {
        name: `${prefix}<${allowedOf(def.keyType)}>`,
        allowed: allowedOf(def.valueType),
        unit: meta.unit ?? '',
        default: 'optional',
        meaning: meta.description ?? '',
      },
    ];
  }
  if (def.type === 'union') {
    const kinds = def.options.flatMap((option) => {
      const { kind } = shapeOf(option) ?? {};
      return kind === undefined ? [] : [allowedOf(kind)];
    });
    const head: FieldRow[] =
      kinds.length === 0
        ? []
        : [
            {
              name: `${prefix}kind`,
              allowed: `one of ${kinds.join(', ')}`,
              unit: '',
              default: '**required**',
              meaning: 'Which of them.',
            },
          ];
    const rest = def.options.flatMap((option) => {
      const { kind } = shapeOf(option) ?? {};
      const rows = nestedRows(option, prefix);
      return kind === undefined
        ? rows
        : rows
            .filter((row) => row.name !== `${prefix}kind`)
            .map((row) => ({ ...row, meaning: `With kind ${allowedOf(kind)}: ${row.meaning}` }));
    });
    return [...head, ...rest];
  }
  return [];
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (rows: readonly FieldRow[]): string =>
  [
    '| field | what it may be | unit | default | meaning |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| \`${cell(row.name)}\` | ${cell(row.allowed)} | ${row.unit} | ${cell(row.default)} | ${cell(row.meaning)} |`,
    ),
  ].join('\n');

/** The rows of a union that every option has alike, and those of each option alone. */
const splitRows = (options: readonly Schema[], by: string): string => {
  const all = options.map((option) => fieldRows(option));
  const [first] = all;
  if (first === undefined) return '';
  const same = (row: FieldRow) => (other: FieldRow) => JSON.stringify(other) === JSON.stringify(row);
  const shared = first.filter((row) => all.every((rows) => rows.some(same(row))));
  const parts = options.map((option, index) => {
    const name = shapeOf(option)?.[by];
    const own = (all[index] ?? []).filter((row) => row.name !== by && !shared.some(same(row)));
    const title = `#### ${by} ${name === undefined ? '' : allowedOf(name)}`;
    return own.length === 0 ? `${title}\n\nNo further field.` : `${title}\n\n${table(own)}`;
  });
  return [`Every entry:`, table(shared), ...parts].join('\n\n');
};

const part = (name: string, schema: Schema): string => {
  const element = elementOf(schema);
  const { description = '' } = metaOf(schema);
  const state = isOptional(schema) || defaultOf(schema) !== '' ? 'optional' : 'required';
  const list = element === undefined ? '' : ', a list';
  const head = `### \`${name}\`\n\n${description} (${state}${list})`;
  const holder = element ?? schema;
  const def = defOf(unwrapped(holder));
  if (def.type === 'union' && 'discriminator' in def) {
    return `${head}\n\n${splitRows(def.options, String(def.discriminator))}`;
  }
  if (def.type === 'object') return `${head}\n\n${table(fieldRows(holder))}`;
  return `${head}\n\n${table(rowsOf(schema, name))}`;
};

const figureRows = (value: object, name: string): string[] =>
  Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (typeof inner !== 'object' || inner === null) return [];
    const at = name === '' ? key : `${name}.${key}`;
    if (!('value' in inner)) return figureRows(inner, at);
    const { value: number, unit, source, asOf } = inner as PlanningFigure;
    return [`| \`${at}\` | ${number} | ${unit} | ${cell(source)} | ${asOf} |`];
  });

const assumptionTables = (): string =>
  ASSUMPTION_SETS.map((set) =>
    [
      `### \`${set.id}\``,
      [
        '| figure | value | unit | source | as of |',
        '| --- | --- | --- | --- | --- |',
        ...figureRows(set, ''),
      ].join('\n'),
    ].join('\n\n'),
  ).join('\n\n');

const list = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(', ');

/** The whole page, from the schema and the catalogue. */
export const formatReference = (): string => `# The problem format, ${SCHEMA_VERSION}

Generated by \`npx tsx test/tools/write-format-reference.ts\` from the schema; do not edit. What the figures mean in the
model stands in [formulation.md](formulation.md); the JSON Schema is [schema/problem.schema.json](schema/problem.schema.json).

A complete problem:

\`\`\`json
${compactJson(minimalProblem())}
\`\`\`

## How it is read

- All issues come back at once, each with a code, a JSON pointer, the value, its unit, what is allowed and the fix.
- A field the format does not know is refused, not ignored. \`x-...\` fields, \`note\` and \`labels\` are carried to the plan untouched.
- Money is in the problem's currency unless the entry names another in \`currency\`; that needs an entry in \`exchangeRates\`.
- A figure that is needed and not given is an issue, unless \`assume\` names a set of planning defaults; each figure so
  taken is listed with its source.
- Numbers are 0 or have a magnitude of 1e-12 to 1e15. Shares and rates are fractions: 0.08 is 8 %.
- Any number may be a range \`{"low": 0.1, "likely": 0.2, "high": 0.3}\`. A solve takes the likely value; \`sensitivity\` moves each to its ends.
- A problem has at most 3,000,000 values and 32 levels.

Issue codes: ${list(ISSUE_CODES)}.

Warning codes: ${list(WARNING_CODES)}.

Refused by name until a later format knows them: ${[...new Set(Object.values(LATER_FEATURES))].join('; ')}.

Built-in jurisdiction sets: ${BUILT_IN_JURISDICTION_SETS.map(({ id, members, source }) => `\`${id}\` (${members.length} members; ${source})`).join(', ')}.

## Entries by reference

- \`catalogue\` names a dated snapshot; [catalogue.md](catalogue.md) lists its rows. In ${list(CATALOGUED_PARTS)} an entry may then be
  the id of a row, \`"aws.eu-central-1.l40s.on-demand"\`, or \`{ "use": "buy.h100-sxm", "id": "muc-h100", "site": "muc-core" }\`: every
  other field takes the place of the field of the row as a whole, and is checked as any other.
- A row brings in what it names: the site of an offer with its operator, its silicon, the model and profile of a workload, the tariff of a
  site, a jurisdiction set of a rule. Offers come in only where \`offers\` lists them.
- Where a model and a silicon are both rows, unchanged in what a measurement rests on, and \`performance\` states no point of the pair, the
  measured points of the snapshot come in.
- A row in another currency needs an exchange rate. A price put over a row in a foreign currency must say its \`currency\`.
- An issue points to what was written: the entry, where the field is the row's. Assumptions and warnings point into the resolved problem,
  in which rows that were brought in follow after the entries as written.
- The plan states id and hash of the snapshot, and the resolved problem the rows that were used with their licences.
- \`{ "kind": "urdb", "id": "...", "record": { ... } }\` in \`tariffs\` stands for a time-of-use tariff with the prices of a rate as the Utility
  Rate Database publishes it, alone or as the only one in \`items\`; beside it stand ${list(URDB_FIELDS.slice(3))}. Its prices are US dollars unless \`currency\` says
  otherwise. What the record holds and is not billed is listed in a warning; what would change the bill and is not known is refused.
- \`{ "preset": "..." }\` in \`rules\` stands for rules and jurisdiction sets ([rule-presets.md](rule-presets.md)); it takes
  ${list(PRESET_FIELDS.slice(1))}. Presets: ${list(PRESET_IDS)}.

## Parts

${Object.entries(problemSchema.shape)
  .map(([name, schema]) => part(name, schema))
  .join('\n\n')}

## Sets of planning defaults

Each figure is taken only where the problem names the set in \`assume\` and does not state the figure itself.

${assumptionTables()}
`;
