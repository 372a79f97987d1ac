import { short } from './numbers.js';
import { table, wrap } from './text.js';

type Scalar = string | number | boolean | null;
type Fields = Readonly<Record<string, unknown>>;

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFlat = (value: unknown): value is Fields => isFields(value) && Object.values(value).every(isScalar);

const scalarText = (value: unknown): string => {
  if (value === null || value === undefined) return '-';
  return typeof value === 'number' ? short(value) : String(value);
};

/** shareFraction -> share fraction */
const words = (name: string): string =>
  name.replace(/([a-z0-9])([A-Z])/g, (_all, low, high) => `${low} ${high.toLowerCase()}`);

const flatTable = (rows: readonly Fields[], indent: string): string[] => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isNumeric = (name: string): boolean =>
    rows.every((row) => row[name] === undefined || row[name] === null || typeof row[name] === 'number');
  return table(
    names.map((name) => ({ heading: words(name), align: isNumeric(name) ? 'right' : 'left', most: 40 })),
    rows.map((row) => names.map((name) => scalarText(row[name]))),
    indent,
  );
};

/** Any answer as indented text: a field a line, lists of flat records as tables. */
export const outline = (value: unknown, indent = ''): string[] => {
  const deeper = `${indent}  `;
  if (isScalar(value)) return wrap(scalarText(value), indent, indent);
  if (Array.isArray(value)) {
    const flat = value.filter(isFlat);
    if (value.length > 0 && flat.length === value.length) return flatTable(flat, indent);
    return value.flatMap((one) =>
      isScalar(one) ? wrap(scalarText(one), `${indent}- `, deeper) : outline(one, deeper),
    );
  }
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (isScalar(inner)) return wrap(`${words(name)}: ${scalarText(inner)}`, indent, deeper);
    const isEmpty = Array.isArray(inner)
      ? inner.length === 0
      : isFields(inner) && Object.keys(inner).length === 0;
    return [`${indent}${words(name)}:${isEmpty ? ' none' : ''}`, ...(isEmpty ? [] : outline(inner, deeper))];
  });
};
