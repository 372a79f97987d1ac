import type { z } from 'zod';
import { allowedOf } from './allowed.js';
import { LARGEST_NUMBER, SMALLEST_NUMBER } from './copy.js';
import { laterFeature } from './later.js';
import { type Path, quoted, spokenPath, valueAt } from './pointer.js';
import type { Finding, Report } from './report.js';
import { problemSchema, type ShapedProblem } from './schema/problem.js';
import { defOf, metaOf, optionFor, type Schema, schemaAt, shapeOf, unwrapped } from './schema-walk.js';
import type { Suggester } from './suggest.js';

type RawIssue = z.core.$ZodIssue;

/** Reads the shape of an expanded input; undefined where it has issues, which the report then holds. */
export const readShape = (
  value: unknown,
  extremes: readonly Path[],
  report: Report,
  suggester: Suggester,
): ShapedProblem | undefined => {
  const reader = new ShapeReader(value, report, suggester);
  for (const path of extremes) reader.extreme(path);
  const parsed = problemSchema.safeParse(value);
  if (!parsed.success) for (const issue of parsed.error.issues) reader.issue(issue, []);
  return parsed.success ? parsed.data : undefined;
};

/** Turns what zod says of a value into issues with its unit, its range and the fix. */
class ShapeReader {
  constructor(
    private readonly root: unknown,
    private readonly report: Report,
    private readonly suggester: Suggester,
  ) {}

