import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { problemSchemaJson } from '../../solver/problem/json-schema.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { problemSchema } from '../../solver/problem/schema/problem.js';
import { childOf, defOf, innerOf, metaOf, type Schema, unwrapped } from '../../solver/problem/schema-walk.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { compactJson, formatReference } from '../tools/format-reference.js';

const docs = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../docs/${path}`, import.meta.url)), 'utf8');

const RENEW = 'run: npx tsx test/tools/write-format-reference.ts';

describe('the generated documents', () => {
  it('are those of the schema', () => {
    expect(docs('format-reference.md') === formatReference(), RENEW).toBe(true);
    expect(
      docs('schema/problem.schema.json') === `${JSON.stringify(problemSchemaJson(), null, 2)}\n`,
      RENEW,
    ).toBe(true);
  });

  it('show a complete problem of at most 40 lines that is read', () => {
    const [, text = ''] = /```json\n([\s\S]*?)\n```/.exec(docs('format-reference.md')) ?? [];
    expect(text.split('\n').length).toBeLessThanOrEqual(40);
    expect(JSON.parse(text)).toEqual(minimalProblem());
    expect(parseProblem(JSON.parse(text)).ok).toBe(true);
  });

  it('print JSON that reads back', () => {
    const value = {
      a: [{ b: 'x'.repeat(80), c: ['y'.repeat(60)] }, {}],
      d: [],
      e: { f: null, g: 'z'.repeat(130) },
    };
    expect(JSON.parse(compactJson(value))).toEqual(value);
  });
});

describe('the JSON Schema', () => {
  const schema = problemSchemaJson();

  it('is of draft 2020-12, of the input, with units and without internal marks', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.required).toEqual(['schemaVersion', 'horizon', 'locations', 'offers', 'workloads']);
    // Rows of a catalogue bring them in.
    expect([schema.if, schema.else]).toEqual([
      { required: ['catalogue'] },
      { required: ['operators', 'sites'] },
    ]);
    const text = JSON.stringify(schema);
    expect(text).toContain('"x-unit":"money/unit-hour"');
    expect(text).not.toMatch(/"(money|ref|text)":/);
  });

  it('lets x- fields stand anywhere', () => {
    expect(schema.patternProperties).toEqual({ '^x-': true });
  });
});

describe('the schema', () => {
  const silent = (schema: Schema, name: string): string[] => {
    const def = defOf(unwrapped(schema));
    if (def.type === 'object')
      return Object.entries(def.shape).flatMap(([key, field]) => own(field, `${name}.${key}`));
    return innerOf(schema).flatMap((inner) => silent(inner, name));
  };
  const own = (field: Schema, name: string): string[] => {
    const def = defOf(unwrapped(field));
    const element = def.type === 'array' ? metaOf(def.element).description : undefined;
    const isDiscriminator = /\.(kind|terms)$/.test(name) && def.type === 'literal';
    const says = metaOf(field).description ?? element ?? (isDiscriminator ? 'told by its values' : undefined);
    return [...(says === undefined ? [name] : []), ...silent(field, name)];
  };

  it('says what every field means', () => {
    expect(silent(problemSchema, '')).toEqual([]);
  });

  it('states a unit for every number', () => {
    const bare = (schema: Schema, name: string, unit: string | undefined): string[] => {
      const def = defOf(unwrapped(schema));
      const here = metaOf(schema).unit ?? unit;
      if (def.type === 'number') return here === undefined ? [name] : [];
      if (def.type === 'object')
        return Object.entries(def.shape).flatMap(([key, field]) => bare(field, `${name}.${key}`, undefined));
      return innerOf(schema).flatMap((inner) => bare(inner, name, here));
    };
    expect(bare(problemSchema, '', undefined)).toEqual([]);
  });

  it('is walked by the option a value is of', () => {
    const tariffs = childOf(problemSchema, {}, 'tariffs');
    expect(tariffs).toBeDefined();
    if (tariffs === undefined) return;
    const flat = childOf(tariffs, [], 0);
    expect(flat && childOf(flat, { kind: 'flat' }, 'pricePerKwh')).toBeDefined();
    expect(flat && childOf(flat, { kind: 'hourly' }, 'pricePerKwh')).toBeUndefined();
  });
});
