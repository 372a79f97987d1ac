import { defOf, type Schema, unwrapped } from './schema-walk.js';

/** Limits written on a schema, whatever its type. */
export interface Bounds {
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
  readonly below?: number;
  readonly isWhole: boolean;
  readonly isDate: boolean;
  readonly form?: string;
}

/** Reads the limits of a number, a text or a list from its checks. */
export const boundsOf = (schema: Schema): Bounds => {
  const inner = unwrapped(schema);
  const bounds: { -readonly [K in keyof Bounds]: Bounds[K] } = { isWhole: false, isDate: false };
  const own = defOf(inner);
  if (own.type === 'string' && 'format' in own) bounds.isDate = own.format === 'date';
  for (const check of own.checks ?? []) {
    const def = check._zod.def as unknown as Readonly<Record<string, unknown>>;
    const { value, minimum, maximum, length } = def;
    if (def.check === 'greater_than' && typeof value === 'number') {
      if (def.inclusive === true) bounds.least = Math.max(value, bounds.least ?? value);
      else bounds.above = value;
    }
    if (def.check === 'less_than' && typeof value === 'number') {
      if (def.inclusive === true) bounds.most = Math.min(value, bounds.most ?? value);
      else bounds.below = value;
    }
    if (def.check === 'min_length' && typeof minimum === 'number') bounds.least = minimum;
    if (def.check === 'max_length' && typeof maximum === 'number') bounds.most = maximum;
    if (def.check === 'length_equals' && typeof length === 'number') {
      bounds.least = length;
      bounds.most = length;
    }
    if (def.check === 'number_format') bounds.isWhole = true;
    if (def.check === 'string_format' && def.pattern instanceof RegExp) bounds.form = def.pattern.source;
  }
  return bounds;
};

const range = ({ least, above, most, below }: Bounds): string => {
  const parts: string[] = [];
  if (above !== undefined) parts.push(`above ${above}`);
  if (least !== undefined) parts.push(`at least ${least}`);
  if (below !== undefined) parts.push(`below ${below}`);
  if (most !== undefined) parts.push(`at most ${most}`);
  return parts.join(' and ');
};

const spoken = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value);

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? spoken(values[0]) : `one of ${values.map(spoken).join(', ')}`;

/**
 * What a field may hold, in words: `a number at least 0`, `one of "free", "oneSite"`, `a list of 12`.
 */
export const allowedOf = (schema: Schema): string => {
  const def = defOf(unwrapped(schema));
  const bounds = boundsOf(schema);
  switch (def.type) {
    case 'number':
      return `${bounds.isWhole ? 'a whole number' : 'a number'} ${range(bounds)}`.trim();
    case 'string':
      if (bounds.isDate) return 'a date as YYYY-MM-DD';
      if (bounds.form !== undefined) return `a text of the form ${bounds.form}`;
      return bounds.most === undefined ? 'a text' : `a text of ${bounds.least} to ${bounds.most} characters`;
    case 'boolean':
      return 'true or false';
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'literal':
      return oneOf(def.values);
    case 'array': {
      const { least, most } = bounds;
      if (least !== undefined && least === most) return `a list of ${least}`;
      return `a list ${least !== undefined && most !== undefined ? `of ${least} to ${most}` : range(bounds)}`.trim();
    }
    case 'union':
      if ('discriminator' in def) return 'an object';
      return [...new Set(def.options.map((option) => allowedOf(option)))].join(', or ');
    default:
      return 'an object';
  }
};