  extreme(path: Path): void {
    const schema = schemaAt(problemSchema, this.root, path);
    if (schema === undefined) return;
    this.#add(path, {
      code: 'out-of-range',
      message: 'is too large or too small to compute with',
      allowed: `0, or a magnitude of ${SMALLEST_NUMBER} to ${LARGEST_NUMBER}`,
    });
  }

  issue(issue: RawIssue, prefix: Path): void {
    const path = [...prefix, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
    switch (issue.code) {
      case 'unrecognized_keys':
        for (const key of issue.keys) this.#unknownField(path, key);
        return;
      case 'invalid_union':
        this.#union(issue, path);
        return;
      case 'too_small':
      case 'too_big':
        this.#size(path, issue.origin);
        return;
      case 'invalid_format':
        this.#add(path, { code: 'bad-format', message: `${this.#got(path)} is not in the expected form` });
        return;
      case 'custom':
        this.#add(path, {
          code: 'wrong-length',
          message: issue.message,
          allowed: '24, 168, 8760 or 8784 numbers, at least one above zero',
        });
        return;
      default:
        this.#type(path, issue.code === 'invalid_value');
    }
  }

  #union(issue: Extract<RawIssue, { code: 'invalid_union' }>, path: Path): void {
    const value = valueAt(this.root, path);
    // The branch that was probably meant is the one with least to object to.
    const branches = issue.errors
      .filter((errors) => !errors.some((error) => error.code === 'invalid_type' && error.path.length === 0))
      .sort((a, b) => a.length - b.length);
    const best = branches[0];
    if (best === undefined) {
      this.#type(path, issue.errors.length === 0);
    } else if (
      Array.isArray(value) &&
      branches.every((errors) => errors.some((error) => error.path.length === 0))
    ) {
      this.#add(path, { code: 'wrong-length', message: `has ${value.length} values`, value });
    } else {
      for (const inner of best) this.issue(inner as RawIssue, path);
    }
  }

  #size(path: Path, origin: string): void {
    const value = valueAt(this.root, path);
    if (Array.isArray(value)) {
      this.#add(path, { code: 'wrong-length', message: `has ${value.length} values`, value });
    } else if (origin === 'string' || typeof value === 'string') {
      this.#add(path, {
        code: 'bad-format',
        message: `is a text of ${String(value).length} characters`,
      });
    } else {
      this.#add(path, { code: 'out-of-range', message: `${this.#got(path)} is out of range` });
    }
  }

  #type(path: Path, isChoice: boolean): void {
    const value = valueAt(this.root, path);
    const schema = schemaAt(problemSchema, this.root, path);
    const known = choicesOf(schema, schemaAt(problemSchema, this.root, path.slice(0, -1)), path.at(-1));
    const choices = known.length === 0 ? {} : { allowed: `one of ${known.map(quoted).join(', ')}` };
    if (value === undefined) {
      this.#add(path, { code: 'missing-field', message: 'is missing', fix: 'State it.', ...choices });
    } else if (isChoice) {
      const fix = this.suggester.fix(value, known, `Take one of ${known.map(quoted).join(', ')}.`);
      this.#add(path, {
        code: 'not-one-of',
        message: `${this.#got(path)} is not known here`,
        fix,
        ...choices,
      });
    } else if (typeof value === 'number' && !Number.isInteger(value) && Number.isFinite(value)) {
      const isNumber = schema !== undefined && defOf(unwrapped(schema)).type === 'number';
      this.#add(path, {
        code: isNumber ? 'not-an-integer' : 'wrong-type',
        message: `${this.#got(path)} is not ${isNumber ? 'a whole number' : 'of the expected type'}`,
      });
    } else {
      const isNumeral = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
      const wantsNumber = schema !== undefined && defOf(unwrapped(schema)).type === 'number';
      this.#add(path, {
        code: 'wrong-type',
        message: `${this.#got(path)} is not of the expected type`,
        ...(isNumeral && wantsNumber ? { fix: `Write ${Number(value)} without quotes.` } : {}),
      });
    }
  }

  #unknownField(path: Path, key: string): void {
    const at = [...path, key];
    const later = laterFeature(at);
    if (later !== undefined) {
      this.#later(at, later);
      return;
    }
    const holder = schemaAt(problemSchema, this.root, path);
    const known = holder === undefined ? [] : fieldsOf(holder, valueAt(this.root, path));
    const fix = this.suggester.fix(
      key,
      known,
      'Remove it, or name it x-... to carry it to the plan untouched.',
    );
    this.report.add({
      path: at,
      code: 'unknown-field',
      message: `${spokenPath(this.root, at)}: no such field.`,
      value: valueAt(this.root, at),
      fix,
    });
  }

  #later(path: Path, feature: string): void {
    this.report.add({
      path,
      code: 'not-yet-supported',
      message: `${spokenPath(this.root, path)}: this version does not know ${feature}. It is refused rather than ignored, since a plan without it would answer another question.`,
      value: valueAt(this.root, path),
      fix: 'Remove it, or name it x-... to carry it to the plan untouched.',
    });
  }

  #got(path: Path): string {
    return quoted(valueAt(this.root, path));
  }

  #add(path: Path, finding: Omit<Finding, 'path'>): void {
    if (this.report.hasAt(path)) return;
    const schema = schemaAt(problemSchema, this.root, path);
    const meta = schema === undefined ? {} : metaOf(schema);
    const allowed = finding.allowed ?? (schema === undefined ? undefined : allowedOf(schema));
    const says = meta.description === undefined ? '' : ` ${meta.description}`;
    this.report.add({
      value: valueAt(this.root, path),
      ...finding,
      path,
      message: `${spokenPath(this.root, path)} ${finding.message}.${says}`,
      ...(meta.unit === undefined ? {} : { unit: meta.unit }),
      ...(allowed === undefined ? {} : { allowed }),
      fix: finding.fix ?? (allowed === undefined ? 'See the format reference.' : `Give ${allowed}.`),
    });
  }
}

/** Values a field may take; for the discriminator of a union, those of all its options. */
const choicesOf = (
  schema: Schema | undefined,
  holder: Schema | undefined,
  field: string | number | undefined,
): string[] => {
  if (schema !== undefined) {
    const def = defOf(unwrapped(schema));
    if (def.type === 'enum') return Object.values(def.entries).map(String);
    return def.type === 'literal' ? def.values.map(String) : [];
  }
  const def = holder === undefined ? undefined : defOf(unwrapped(holder));
  if (def?.type !== 'union' || typeof field !== 'string') return [];
  return def.options.flatMap((option) => choicesOf(shapeOf(option)?.[field], undefined, field));
};

const fieldsOf = (schema: Schema, value: unknown): string[] => {
  const option = optionFor(unwrapped(schema), value);
  if (option === undefined) return [];
  const def = defOf(option);
  return def.type === 'record'
    ? choicesOf(def.keyType, undefined, undefined)
    : Object.keys(shapeOf(option) ?? {});
};
