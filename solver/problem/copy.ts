import { type Path, quoted, spokenPath } from './pointer.js';
import type { Report } from './report.js';

/** Levels of nesting that are read; the format itself needs eight. */
export const MOST_DEPTH = 32;
/** Values (texts, numbers, lists, objects) that are read in one problem. */
export const MOST_VALUES = 3_000_000;
/** Numbers of the format lie between these magnitudes or are 0, so that products of them stay finite. */
export const LARGEST_NUMBER = 1e15;
export const SMALLEST_NUMBER = 1e-12;

/** A copy of the input as plain JSON, with what is carried to the plan taken out or noted. */
export interface CopiedInput {
  readonly value: unknown;
  /** `x-*` fields, notes and labels by JSON pointer. */
  readonly annotations: Readonly<Record<string, unknown>>;
  /** Where numbers stand that are too large or too small to compute with. */
  readonly extremes: readonly Path[];
}

class TooLarge extends Error {}

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
};

class Copier {
  readonly annotations = new Map<string, unknown>();
  readonly extremes: Path[] = [];
  readonly #path: (string | number)[] = [];
  #count = 0;

  constructor(
    private readonly root: unknown,
    private readonly report: Report,
  ) {}

  copy(value: unknown, isCarried: boolean): unknown {
    this.#count += 1;
    if (this.#count > MOST_VALUES) this.#refuseCount();
    if (typeof value === 'number') return this.#number(value, isCarried);
    if (typeof value !== 'object' || value === null) {
      if (isCarried && !['string', 'boolean'].includes(typeof value) && value !== null) this.#notJson(value);
      return value;
    }
    if (this.#path.length >= MOST_DEPTH) {
      this.#refuseSize(`nested deeper than ${MOST_DEPTH} levels`, 'levels', `at most ${MOST_DEPTH} levels`);
    }
    if (Array.isArray(value)) return this.#list(value, isCarried);
    return this.#object(value, isCarried);
  }

  #number(value: number, isCarried: boolean): number {
    if (isCarried) {
      if (!Number.isFinite(value)) this.#notJson(value);
      return value;
    }
    const size = Math.abs(value);
    if (Number.isFinite(value) && size > 0 && (size > LARGEST_NUMBER || size < SMALLEST_NUMBER)) {
      this.extremes.push([...this.#path]);
    }
    return value === 0 ? 0 : value;
  }

  #list(value: readonly unknown[], isCarried: boolean): unknown[] {
    if (this.#count + value.length > MOST_VALUES) this.#refuseCount();
    const copy: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      const inner: unknown = value[index];
      // Most values of a large problem are ordinary numbers of long series.
      if (typeof inner === 'number' && inner >= SMALLEST_NUMBER && inner <= LARGEST_NUMBER) {
        this.#count += 1;
        copy.push(inner);
        continue;
      }
      this.#path.push(index);
      copy.push(this.copy(inner, isCarried));
      this.#path.pop();
    }
    return copy;
  }

  #object(value: object, isCarried: boolean): unknown {
    if (!isPlain(value)) {
      this.#notJson(value);
      return {};
    }
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const inner = (value as Record<string, unknown>)[key];
      if (inner === undefined) continue;
      this.#path.push(key);
      if (isCarried) {
        // `__proto__` as a plain assignment would set the prototype of the copy.
        const carried = this.copy(inner, true);
        Object.defineProperty(copy, key, { value: carried, enumerable: true, configurable: true });
      } else if (key.startsWith('x-')) {
        this.#note(this.copy(inner, true));
      } else if (key === '__proto__') {
        this.report.add({
          path: this.#path,
          code: 'unknown-field',
          message: `${this.#spoken()}: no such field.`,
          fix: 'Remove it.',
        });
      } else {
        copy[key] = this.copy(inner, false);
        if (key === 'note' || key === 'labels') this.#note(copy[key]);
      }
      this.#path.pop();
    }
    return copy;
  }

  #note(value: unknown): void {
    const pointer = this.#path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`);
    this.annotations.set(pointer.join(''), value);
  }

  #spoken(): string {
    return spokenPath(this.root, this.#path);
  }

  #notJson(value: unknown): void {
    this.report.add({
      path: this.#path,
      code: 'wrong-type',
      message: `${this.#spoken()}: ${quoted(value)} is no JSON value.`,
      value,
      allowed: 'text, finite number, true, false, null, list or object',
    });
  }

  #refuseCount(): never {
    this.#refuseSize(`more than ${MOST_VALUES} values`, 'values', `at most ${MOST_VALUES} values`);
  }

  #refuseSize(what: string, unit: string, allowed: string): never {
    const path = this.#path.slice(0, MOST_DEPTH);
    this.report.add({
      path,
      code: 'too-large',
      message: `The problem is ${what.startsWith('more') ? 'made of ' : ''}${what}.`,
      unit,
      allowed,
      fix: 'Divide the problem, or take out what it does not need.',
    });
    throw new TooLarge(what);
  }
}

/**
 * Copies an input of any kind, so that later steps meet plain JSON only and the caller's object is never kept or
 * frozen. Undefined where the input is too large or cannot be read; the report then says so.
 */
export const copyInput = (raw: unknown, report: Report): CopiedInput | undefined => {
  const copier = new Copier(raw, report);
  try {
    const value = copier.copy(raw, false);
    const annotations = [...copier.annotations].sort(([a], [b]) => (a < b ? -1 : 1));
    return { value, annotations: Object.fromEntries(annotations), extremes: copier.extremes };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    // A getter or proxy of the caller's own threw.
    report.add({
      path: [],
      code: 'wrong-type',
      message: `The problem cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : 'a property failed'}.`,
      allowed: 'plain JSON',
    });
    return undefined;
  }
};
