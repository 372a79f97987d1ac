import type { Problem, Quote, Site } from '../../solver/problem/types.js';
import { isHeldBank, type OracleBank } from './banks.js';
import { must, type OracleStream, sumOf } from './demand.js';
import type { Pair } from './facts.js';
import { type OraclePath, pricePerGB } from './path.js';
import type { Need } from './sizing.js';
import { type Worth, yearly } from './worth.js';

/** What pricing needs to know of the problem. */
export interface Pricing {
  readonly problem: Problem;
  readonly hours: number;
  readonly worth: Worth;
  /** Present worth of a kg a year. */
  readonly carbonPrice: number;
  readonly kgPerKwh: (site: Site) => number;
  /** Price of a kWh in every hour, their sum, and the worth of a year's bill. */
  readonly pricesAt: (site: Site) => { prices: Float64Array; sum: number; factor: number };
}

/** Costs and draws of x = 1, docs/formulation.md section 7, hour by hour. */
export function pairMoney(
  pricing: Pricing,
  stream: OracleStream,
  bank: OracleBank,
  path: OraclePath,
  need: Need,
  quote: Quote | undefined,
  penaltyPerYear: number,
): Omit<Pair, 'index' | 'stream' | 'bank' | 'site' | 'need'> {
  const { problem, hours, worth, carbonPrice, kgPerKwh, pricesAt } = pricing;
  const flat = yearly(worth);
  const { workload, part, load } = stream;
  const { site, silicon } = bank;
  const isQuoted = quote?.upfrontCost !== undefined || quote?.yearlyCost !== undefined;
  let shadow = penaltyPerYear * flat;
  if (part !== 'runtime')
    shadow += workload.latencyCostPerMsYear * stream.originShare * (path.rtt + path.jitter) * flat;
  let spend = 0;
  let carbonKg = 0;
  const isHeldHere = isHeldBank(bank);
  const watts = silicon === null ? 0 : (silicon.maxWatts - silicon.idleWatts) * need.b * need.n;
  if (isHeldHere) {
    if (bank.isMetered && !isQuoted) {
      const { prices, factor } = pricesAt(site);
      let energy = 0;
      for (let hour = 0; hour < hours; hour += 1)
        energy += (must(prices[hour], 'price') * site.pue * watts * must(need.mean[hour], 'share')) / 1000;
      spend += energy * factor;
    }
    carbonKg = ((site.pue * watts * sumOf(need.mean)) / 1000) * kgPerKwh(site);
  } else if (bank.unitUse !== null) {
    const offer = bank.unitUse;
    const loss = offer.terms === 'spot' && part !== 'training' ? offer.goodputLossFraction : 0;
    const billed = (need.n * sumOf(need.mean)) / offer.packingEfficiencyFraction;
    if (!isQuoted)
      spend += (offer.pricePerUnitHour * billed * yearly(worth, offer.escalationFraction)) / (1 - loss);
    const idle = must(silicon, 'silicon').idleWatts;
    const drawn = idle + (must(silicon, 'silicon').maxWatts - idle) * need.b;
    carbonKg = ((site.pue * drawn * billed) / 1000) * kgPerKwh(site);
  } else if (bank.token !== null) {
    const offer = bank.token;
    const input = stream.input.mean * stream.requestsYear * load;
    const output = stream.output.mean * stream.requestsYear * load;
    if (!isQuoted)
      spend +=
        ((input * offer.pricePerMillionInputTokens + output * offer.pricePerMillionOutputTokens) / 1e6) *
        yearly(worth, offer.escalationFraction);
    const wattHours = ((offer.wattHoursPerMillionTokens ?? 0) * (input + output)) / 1e6;
    carbonKg = ((wattHours * site.pue) / 1000) * kgPerKwh(site);
  }
  let up = 0;
  let down = 0;
  let upMbps = 0;
  let downMbps = 0;
  if (part === 'training' && (workload.kind === 'training' || workload.kind === 'fine-tuning'))
    up = workload.runsPerYear * workload.dataGB * load;
  else if ((workload.kind === 'inference' || workload.kind === 'agent') && part === 'inference') {
    const requestKB = workload.traffic?.requestKB ?? 0;
    const responseKB = workload.traffic?.responseKB ?? 0;
    up = (stream.requestsYear * load * requestKB) / 1e6;
    down = (stream.requestsYear * load * responseKB) / 1e6;
    upMbps = (stream.peakRps * load * requestKB * 8) / 1000;
    downMbps = (stream.peakRps * load * responseKB * 8) / 1000;
  }
  if (!isQuoted) {
    if (up > 0) spend += up * pricePerGB(problem, stream.location, site) * flat;
    if (down > 0) spend += down * pricePerGB(problem, site, stream.location) * flat;
  } else spend += (quote?.upfrontCost ?? 0) + (quote?.yearlyCost ?? 0) * flat;
  const held = isHeldHere ? { money: 0, spend: 0 } : null;
  const rate = bank.unitUse?.terms === 'on-demand' ? bank.unitUse.standbyPerUnitHour : undefined;
  const paid =
    rate === undefined ? 0 : rate * hours * need.n * yearly(worth, bank.unitUse?.escalationFraction);
  return {
    money: spend + shadow + (isQuoted ? 0 : carbonPrice * carbonKg),
    spend,
    capex: quote?.upfrontCost ?? 0,
    standby: isHeldHere ? held : rate === undefined ? null : { money: paid, spend: paid },
    carbonKg,
    weight: ((workload.weight ?? 0) * stream.originShare) / (workload.kind === 'agent' ? 2 : 1),
    powerKw: isHeldHere ? watts / 1000 : ((silicon?.maxWatts ?? 0) * need.n) / 1000,
    watts: isHeldHere ? watts : 0,
    upMbps,
    downMbps,
  };
}
