const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Sets a value at a JSON pointer of a copy of a problem; undefined takes the field out, and `-` appends to a list.
 *
 * @example
 * edited(minimalProblem(), { '/horizon/years': 5, '/tariffs': undefined });
 */
export const edited = (problem: unknown, edits: Readonly<Record<string, unknown>>): unknown => {
  const copy: unknown = structuredClone(problem);
  for (const [pointer, value] of Object.entries(edits)) {
    const steps = pointer.split('/').slice(1);
    const last = steps.pop();
    if (last === undefined) throw new Error(`no field in ${pointer}`);
    let at: unknown = copy;
    for (const step of steps) {
      if (!isContainer(at)) throw new Error(`${pointer}: nothing at ${step}`);
      if (at[step] === undefined) at[step] = {};
      at = at[step];
    }
    if (!isContainer(at)) throw new Error(`${pointer}: no container`);
    if (Array.isArray(at) && last === '-') at.push(value);
    else if (value !== undefined) at[last] = value;
    else if (Array.isArray(at)) at.splice(Number(last), 1);
    else delete at[last];
  }
  return copy;
};
