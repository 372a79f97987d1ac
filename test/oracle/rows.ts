import { isHeldBank } from './banks.js';
import { domainOf, type Option } from './choices.js';
import { must } from './demand.js';
import type { Facts, Pair } from './facts.js';
import type { HourKinds } from './hours.js';
import type { Pattern } from './patterns.js';
import { supplyMatches } from './shares.js';

export interface UnitsState {
  /** By unit choice. */
  readonly held: readonly { readonly kept: number; readonly further: number }[];
  /** By pool that divisible streams use: bank and key. */
  readonly replicas: ReadonlyMap<string, number>;
}

/** coefficients . v <= right, the right side known once the units are. */
export interface OpenRow {
  readonly coefficients: readonly number[];
  readonly right: (state: UnitsState) => number;
}

export interface Part {
  readonly pair: Pair;
  readonly kind: 'x' | 'y';
}

export interface Rows {
  readonly parts: readonly Part[];
  readonly cost: readonly number[];
  readonly equal: readonly { readonly coefficients: readonly number[]; readonly right: number }[];
  readonly atMost: readonly OpenRow[];
  /** Demand charges no variable touches. */
  readonly constantOf: (state: UnitsState) => number;
  readonly pools: readonly {
    readonly key: string;
    readonly bank: number;
    readonly units: number;
    readonly most: number;
  }[];
}

const unitsAt = (facts: Facts, state: UnitsState, is: (choice: Facts['units'][number]) => boolean): number =>
  facts.units.reduce((sum, choice) => {
    if (!is(choice)) return sum;
    const { kept, further } = must(state.held[choice.index], 'units');
    return sum + kept + further;
  }, 0);

