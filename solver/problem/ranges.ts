import { z } from 'zod';
import { allowedOf } from './allowed.js';
import { type Path, pointerOf, spokenPath, valueAt } from './pointer.js';
import type { Report } from './report.js';
import { problemSchema } from './schema/problem.js';
import { metaOf, type Schema, schemaAt } from './schema-walk.js';
import type { InputRange } from './types.js';

const ENDS = ['low', 'likely', 'high'] as const;
const EXAMPLE = '{"low": 0.1, "likely": 0.2, "high": 0.3}';

/** A problem with every range set to its likely value, and the ranges. */
export interface TakenRanges {
  readonly value: unknown;
  readonly ranges: readonly (InputRange & { readonly path: Path })[];
  /** Pointers of ranges whose field only shows once its entry is complete, so that the ends are not yet checked. */
  readonly unchecked: ReadonlySet<string>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object of two or three of low, likely and high and nothing else is meant as a range. */
export const isRange = (value: unknown): value is Record<string, unknown> => {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length >= 2 && keys.every((key) => ENDS.some((end) => end === key));
};

class Taker {
  readonly found: { path: Path; low: number; likely: number; high: number }[] = [];
  readonly #path: (string | number)[] = [];

  constructor(
    private readonly root: unknown,
    private readonly report: Report,
  ) {}

  /** The value itself where nothing in it is a range: a large problem is not copied once more. */
  take(value: unknown): unknown {
    if (Array.isArray(value)) return this.#list(value);
    if (!isObject(value)) return value;
    if (isRange(value)) return this.#range(value);
    const object: Readonly<Record<string, unknown>> = value;
    let taken: Record<string, unknown> | undefined;
    for (const key of Object.keys(object)) {
      const inner = object[key];
      if (typeof inner !== 'object' || inner === null) continue;
      const other = this.#inside(key, inner);
      if (other === inner) continue;
      taken ??= { ...object };
      // A field named __proto__ stays a field.
      Object.defineProperty(taken, key, {
        value: other,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return taken ?? object;
  }

  #list(value: readonly unknown[]): unknown {
    let taken: unknown[] | undefined;
    for (let index = 0; index < value.length; index += 1) {
      const inner = value[index];
      if (typeof inner !== 'object' || inner === null) continue;
      const other = this.#inside(index, inner);
      if (other === inner) continue;
      taken ??= [...value];
      taken[index] = other;
    }
    return taken ?? value;
  }

  #inside(step: string | number, value: unknown): unknown {
    this.#path.push(step);
    const taken = this.take(value);
    this.#path.pop();
    return taken;
  }

  #range(value: Record<string, unknown>): unknown {
    const path = [...this.#path];
    const { low, likely, high } = value;
    for (const end of ENDS) {
      const given = value[end];
      if (typeof given === 'number' && Number.isFinite(given)) continue;
      const isMissing = !Object.hasOwn(value, end);
      this.report.add({
        path,
        code: isMissing ? 'missing-field' : 'wrong-type',
        message: `${spokenPath(this.root, path)}: ${end} of the range is ${isMissing ? 'missing' : 'no number'}.`,
        ...(isMissing ? {} : { value: given }),
        allowed: 'low, likely and high, each a number',
        fix: `Write it like ${EXAMPLE}.`,
      });
    }
    if (typeof low !== 'number' || typeof likely !== 'number' || typeof high !== 'number') return value;
    if (!(low <= likely && likely <= high)) {
      this.report.add({
        path,
        code: 'inconsistent',
        message: `${spokenPath(this.root, path)}: the range is out of order: low ${low}, likely ${likely}, high ${high}.`,
        allowed: 'low at most likely, likely at most high',
        fix: 'Order the three, or state one number.',
      });
    }
    this.found.push({ path, low, likely, high });
    return likely;
  }
}

const isAllowed = (schema: Schema, value: number): boolean => z.core.safeParse(schema, value).success;

const checkEnd = (
  root: unknown,
  schema: Schema,
  path: Path,
  end: string,
  value: number,
  report: Report,
): void => {
  if (isAllowed(schema, value)) return;
  const allowed = allowedOf(schema);
  const { unit } = metaOf(schema);
  report.add({
    path: [...path, end],
    code: 'out-of-range',
    message: `${spokenPath(root, path)}: ${end} of the range, ${value}, is not allowed here.`,
    value,
    ...(unit === undefined ? {} : { unit }),
    allowed,
    fix: `Give ${allowed}.`,
  });
};

/**
 * Takes the likely value of every range {low, likely, high} that stands in place of a number. What stands around the number, and whether a
 * number may stand there at all, is then read as if the likely value had been written; both ends are held to the field they stand in.
 */
export const takeRanges = (root: unknown, report: Report): TakenRanges => {
  const taker = new Taker(root, report);
  const value = taker.take(root);
  const unchecked = new Set<string>();
  const ranges = taker.found.map(({ path, low, likely, high }) => {
    const schema = schemaAt(problemSchema, value, path);
    const pointer = pointerOf(path);
    if (schema === undefined) unchecked.add(pointer);
    // Where not even the likely value may stand, the shape says so, once.
    else if (isAllowed(schema, likely)) {
      checkEnd(value, schema, path, 'low', low, report);
      checkEnd(value, schema, path, 'high', high, report);
    }
    const unit = schema === undefined ? undefined : metaOf(schema).unit;
    return { path, pointer, low, likely, high, unit: unit ?? null };
  });
  return { value, ranges, unchecked };
};

/** A copy of an input with another number at a path; what stands beside it is shared. */
export const withNumberAt = (root: unknown, path: Path, value: number): unknown => {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const inner = withNumberAt(valueAt(root, [step]), rest, value);
  if (Array.isArray(root)) return root.map((entry: unknown, index) => (index === step ? inner : entry));
  return isObject(root) ? { ...root, [step]: inner } : root;
};

/** A copy of an input with another number where a JSON pointer leads. */
export const withNumberAtPointer = (root: unknown, pointer: string, value: number): unknown => {
  let at = root;
  const path = pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const place = Array.isArray(at) ? Number(key) : key;
      at = valueAt(at, [place]);
      return place;
    });
  return withNumberAt(root, path, value);
};
