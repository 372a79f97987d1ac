import { InputError } from '../outcome.js';
import type { Bill, Placement, Plan, PlanSite } from '../plan/types.js';
import { COST_IDS, type CostId } from '../plan/types.js';
import type {
  HeadroomDifference,
  PairOfFigures,
  PlanDifference,
  SiteDifference,
  SiteState,
  StreamDifference,
} from './plan-difference.js';

/** Shares closer than this are the rounding of engines. */
const SHARE_NOISE = 1e-6;
const RELATIVE_NOISE = 1e-9;

const pair = (a: number, b: number): PairOfFigures => ({ a, b, difference: b - a });

const differs = ({ a, b, difference }: PairOfFigures): boolean =>
  Math.abs(difference) > RELATIVE_NOISE * Math.max(1, Math.abs(a), Math.abs(b));

const sum = <T>(items: readonly T[], figure: (item: T) => number): number =>
  items.reduce((total, item) => total + figure(item), 0);

/** Items of both plans under their keys, in the order A has them and then B. */
const matched = <T>(
  a: readonly T[],
  b: readonly T[],
  keyOf: (item: T) => string,
): { readonly any: T; readonly ofA: readonly T[]; readonly ofB: readonly T[] }[] => {
  const groups = new Map<string, { any: T; ofA: T[]; ofB: T[] }>();
  const put = (item: T, side: 'ofA' | 'ofB'): void => {
    const key = keyOf(item);
    const group = groups.get(key) ?? { any: item, ofA: [], ofB: [] };
    group[side].push(item);
    groups.set(key, group);
  };
  for (const item of a) put(item, 'ofA');
  for (const item of b) put(item, 'ofB');
  return [...groups.values()];
};

const pairOf = <T>(
  { ofA, ofB }: { readonly ofA: readonly T[]; readonly ofB: readonly T[] },
  figure: (item: T) => number,
): PairOfFigures => pair(sum(ofA, figure), sum(ofB, figure));

const streamsOf = (a: Plan, b: Plan): StreamDifference[] =>
  matched(a.placements, b.placements, (one) => one.stream).flatMap((stream) => {
    const banks = matched(stream.ofA, stream.ofB, (one) => one.bank).map((at) => ({
      bank: at.any.bank,
      site: at.any.site,
      silicon: at.any.silicon,
      shareFraction: pairOf(at, (one) => one.shareFraction),
      standbyFraction: pairOf(at, (one) => one.standbyFraction),
    }));
    const moved = banks.some(
      (one) =>
        Math.abs(one.shareFraction.difference) > SHARE_NOISE ||
        Math.abs(one.standbyFraction.difference) > SHARE_NOISE,
    );
    if (!moved) return [];
    const { workload, location, part } = stream.any;
    const directPresentWorth = pairOf(stream, (one) => one.directPresentWorth);
    return [{ stream: stream.any.stream, workload, location, part, banks, directPresentWorth }];
  });

const unitsOf = (a: Plan, b: Plan): PlanDifference['units'] =>
  matched(a.units, b.units, (one) => JSON.stringify([one.offer, one.bank]))
    .map((group) => ({
      offer: group.any.offer,
      bank: group.any.bank,
      site: group.any.site,
      silicon: group.any.silicon,
      isolationGroup: group.any.isolationGroup,
      kept: pairOf(group, (one) => one.unitsKept),
      further: pairOf(group, (one) => one.unitsFurther),
    }))
    .filter(({ kept, further }) => differs(kept) || differs(further));

const byUseOf = (a: Plan, b: Plan): PlanDifference['byUse'] => {
  const banks = new Map([...b.banks, ...a.banks].map((bank) => [bank.id, bank]));
  return matched(a.bankUse, b.bankUse, (one) => one.bank).flatMap((group) => {
    const bank = banks.get(group.any.bank);
    const peakLoadUnits = pairOf(group, (one) => one.peakLoadUnits);
    const meanLoadUnits = pairOf(group, (one) => one.meanLoadUnits);
    if (!bank || bank.kind === 'held' || !(differs(peakLoadUnits) || differs(meanLoadUnits))) return [];
    return [{ bank: bank.id, site: bank.site, silicon: bank.silicon, peakLoadUnits, meanLoadUnits }];
  });
};

const purchasesOf = (a: Plan, b: Plan): PlanDifference['purchases'] =>
  matched(a.purchases, b.purchases, (one) => one.offer)
    .map((group) => ({
      offer: group.any.offer,
      site: group.any.site,
      silicon: group.any.silicon,
      terms: group.any.terms,
      units: pairOf(group, (one) => one.units),
      upfrontCost: pairOf(group, (one) => one.upfrontCost),
    }))
    .filter(({ units, upfrontCost }) => differs(units) || differs(upfrontCost));

const stateOf = (sites: readonly PlanSite[]): SiteState => {
  const [site] = sites;
  if (!site?.isOpen) return 'closed';
  return site.isNewlyOpened ? 'newly-opened' : 'open';
};

