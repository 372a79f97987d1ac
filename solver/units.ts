/**
 * Named conversions between the units the problem is written in and those the sums are made in. A plain
 * `/ 1000` says nothing about what it turns into what; these do. Plain numbers: the unit stands in the name of every
 * field and variable, so a brand would add casts and catch little.
 */

/** W to kW. */
export const kilowatts = (watts: number): number => watts / 1000;
/** Wh to kWh. */
export const kilowattHours = (wattHours: number): number => wattHours / 1000;
/** g to kg. */
export const kilograms = (grams: number): number => grams / 1000;
/** kg to t. */
export const tonnes = (kilogrammes: number): number => kilogrammes / 1000;
/** KB to GB; 1 KB = 1000 bytes, 1 GB = 10^9 bytes. */
export const gigabytes = (kilobytes: number): number => kilobytes / 1e6;
/** A count (tokens, requests) to millions of it. */
export const millions = (count: number): number => count / 1e6;
/** Bytes to GiB (2^30 bytes). */
export const gibibytes = (bytes: number): number => bytes / 2 ** 30;

export const MONTHS_PER_YEAR = 12;
