import { problemSchemaJson } from '@placewright/solver';
import { z } from 'zod';
import { catalogue } from './answers/catalogue.js';
import { compareAnswer, planDifference, priceAnswer, validateAnswer } from './answers/desk.js';
import { bill, placement, plan } from './answers/plan.js';
import { examples, health, limits, problemDetails, version } from './answers/reference.js';
import { assumption, bound, broken, issue, saving, violation } from './answers/shared.js';
import { finding, infeasible, noPlanFound, solveAnswer, solved, stopped } from './answers/solve.js';
import { leversAnswer, sensitivityAnswer } from './answers/uncertainty.js';
import { placementRow } from './requests.js';

/** Answers and requests by the name of their component. The zod schemas are the source; tests hold answers to them. */
export const ANSWERS = {
  SolveAnswer: solveAnswer,
  Solved: solved,
  Infeasible: infeasible,
  Finding: finding,
  NoPlanFound: noPlanFound,
  Stopped: stopped,
  Plan: plan,
  Placement: placement,
  Bill: bill,
  ValidateAnswer: validateAnswer,
  PriceAnswer: priceAnswer,
  CompareAnswer: compareAnswer,
  LeversAnswer: leversAnswer,
  SensitivityAnswer: sensitivityAnswer,
  PlanDifference: planDifference,
  BrokenRequirement: broken,
  Violation: violation,
  Saving: saving,
  Bound: bound,
  Assumption: assumption,
  Issue: issue,
  PlacementRow: placementRow,
  Limits: limits,
  Version: version,
  Catalogue: catalogue,
  Health: health,
  Examples: examples,
  ProblemDetails: problemDetails,
} as const satisfies Readonly<Record<string, z.ZodType>>;

type Json = Record<string, unknown>;
const REF = '#/components/schemas/';

/** Requests that are no zod schema of their own: parts of them are. */
const requests = (): Json => {
  const rows = { type: 'array', minItems: 1, items: { $ref: `${REF}PlacementRow` } };
  const planOrRows = {
    description: 'A plan, a whole result that holds one under `plan`, or rows.',
    anyOf: [{ $ref: `${REF}Plan` }, { type: 'object', required: ['plan'] }, rows],
  };
  const problem = { $ref: `${REF}ProblemBody` };
  return {
    PriceRequest: {
      type: 'object',
      properties: { problem, rows },
      required: ['problem', 'rows'],
      additionalProperties: false,
    },
    CompareRequest: {
      type: 'object',
      properties: { problem, a: planOrRows, b: planOrRows },
      required: ['problem', 'a', 'b'],
      additionalProperties: false,
    },
    JsonSchema: { type: 'object', description: 'A JSON Schema, draft 2020-12.' },
    OpenApi: { type: 'object', description: 'An OpenAPI 3.1 document.' },
  };
};

/** Every schema of the document. Answers may gain fields, so theirs are open; requests refuse what they do not know. */
export const componentSchemas = (): Json => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    io: 'output',
    uri: (id) => REF + id,
    override: ({ jsonSchema, zodSchema }) => {
      const meta = z.globalRegistry.get(zodSchema);
      if (meta?.description !== undefined) jsonSchema.description = meta.description;
      if (meta?.['x-unit'] !== undefined) Object.assign(jsonSchema, { 'x-unit': meta['x-unit'] });
    },
  });
  const open = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(open);
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(
      ([key, inner]) =>
        !(key === 'additionalProperties' && inner === false) && key !== '$schema' && key !== '$id',
    );
    return Object.fromEntries(kept.map(([key, inner]) => [key, open(inner)]));
  };
  const { $schema: _schema, ...problem } = problemSchemaJson();
  const answers = Object.entries(schemas).map(([id, schema]): [string, unknown] => [
    id,
    id === 'PlacementRow' ? stripped(schema) : open(schema),
  ]);
  return { ProblemBody: problem, ...requests(), ...Object.fromEntries(answers) };
};

const stripped = (schema: object): Json => {
  const { $schema: _schema, $id: _id, ...rest } = schema as Json;
  return rest;
};