const sitesOf = (a: Plan, b: Plan): SiteDifference[] =>
  matched(a.sites, b.sites, (one) => one.site)
    .map((group) => ({
      site: group.any.site,
      a: stateOf(group.ofA),
      b: stateOf(group.ofB),
      peakMeterKw: pairOf(group, (one) => one.peakMeterKw),
      energyKwhPerYear: pairOf(group, (one) => one.energyKwhPerYear),
      carbonKgPerYear: [...group.ofA, ...group.ofB].some((one) => one.carbonKgPerYear === null)
        ? null
        : pairOf(group, (one) => one.carbonKgPerYear ?? 0),
      presentWorth: pairOf(group, (one) => one.presentWorth),
    }))
    .filter(
      (one) =>
        one.a !== one.b ||
        differs(one.peakMeterKw) ||
        differs(one.energyKwhPerYear) ||
        differs(one.presentWorth),
    );

const billOf = (a: Bill, b: Bill): PlanDifference['bill'] => {
  const groups = matched(a.lines, b.lines, (line) => `${line.nature} ${line.component}`);
  const order = (component: CostId): number => COST_IDS.indexOf(component);
  return {
    lines: groups
      .map((group) => ({
        component: group.any.component,
        nature: group.any.nature,
        presentWorth: pairOf(group, (line) => line.presentWorth),
      }))
      .sort((x, y) => order(x.component) - order(y.component) || (x.nature < y.nature ? -1 : 1)),
    cashPresentWorth: pair(a.cashPresentWorth, b.cashPresentWorth),
    shadowPresentWorth: pair(a.shadowPresentWorth, b.shadowPresentWorth),
    presentWorth: pair(a.presentWorth, b.presentWorth),
    firstYearCash: pair(a.firstYearCash, b.firstYearCash),
    equivalentYearlyCash: pair(a.equivalentYearlyCash, b.equivalentYearlyCash),
  };
};

const headroomsOf = (placements: readonly Placement[]) =>
  placements.flatMap((one) =>
    one.headroom.map(({ limit, headroomMs }) => ({ stream: one.stream, limit, headroomMs })),
  );

const least = (items: readonly { readonly headroomMs: number }[]): number | null =>
  items.length === 0 ? null : Math.min(...items.map((one) => one.headroomMs));

const headroomOf = (a: Plan, b: Plan): HeadroomDifference[] =>
  matched(headroomsOf(a.placements), headroomsOf(b.placements), (one) =>
    JSON.stringify([one.stream, one.limit]),
  ).flatMap((group) => {
    const ofA = least(group.ofA);
    const ofB = least(group.ofB);
    if (ofA !== null && ofB !== null && !differs(pair(ofA, ofB))) return [];
    const difference = ofA === null || ofB === null ? null : ofB - ofA;
    return [{ stream: group.any.stream, limit: group.any.limit, a: ofA, b: ofB, difference }];
  });

const flowsOf = (a: Plan, b: Plan): PlanDifference['flows'] =>
  matched(a.flows, b.flows, (one) => JSON.stringify([one.from, one.to]))
    .map((group) => ({
      from: group.any.from,
      to: group.any.to,
      gbPerMonth: pairOf(group, (one) => one.gbPerMonth),
    }))
    .filter(({ gbPerMonth }) => differs(gbPerMonth));

/**
 * Two plans line by line: where streams run, units, purchases, sites, the bill, headroom, energy and carbon. Every
 * difference is b - a: a negative one in the bill says that B is cheaper. Neither plan is checked here; whether they
 * keep the rules of a problem is for `checkPlan` to say.
 *
 * @throws InputError where their bills are in different currencies
 * @example
 * comparePlans(plan, plan).bill.presentWorth.difference; // 0
 */
export const comparePlans = (a: Plan, b: Plan): PlanDifference => {
  if (a.currency !== b.currency) {
    const issue = `plan A is in ${a.currency} and plan B in ${b.currency}; price both in one currency`;
    throw new InputError(issue, [issue]);
  }
  const carbonOf = (plan: Plan): number => sum(plan.sites, (one) => one.carbonKgPerYear ?? 0);
  const energyOf = (plan: Plan): number => sum(plan.sites, (one) => one.energyKwhPerYear);
  const without = [...a.sites, ...b.sites].filter(
    (one) => one.carbonKgPerYear === null && one.energyKwhPerYear > 0,
  );
  return {
    sameProblem: a.problemHash === b.problemHash,
    currency: a.currency,
    horizonYears: { a: a.horizonYears, b: b.horizonYears },
    streams: streamsOf(a, b),
    streamCount: new Set([...a.placements, ...b.placements].map((one) => one.stream)).size,
    units: unitsOf(a, b),
    byUse: byUseOf(a, b),
    purchases: purchasesOf(a, b),
    sites: sitesOf(a, b),
    bill: billOf(a.bill, b.bill),
    headroom: headroomOf(a, b),
    energyKwhPerYear: pair(energyOf(a), energyOf(b)),
    carbonKgPerYear: pair(carbonOf(a), carbonOf(b)),
    sitesWithoutCarbon: [...new Set(without.map((one) => one.site))],
    flows: flowsOf(a, b),
  };
};
