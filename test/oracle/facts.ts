import type { HeldOffer, Problem, Site, Tariff } from '../../solver/problem/types.js';
import { banksOf, isHeld, type OracleBank, offersInTime } from './banks.js';
import { hoursOfYear } from './clock.js';
import { must, type OracleStream, streamsOf, sumOf } from './demand.js';
import { type Pricing, pairMoney } from './pair-money.js';
import { pathOf } from './path.js';
import { isWithdrawn, permitted } from './permit.js';
import { type DemandWindow, demandWindows, hourPrices } from './prices.js';
import { type Need, needOf } from './sizing.js';
import { purchaseWorth, yearly } from './worth.js';

/** A stream that may stand at a bank, and what x = 1 of it costs and draws. */
export interface Pair {
  readonly index: number;
  readonly stream: number;
  readonly bank: number;
  readonly site: number;
  readonly need: Need;
  /** Present worth of x = 1, shadow included. */
  readonly money: number;
  readonly spend: number;
  readonly capex: number;
  /** Null: the pair holds no standby. */
  readonly standby: { readonly money: number; readonly spend: number } | null;
  readonly carbonKg: number;
  readonly weight: number;
  readonly powerKw: number;
  /** Dynamic IT watts at full load, held banks only. */
  readonly watts: number;
  readonly upMbps: number;
  readonly downMbps: number;
}

/** Units of a held offer for one isolation group: what one kept and one further unit cost. */
export interface UnitChoice {
  readonly index: number;
  readonly offer: HeldOffer;
  readonly bank: number;
  readonly site: number;
  readonly kept: { readonly money: number; readonly spend: number };
  readonly further: { readonly money: number; readonly spend: number };
  /** Capital of one further unit by year. */
  readonly capex: ReadonlyMap<number, number>;
  /** Capital of the first year for each unit in use, kept or further. */
  readonly useCapex: number;
  readonly carbonKg: number;
  readonly idleWatts: number;
}

export interface OracleSite {
  readonly site: Site;
  readonly openMoney: number;
  readonly openCapex: number;
  readonly windows: readonly DemandWindow[];
  /** Constant kW in the demand charge. */
  readonly otherKw: number;
}

export interface Facts {
  readonly problem: Problem;
  readonly hours: number;
  readonly streams: readonly OracleStream[];
  readonly banks: readonly OracleBank[];
  readonly pairs: readonly Pair[];
  readonly units: readonly UnitChoice[];
  readonly sites: readonly OracleSite[];
  /** What one use of an offer costs. */
  readonly use: ReadonlyMap<string, { readonly money: number; readonly capex: number }>;
  /** Paid whatever is decided: present worth, and the committed part by offer for share limits. */
  readonly constant: number;
  readonly committedSpend: ReadonlyMap<HeldOffer, number>;
  readonly constantCapex: ReadonlyMap<number, number>;
}

const MOST_UNITS_UNSTATED = 12;

/** Most units of an offer; an unstated limit is the whole need. */
export function mostUnits(facts: Pick<Facts, 'pairs'>, offer: HeldOffer): number {
  if (offer.unitsMax !== undefined) return offer.unitsMax;
  const need = facts.pairs.reduce((sum, pair) => sum + Math.ceil(pair.need.n) + 1, 0);
  return Math.min(
    MOST_UNITS_UNSTATED,
    Math.ceil(need / offer.unitsPerPurchase) * offer.unitsPerPurchase + offer.unitsExisting,
  );
}

