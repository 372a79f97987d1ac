import type { Suggester } from './suggest.js';

const known = new Map<string, boolean>();
/** Answers kept; more distinct zones than this are asked anew. */
const MOST_KEPT = 2000;

/** Whether the platform's time zone data knows a zone. Offsets such as +01:00 are no zones. */
export const isKnownZone = (zone: string): boolean => {
  const before = known.get(zone);
  if (before !== undefined) return before;
  const answer = /^[A-Za-z][A-Za-z0-9_+/-]{0,99}$/.test(zone) && isAccepted(zone);
  if (known.size < MOST_KEPT) known.set(zone, answer);
  return answer;
};

const isAccepted = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** The zone a planner probably meant. */
export const nearZone = (zone: string, suggester: Suggester): string | undefined =>
  suggester.nearest(zone, Intl.supportedValuesOf('timeZone'));
