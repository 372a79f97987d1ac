import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';
import { randomStream } from '../program/random-programs.js';

/**
 * Generalised assignment as OR-Library's type c: uses 5 to 25, costs 10 to 50, capacity 0.8 of the mean load.
 *
 * Source: OR-Library, gap instances; Martello and Toth, Knapsack Problems (1990), section 7.6.
 */
export const assignmentProgram = (agents: number, jobs: number, seed: number): Program => {
  const next = randomStream(seed);
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const builder = new ProgramBuilder();
  const uses = Array.from({ length: agents }, () => Array.from({ length: jobs }, () => whole(5, 25)));
  const columns = uses.map((row) =>
    row.map(() => {
      const column = builder.addColumn({
        name: `x${builder.columnCount}`,
        lower: 0,
        upper: 1,
        integer: true,
      });
      builder.addCost(column, whole(10, 50));
      return column;
    }),
  );
  for (let job = 0; job < jobs; job += 1)
    builder.addRow(
      `job ${job}`,
      columns.map((row) => ({ column: row[job] ?? -1, coefficient: 1 })),
      1,
      1,
    );
  for (const [agent, row] of uses.entries()) {
    const capacity = Math.floor((0.8 * row.reduce((sum, use) => sum + use, 0)) / agents);
    builder.addRow(
      `agent ${agent}`,
      row.map((use, job) => ({ column: columns[agent]?.[job] ?? -1, coefficient: use })),
      Number.NEGATIVE_INFINITY,
      capacity,
    );
  }
  return builder.build();
};

/**
 * Capacitated facility location: places in the unit square, demand 5 to 35, capacity 10 to 160 scaled to `ratio` times
 * the demand, opening U(0, 90) + U(100, 110) sqrt(capacity), serving 10 a unit and distance.
 *
 * Source: Cornuejols, Sridharan and Thizy, European Journal of Operational Research 50 (1991), section 4.
 */
export const facilityProgram = (
  facilities: number,
  customers: number,
  ratio: number,
  seed: number,
): Program => {
  const next = randomStream(seed);
  const between = (from: number, to: number): number => from + next() * (to - from);
  const builder = new ProgramBuilder();
  const place = (): { x: number; y: number } => ({ x: next(), y: next() });
  const buyers = Array.from({ length: customers }, () => ({
    ...place(),
    demand: Math.floor(between(5, 36)),
  }));
  const total = buyers.reduce((sum, one) => sum + one.demand, 0);
  const raw = Array.from({ length: facilities }, () => ({ ...place(), capacity: between(10, 160) }));
  const scale = (ratio * total) / raw.reduce((sum, one) => sum + one.capacity, 0);
  const sellers = raw.map((one) => ({ ...one, capacity: Math.ceil(one.capacity * scale) }));
  const share = sellers.map((seller) =>
    buyers.map((buyer) => {
      const column = builder.addColumn({ name: `x${builder.columnCount}`, lower: 0, upper: 1 });
      const distance = Math.hypot(seller.x - buyer.x, seller.y - buyer.y);
      builder.addCost(column, Math.round(10 * distance * buyer.demand * 100) / 100);
      return column;
    }),
  );
  const open = sellers.map(({ capacity }) => {
    const column = builder.addColumn({ name: `y${builder.columnCount}`, lower: 0, upper: 1, integer: true });
    builder.addCost(column, Math.round(between(0, 90) + between(100, 110) * Math.sqrt(capacity)));
    return column;
  });
  for (let buyer = 0; buyer < customers; buyer += 1)
    builder.addRow(
      `customer ${buyer}`,
      share.map((row) => ({ column: row[buyer] ?? -1, coefficient: 1 })),
      1,
      1,
    );
  for (const [seller, { capacity }] of sellers.entries()) {
    const terms = buyers.map(({ demand }, buyer) => ({
      column: share[seller]?.[buyer] ?? -1,
      coefficient: demand,
    }));
    const opening = { column: open[seller] ?? -1, coefficient: -capacity };
    builder.addRow(`facility ${seller}`, [...terms, opening], Number.NEGATIVE_INFINITY, 0);
    for (const column of share[seller] ?? [])
      builder.addRow(
        `link ${column}`,
        [
          { column, coefficient: 1 },
          { column: open[seller] ?? -1, coefficient: -1 },
        ],
        Number.NEGATIVE_INFINITY,
        0,
      );
  }
  return builder.build();
};
