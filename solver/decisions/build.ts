import type { Bank, Candidate, Candidates, HeldBank } from '../candidates/types.js';
import { InternalError } from '../outcome.js';
import type { HeldOffer } from '../problem/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import { bannedOffers } from './banned.js';
import { HourFronts } from './hour-family.js';
import { buildPeaks } from './peaks.js';
import type { Decisions, ReplicasDecision, UnitsDecision } from './types.js';

/** Whether a stream may keep standby at a bank: held banks, and on-demand ones that state a price for it. */
export const mayHoldStandby = (candidate: Candidate): boolean => {
  if (!candidate.stream.workload.standby) return false;
  const { bank } = candidate;
  if (bank.kind === 'held') return true;
  return (
    bank.kind === 'unit-use' &&
    bank.offer.terms === 'on-demand' &&
    bank.offer.standbyPerUnitHour !== undefined
  );
};

/** Most units of a by-use bank, or undefined where there is no limit. */
export const useLimit = (bank: Bank): number | undefined => {
  if (bank.kind === 'token') return bank.offer.quotaTokensPerSecond;
  return bank.kind === 'unit-use' ? bank.offer.unitsMax : undefined;
};

/** Units that everything which may come to a bank would need at once, replicas and standby included. */
const wholeNeedUnits = (
  candidates: readonly Candidate[],
  bank: HeldBank,
  replicas: readonly ReplicasDecision[],
): number => {
  let units = 0;
  let memoryGiB = 0;
  for (const candidate of candidates) {
    units += candidate.needUnits;
    memoryGiB += candidate.hostMemoryGiB;
  }
  // A pool's last replica may be part empty.
  for (const pool of replicas) units += pool.unitsPerReplica;
  const forMemory = memoryGiB > 0 ? memoryGiB / bank.silicon.hostMemoryGiB : 0;
  return Math.ceil(Math.max(units, forMemory) + 1e-6);
};

interface Context {
  readonly candidates: Candidates;
  readonly builder: ProgramBuilder;
  /** In how many banks an offer's units may stand: one for each isolation group that may use them. */
  readonly banksOfOffer: ReadonlyMap<HeldOffer, number>;
}

const countBanks = (candidates: Candidates): ReadonlyMap<HeldOffer, number> => {
  const counts = new Map<HeldOffer, number>();
  for (const bank of candidates.banks) {
    if (bank.kind !== 'held') continue;
    for (const offer of bank.offers) counts.set(offer, (counts.get(offer) ?? 0) + 1);
  }
  return counts;
};

const replicasOf = ({ candidates, builder }: Context, bank: HeldBank): ReplicasDecision[] => {
  const pools = new Map<
    string,
    { model: string; point: string; unitsPerReplica: number; members: Candidate[] }
  >();
  for (const index of candidates.byBank[bank.index] ?? []) {
    const candidate = candidates.candidates[index];
    if (!candidate?.service || candidate.quote?.needUnits !== undefined) continue;
    const { workload } = candidate.stream;
    if ((workload.kind !== 'inference' && workload.kind !== 'agent') || workload.replication !== 'replicas')
      continue;
    if (workload.model === undefined) continue;
    const key = `${workload.model}/${candidate.service.point}/${candidate.service.unitsPerReplica}`;
    const pool = pools.get(key) ?? {
      model: workload.model,
      point: candidate.service.point,
      unitsPerReplica: candidate.service.unitsPerReplica,
      members: [],
    };
    pool.members.push(candidate);
    pools.set(key, pool);
  }
  return [...pools.values()].map((pool) => {
    const most = pool.members.reduce((sum, one) => sum + one.needUnits / pool.unitsPerReplica, 0);
    const column = builder.addColumn({
      name: `replicas ${bank.id} ${pool.model} ${pool.point}`,
      lower: 0,
      upper: Math.ceil(most + 1e-6),
      integer: true,
    });
    const { model, point, unitsPerReplica } = pool;
    return { bank, model, point, unitsPerReplica, column, candidates: pool.members.map((one) => one.index) };
  });
};

/**
 * Whether a kept unit costs nothing and weighs on nothing, so that rounding it up is always free: then it need
 * not be an integer column. Warehouse-like problems have thousands of such units.
 */
const isFreeUnit = (
  { candidates }: Context,
  bank: HeldBank,
  offer: HeldOffer,
  isOnlyBank: boolean,
): boolean =>
  isOnlyBank &&
  bank.silicon.idleWatts === 0 &&
  offer.operationsCostPerUnitYear === 0 &&
  offer.unitsLeastIfUsed === undefined &&
  bank.site.rackUnits === undefined &&
  !candidates.demand.problem.otherCosts.some((cost) => cost.per === 'unit' && cost.offer === offer.id);

/** Whether a share limit counts units, so that holding more of them than needed can matter. */
const sharesCountUnits = ({ candidates }: Context): boolean =>
  candidates.demand.problem.limits.shares.some((limit) => limit.of !== 'workloadWeight');

