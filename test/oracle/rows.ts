import { type Pool, writeBanks } from './bank-rows.js';
import type { Option } from './choices.js';
import { must } from './demand.js';
import type { Facts } from './facts.js';
import type { HourKinds } from './hours.js';
import { writeMoney } from './money-rows.js';
import type { Pattern } from './patterns.js';
import { type OpenRow, type Part, RowWriter, type UnitsState } from './row-writer.js';
import { type Charge, idleKw, writeSites } from './site-rows.js';
import { writeStreams } from './stream-rows.js';

export interface Rows {
  readonly parts: readonly Part[];
  readonly cost: readonly number[];
  readonly equal: readonly { readonly coefficients: readonly number[]; readonly right: number }[];
  readonly atMost: readonly OpenRow[];
  /** Demand charges no variable touches. */
  readonly constantOf: (state: UnitsState) => number;
  readonly pools: readonly Pool[];
}

/** Rows of everything docs/formulation.md section 6 asks, for one assignment of the whole streams and one pattern. */
export function rowsOf(
  facts: Facts,
  kinds: HourKinds,
  whole: ReadonlyMap<number, Option>,
  divided: readonly number[],
  pattern: Pattern,
): Rows {
  const writer = new RowWriter(facts, kinds, whole, divided, pattern);
  writeStreams(writer);
  const pools = writeBanks(writer);
  const charges = writeSites(writer);
  writeMoney(writer);
  const isFree = (charge: Charge): boolean =>
    charge.rows.some(({ coefficients }) => coefficients.some((value) => value !== 0));
  const peaks = charges.filter(isFree);
  const still = charges.filter((charge) => !isFree(charge));
  const baseKw = (state: UnitsState, site: number): number => {
    const entry = must(facts.sites[site], 'site');
    return entry.site.pue * idleKw(facts, state, site, true) + entry.otherKw;
  };

  // A column for each peak a variable moves, after the shares.
  const wide = (coefficients: readonly number[], peak: number): number[] => [
    ...coefficients,
    ...peaks.map((_, index) => (index === peak ? -1 : 0)),
  ];
  return {
    parts: writer.parts,
    cost: [
      ...writer.parts.map(({ pair, kind }) =>
        kind === 'x' ? pair.money : must(pair.standby, 'standby').money,
      ),
      ...peaks.map((charge) => charge.price),
    ],
    equal: writer.equal.map(({ coefficients, right }) => ({ coefficients: wide(coefficients, -1), right })),
    atMost: [
      ...writer.atMost.map(({ coefficients, right }) => ({ coefficients: wide(coefficients, -1), right })),
      ...peaks.flatMap((charge, index) =>
        charge.rows.map(({ coefficients, constant }) => ({
          coefficients: wide(coefficients, index),
          right: (state: UnitsState) => -constant - baseKw(state, charge.site),
        })),
      ),
    ],
    constantOf: (state) =>
      still.reduce(
        (sum, charge) =>
          sum +
          charge.price *
            (baseKw(state, charge.site) +
              charge.rows.reduce((most, { constant }) => Math.max(most, constant), 0)),
        0,
      ),
    pools,
  };
}
