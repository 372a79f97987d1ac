import type { Bank, Candidate, Candidates, HeldBank } from '../../solver/candidates/types.js';
import { buildDecisions } from '../../solver/decisions/build.js';
import type { Decisions } from '../../solver/decisions/types.js';
import type { BillEntry, CostId } from '../../solver/plan/types.js';
import { parseProblem } from '../../solver/problem/parse.js';
import type { HeldOffer, Problem, ProblemInput } from '../../solver/problem/types.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { sizeDemand } from '../../solver/sizing/demand.js';
import type { Stream } from '../../solver/sizing/types.js';
import { makeBill } from '../../solver/tei/bill.js';
import { minimalProblem } from '../support/minimal-problem.js';

/** Decisions of a parsed and sized problem whose candidates are written by hand, so that need is a chosen figure. */
export interface Fixture {
  readonly problem: Problem;
  readonly candidates: Candidates;
  readonly decisions: Decisions;
  readonly builder: ProgramBuilder;
}

export type Pair = (stream: Stream, bank: Bank) => Partial<Candidate> | null;

export const parsed = (input: ProblemInput): Problem => {
  const result = parseProblem(input);
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 2));
  return result.problem;
};

const find = <T extends { id: string }>(list: readonly T[], id: string): T => {
  const found = list.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

/** One held bank a site, silicon and answer to "is energy included"; one bank a by-use offer. */
const banksOf = (problem: Problem): Bank[] => {
  const held = new Map<string, HeldOffer[]>();
  for (const offer of problem.offers) {
    if (!('unitsExisting' in offer)) continue;
    const included = offer.terms === 'reserved' || (offer.terms === 'lease' && offer.energyIncluded);
    const key = `${offer.site}/${offer.silicon}/${included ? 'energy-included' : 'metered'}`;
    held.set(key, [...(held.get(key) ?? []), offer]);
  }
  const banks: Bank[] = [];
  for (const [id, offers] of held) {
    const [site, silicon, energy] = id.split('/');
    const bank: HeldBank = {
      kind: 'held',
      index: banks.length,
      id,
      site: find(problem.sites, site ?? ''),
      silicon: find(problem.silicon, silicon ?? ''),
      isolationGroup: null,
      energyIncluded: energy === 'energy-included',
      offers,
    };
    banks.push(bank);
  }
  for (const offer of problem.offers) {
    const base = { index: banks.length, id: offer.id, site: find(problem.sites, offer.site) };
    if (offer.terms === 'token') banks.push({ ...base, kind: 'token', offer });
    if (offer.terms === 'on-demand' || offer.terms === 'spot') {
      banks.push({ ...base, kind: 'unit-use', silicon: find(problem.silicon, offer.silicon), offer });
    }
  }
  return banks;
};

/** `pair` gives the figures of a pair that exists (the rest is plain: 1 unit, busy 1, no traffic), or null. */
export const fixture = (input: ProblemInput, pair: Pair = () => ({})): Fixture => {
  const problem = parsed(input);
  const demand = sizeDemand(problem);
  const banks = banksOf(problem);
  const list: Candidate[] = [];
  const byStream: number[][] = demand.streams.map(() => []);
  const byBank: number[][] = banks.map(() => []);
  for (const stream of demand.streams) {
    for (const bank of banks) {
      const figures = pair(stream, bank);
      if (figures === null) continue;
      const index = list.length;
      list.push({
        index,
        stream,
        bank,
        needUnits: 1,
        hostMemoryGiB: 0,
        busyFraction: 1,
        meanScale: 1,
        path: { rttMs: 10, jitterMs: 2, source: 'link' },
        service: null,
        endToEndMs: null,
        trafficUpGBPerYear: 0,
        trafficDownGBPerYear: 0,
        priceUpPerGB: 0,
        priceDownPerGB: 0,
        transferHours: 0,
        runHours: 0,
        quote: null,
        estimates: [],
        brokenSoftRules: [],
        waived: [],
        ...figures,
      });
      byStream[stream.index]?.push(index);
      byBank[bank.index]?.push(index);
    }
  }
  const candidates: Candidates = { demand, banks, candidates: list, byStream, byBank, exclusions: [] };
  const builder = new ProgramBuilder();
  return { problem, candidates, decisions: buildDecisions(candidates, builder), builder };
};

/** A plan in a few words: shares by `stream bank`, units by offer, sites, offers in use, kW by window. */
export interface Point {
  readonly place?: Record<string, number>;
  readonly standby?: Record<string, number>;
  readonly kept?: Record<string, number>;
  readonly packs?: Record<string, number>;
  readonly open?: Record<string, number>;
  readonly use?: Record<string, number>;
  readonly peakKw?: Record<string, number>;
}

export const pointOf = ({ decisions, builder, problem }: Fixture, plan: Point): Float64Array => {
  const point = new Float64Array(builder.columnCount);
  const put = (column: number | undefined, value: number): void => {
    if (column === undefined || column < 0) throw new Error('no such column');
    point[column] = value;
  };
  put(decisions.oneColumn, 1);
  const pairOf = (name: string): number => {
    const [stream, bank] = name.split(' ');
    const found = decisions.candidates.candidates.find(
      (one) => one.stream.id === stream && one.bank.id === bank,
    );
    if (!found) throw new Error(`no pair ${name}`);
    return found.index;
  };
  for (const [name, share] of Object.entries(plan.place ?? {}))
    put(decisions.placeColumn[pairOf(name)], share);
  for (const [name, share] of Object.entries(plan.standby ?? {})) {
    put(decisions.standbyColumn[pairOf(name)], share);
  }
  const unitsOf = (offer: string) => decisions.units.find((one) => one.offer.id === offer);
  for (const [offer, units] of Object.entries(plan.kept ?? {})) put(unitsOf(offer)?.keptColumn, units);
  for (const [offer, packs] of Object.entries(plan.packs ?? {})) put(unitsOf(offer)?.packsColumn, packs);
  for (const [site, open] of Object.entries(plan.open ?? {})) {
    put(decisions.openColumn[problem.sites.findIndex((one) => one.id === site)], open);
  }
  for (const [offer, use] of Object.entries(plan.use ?? {})) put(decisions.useColumn.get(offer), use);
  for (const [window, kw] of Object.entries(plan.peakKw ?? {})) {
    put(decisions.peaks.find((one) => one.window.name === window)?.column, kw);
  }
  return point;
};

/** Entries of one component on the bill of a plan. */
export const entriesOf = (one: Fixture, component: CostId, plan: Point): BillEntry[] =>
  makeBill(one.decisions, pointOf(one, plan)).entries.filter((entry) => entry.component === component);

export const amountOf = (entries: readonly BillEntry[]): number =>
  entries.reduce((sum, entry) => sum + entry.amount, 0);
export const presentWorthOf = (entries: readonly BillEntry[]): number =>
  entries.reduce((sum, entry) => sum + entry.presentWorth, 0);

/** The minimal problem over `years` at a discount, changed by `edit`. */
export const problemOf = (
  edit: (problem: ProblemInput) => void = () => {},
  horizon: { years?: number; discountFraction?: number } = {},
): ProblemInput => {
  const problem = minimalProblem();
  Object.assign(problem.horizon, { years: 1, discountFraction: 0 }, horizon);
  edit(problem);
  return problem;
};

export const EDGE = 'assistant@munich muc-edge/gpu-80/metered';
export const CLOUD = 'assistant@munich fra-rent';
