import { z } from 'zod';
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
    ...schema,
    title: `Placewright problem, format ${SCHEMA_VERSION}`,
  };
};
