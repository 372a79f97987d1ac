import { z } from 'zod';
import { CATALOGUED_PARTS } from '../catalogue/catalogue.js';
import { PRESET_IDS } from '../catalogue/presets/index.js';
import { problemSchema, SCHEMA_VERSION } from './schema/problem.js';

/** Marks of a field that concern reading it and are no part of a published schema. */
const INTERNAL_MARKS = ['money', 'ref', 'text'] as const;

/**
 * JSON Schema (draft 2020-12) of a problem as it is written: defaults optional, units as `x-unit`. It describes
 * the shape; cross-checks between parts are made by `parseProblem` alone. `x-*` fields are allowed anywhere.
 */
export const problemSchemaJson = (): Record<string, unknown> => {
  const schema = z.toJSONSchema(problemSchema, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      const node: Record<string, unknown> = jsonSchema;
      if (node.type === 'number' || node.type === 'integer') allowRange(node);
      if (node.unit !== undefined) node['x-unit'] = node.unit;
      delete node.unit;
      for (const mark of INTERNAL_MARKS) delete node[mark];
      // z.strictObject refuses x-* fields, but they are taken out before it sees them.
      if (node.type === 'object' && node.additionalProperties === false) {
        node.patternProperties = { '^x-': true };
      }
    },
  });
  return {
    ...withReferences(schema),
    title: `Placewright problem, format ${SCHEMA_VERSION}`,
  };
};

type Node = Record<string, unknown>;

/** A range {low, likely, high} may stand in place of any number. Bounds of numbers say nothing of objects. */
const allowRange = (node: Node): void => {
  node.type = [node.type, 'object'];
  node.required = ['low', 'likely', 'high'];
  node.additionalProperties = { type: 'number' };
  node.maxProperties = 3;
};

const BY_ID: Node = { type: 'string', minLength: 1, description: 'Id of a row of the catalogue.' };
const BY_USE: Node = {
  type: 'object',
  required: ['use'],
  properties: { use: BY_ID },
  description:
    'A row of the catalogue; every other field takes the place of the field of the row as a whole.',
};
const BY_PRESET: Node = {
  type: 'object',
  required: ['preset'],
  properties: {
    preset: { enum: [...PRESET_IDS], description: 'Id of a rule preset.' },
    selector: { type: 'object', description: 'Demand its rules speak of; absent: all.' },
    ruleIdPrefix: { type: 'string', description: 'Begins the ids of its rules; two uses need two.' },
    penaltyPerYear: { type: 'number', minimum: 0, 'x-unit': 'money/year' },
    currency: { type: 'string' },
    mustHoldFor: { enum: ['start', 'horizon'] },
    note: { type: 'string' },
    source: { type: 'string' },
  },
  patternProperties: { '^x-': true },
  additionalProperties: false,
  description: 'A rule preset; it stands for one rule or several.',
};

const BY_URDB: Node = {
  type: 'object',
  required: ['kind', 'id', 'record'],
  properties: {
    kind: { const: 'urdb' },
    id: { type: 'string', minLength: 1, description: 'Tariff.' },
    record: {
      type: 'object',
      description:
        'A rate of the Utility Rate Database as published, or an answer with exactly one in items.',
    },
    zone: { type: 'string', description: 'Zone of the schedules; absent: the zone of the site.' },
    escalationFraction: { type: 'number', 'x-unit': 'fraction/year' },
    currency: { type: 'string', description: 'Currency of the rates; absent: USD.' },
    labels: { type: 'array', items: { type: 'string' } },
    note: { type: 'string' },
    source: { type: 'string' },
    asOf: { type: 'string' },
  },
  patternProperties: { '^x-': true },
  additionalProperties: false,
  description: 'Stands for a time-of-use tariff with the prices of the record.',
};

/** Entries may be written by reference, and parts that ids bring in may be left out where a catalogue is named. */
const withReferences = (schema: Node): Node => {
  const parts = { ...(schema.properties as Record<string, Node>) };
  const offer = (part: string, forms: readonly Node[]): void => {
    const list = parts[part];
    if (list !== undefined) parts[part] = { ...list, items: { anyOf: [list.items, ...forms] } };
  };
  for (const part of CATALOGUED_PARTS) offer(part, [BY_ID, BY_USE]);
  offer('rules', [BY_PRESET]);
  offer('tariffs', [BY_URDB]);
  const required = schema.required as readonly string[];
  return {
    ...schema,
    properties: parts,
    required: required.filter((part) => !BROUGHT_IN.includes(part)),
    if: { required: ['catalogue'] },
    else: { required: BROUGHT_IN },
  };
};

/** Required parts that rows of the catalogue can bring in. */
const BROUGHT_IN: readonly string[] = ['operators', 'sites'];
