import { ProgramBuilder } from '../../solver/program/builder.js';
import type { LinearTerm, Program } from '../../solver/program/program.js';
import { randomStream } from '../program/random-programs.js';

export interface PlacementShape {
  readonly seed: number;
  readonly streams: number;
  readonly banks: number;
  readonly sites: number;
  /** Leaves the rented bank out, so that some programs have no point. */
  readonly isTight?: boolean;
}

/**
 * A random program of the shape placements have: streams that are served whole or in shares, banks with whole units and a
 * most, sites that cost something to open and carry so much, ties between streams, and a rented bank for anyone.
 */
export const placementProgram = ({
  seed,
  streams,
  banks,
  sites,
  isTight = false,
}: PlacementShape): Program => {
  const next = randomStream(seed);
  const builder = new ProgramBuilder();
  const none = Number.NEGATIVE_INFINITY;
  const loads: LinearTerm[][] = Array.from({ length: banks }, () => []);
  const power: LinearTerm[][] = Array.from({ length: sites }, () => []);
  const links: { site: number; stream: number; terms: LinearTerm[] }[] = [];
  const demand: LinearTerm[][] = [];
  const siteOf = (bank: number): number => bank % sites;
  for (let stream = 0; stream < streams; stream += 1) {
    const integer = next() < 0.6;
    const need = 0.3 + 3 * next();
    const ofStream: LinearTerm[] = [];
    const bySite = new Map<number, LinearTerm[]>();
    const add = (cost: number): number => {
      const column = builder.addColumn({ name: `place ${builder.columnCount}`, lower: 0, upper: 1, integer });
      builder.addCost(column, cost);
      ofStream.push({ column, coefficient: 1 });
      return column;
    };
    if (!isTight) add(Math.round(1000 * need * (8 + 4 * next())) / 10);
    for (let bank = 0; bank < banks; bank += 1) {
      if (next() < 0.3) continue;
      const column = add(Math.round(100 * need * next()) / 10);
      loads[bank]?.push({ column, coefficient: need });
      power[siteOf(bank)]?.push({ column, coefficient: Math.round(100 * need * (0.2 + next())) / 100 });
      const link = bySite.get(siteOf(bank)) ?? [];
      bySite.set(siteOf(bank), [...link, { column, coefficient: 1 }]);
    }
    demand.push(ofStream);
    for (const [site, terms] of bySite) links.push({ site, stream, terms });
  }
  const packs = Array.from({ length: banks }, (_, bank) => {
    const column = builder.addColumn({
      name: `packs ${bank}`,
      lower: 0,
      upper: 2 + Math.floor(4 * next()),
      integer: true,
    });
    builder.addCost(column, 50 + Math.floor(80 * next()));
    return column;
  });
  const open = Array.from({ length: sites }, (_, site) => {
    const column = builder.addColumn({ name: `open ${site}`, lower: 0, upper: 1, integer: true });
    builder.addCost(column, Math.floor(120 * next()));
    return column;
  });
  for (const [stream, terms] of demand.entries()) builder.addRow(`assign ${stream}`, terms, 1, 1);
  for (const [bank, terms] of loads.entries())
    builder.addRow(`units ${bank}`, [...terms, { column: packs[bank] ?? 0, coefficient: -1 }], none, 0);
  for (const [site, terms] of power.entries())
    builder.addRow(`power ${site}`, terms, none, 2 + Math.round((40 * next() * streams) / (6 * sites)) / 10);
  for (const { site, stream, terms } of links)
    builder.addRow(
      `open ${site} ${stream}`,
      [...terms, { column: open[site] ?? 0, coefficient: -1 }],
      none,
      0,
    );
  // Two streams of a workload at one bank: the shares of one are those of the other.
  const [one = [], other = []] = demand;
  if (next() < 0.3 && one.length > 0 && one.length === other.length)
    for (const [index, term] of one.entries())
      builder.addRow(`tie ${index}`, [term, { column: other[index]?.column ?? 0, coefficient: -1 }], 0, 0);
  return builder.build();
};
