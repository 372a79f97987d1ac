import { z } from 'zod';
import type { FieldMeta } from './schema/fields.js';

/** The problem's schema as a tree that refusals, currency conversion and the format reference walk. */
export type Schema = z.core.$ZodType;
export type SchemaDef = z.core.$ZodTypes['_zod']['def'];

export const defOf = (schema: Schema): SchemaDef => (schema as z.core.$ZodTypes)._zod.def;

/** The schema inside optional, nullable and default. */
export const unwrapped = (schema: Schema): Schema => {
  let inner = schema;
  for (;;) {
    const def = defOf(inner);
    if (def.type !== 'optional' && def.type !== 'nullable' && def.type !== 'default') return inner;
    inner = def.innerType;
  }
};

/** Meaning and unit of a field, wherever in optional and default they were written; outer before inner. */
export const metaOf = (schema: Schema): Partial<FieldMeta> => {
  const found: Partial<FieldMeta>[] = [];
  let inner = schema;
  for (;;) {
    const meta = z.globalRegistry.get(inner);
    if (meta !== undefined) found.push(meta as Partial<FieldMeta>);
    const def = defOf(inner);
    if (def.type !== 'optional' && def.type !== 'nullable' && def.type !== 'default') break;
    inner = def.innerType;
  }
  return Object.assign({}, ...found.reverse());
};

const fits = (schema: Schema, value: unknown): boolean => {
  const { type } = defOf(unwrapped(schema));
  if (Array.isArray(value)) return type === 'array';
  if (typeof value === 'object' && value !== null) return type === 'object' || type === 'record';
  return type === typeof value;
};

/** The option of a union that a value is meant as: by its discriminator where there is one, else by its kind. */
export const optionFor = (schema: Schema, value: unknown): Schema | undefined => {
  const def = defOf(schema);
  if (def.type !== 'union') return schema;
  if (!('discriminator' in def)) return def.options.find((option) => fits(option, value));
  if (typeof value !== 'object' || value === null) return undefined;
  const name = (value as Record<string, unknown>)[String(def.discriminator)];
  return def.options.find((option) => {
    const field = shapeOf(option)?.[String(def.discriminator)];
    const fieldDef = field === undefined ? undefined : defOf(field);
    return fieldDef?.type === 'literal' && fieldDef.values.some((literal) => literal === name);
  });
};

/** Fields of an object schema; undefined for anything else. */
export const shapeOf = (schema: Schema): Readonly<Record<string, Schema>> | undefined => {
  const def = defOf(unwrapped(schema));
  return def.type === 'object' ? def.shape : undefined;
};

/** The schema of a step from a value, or undefined where the format has none there. */
export const childOf = (schema: Schema, value: unknown, step: string | number): Schema | undefined => {
  const option = optionFor(unwrapped(schema), value);
  if (option === undefined) return undefined;
  const def = defOf(option);
  if (def.type === 'object') return Object.hasOwn(def.shape, step) ? def.shape[step] : undefined;
  if (def.type === 'array') return def.element;
  if (def.type === 'record') return def.valueType;
  return undefined;
};

/** The schema at a path of a value. */
export const schemaAt = (
  root: Schema,
  value: unknown,
  path: readonly (string | number)[],
): Schema | undefined => {
  let schema: Schema | undefined = root;
  let at = value;
  for (const step of path) {
    if (schema === undefined) return undefined;
    schema = childOf(schema, at, step);
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Record<string | number, unknown>)[step]
        : undefined;
  }
  return schema;
};

/** Whether a field with one of some marks can stand in a schema, remembered for each schema. */
export const holderOf = (...marks: readonly ('money' | 'ref' | 'text')[]): ((schema: Schema) => boolean) => {
  const known = new WeakMap<Schema, boolean>();
  const holds = (schema: Schema): boolean => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const meta = metaOf(schema);
    const answer = marks.some((mark) => meta[mark] !== undefined) || innerOf(schema).some(holds);
    known.set(schema, answer);
    return answer;
  };
  return holds;
};

/** Schemas directly inside a schema. */
export const innerOf = (schema: Schema): readonly Schema[] => {
  const def = defOf(unwrapped(schema));
  if (def.type === 'object') return Object.values(def.shape);
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  return def.type === 'union' ? def.options : [];
};
