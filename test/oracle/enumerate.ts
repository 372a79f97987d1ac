import type { Problem } from '../../solver/problem/types.js';
import { isHeldBank } from './banks.js';
import { isJointlyAllowed, isWholeHere, type Option, optionsOf, unitPairs, within } from './choices.js';
import { must } from './demand.js';
import { type Facts, factsOf, mostUnits, type Pair } from './facts.js';
import { planMoney } from './plan-money.js';

/** What an oracle answers. `argmin` is for people. */
export interface OracleAnswer {
  readonly feasible: boolean;
  /** Present worth, shadow costs included; Infinity where there is no plan. */
  readonly optimum: number;
  readonly argmin: { readonly placements: readonly string[]; readonly units: readonly string[] } | null;
}

type Held = { readonly kept: number; readonly further: number };

/**
 * Least cost of a problem whose streams all stand whole, by trying every assignment and every number of units.
 * A plan is priced and checked as a whole: loads are added up hour by hour, nothing is written as rows.
 */
export function enumerate(problem: Problem): OracleAnswer {
  const facts = factsOf(problem);
  if (!facts.streams.every((_, s) => isWholeHere(facts, s)))
    throw new Error('oracle: a stream is divisible; use divisible()');
  if (facts.units.some((choice) => choice.kept.money < 0 || choice.further.money < 0))
    throw new Error('oracle: a unit in use lowers the objective');

  let assignments: { options: ReadonlyMap<number, Option>; money: number }[] = [
    { options: new Map(), money: 0 },
  ];
  for (let s = 0; s < facts.streams.length; s += 1) {
    const options = optionsOf(facts, s);
    assignments = assignments.flatMap(({ options: before, money }) =>
      options.map((option) => ({
        options: new Map([...before, [s, option]]),
        money:
          money +
          option.x.reduce((sum, pair) => sum + pair.money, 0) +
          option.y.reduce((sum, pair) => sum + must(pair.standby, 'standby').money, 0),
      })),
    );
  }
  assignments.sort((a, b) => a.money - b.money);
  const search = new Search(facts);
  for (const { options, money } of assignments) {
    if (money + facts.constant >= search.best) break;
    if (isJointlyAllowed(facts, options)) search.tryAssignment(options, money);
  }
  return { feasible: search.best < Infinity, optimum: search.best, argmin: search.argmin };
}

class Search {
  best = Infinity;
  argmin: OracleAnswer['argmin'] = null;
  /** Highest sums over hours, remembered by what is added up. */
  readonly #peaks = new Map<string, number>();

  constructor(readonly facts: Facts) {}

