import type { Problem } from '../../solver/problem/types.js';
import { isJointlyAllowed, type Option, optionsOf, SLACK, unitPairs, within } from './choices.js';
import { must } from './demand.js';
import type { OracleAnswer } from './enumerate.js';
import { type Facts, factsOf, mostUnits } from './facts.js';
import { HourKinds } from './hours.js';
import { isOpeningAsked, type Pattern, patternsOf } from './patterns.js';
import type { UnitsState } from './row-writer.js';
import { type Rows, rowsOf } from './rows.js';
import { leastVertex } from './vertices.js';

/** More than this, and a problem is not for this oracle. */
export const MOST_CONTINUOUS = 6;

type Held = UnitsState['held'];

/** Units of every offer and group that keep the offers' own limits, cheapest first. */
function unitCombinations(facts: Facts): { held: Held; money: number }[] {
  let combinations: { held: { kept: number; further: number }[]; money: number }[] = [{ held: [], money: 0 }];
  for (const choice of facts.units) {
    const { offer } = choice;
    const options = unitPairs(
      offer.unitsExisting + offer.unitsCommitted,
      offer.unitsPerPurchase,
      mostUnits(facts, offer),
      offer.terms === 'owned',
    );
    combinations = combinations.flatMap(({ held, money }) =>
      options.map((option) => ({
        held: [...held, option],
        money: money + option.kept * choice.kept.money + option.further * choice.further.money,
      })),
    );
  }
  const keepsLimits = (held: Held): boolean =>
    facts.problem.offers.every((offer) => {
      const mine = facts.units.filter((choice) => choice.offer.id === offer.id);
      const own = mine[0]?.offer;
      if (own === undefined) return true;
      let kept = 0;
      let used = 0;
      for (const choice of mine) {
        const units = must(held[choice.index], 'units');
        kept += units.kept;
        used += units.kept + units.further;
      }
      const least = own.unitsLeastIfUsed ?? 0;
      return (
        used <= mostUnits(facts, own) &&
        kept <= own.unitsExisting + own.unitsCommitted &&
        (used === 0 || used >= least)
      );
    });
  const hasRoom = (held: Held): boolean =>
    facts.sites.every(({ site }, s) => {
      const most = site.rackUnits;
      if (most === undefined) return true;
      const taken = facts.units.reduce((sum, choice) => {
        const { kept, further } = must(held[choice.index], 'units');
        const each = facts.banks[choice.bank]?.silicon?.rackUnitsPerUnit ?? 0;
        return choice.site === s ? sum + each * (kept + further) : sum;
      }, 0);
      return within(taken, most);
    });
  return combinations
    .filter(({ held }) => keepsLimits(held) && hasRoom(held))
    .sort((a, b) => a.money - b.money);
}

/** Every number of replicas of every pool. */
function replicaCombinations(pools: Rows['pools']): ReadonlyMap<string, number>[] {
  let combinations: Map<string, number>[] = [new Map()];
  for (const pool of pools)
    combinations = combinations.flatMap((before) =>
      Array.from({ length: pool.most + 1 }, (_, count) => new Map([...before, [pool.key, count]])),
    );
  return combinations;
}

/**
 * Least cost of a problem: the integers are tried out, what remains is a linear program of at most six variables
 * whose vertices are visited, the least one solved and checked in exact fractions.
 */
export function divisible(problem: Problem): OracleAnswer {
  const facts = factsOf(problem);
  if (facts.units.some((choice) => choice.kept.money < 0 || choice.further.money < 0))
    throw new Error('oracle: a unit in use lowers the objective');
  const kinds = new HourKinds(facts);
  const wholes = facts.streams.flatMap((stream, s) => (stream.isWhole ? [s] : []));
  const divided = facts.streams.flatMap((stream, s) => (stream.isWhole ? [] : [s]));
  let assignments: ReadonlyMap<number, Option>[] = [new Map()];
  for (const s of wholes) {
    const options = optionsOf(facts, s);
    assignments = assignments.flatMap((before) => options.map((option) => new Map([...before, [s, option]])));
  }
  const patterns = patternsOf(facts, divided);
  const units = unitCombinations(facts);
  let best = Infinity;
  let argmin: OracleAnswer['argmin'] = null;
  for (const whole of assignments) {
    if (!isJointlyAllowed(facts, whole)) continue;
    for (const pattern of patterns) {
      const base = baseMoney(facts, whole, pattern);
      if (base === null) continue;
      const rows = rowsOf(facts, kinds, whole, divided, pattern);
      const variables = rows.cost.length;
      const floor = divided.reduce(
        (sum, s) =>
          sum + Math.min(...[...pattern.share].filter((pair) => pair.stream === s).map((pair) => pair.money)),
        0,
      );
      const replicas = replicaCombinations(rows.pools);
      for (const { held, money } of units) {
        if (base + floor + money >= best) break;
        if (!isUnitsOpen(facts, pattern, held)) continue;
        const useMoney = heldUseMoney(facts, held);
        for (const counts of replicas) {
          const state: UnitsState = { held, replicas: counts };
          const before = base + money + useMoney + rows.constantOf(state);
          if (before + floor >= best) continue;
          if (variables > MOST_CONTINUOUS) throw new Error(`oracle: ${variables} continuous variables`);
          const atMost = rows.atMost.map(({ coefficients, right }) => {
            const value = right(state);
            return { coefficients, right: value + SLACK * Math.max(1, Math.abs(value)) };
          });
          if (atMost.some((row) => row.right < 0 && row.coefficients.every((value) => value >= 0))) continue;
          const vertex = leastVertex(
            {
              cost: rows.cost,
              equal: rows.equal,
              atMost: distinct(atMost),
            },
            best - before,
          );
          if (vertex === null || before + vertex.value >= best) continue;
          best = before + vertex.value;
          argmin = describe(facts, whole, rows, vertex.point, state);
        }
      }
    }
  }
  return { feasible: best < Infinity, optimum: best, argmin };
}

