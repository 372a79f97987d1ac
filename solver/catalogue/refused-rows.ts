/** A provider's price of one machine type in one region, for the whole machine. */
export interface PriceRow {
  readonly provider: string;
  readonly region: string;
  readonly machine: string;
  readonly accelerator: string;
  /** Accelerators of the machine. */
  readonly count: number;
  /** Machine types of one series have a host in proportion to their accelerators, so that prices are too. */
  readonly series: string;
  /** Money an hour; absent where the provider states none. */
  readonly onDemand?: number;
  readonly reserved?: number;
  readonly spot?: number;
  /** Where the host is priced by a row of its own: that row, or null where the region has none. */
  readonly host?: { readonly machine: string; readonly onDemand?: number; readonly spot?: number } | null;
}

export const PRICE_TERMS = ['onDemand', 'reserved', 'spot'] as const;
export type PriceTerm = (typeof PRICE_TERMS)[number];

export const REFUSAL_CODES = [
  'placeholder', // nothing, or 0.00
  'host-elsewhere', // accelerator priced where its host is not
  'not-linear', // not in proportion to the count inside a series
  'not-below-on-demand', // spot or reserved at or above on-demand
  'out-of-line', // less than half of what the provider asks for the machine elsewhere
  'unchecked', // its on-demand price is refused, so nothing says whether it is low enough
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A price that is refused, and why. */
export interface Refusal {
  readonly row: PriceRow;
  readonly term: PriceTerm;
  readonly code: RefusalCode;
  readonly detail: string;
}

/** Prices of one series in one region may differ by this much from their median, for discounts on whole machines. */
const LINEAR_WITHIN = 0.15;
/** Least on-demand price over the highest of the same machine at the same provider. */
const LEAST_OF_HIGHEST = 0.5;

const medianOf = (values: readonly number[]): number => {
  const ordered = [...values].sort((a, b) => a - b);
  const half = ordered.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [ordered[half - 1], ordered[half]];
  return ordered.length % 2 === 1 ? high : (low + high) / 2;
};

/** Price of one accelerator with its host; undefined where a part of it is not stated. */
export const unitPrice = (row: PriceRow, term: PriceTerm): number | undefined => {
  const own = row[term];
  if (own === undefined || row.host === null) return undefined;
  if (row.host === undefined) return own / row.count;
  const host = term === 'reserved' ? undefined : row.host[term];
  return host === undefined ? undefined : (own + host) / row.count;
};

/**
 * Prices that are not to be believed: placeholders, prices not in proportion to the count, spot or reserved at or above
 * on-demand, hosts that are not priced where the accelerator is, and prices out of line with the provider's other regions.
 *
 * @example
 * refusedRows([{ provider: 'p', region: 'r', machine: 'm', accelerator: 'a', count: 8, series: 's', onDemand: 36, spot: 39 }]);
 * // one refusal: spot, 'not-below-on-demand'
 */
export const refusedRows = (rows: readonly PriceRow[]): Refusal[] => {
  const found = new Map<PriceRow, Map<PriceTerm, Refusal>>();
  const refuse = (row: PriceRow, term: PriceTerm, code: RefusalCode, detail: string): void => {
    const of = found.get(row) ?? new Map<PriceTerm, Refusal>();
    if (row[term] !== undefined && !of.has(term)) of.set(term, { row, term, code, detail });
    found.set(row, of);
  };
  const stands = (row: PriceRow, term: PriceTerm): boolean =>
    row[term] !== undefined && found.get(row)?.has(term) !== true;

  for (const row of rows) for (const term of PRICE_TERMS) refuseByItself(row, term, refuse);
  for (const [, series] of grouped(rows, ({ provider, region, series }) => [provider, region, series])) {
    for (const term of PRICE_TERMS) {
      const priced = series.filter((row) => stands(row, term));
      const middle = medianOf(priced.map((row) => (row[term] ?? Number.NaN) / row.count));
      const isOff = (row: PriceRow): boolean =>
        Math.abs((row[term] ?? Number.NaN) / row.count / middle - 1) > LINEAR_WITHIN;
      // One that is off makes all of them doubtful: nothing says which of them is right.
      if (!priced.some(isOff)) continue;
      const shown = priced.map((row) => `${row.count} for ${row[term]}`).join(', ');
      for (const row of priced) refuse(row, term, 'not-linear', shown);
    }
  }
  for (const row of rows) {
    if (!stands(row, 'onDemand')) continue;
    for (const term of ['reserved', 'spot'] as const) {
      if (stands(row, term)) refuseNotBelow(row, term, refuse);
    }
  }
  for (const [, alike] of grouped(rows, ({ provider, machine }) => [provider, machine])) {
    const priced = alike.filter((row) => stands(row, 'onDemand'));
    // Without the host, which hides how far apart the accelerators are.
    const each = (row: PriceRow): number => (row.onDemand ?? Number.NaN) / row.count;
    const highest = Math.max(...priced.map(each));
    for (const row of priced) {
      if (each(row) >= LEAST_OF_HIGHEST * highest) continue;
      const where = priced.find((one) => each(one) === highest)?.region;
      const detail = `${each(row).toFixed(3)} for one, ${highest.toFixed(3)} in ${where}`;
      refuse(row, 'onDemand', 'out-of-line', detail);
    }
  }
  for (const row of rows) {
    if (row.onDemand === undefined || stands(row, 'onDemand')) continue;
    for (const term of ['reserved', 'spot'] as const)
      refuse(row, term, 'unchecked', 'its on-demand price is refused');
  }
  return rows.flatMap((row) => [...(found.get(row)?.values() ?? [])]);
};

type Refuse = (row: PriceRow, term: PriceTerm, code: RefusalCode, detail: string) => void;

const refuseByItself = (row: PriceRow, term: PriceTerm, refuse: Refuse): void => {
  const price = row[term];
  if (price === undefined) return;
  if (!(price > 0)) refuse(row, term, 'placeholder', `${price}`);
  if (row.host === null) refuse(row, term, 'host-elsewhere', 'no price of its host in the region');
  else if (row.host !== undefined && term !== 'reserved') {
    const host = row.host[term];
    if (host === undefined || !(host > 0)) {
      refuse(row, term, 'placeholder', `host ${row.host.machine} at ${host ?? 'no price'}`);
    }
  }
};

const refuseNotBelow = (row: PriceRow, term: 'reserved' | 'spot', refuse: Refuse): void => {
  const [price = 0, full = 0] = [row[term], row.onDemand];
  if (price >= full) {
    refuse(row, term, 'not-below-on-demand', `${price} against ${full}`);
    return;
  }
  const host = row.host;
  if (term === 'spot' && host && (host.spot ?? 0) >= (host.onDemand ?? 0)) {
    refuse(row, term, 'not-below-on-demand', `host ${host.machine} ${host.spot} against ${host.onDemand}`);
  }
};

const grouped = (
  rows: readonly PriceRow[],
  keyOf: (row: PriceRow) => readonly string[],
): ReadonlyMap<string, PriceRow[]> => {
  const groups = new Map<string, PriceRow[]>();
  for (const row of rows) {
    const key = keyOf(row).join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};
