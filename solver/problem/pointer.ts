/** Steps from the root of a problem to a value in it. */
export type Path = readonly (string | number)[];

/**
 * JSON pointer (RFC 6901) of a path.
 *
 * @example
 * pointerOf(['sites', 0, 'x-a/b']); // '/sites/0/x-a~1b'
 */
export const pointerOf = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value at a path, or undefined where the path leaves the value; own properties only. */
export const valueAt = (root: unknown, path: Path): unknown => {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
};

/** A path as a planner names it: entries by their id where they have one (`offers[muc-buy].unitsMax`). */
export const spokenPath = (root: unknown, path: Path): string => {
  if (path.length === 0) return 'the problem';
  let value = root;
  let spoken = '';
  for (const step of path) {
    value = valueAt(value, [step]);
    if (typeof step === 'number') {
      const id = valueAt(value, ['id']);
      spoken += `[${typeof id === 'string' && id.length > 0 && id.length <= 100 ? id : step}]`;
    } else {
      spoken += spoken === '' ? clip(step) : `.${clip(step)}`;
    }
  }
  return spoken;
};

const LONGEST_SHOWN = 120;

const clip = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}...`;

/** A value as an issue may carry it: small, and plain JSON whatever the input was. */
export const shownValue = (value: unknown): string | number | boolean | null | undefined => {
  switch (typeof value) {
    case 'string':
      return clip(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return null;
      return Array.isArray(value) ? `list of ${value.length}` : 'object';
    default:
      return typeof value;
  }
};

/** A value as a message quotes it. */
export const quoted = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(clip(value)) : String(shownValue(value));