/** Rows without those that bind nothing over v >= 0, and each left side once. */
function distinct(rows: readonly { coefficients: readonly number[]; right: number }[]) {
  const least = new Map<string, { coefficients: readonly number[]; right: number }>();
  for (const row of rows) {
    if (row.right >= 0 && row.coefficients.every((value) => value <= 0)) continue;
    const key = row.coefficients.join();
    const known = least.get(key);
    if (known === undefined || row.right < known.right) least.set(key, row);
  }
  return [...least.values()];
}

/** Constants, whole streams, openings and uses; null where the pattern and the whole streams contradict. */
function baseMoney(facts: Facts, whole: ReadonlyMap<number, Option>, pattern: Pattern): number | null {
  let money = facts.constant;
  const placed = [...whole.values()].flatMap((option) => [...option.x, ...option.y]);
  for (const option of whole.values()) {
    for (const pair of option.x) money += pair.money;
    for (const pair of option.y) money += must(pair.standby, 'standby').money;
  }
  let opened = 0;
  for (const [s, { site, openMoney }] of facts.sites.entries()) {
    const isOpen = pattern.open[s] === true;
    if (!isOpen && placed.some((pair) => pair.site === s)) return null;
    if (site.mustStayOpen) money += openMoney;
    else if (isOpeningAsked(facts, s) && isOpen) {
      money += openMoney;
      if (!site.alreadyOpen) opened += 1;
    }
  }
  const most = facts.problem.limits.newSites;
  if (most !== undefined && opened > most) return null;
  for (const [offer, cost] of facts.use) {
    const isPlaced = placed.some((pair) => {
      const bank = must(facts.banks[pair.bank], 'bank');
      return bank.unitUse?.id === offer || bank.token?.id === offer;
    });
    if (isPlaced || pattern.usedOffers.has(offer)) money += cost.money;
  }
  // A whole workload and a divided one that keep apart: the pattern gave the place to one of them.
  for (const affinity of facts.problem.affinities) {
    if (affinity.kind === 'same-sites') continue;
    for (const pair of placed) {
      const mine = must(facts.streams[pair.stream], 'stream').workload.id;
      if (!affinity.workloads.includes(mine)) continue;
      const site = must(facts.sites[pair.site], 'site').site;
      const clashes = [...pattern.share, ...pattern.standby].some((other) => {
        const theirs = must(facts.streams[other.stream], 'stream').workload.id;
        if (theirs === mine || !affinity.workloads.includes(theirs)) return false;
        return affinity.kind === 'different-sites'
          ? other.site === pair.site
          : must(facts.sites[other.site], 'site').site.failureDomain === site.failureDomain;
      });
      if (clashes) return null;
    }
  }
  return money;
}

const isUnitsOpen = (facts: Facts, pattern: Pattern, held: Held): boolean =>
  facts.units.every((choice) => {
    const { kept, further } = must(held[choice.index], 'units');
    return kept + further === 0 || pattern.open[choice.site] === true;
  });

function heldUseMoney(facts: Facts, held: Held): number {
  const used = new Set(
    facts.units
      .filter(
        (choice) => must(held[choice.index], 'units').kept + must(held[choice.index], 'units').further > 0,
      )
      .map((choice) => choice.offer.id),
  );
  return [...used].reduce((sum, offer) => sum + must(facts.use.get(offer), 'use').money, 0);
}

function describe(
  facts: Facts,
  whole: ReadonlyMap<number, Option>,
  rows: Rows,
  point: readonly number[],
  state: UnitsState,
): OracleAnswer['argmin'] {
  const name = (stream: number, bank: number): string =>
    `${facts.streams[stream]?.id} -> ${facts.banks[bank]?.id}`;
  const placements = [...whole.values()].flatMap((option) => [
    ...option.x.map((pair) => name(pair.stream, pair.bank)),
    ...option.y.map((pair) => `standby ${name(pair.stream, pair.bank)}`),
  ]);
  for (const [index, { pair, kind }] of rows.parts.entries()) {
    const share = point[index] ?? 0;
    if (share > 0)
      placements.push(`${kind === 'y' ? 'standby ' : ''}${name(pair.stream, pair.bank)} ${share}`);
  }
  return {
    placements,
    units: facts.units.flatMap((choice) => {
      const { kept, further } = must(state.held[choice.index], 'units');
      const group = facts.banks[choice.bank]?.group ?? '';
      return kept + further > 0 ? [`${choice.offer.id}/${group} ${kept} kept ${further} further`] : [];
    }),
  };
}
