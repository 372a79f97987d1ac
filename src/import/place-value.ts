/** An object of the problem that is being put together. */
export type Draft = Record<string, unknown>;

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a path, made where there is none; undefined where something else stands in the way. */
export const draftAt = (root: Draft, path: readonly string[]): Draft | undefined => {
  let at = root;
  for (const step of path) {
    const next = Object.hasOwn(at, step) ? at[step] : undefined;
    if (next === undefined) {
      const made: Draft = {};
      define(at, step, made);
      at = made;
    } else if (isDraft(next)) at = next;
    else return undefined;
  }
  return at;
};

/** Sets a field by its own name, whatever that is. */
const define = (holder: Draft, name: string, value: unknown): void => {
  Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });
};

/** Puts a value at a path; false where another one stands there or in the way. */
export const putAt = (root: Draft, path: readonly string[], value: unknown): boolean => {
  const holder = draftAt(root, path.slice(0, -1));
  const name = path.at(-1);
  if (holder === undefined || name === undefined) return false;
  const known = Object.hasOwn(holder, name) ? holder[name] : undefined;
  // `{}` in the column of an object and values in its own columns say the same.
  if (isDraft(known) && isDraft(value) && Object.keys(value).length === 0) return true;
  if (known !== undefined) return false;
  define(holder, name, value);
  return true;
};

/** The list at a path, made where there is none; undefined where something else stands there. */
export const listAt = (root: Draft, path: readonly string[]): unknown[] | undefined => {
  const holder = draftAt(root, path.slice(0, -1));
  const name = path.at(-1);
  if (holder === undefined || name === undefined) return undefined;
  if (!Object.hasOwn(holder, name)) define(holder, name, []);
  const list = holder[name];
  return Array.isArray(list) ? list : undefined;
};

/** Steps as a JSON pointer. */
export const pointerOf = (base: string, steps: readonly (string | number)[]): string =>
  base + steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
