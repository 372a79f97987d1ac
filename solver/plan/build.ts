import type { Compiled } from '../compile/compile.js';
import type { Bound, StopReason } from '../outcome.js';
import { isProvenGap } from '../program/proof.js';
import { makeBill } from '../tei/bill.js';
import { SOLVER_VERSION } from '../version.js';
import { dispatchOf } from './dispatch.js';
import { flowsOf } from './flows.js';
import { hashOf } from './hash.js';
import { PointLoad } from './load.js';
import { notModelled } from './not-modelled.js';
import { placementsOf, planBank } from './placements.js';
import { procurementOf } from './procurement.js';
import { sitesOf } from './sites.js';
import type { Plan, PlanUnits, Purchase } from './types.js';

/** What the search says of a point. */
export interface Certificate {
  readonly bound: Bound;
  readonly stop: StopReason;
  readonly engine: { readonly id: string; readonly version: string };
  /** Whether a clock decided when to stop. */
  readonly byClock: boolean;
}

const unitsOf = ({ decisions }: Compiled, load: PointLoad): PlanUnits[] =>
  decisions.units.flatMap((one) => {
    const unitsKept = load.valueOf(one.keptColumn);
    const unitsFurther = load.valueOf(one.packsColumn) * one.unitsPerPack;
    if (unitsKept === 0 && unitsFurther === 0) return [];
    const { bank, offer } = one;
    return [
      {
        offer: offer.id,
        bank: bank.id,
        site: bank.site.id,
        silicon: bank.silicon.id,
        isolationGroup: bank.isolationGroup,
        unitsKept,
        unitsFurther,
      },
    ];
  });

const purchasesOf = ({ decisions }: Compiled, units: readonly PlanUnits[], load: PointLoad): Purchase[] =>
  decisions.candidates.demand.problem.offers.flatMap((offer) => {
    if (!('unitsExisting' in offer) || offer.terms === 'owned') return [];
    const further = units
      .filter((one) => one.offer === offer.id)
      .reduce((sum, one) => sum + one.unitsFurther, 0);
    if (further === 0) return [];
    const discounted = decisions.tiers
      .filter((tier) => tier.offer === offer)
      .reduce((sum, tier) => sum + tier.discountFraction * load.valueOf(tier.inTierColumn), 0);
    const each =
      offer.terms === 'purchase'
        ? offer.pricePerUnit
        : offer.terms === 'reserved'
          ? offer.upfrontCostPerUnit
          : 0;
    return [
      {
        offer: offer.id,
        site: offer.site,
        silicon: offer.silicon,
        terms: offer.terms,
        units: further,
        upfrontCost: each * (further - discounted),
      },
    ];
  });

/** The part of the objective that no decision moves: what stands on columns whose bounds are equal. */
const constantOf = ({ builder, cashCost, shadowCost }: Compiled, point: Float64Array): number =>
  cashCost.reduce(
    (sum, cash, column) =>
      builder.isDecided(column) ? sum : sum + (cash + (shadowCost[column] ?? 0)) * (point[column] ?? 0),
    0,
  );

/** Writes a polished point as a plan. */
export const buildPlan = async (
  compiled: Compiled,
  point: Float64Array,
  certificate: Certificate,
): Promise<Plan> => {
  const { decisions } = compiled;
  const { problem } = decisions.candidates.demand;
  const load = new PointLoad(decisions, point);
  const bill = makeBill(decisions, point);
  const units = unitsOf(compiled, load);
  const placements = placementsOf(decisions, point, bill);
  const objective = bill.presentWorth;
  const constantObjective = constantOf(compiled, point);
  // A bound above its own plan is rounding of the engine; the plan itself is then the tighter truth.
  const bound: Bound =
    certificate.bound.value > objective ? { ...certificate.bound, value: objective } : certificate.bound;
  const gapMoney = objective - bound.value;
  const isProven = isProvenGap(objective, bound.value);
  const usedBanks = new Set([...placements.map((one) => one.bank), ...units.map((one) => one.bank)]);
  const marks = new Map<string, number>();
  for (const placement of placements)
    for (const mark of placement.estimates) marks.set(mark, (marks.get(mark) ?? 0) + 1);
  return {
    schemaVersion: '1.0',
    problemHash: await hashOf(problem),
    problemName: problem.name ?? null,
    currency: problem.horizon.currency,
    horizonYears: problem.horizon.years,
    banks: decisions.candidates.banks.filter((bank) => usedBanks.has(bank.id)).map(planBank),
    placements,
    units,
    replicas: decisions.replicas.flatMap(({ bank, model, point: at, unitsPerReplica, column }) => {
      const replicas = load.valueOf(column);
      return replicas === 0 ? [] : [{ bank: bank.id, model, point: at, unitsPerReplica, replicas }];
    }),
    bankUse: decisions.candidates.banks.flatMap((bank) => load.useOf(bank) ?? []),
    sites: sitesOf(decisions, load, bill),
    purchases: purchasesOf(compiled, units, load),
    ...procurementOf(compiled, units, load, bill),
    flows: flowsOf(decisions, load),
    ...dispatchOf(decisions, load),
    bill,
    objective,
    constantObjective,
    bound,
    gapFraction: gapMoney / Math.max(Math.abs(objective - constantObjective), 1e-9),
    gapMoney,
    isProven,
    reproducible: !certificate.byClock,
    // An engine may call proven what is not so to the cent.
    stop: isProven ? 'proven' : certificate.stop === 'proven' ? 'gap' : certificate.stop,
    engine: certificate.engine,
    solverVersion: SOLVER_VERSION,
    ...(problem.catalogue === undefined
      ? {}
      : { catalogue: { id: problem.catalogue.id, hash: problem.catalogue.hash } }),
    assumptions: problem.assumptions,
    estimates: [...marks]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([mark, count]) => ({ mark, placements: count })),
    warnings: problem.warnings,
    notModelled: notModelled(problem),
    annotations: problem.annotations,
  };
};