const unitsOf = (
  context: Context,
  bank: HeldBank,
  offers: readonly HeldOffer[],
  needUnits: number,
): UnitsDecision[] =>
  offers.map((offer) => {
    const { builder } = context;
    const integer = !isFreeUnit(context, bank, offer, context.banksOfOffer.get(offer) === 1);
    const paid = offer.terms === 'owned' ? offer.unitsExisting : offer.unitsExisting + offer.unitsCommitted;
    const most = offer.unitsMax ?? Number.POSITIVE_INFINITY;
    // More than everything needs is of use only to move a share of spend or power, and then up to what is stated.
    const mayBeSpare = offer.unitsMax !== undefined && sharesCountUnits(context);
    const useful = mayBeSpare ? most : Math.max(needUnits, offer.unitsLeastIfUsed ?? 0);
    const keptMaxUnits = Math.min(paid, most, useful);
    const unitsPerPack = offer.unitsPerPurchase;
    const wanted = useful + unitsPerPack - 1;
    const packsMax = offer.terms === 'owned' ? 0 : Math.floor(Math.min(wanted, most) / unitsPerPack);
    const name = `${bank.id} ${offer.id}`;
    return {
      bank,
      offer,
      keptColumn:
        keptMaxUnits > 0
          ? builder.addColumn({ name: `kept ${name}`, lower: 0, upper: keptMaxUnits, integer })
          : -1,
      keptMaxUnits,
      packsColumn:
        packsMax > 0
          ? builder.addColumn({ name: `packs ${name}`, lower: 0, upper: packsMax, integer: true })
          : -1,
      packsMax,
      unitsPerPack,
    };
  });

/** Sites whose `open` decides money or a limit; the others count as open for the program. */
const sitesThatDecide = ({ candidates }: Context): Set<string> => {
  const { problem } = candidates.demand;
  const decides = new Set<string>();
  for (const site of problem.sites) {
    if (site.mustStayOpen) continue;
    const isNew = !site.alreadyOpen;
    if (site.openYearlyCost > 0 || (isNew && site.openUpfrontCost > 0)) decides.add(site.id);
    if (isNew && problem.limits.newSites !== undefined) decides.add(site.id);
  }
  for (const cost of problem.otherCosts)
    if (cost.per === 'site' && cost.site !== undefined) decides.add(cost.site);
  for (const site of problem.sites) if (site.mustStayOpen) decides.delete(site.id);
  return decides;
};

/**
 * Creates the decision columns of a problem in a fixed order: one, place, standby, replicas and units by bank,
 * open by site, use by offer, demand peaks. Rules add rows, and columns of their own, afterwards.
 */
export const buildDecisions = (candidates: Candidates, builder: ProgramBuilder): Decisions => {
  const context: Context = { candidates, builder, banksOfOffer: countBanks(candidates) };
  const { problem, hourClasses } = candidates.demand;
  const oneColumn = builder.addColumn({ name: 'one', lower: 1, upper: 1 });
  const placeColumn = new Int32Array(candidates.candidates.length).fill(-1);
  const standbyColumn = new Int32Array(candidates.candidates.length).fill(-1);
  for (const candidate of candidates.candidates) {
    const integer = candidate.stream.isIndivisible;
    const name = `${candidate.stream.id} ${candidate.bank.id}`;
    // A quota is a row, never a bound here: what is short must be a row to be found and named.
    placeColumn[candidate.index] = builder.addColumn({ name: `place ${name}`, lower: 0, upper: 1, integer });
    if (mayHoldStandby(candidate)) {
      standbyColumn[candidate.index] = builder.addColumn({
        name: `standby ${name}`,
        lower: 0,
        upper: 1,
        integer,
      });
    }
  }
  const banned = bannedOffers(problem);
  const replicas: ReplicasDecision[] = [];
  const units: UnitsDecision[] = [];
  const unitsOfBank: UnitsDecision[][] = candidates.banks.map(() => []);
  for (const bank of candidates.banks) {
    if (bank.kind !== 'held') continue;
    const members = (candidates.byBank[bank.index] ?? []).map((index) => {
      const candidate = candidates.candidates[index];
      if (!candidate)
        throw new InternalError(`bank ${bank.id} names candidate ${index}, which does not exist`);
      return candidate;
    });
    if (members.length === 0) continue;
    const pools = replicasOf(context, bank);
    const offers = bank.offers.filter((offer) => !banned.has(offer.id));
    const ofBank = unitsOf(context, bank, offers, wholeNeedUnits(members, bank, pools));
    replicas.push(...pools);
    units.push(...ofBank);
    unitsOfBank[bank.index] = ofBank;
  }
  const decides = sitesThatDecide(context);
  const hasCandidate = new Set(candidates.candidates.map((candidate) => candidate.bank.site.id));
  const openColumn = Int32Array.from(problem.sites, (site) => {
    const name = `open ${site.id}`;
    if (site.mustStayOpen) return builder.addColumn({ name, lower: 1, upper: 1 });
    if (!hasCandidate.has(site.id)) return builder.addColumn({ name, lower: 0, upper: 0 });
    if (!decides.has(site.id)) return builder.addColumn({ name, lower: 1, upper: 1 });
    return builder.addColumn({ name, lower: 0, upper: 1, integer: true });
  });
  const useColumn = new Map<string, number>();
  const needsUse = new Set(
    problem.otherCosts.flatMap((cost) => (cost.per === 'offer' && cost.offer ? [cost.offer] : [])),
  );
  for (const offer of problem.offers) {
    const hasLeast = 'unitsLeastIfUsed' in offer && offer.unitsLeastIfUsed !== undefined;
    if (!hasLeast && !needsUse.has(offer.id)) continue;
    useColumn.set(
      offer.id,
      builder.addColumn({ name: `use ${offer.id}`, lower: 0, upper: 1, integer: true }),
    );
  }
  const fronts = new HourFronts(hourClasses);
  const partial = {
    candidates,
    oneColumn,
    placeColumn,
    standbyColumn,
    units,
    unitsOfBank,
    replicas,
    openColumn,
    useColumn,
    fronts,
  };
  return { ...partial, peaks: buildPeaks(partial, builder) };
};