/** Rows of everything docs/formulation.md section 6 asks, for one assignment of the whole streams and one pattern. */
export function rowsOf(
  facts: Facts,
  kinds: HourKinds,
  whole: ReadonlyMap<number, Option>,
  divided: readonly number[],
  pattern: Pattern,
): Rows {
  const { problem } = facts;
  const { limits } = problem;
  const parts: Part[] = [
    ...[...pattern.share].map((pair): Part => ({ pair, kind: 'x' })),
    ...[...pattern.standby].map((pair): Part => ({ pair, kind: 'y' })),
  ];
  const fixed: Part[] = [...whole.values()].flatMap((option) => [
    ...option.x.map((pair): Part => ({ pair, kind: 'x' })),
    ...option.y.map((pair): Part => ({ pair, kind: 'y' })),
  ]);
  const atMost: OpenRow[] = [];
  const equal: { coefficients: number[]; right: number }[] = [];
  const linear = (factor: (part: Part) => number): { coefficients: number[]; constant: number } => ({
    coefficients: parts.map(factor),
    constant: fixed.reduce((sum, part) => sum + factor(part), 0),
  });
  const row = (factor: (part: Part) => number, right: (state: UnitsState) => number): void => {
    const { coefficients, constant } = linear(factor);
    atMost.push({ coefficients, right: (state) => right(state) - constant });
  };
  /** Rows of every hour, without those another one implies: same right side, every coefficient at least as large. */
  const hourly = (factor: (part: Part) => number, hours: readonly number[]) => {
    const load = linear(factor);
    if (load.coefficients.every((value) => value === 0) && load.constant === 0) return [];
    let kept: { coefficients: number[]; constant: number }[] = [];
    const factors = parts.map(factor);
    const fixedFactors = fixed.map(factor);
    for (const hour of hours) {
      const share = (part: Part): number => must(part.pair.need.peak[hour], 'share');
      const fresh = {
        coefficients: parts.map((part, index) => must(factors[index], 'factor') * share(part)),
        constant: fixed.reduce(
          (sum, part, index) => sum + must(fixedFactors[index], 'factor') * share(part),
          0,
        ),
      };
      const covers = (a: typeof fresh, b: typeof fresh): boolean =>
        a.constant >= b.constant && a.coefficients.every((value, i) => value >= must(b.coefficients[i], 'c'));
      if (kept.some((known) => covers(known, fresh))) continue;
      kept = kept.filter((known) => !covers(fresh, known));
      kept.push(fresh);
    }
    return kept;
  };
  const hourRows = (factor: (part: Part) => number, right: (state: UnitsState) => number): void => {
    for (const { coefficients, constant } of hourly(factor, kinds.all))
      atMost.push({ coefficients, right: (state) => right(state) - constant });
  };
  const onlyX = (factor: (pair: Pair) => number) => (part: Part) =>
    part.kind === 'x' ? factor(part.pair) : 0;

  // Assignment, maximum per domain, standby, least shares, same sites.
  for (const s of divided) {
    const { workload } = must(facts.streams[s], 'stream');
    const mine = (part: Part): boolean => part.pair.stream === s;
    equal.push({
      coefficients: linear((part) => (mine(part) && part.kind === 'x' ? 1 : 0)).coefficients,
      right: 1,
    });
    const domains = [
      ...new Set(facts.pairs.filter((pair) => pair.stream === s).map((pair) => domainOf(facts, pair))),
    ];
    for (const domain of domains) {
      const isIn = (part: Part): boolean => mine(part) && domainOf(facts, part.pair) === domain;
      const most = workload.maxShareFractionPerDomain;
      if (most !== undefined)
        row(
          (part) => (isIn(part) && part.kind === 'x' ? 1 : 0),
          () => most,
        );
      if (workload.standby)
        row(
          (part) => (mine(part) && !isIn(part) ? -1 : 0),
          () => -1,
        );
    }
  }
  for (const { stream, site } of pattern.least) {
    const { split } = must(facts.streams[stream], 'stream').workload;
    const least = split.kind === 'minShare' ? split.minShareFraction : 0;
    row(
      (part) => (part.kind === 'x' && part.pair.stream === stream && part.pair.site === site ? -1 : 0),
      () => -least,
    );
  }
  for (const workload of problem.workloads) {
    if (workload.kind !== 'agent' || !workload.sameSite) continue;
    for (const { location } of workload.origins)
      for (let site = 0; site < facts.sites.length; site += 1) {
        const sign = (part: Part): number => {
          const stream = must(facts.streams[part.pair.stream], 'stream');
          if (stream.workload !== workload || stream.location.id !== location) return 0;
          if (part.kind === 'y' || part.pair.site !== site) return 0;
          return stream.part === 'runtime' ? -1 : 1;
        };
        const { coefficients } = linear(sign);
        if (coefficients.some((value) => value !== 0)) equal.push({ coefficients, right: 0 });
      }
  }
  for (const affinity of problem.affinities) {
    const isDivided = divided.some((s) =>
      affinity.workloads.includes(must(facts.streams[s], 'stream').workload.id),
    );
    if (affinity.kind !== 'same-sites' || !isDivided) continue;
    const rows = facts.sites.map((_, site) =>
      linear((part) => {
        const stream = must(facts.streams[part.pair.stream], 'stream');
        if (part.kind === 'y' || part.pair.site !== site) return 0;
        const share = stream.originShare / (stream.workload.kind === 'agent' ? 2 : 1);
        if (stream.workload.id === affinity.workloads[0]) return share;
        return stream.workload.id === affinity.workloads[1] ? -share : 0;
      }),
    );
    const told = rows.filter((row) => row.constant !== 0 || row.coefficients.some((value) => value !== 0));
    // Shares over all sites add up to one for both, so the last row says nothing new (but for rounding).
    for (const { coefficients, constant } of told.slice(0, -1))
      equal.push({ coefficients, right: -constant });
  }

  // Banks.
  const pools: { key: string; bank: number; units: number; most: number }[] = [];
  for (const [k, bank] of facts.banks.entries()) {
    const here = (part: Part): boolean => part.pair.bank === k;
    if (!isHeldBank(bank)) {
      const most = bank.unitUse?.unitsMax ?? bank.token?.quotaTokensPerSecond;
      if (most !== undefined)
        hourRows(
          (part) => (here(part) ? part.pair.need.n : 0),
          () => most,
        );
      continue;
    }
    const keys = new Set(
      [...parts, ...fixed]
        .filter(here)
        .flatMap(({ pair }) => (pair.need.pool === null ? [] : [pair.need.pool.key])),
    );
    const mine: { key: string; units: number }[] = [];
    for (const key of keys) {
      const members = [...parts, ...fixed].filter((part) => here(part) && part.pair.need.pool?.key === key);
      const units = must(members[0]?.pair.need.pool, 'pool').units;
      const name = `${k} ${key}`;
      const most = Math.ceil(members.reduce((sum, { pair }) => sum + pair.need.n / units, 0) + 1e-9);
      pools.push({ key: name, bank: k, units, most });
      mine.push({ key: name, units });
      hourRows(
        (part) => (here(part) && part.pair.need.pool?.key === key ? part.pair.need.n / units : 0),
        (state) => must(state.replicas.get(name), 'replicas'),
      );
    }
    const free = (state: UnitsState): number =>
      unitsAt(facts, state, (choice) => choice.bank === k) -
      mine.reduce((sum, pool) => sum + pool.units * must(state.replicas.get(pool.key), 'replicas'), 0);
    if (mine.length > 0) atMost.push({ coefficients: parts.map(() => 0), right: free });
    hourRows((part) => (here(part) && part.pair.need.pool === null ? part.pair.need.n : 0), free);
    const host = must(bank.silicon, 'silicon').hostMemoryGiB;
    hourRows(
      (part) => (here(part) ? part.pair.need.m : 0),
      (state) => host * unitsAt(facts, state, (choice) => choice.bank === k),
    );
  }

  // Sites.
  const charges: {
    coefficients: number[];
    price: number;
    rows: { coefficients: number[]; constant: number }[];
    site: number;
  }[] = [];
  const idleKw = (state: UnitsState, site: number, onlyMetered: boolean): number =>
    facts.units.reduce((sum, choice) => {
      if (choice.site !== site || (onlyMetered && !must(facts.banks[choice.bank], 'bank').isMetered))
        return sum;
      const { kept, further } = must(state.held[choice.index], 'units');
      return sum + (choice.idleWatts * (kept + further)) / 1000;
    }, 0);
  for (const [s, { site, windows }] of facts.sites.entries()) {
    const kw = (part: Part): number => (part.pair.site === s ? part.pair.watts / 1000 : 0);
    const power = (cap: (state: UnitsState) => number): void => {
      atMost.push({ coefficients: parts.map(() => 0), right: cap });
      hourRows(kw, cap);
    };
    const { itCapKw, meterCapKw } = site;
    if (typeof itCapKw === 'number') power((state) => itCapKw - site.otherLoadKw - idleKw(state, s, false));
    if (typeof meterCapKw === 'number')
      power((state) => (meterCapKw - site.otherLoadKw) / site.pue - idleKw(state, s, false));
    if (site.racks !== undefined) {
      const most = site.racks * must(site.kwPerRack, 'kW a rack');
      power((state) => most - idleKw(state, s, false));
    }
    if (site.backhaulMbps !== undefined) {
      const most = site.backhaulMbps;
      const at = (pair: Pair): boolean => pair.site === s;
      hourRows(
        onlyX((pair) => (at(pair) ? pair.upMbps : 0)),
        () => most,
      );
      hourRows(
        onlyX((pair) => (at(pair) ? pair.downMbps : 0)),
        () => most,
      );
    }
    const metered = (part: Part): number =>
      must(facts.banks[part.pair.bank], 'bank').isMetered ? kw(part) * site.pue : 0;
    const merged = new Map<string, (typeof charges)[number]>();
    for (const window of windows) {
      const rows = hourly(metered, kinds.among(window.hours));
      const key = JSON.stringify(rows);
      const known = merged.get(key);
      merged.set(key, {
        coefficients: [],
        price: (known?.price ?? 0) + window.price,
        rows,
        site: s,
      });
    }
    charges.push(...merged.values());
  }
  const isFree = (charge: (typeof charges)[number]): boolean =>
    charge.rows.some(({ coefficients }) => coefficients.some((value) => value !== 0));
  const peaks = charges.filter(isFree);
  const still = charges.filter((charge) => !isFree(charge));
  const baseKw = (state: UnitsState, site: number): number => {
    const entry = must(facts.sites[site], 'site');
    return entry.site.pue * idleKw(state, site, true) + entry.otherKw;
  };

  // Carbon, capital and shares of the whole.
  if (limits.carbonTonnesPerYear !== undefined) {
    const most = limits.carbonTonnesPerYear * 1000;
    row(
      onlyX((pair) => pair.carbonKg),
      (state) =>
        most -
        facts.units.reduce((sum, choice) => {
          const { kept, further } = must(state.held[choice.index], 'units');
          return sum + choice.carbonKg * (kept + further);
        }, 0),
    );
  }
  const unitsMoney = (
    state: UnitsState,
    amount: (choice: Facts['units'][number], kept: number, further: number) => number,
  ) =>
    facts.units.reduce((sum, choice) => {
      const { kept, further } = must(state.held[choice.index], 'units');
      return sum + amount(choice, kept, further);
    }, 0);
  for (const { year, most } of limits.capexByYear) {
    const opened = facts.sites.reduce(
      (sum, site, s) => sum + (pattern.open[s] === true && year === 0 ? site.openCapex : 0),
      0,
    );
    row(
      onlyX((pair) => (year === 0 ? pair.capex : 0)),
      (state) => {
        let used = 0;
        if (year === 0)
          for (const [offer, cost] of facts.use) {
            const mine = (choice: Facts['units'][number]): boolean => choice.offer.id === offer;
            const isPlaced =
              pattern.usedOffers.has(offer) ||
              fixed.some(({ pair }) => {
                const bank = must(facts.banks[pair.bank], 'bank');
                return bank.unitUse?.id === offer || bank.token?.id === offer;
              });
            if (isPlaced || unitsAt(facts, state, mine) > 0) used += cost.capex;
          }
        return (
          most -
          opened -
          used -
          (facts.constantCapex.get(year) ?? 0) -
          unitsMoney(state, (choice, _, further) => (choice.capex.get(year) ?? 0) * further)
        );
      },
    );
  }
  for (const limit of limits.shares) {
    const isPart = (pair: Pair): boolean =>
      supplyMatches(problem, limit.selector, must(facts.banks[pair.bank], 'bank'), null);
    const amount = ({ pair, kind }: Part): number => {
      if (kind === 'y') return limit.of === 'spend' ? must(pair.standby, 'standby').spend : 0;
      return limit.of === 'workloadWeight' ? pair.weight : limit.of === 'spend' ? pair.spend : pair.powerKw;
    };
    const unitsSum = (state: UnitsState, onlyPart: boolean): number => {
      let sum = unitsMoney(state, (choice, kept, further) => {
        const bank = must(facts.banks[choice.bank], 'bank');
        if (onlyPart && !supplyMatches(problem, limit.selector, bank, choice.offer)) return 0;
        if (limit.of === 'spend') return kept * choice.kept.spend + further * choice.further.spend;
        return limit.of === 'powerKw' ? ((kept + further) * choice.idleWatts) / 1000 : 0;
      });
      if (limit.of === 'spend')
        for (const [offer, committed] of facts.committedSpend) {
          const bank = facts.banks.find(
            (entry) => entry.site.id === offer.site && entry.silicon?.id === offer.silicon,
          );
          if (committed === 0) continue;
          if (!onlyPart || supplyMatches(problem, limit.selector, must(bank, 'bank'), offer))
            sum += committed;
        }
      return sum;
    };
    const { minFraction, maxFraction } = limit;
    if (maxFraction !== undefined)
      row(
        (part) => amount(part) * ((isPart(part.pair) ? 1 : 0) - maxFraction),
        (state) => maxFraction * unitsSum(state, false) - unitsSum(state, true),
      );
    if (minFraction !== undefined)
      row(
        (part) => amount(part) * (minFraction - (isPart(part.pair) ? 1 : 0)),
        (state) => unitsSum(state, true) - minFraction * unitsSum(state, false),
      );
  }

  // A column for each peak a variable moves, after the shares.
  const wide = (coefficients: readonly number[], peak: number): number[] => [
    ...coefficients,
    ...peaks.map((_, index) => (index === peak ? -1 : 0)),
  ];
  return {
    parts,
    cost: [
      ...parts.map(({ pair, kind }) => (kind === 'x' ? pair.money : must(pair.standby, 'standby').money)),
      ...peaks.map((charge) => charge.price),
    ],
    equal: equal.map(({ coefficients, right }) => ({ coefficients: wide(coefficients, -1), right })),
    atMost: [
      ...atMost.map(({ coefficients, right }) => ({ coefficients: wide(coefficients, -1), right })),
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
