import { must } from './demand.js';
import type { Pair } from './facts.js';
import { onlyX, type Part, type RowWriter, type UnitsState, unitsSum } from './row-writer.js';
import { supplyMatches } from './shares.js';

/** Limits of the whole plan: carbon, capital by year, shares of the whole. */
export function writeMoney(writer: RowWriter): void {
  const { facts, fixed, pattern } = writer;
  const { problem } = facts;
  const { limits } = problem;
  if (limits.carbonTonnesPerYear !== undefined) {
    const most = limits.carbonTonnesPerYear * 1000;
    writer.row(
      onlyX((pair) => pair.carbonKg),
      (state) => most - unitsSum(facts, state, (choice, kept, further) => choice.carbonKg * (kept + further)),
    );
  }
  for (const { year, most } of limits.capexByYear) {
    const opened = facts.sites.reduce(
      (sum, site, s) => sum + (pattern.open[s] === true && year === 0 ? site.openCapex : 0),
      0,
    );
    writer.row(
      onlyX((pair) => (year === 0 ? pair.capex : 0)),
      (state) => {
        let used = 0;
        if (year === 0)
          for (const [offer, cost] of facts.use) {
            const units = unitsSum(facts, state, (choice, kept, further) =>
              choice.offer.id === offer ? kept + further : 0,
            );
            const isPlaced =
              pattern.usedOffers.has(offer) ||
              fixed.some(({ pair }) => {
                const bank = must(facts.banks[pair.bank], 'bank');
                return bank.unitUse?.id === offer || bank.token?.id === offer;
              });
            if (isPlaced || units > 0) used += cost.capex;
          }
        return (
          most -
          opened -
          used -
          (facts.constantCapex.get(year) ?? 0) -
          unitsSum(
            facts,
            state,
            (choice, kept, further) =>
              (choice.capex.get(year) ?? 0) * further + (year === 0 ? choice.useCapex * (kept + further) : 0),
          )
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
    const held = (state: UnitsState, onlyPart: boolean): number => {
      let sum = unitsSum(facts, state, (choice, kept, further) => {
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
      writer.row(
        (part) => amount(part) * ((isPart(part.pair) ? 1 : 0) - maxFraction),
        (state) => maxFraction * held(state, false) - held(state, true),
      );
    if (minFraction !== undefined)
      writer.row(
        (part) => amount(part) * (minFraction - (isPart(part.pair) ? 1 : 0)),
        (state) => held(state, true) - minFraction * held(state, false),
      );
  }
}
