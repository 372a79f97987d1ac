import { within } from './choices.js';
import { must } from './demand.js';
import { type Facts, mostUnits, type Pair } from './facts.js';
import { supplyMatches } from './shares.js';

/** A whole plan: where streams stand, units in use, and the highest kW their loads draw. */
export interface WholePlan {
  readonly x: readonly Pair[];
  readonly y: readonly Pair[];
  /** By unit choice. */
  readonly held: readonly { readonly kept: number; readonly further: number }[];
  /** By site. */
  readonly dynamicKw: readonly number[];
  /** By site and window, metered banks only. */
  readonly windowKw: readonly (readonly number[])[];
}

/** Adds to `before` what depends on units, sites and uses; null where a limit of an offer, a site or the plan is broken. */
export function planMoney(facts: Facts, plan: WholePlan, before: number): number | null {
  const { x, y, held, dynamicKw, windowKw } = plan;
  const { problem } = facts;
  const { limits } = problem;
  const inUse = (index: number): number => {
    const entry = must(held[index], 'units');
    return entry.kept + entry.further;
  };
  let money = before;
  const capex = new Map(facts.constantCapex);
  const spend = (year: number, amount: number): void => {
    capex.set(year, (capex.get(year) ?? 0) + amount);
  };
  for (const offer of problem.offers) {
    const mine = facts.units.filter((choice) => choice.offer.id === offer.id);
    const used = mine.reduce((sum, choice) => sum + inUse(choice.index), 0);
    if (mine[0] !== undefined) {
      const own = mine[0].offer;
      const kept = mine.reduce((sum, choice) => sum + must(held[choice.index], 'units').kept, 0);
      if (used > mostUnits(facts, own) || kept > own.unitsExisting + own.unitsCommitted) return null;
      if (own.unitsLeastIfUsed !== undefined && used > 0 && used < own.unitsLeastIfUsed) return null;
    }
    const isPlaced = [...x, ...y].some((pair) => {
      const bank = must(facts.banks[pair.bank], 'bank');
      return bank.unitUse?.id === offer.id || bank.token?.id === offer.id;
    });
    if (used > 0 || isPlaced) {
      const cost = must(facts.use.get(offer.id), 'use');
      money += cost.money;
      spend(0, cost.capex);
    }
  }
  let opened = 0;
  let carbonKg = x.reduce((sum, pair) => sum + pair.carbonKg, 0);
  for (const [s, { site, openMoney, openCapex, windows, otherKw }] of facts.sites.entries()) {
    const mine = facts.units.filter((choice) => choice.site === s);
    const units = mine.reduce((sum, choice) => sum + inUse(choice.index), 0);
    const isUsed = units > 0 || [...x, ...y].some((pair) => pair.site === s);
    if (isUsed || site.mustStayOpen) {
      money += openMoney;
      spend(0, openCapex);
      if (!site.mustStayOpen && !site.alreadyOpen) opened += 1;
    }
    let idleKw = 0;
    let meteredKw = 0;
    let rackUnits = 0;
    for (const choice of mine) {
      const bank = must(facts.banks[choice.bank], 'bank');
      const kw = (choice.idleWatts * inUse(choice.index)) / 1000;
      idleKw += kw;
      if (bank.isMetered) meteredKw += kw;
      rackUnits += (bank.silicon?.rackUnitsPerUnit ?? 0) * inUse(choice.index);
      carbonKg += choice.carbonKg * inUse(choice.index);
    }
    const itKw = idleKw + must(dynamicKw[s], 'kW');
    if (typeof site.itCapKw === 'number' && !within(itKw + site.otherLoadKw, site.itCapKw)) return null;
    if (typeof site.meterCapKw === 'number' && !within(site.pue * itKw + site.otherLoadKw, site.meterCapKw))
      return null;
    if (site.racks !== undefined && !within(itKw, site.racks * must(site.kwPerRack, 'kW a rack')))
      return null;
    if (site.rackUnits !== undefined && !within(rackUnits, site.rackUnits)) return null;
    for (const [index, window] of windows.entries())
      money += window.price * (site.pue * (meteredKw + must(windowKw[s]?.[index], 'kW')) + otherKw);
  }
  if (limits.newSites !== undefined && opened > limits.newSites) return null;
  if (limits.carbonTonnesPerYear !== undefined && !within(carbonKg, limits.carbonTonnesPerYear * 1000))
    return null;
  for (const choice of facts.units) {
    spend(0, choice.useCapex * inUse(choice.index));
    for (const [year, amount] of choice.capex)
      spend(year, amount * must(held[choice.index], 'units').further);
  }
  spend(
    0,
    x.reduce((sum, pair) => sum + pair.capex, 0),
  );
  for (const limit of limits.capexByYear) if (!within(capex.get(limit.year) ?? 0, limit.most)) return null;
  for (const limit of limits.shares) {
    let part = 0;
    let whole = 0;
    const count = (isPart: boolean, amount: number): void => {
      whole += amount;
      if (isPart) part += amount;
    };
    for (const pair of x) {
      const isPart = supplyMatches(problem, limit.selector, must(facts.banks[pair.bank], 'bank'), null);
      count(
        isPart,
        limit.of === 'workloadWeight' ? pair.weight : limit.of === 'spend' ? pair.spend : pair.powerKw,
      );
    }
    if (limit.of === 'spend')
      for (const pair of y)
        count(
          supplyMatches(problem, limit.selector, must(facts.banks[pair.bank], 'bank'), null),
          must(pair.standby, 'standby').spend,
        );
    for (const choice of facts.units) {
      const bank = must(facts.banks[choice.bank], 'bank');
      const { kept, further } = must(held[choice.index], 'units');
      const amount =
        limit.of === 'spend'
          ? kept * choice.kept.spend + further * choice.further.spend
          : limit.of === 'powerKw'
            ? ((kept + further) * choice.idleWatts) / 1000
            : 0;
      count(supplyMatches(problem, limit.selector, bank, choice.offer), amount);
    }
    if (limit.of === 'spend')
      for (const [offer, amount] of facts.committedSpend) {
        const bank = facts.banks.find(
          (entry) => entry.site.id === offer.site && entry.silicon?.id === offer.silicon,
        );
        if (amount !== 0) count(supplyMatches(problem, limit.selector, must(bank, 'bank'), offer), amount);
      }
    if (limit.minFraction !== undefined && !within(limit.minFraction * whole, part)) return null;
    if (limit.maxFraction !== undefined && !within(part, limit.maxFraction * whole)) return null;
  }
  return money;
}