  /** Highest hour of `sum of factor x peakShare` over some hours. */
  #peak(name: string, terms: readonly (readonly [Pair, number])[], hours?: readonly number[]): number {
    const key = `${name}|${terms.map(([pair, factor]) => `${pair.index}*${factor}`).join()}`;
    const known = this.#peaks.get(key);
    if (known !== undefined) return known;
    let highest = 0;
    const count = hours === undefined ? this.facts.hours : hours.length;
    for (let index = 0; index < count; index += 1) {
      const hour = hours === undefined ? index : must(hours[index], 'hour');
      let sum = 0;
      for (const [pair, factor] of terms) sum += factor * must(pair.need.peak[hour], 'share');
      if (sum > highest) highest = sum;
    }
    this.#peaks.set(key, highest);
    return highest;
  }

  tryAssignment(options: ReadonlyMap<number, Option>, placeMoney: number): void {
    const { facts } = this;
    const { problem } = facts;
    const x = [...options.values()].flatMap((option) => option.x);
    const y = [...options.values()].flatMap((option) => option.y);
    const all = [...x, ...y];
    const needUnits: number[] = [];
    const needHost: number[] = [];
    for (const [k, bank] of facts.banks.entries()) {
      const here = all.filter((pair) => pair.bank === k);
      const pools = new Map<string, Pair[]>();
      for (const pair of here)
        if (pair.need.pool !== null)
          pools.set(pair.need.pool.key, [...(pools.get(pair.need.pool.key) ?? []), pair]);
      let pooled = 0;
      for (const members of pools.values()) {
        const replica = must(members[0]?.need.pool, 'pool').units;
        const load = this.#peak(
          'pool',
          members.map((pair) => [pair, pair.need.n / replica]),
        );
        pooled += replica * Math.ceil(load - 1e-9);
      }
      const fluid = here.filter((pair) => pair.need.pool === null);
      const load = this.#peak(
        'load',
        fluid.map((pair) => [pair, pair.need.n]),
      );
      needUnits.push(load + pooled);
      needHost.push(
        this.#peak(
          'host',
          here.map((pair) => [pair, pair.need.m]),
        ),
      );
      if (!isHeldBank(bank)) {
        const most = bank.unitUse?.unitsMax ?? bank.token?.quotaTokensPerSecond;
        if (most !== undefined && !within(load, most)) return;
      }
    }
    const dynamicKw: number[] = [];
    const windowKw: number[][] = [];
    for (const [s, { site, windows }] of facts.sites.entries()) {
      const held = all.filter((pair) => pair.site === s && pair.watts !== 0);
      dynamicKw.push(
        this.#peak(
          'kW',
          held.map((pair) => [pair, pair.watts / 1000]),
        ),
      );
      const metered = held.filter((pair) => must(facts.banks[pair.bank], 'bank').isMetered);
      windowKw.push(
        windows.map((window, index) =>
          this.#peak(
            `window ${s} ${index}`,
            metered.map((pair) => [pair, pair.watts / 1000]),
            window.hours,
          ),
        ),
      );
      if (site.backhaulMbps !== undefined) {
        const here = x.filter((pair) => pair.site === s);
        for (const mbps of ['upMbps', 'downMbps'] as const)
          if (
            !within(
              this.#peak(
                mbps,
                here.map((pair) => [pair, pair[mbps]]),
              ),
              site.backhaulMbps,
            )
          )
            return;
      }
    }

    const choices = facts.units;
    const held: Held[] = [];
    const groupsLeft = (bank: number, from: number): boolean =>
      choices.slice(from).some((choice) => choice.bank === bank);
    const descend = (index: number, money: number): void => {
      if (money >= this.best) return;
      const choice = choices[index];
      if (choice === undefined) {
        this.#finish(x, y, held, money, dynamicKw, windowKw);
        return;
      }
      const { offer } = choice;
      const options = unitPairs(
        offer.unitsExisting + offer.unitsCommitted,
        offer.unitsPerPurchase,
        mostUnits(facts, offer),
        offer.terms === 'owned',
      );
      const priced = options
        .map((option) => ({
          option,
          money: option.kept * choice.kept.money + option.further * choice.further.money,
        }))
        .sort((a, b) => a.money - b.money);
      for (const { option, money: more } of priced) {
        held[index] = option;
        if (!groupsLeft(choice.bank, index + 1)) {
          let units = 0;
          for (let other = 0; other <= index; other += 1)
            if (choices[other]?.bank === choice.bank)
              units += must(held[other], 'units').kept + must(held[other], 'units').further;
          const host = must(facts.banks[choice.bank]?.silicon, 'silicon').hostMemoryGiB;
          if (!within(must(needUnits[choice.bank], 'need'), units)) continue;
          if (!within(must(needHost[choice.bank], 'need'), units * host)) continue;
        }
        descend(index + 1, money + more);
      }
      held.length = index;
    };
    // A held bank without offers (its offer is banned) has no unit to choose.
    for (const [k, bank] of facts.banks.entries())
      if (isHeldBank(bank) && !choices.some((choice) => choice.bank === k))
        if (must(needUnits[k], 'need') > 0 || must(needHost[k], 'need') > 0) return;
    if (problem.sites.length > 0) descend(0, placeMoney + facts.constant);
  }

  #finish(
    x: readonly Pair[],
    y: readonly Pair[],
    held: readonly Held[],
    before: number,
    dynamicKw: readonly number[],
    windowKw: readonly (readonly number[])[],
  ): void {
    const { facts } = this;
    const money = planMoney(facts, { x, y, held, dynamicKw, windowKw }, before);
    if (money === null || money >= this.best) return;
    this.best = money;
    this.argmin = {
      placements: [...x.map((pair) => this.#name(pair)), ...y.map((pair) => `standby ${this.#name(pair)}`)],
      units: facts.units
        .filter(({ index }) => must(held[index], 'units').kept + must(held[index], 'units').further > 0)
        .map((choice) => {
          const { kept, further } = must(held[choice.index], 'units');
          return `${choice.offer.id}/${facts.banks[choice.bank]?.group ?? ''} ${kept} kept ${further} further`;
        }),
    };
  }

  #name(pair: Pair): string {
    return `${this.facts.streams[pair.stream]?.id} -> ${this.facts.banks[pair.bank]?.id}`;
  }
}
