/** A text that reads like a country, a subdivision, or the built-in set EU. */
const CODE = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/**
 * A selector narrowed to origins in some countries; undefined where it speaks of none of them. `EEA` is read as its
 * members; a set of the planner's own cannot be looked into and is kept whole, which is the stricter reading.
 */
export const narrowedTo = (selector: unknown, countries: readonly string[]): object | undefined => {
  if (selector === undefined) return { originJurisdictions: [...countries] };
  if (typeof selector !== 'object' || selector === null) return undefined;
  const { originJurisdictions: stated } = selector as { readonly originJurisdictions?: unknown };
  if (stated === undefined) return { ...selector, originJurisdictions: [...countries] };
  if (!Array.isArray(stated)) return undefined;
  const kept = stated.flatMap((value: unknown): string[] => {
    if (typeof value !== 'string') return [];
    if (value === 'EEA') return [...countries];
    if (CODE.test(value)) return countries.includes(value.slice(0, 2)) ? [value] : [];
    return [value];
  });
  return kept.length === 0 ? undefined : { ...selector, originJurisdictions: [...new Set(kept)] };
};