/** Works out every figure of the problem that does not depend on a decision. */
export function factsOf(problem: Problem): Facts {
  const { horizon } = problem;
  const worth = { years: horizon.years, discount: horizon.discountFraction };
  const flat = yearly(worth);
  const year = horizon.referenceYear;
  const hours = hoursOfYear(year);
  const streams = streamsOf(problem);
  const allBanks = banksOf(problem);
  const banks = allBanks.map((bank) => ({
    ...bank,
    held: bank.held.filter((offer) => !isWithdrawn(problem, offer.id)),
  }));
  const carbonPrice = ((problem.objective.carbonPricePerTonne ?? 0) / 1000) * flat;
  const siteIndex = (site: Site): number => problem.sites.findIndex((entry) => entry.id === site.id);
  const tariffOf = (site: Site): Tariff | undefined =>
    problem.tariffs.find((entry) => entry.id === site.tariff);
  const priceBySite = new Map<string, { prices: Float64Array; sum: number; factor: number }>();
  const pricesAt = (site: Site) => {
    const known = priceBySite.get(site.id);
    if (known !== undefined) return known;
    const tariff = must(tariffOf(site), `tariff of ${site.id}`);
    const prices = hourPrices(tariff, site, year);
    const entry = { prices, sum: sumOf(prices), factor: yearly(worth, tariff.escalationFraction) };
    priceBySite.set(site.id, entry);
    return entry;
  };
  const kgPerKwh = (site: Site): number => (site.gridCarbonGramsPerKwh ?? 0) / 1000;
  const pricing: Pricing = { problem, hours, worth, carbonPrice, kgPerKwh, pricesAt };

  const pairOf = (
    stream: OracleStream,
    s: number,
    bank: OracleBank,
    k: number,
  ): Omit<Pair, 'index'> | null => {
    const path = pathOf(problem, stream.location, bank.site);
    if (path === null) return null;
    const leave = permitted(problem, stream, must(allBanks[k], 'bank'), path);
    if (leave === null) return null;
    const offerIds = [...must(allBanks[k], 'bank').held, bank.unitUse, bank.token].map((offer) => offer?.id);
    const quote = problem.quotes.find(
      (entry) =>
        entry.workload === stream.workload.id &&
        entry.location === stream.location.id &&
        entry.part === (stream.part === 'runtime' ? 'runtime' : 'inference') &&
        offerIds.includes(entry.offer),
    );
    if (quote?.forbidden === true) return null;
    const need = needOf(problem, stream, must(allBanks[k], 'bank'), path, quote);
    if (need === null) return null;
    return {
      stream: s,
      bank: k,
      site: siteIndex(bank.site),
      need,
      ...pairMoney(pricing, stream, bank, path, need, quote, leave.penaltyPerYear),
    };
  };

  const pairs: Pair[] = [];
  for (const [s, stream] of streams.entries())
    for (const [k, bank] of banks.entries()) {
      const pair = pairOf(stream, s, bank, k);
      if (pair !== null) pairs.push({ index: pairs.length, ...pair });
    }

  const otherOf = (per: string, match: (entry: Problem['otherCosts'][number]) => boolean) => {
    let money = 0;
    let capex = 0;
    for (const entry of problem.otherCosts) {
      if (entry.per !== per || !match(entry)) continue;
      money += entry.upfrontCost + entry.yearlyCost * yearly(worth, entry.escalationFraction);
      capex += entry.upfrontCost;
    }
    return { money, capex };
  };

  const buying = (offer: HeldOffer): { money: number; capex: Map<number, number> } => {
    const rise = yearly(worth, offer.escalationFraction);
    if (offer.terms === 'purchase') {
      const bought = purchaseWorth(
        worth,
        offer.pricePerUnit,
        offer.lifeYears,
        offer.priceChangeFraction,
        offer.residualMarketFraction,
      );
      return { money: bought.worth, capex: bought.spent };
    }
    if (offer.terms === 'lease') return { money: offer.pricePerUnitYear * rise, capex: new Map() };
    if (offer.terms === 'reserved')
      return {
        money: offer.upfrontCostPerUnit + offer.pricePerUnitHour * hours * rise,
        capex: new Map([[0, offer.upfrontCostPerUnit]]),
      };
    return { money: 0, capex: new Map() };
  };

  const units: UnitChoice[] = [];
  const isUsable = new Set(pairs.map((pair) => pair.bank));
  for (const [k, bank] of banks.entries())
    for (const offer of isUsable.has(k) ? bank.held : []) {
      const { site } = bank;
      const silicon = must(bank.silicon, 'silicon');
      const operations = offer.operationsCostPerUnitYear * yearly(worth, offer.escalationFraction);
      let energy = 0;
      if (bank.isMetered) {
        const { sum, factor } = pricesAt(site);
        energy = ((sum * site.pue * silicon.idleWatts) / 1000) * factor;
      }
      const carbonKg = ((site.pue * silicon.idleWatts * hours) / 1000) * kgPerKwh(site);
      const other = otherOf('unit', (entry) => entry.offer === offer.id);
      const spend = operations + energy;
      const money = spend + carbonPrice * carbonKg + other.money;
      const bought = buying(offer);
      const capex = new Map(bought.capex);
      units.push({
        index: units.length,
        offer,
        bank: k,
        site: siteIndex(site),
        kept: { money, spend },
        further: { money: money + bought.money, spend: spend + bought.money },
        capex,
        useCapex: other.capex,
        carbonKg,
        idleWatts: silicon.idleWatts,
      });
    }

  const sites = problem.sites.map((site): OracleSite => {
    const other = otherOf('site', (entry) => entry.site === site.id);
    const upfront = site.alreadyOpen ? 0 : site.openUpfrontCost;
    const tariff = tariffOf(site);
    return {
      site,
      openMoney: upfront + site.openYearlyCost * yearly(worth, site.escalationFraction) + other.money,
      openCapex: upfront + other.capex,
      windows: tariff === undefined ? [] : demandWindows(tariff, site, year, worth),
      otherKw: site.otherLoadKw * (typeof site.itCapKw === 'number' ? site.pue : 1),
    };
  });

  let constant = otherOf('plan', () => true).money + otherOf('workload', () => true).money;
  const constantCapex = new Map<number, number>();
  const spendCapex = (at: number, amount: number) =>
    constantCapex.set(at, (constantCapex.get(at) ?? 0) + amount);
  spendCapex(0, otherOf('plan', () => true).capex + otherOf('workload', () => true).capex);
  const committedSpend = new Map<HeldOffer, number>();
  for (const offer of offersInTime(problem)) {
    if (!isHeld(offer)) continue;
    const bought = buying(offer);
    committedSpend.set(offer, bought.money * offer.unitsCommitted);
    constant += bought.money * offer.unitsCommitted;
    for (const [at, amount] of bought.capex) spendCapex(at, amount * offer.unitsCommitted);
  }
  for (const workload of problem.workloads) {
    const rise = yearly(worth, workload.escalationFraction);
    constant += workload.orchestrationCostPerYear * rise;
    if (workload.kind === 'agent')
      for (const origin of workload.origins)
        constant += origin.agents * workload.toolsCostPerAgentMonth * 12 * rise;
    if (workload.kind === 'training' || workload.kind === 'fine-tuning')
      constant +=
        workload.runsPerYear * (workload.dataPreparationCostPerRun + workload.engineeringCostPerRun) * rise;
  }
  const use = new Map(
    problem.offers.map((offer) => [offer.id, otherOf('offer', (entry) => entry.offer === offer.id)]),
  );
  return {
    problem,
    hours,
    streams,
    banks,
    pairs,
    units,
    sites,
    use,
    constant,
    committedSpend,
    constantCapex,
  };
}
