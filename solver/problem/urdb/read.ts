import type { Finding } from '../report.js';

export type RecordPath = readonly (string | number)[];

/** What an issue of a record says; the path is inside the record. */
export type RecordFinding = Omit<Finding, 'path'> & { readonly path: RecordPath };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record of the database, read field by field: names differ in case between its releases. */
export class RecordReader {
  readonly findings: RecordFinding[] = [];
  /** Fields that change no bill here although they hold something, by name with their value. */
  readonly notBilled: string[] = [];
  private readonly keys: ReadonlyMap<string, string>;
  private readonly asked = new Set<string>();

  constructor(
    private readonly record: Record<string, unknown>,
    private readonly base: RecordPath,
  ) {
    this.keys = new Map(Object.keys(record).map((key) => [key.toLowerCase(), key]));
  }

  /** Name of a field as the record writes it; the first of its spellings where it has none. */
  nameOf(...spellings: readonly string[]): string {
    for (const spelling of spellings) {
      const key = this.keys.get(spelling);
      if (key !== undefined) return key;
    }
    return spellings[0] ?? '';
  }

  /** Value of a field under any of its spellings, in lower case; undefined where it is absent or null. */
  value(...spellings: readonly string[]): unknown {
    for (const spelling of spellings) this.asked.add(spelling);
    const value = this.record[this.nameOf(...spellings)];
    return value === null ? undefined : value;
  }

  /** A number; undefined where the field is absent, and where it is none, which is said. */
  number(...spellings: readonly string[]): number | undefined {
    const value = this.value(...spellings);
    if (value === undefined || typeof value === 'number') return value;
    this.refuse([this.nameOf(...spellings)], 'wrong-type', 'is no number', value, 'a number');
    return undefined;
  }

  /** Text of a field; undefined where it holds none. */
  text(...spellings: readonly string[]): string | undefined {
    const value = this.value(...spellings);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  }

  refuse(
    path: RecordPath,
    code: Finding['code'],
    message: string,
    value: unknown,
    allowed: string,
    fix = `Give ${allowed}.`,
  ): void {
    const at = path.map(String).join('.');
    this.findings.push({
      path: [...this.base, ...path],
      code,
      message: `URDB record, ${at}: ${message}.`,
      ...(value === undefined ? {} : { value }),
      allowed,
      fix,
    });
  }

  /** Notes what a field holds as not billed. */
  note(name: string, value: unknown): void {
    if (!holdsSomething(value)) return;
    const shown = typeof value === 'object' ? '' : ` (${String(value).slice(0, 40)})`;
    this.notBilled.push(`${name}${shown}`);
  }

  /** Notes every field that nobody asked for and that does more than describe the record. */
  noteRest(describing: ReadonlySet<string>): void {
    for (const [lower, key] of this.keys)
      if (!this.asked.has(lower) && !describing.has(lower)) this.note(key, this.record[key]);
  }
}

/** Whether a value is more than empty, zero or no. */
export const holdsSomething = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(holdsSomething);
  if (isObject(value)) return Object.values(value).some(holdsSomething);
  return !(value === undefined || value === null || value === 0 || value === false || value === '');
};
