import { ProgramBuilder } from '../../solver/program/builder.js';
import type { LinearTerm, Program } from '../../solver/program/program.js';
import { randomStream } from '../program/random-programs.js';

export interface LikeShape {
  readonly seed: number;
  /** Kinds of streams; each has one stream a factor, all of them alike but for it. */
  readonly kinds: readonly (readonly number[])[];
  readonly banks: number;
  readonly sites: number;
  /** Coefficients and costs are whole numbers. */
  readonly isWhole?: boolean;
}

const NONE = Number.NEGATIVE_INFINITY;

/**
 * A random program of streams that are alike in kinds: shares at banks, units of a bank in whole numbers, sites to open,
 * power, at most a part of a stream at its first place, at least some load at the first site or a price for what lacks,
 * a bank for rent, and one stream that is served whole.
 */
export const likeProgram = ({ seed, kinds, banks, sites, isWhole = false }: LikeShape): Program => {
  const next = randomStream(seed);
  const rounded = (value: number): number => (isWhole ? Math.round(value) : value);
  const builder = new ProgramBuilder();
  const loads: LinearTerm[][] = Array.from({ length: banks }, () => []);
  const power: LinearTerm[][] = Array.from({ length: sites }, () => []);
  const links: { readonly site: number; readonly terms: LinearTerm[] }[] = [];
  const demand: LinearTerm[][] = [];
  const firsts: LinearTerm[] = [];
  const siteOf = (bank: number): number => bank % sites;
  const streams = kinds.flatMap((factors) => {
    const kind = {
      places: Array.from({ length: banks }, (_, bank) => ({
        bank,
        isThere: next() < 0.8,
        need: rounded(1 + 4 * next()),
        cost: rounded(1 + 20 * next()),
        power: rounded(1 + 6 * next()),
      })),
      rent: rounded(40 + 80 * next()),
      isHeld: next() < 0.5,
    };
    return factors.map((factor) => ({ ...kind, factor, isShared: true }));
  });
  const [some] = streams;
  if (some) streams.push({ ...some, isShared: false });
  // Streams of one kind do not stand side by side.
  streams.sort((a, b) => a.factor - b.factor);
  for (const { places, rent, factor, isHeld, isShared } of streams) {
    const add = (cost: number): number => {
      const column = builder.addColumn({
        name: `place ${builder.columnCount}`,
        lower: 0,
        upper: 1,
        integer: !isShared,
      });
      builder.addCost(column, cost * factor);
      return column;
    };
    const ofStream: LinearTerm[] = [{ column: add(rent), coefficient: 1 }];
    const bySite = new Map<number, LinearTerm[]>();
    for (const { bank, isThere, need, cost, power: watts } of places) {
      if (!isThere) continue;
      const column = add(cost);
      ofStream.push({ column, coefficient: 1 });
      loads[bank]?.push({ column, coefficient: need * factor });
      power[siteOf(bank)]?.push({ column, coefficient: watts * factor });
      bySite.set(siteOf(bank), [...(bySite.get(siteOf(bank)) ?? []), { column, coefficient: 1 }]);
    }
    demand.push(ofStream);
    const [, second] = ofStream;
    if (isHeld && second) firsts.push(second);
    for (const [site, terms] of bySite) links.push({ site, terms });
  }
  const packs = Array.from({ length: banks }, (_, bank) => {
    const column = builder.addColumn({ name: `packs ${bank}`, lower: 0, upper: 30, integer: true });
    builder.addCost(column, 3 + Math.floor(9 * next()));
    return column;
  });
  const open = Array.from({ length: sites }, (_, site) => {
    const column = builder.addColumn({ name: `open ${site}`, lower: 0, upper: 1, integer: true });
    builder.addCost(column, Math.floor(40 * next()));
    return column;
  });
  const lack = builder.addColumn({ name: 'lack', lower: 0, upper: 1000 });
  builder.addCost(lack, 2);
  for (const terms of demand) builder.addRow(`assign ${builder.rowCount}`, terms, 1, 1);
  for (const [bank, terms] of loads.entries())
    builder.addRow(`units ${bank}`, [...terms, { column: packs[bank] ?? 0, coefficient: -1 }], NONE, 0);
  for (const [site, terms] of power.entries())
    builder.addRow(`power ${site}`, terms, NONE, 5 + Math.round(10 * streams.length * next()));
  for (const { site, terms } of links)
    builder.addRow(
      `open ${builder.rowCount}`,
      [...terms, { column: open[site] ?? 0, coefficient: -1 }],
      NONE,
      0,
    );
  for (const term of firsts) builder.addRow(`held ${builder.rowCount}`, [term], NONE, 0.6);
  const least = [...(power[0] ?? []), { column: lack, coefficient: 1 }];
  builder.addRow('least at the first site', least, 6, Number.POSITIVE_INFINITY);
  return builder.build();
};
