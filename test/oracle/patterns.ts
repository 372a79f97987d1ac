import { domainOf } from './choices.js';
import { must } from './demand.js';
import type { Facts, Pair } from './facts.js';

/**
 * One answer to every yes-or-no question of the divisible streams: which sites are open, which by-use offers that
 * cost something to use are used, which site a workload that stands at one has, which sites a stream with a least
 * share uses, which of two workloads that keep apart has a place.
 */
export interface Pattern {
  readonly open: readonly boolean[];
  readonly usedOffers: ReadonlySet<string>;
  /** Pairs whose share (and standby) may be above zero. */
  readonly share: ReadonlySet<Pair>;
  readonly standby: ReadonlySet<Pair>;
  /** Stream and site: the share there is at least the stream's least share. */
  readonly least: readonly { readonly stream: number; readonly site: number }[];
}

type Question = (pattern: Pattern) => Pattern[];

const without = (pairs: ReadonlySet<Pair>, drop: (pair: Pair) => boolean): Set<Pair> =>
  new Set([...pairs].filter((pair) => !drop(pair)));

/** Sites whose opening costs something or is limited. */
export function isOpeningAsked(facts: Facts, site: number): boolean {
  const { site: entry, openMoney, openCapex } = must(facts.sites[site], 'site');
  if (entry.mustStayOpen) return false;
  return (
    openMoney !== 0 || openCapex !== 0 || (facts.problem.limits.newSites !== undefined && !entry.alreadyOpen)
  );
}

export function patternsOf(facts: Facts, divided: readonly number[]): Pattern[] {
  const pairs = facts.pairs.filter((pair) => divided.includes(pair.stream));
  const questions: Question[] = [];
  for (const [s] of facts.sites.entries())
    if (isOpeningAsked(facts, s))
      questions.push((pattern) => [
        pattern,
        {
          ...pattern,
          open: pattern.open.map((isOpen, index) => isOpen && index !== s),
          share: without(pattern.share, (pair) => pair.site === s),
          standby: without(pattern.standby, (pair) => pair.site === s),
        },
      ]);
  const offerOf = (pair: Pair): string | undefined =>
    facts.banks[pair.bank]?.unitUse?.id ?? facts.banks[pair.bank]?.token?.id;
  for (const [offer, cost] of facts.use)
    if ((cost.money !== 0 || cost.capex !== 0) && pairs.some((pair) => offerOf(pair) === offer))
      questions.push((pattern) => [
        { ...pattern, usedOffers: new Set([...pattern.usedOffers, offer]) },
        {
          ...pattern,
          share: without(pattern.share, (pair) => offerOf(pair) === offer),
          standby: without(pattern.standby, (pair) => offerOf(pair) === offer),
        },
      ]);
  const sites = facts.sites.map((_, index) => index);
  for (const workload of facts.problem.workloads) {
    const streams = divided.filter((s) => facts.streams[s]?.workload === workload);
    if (streams.length === 0) continue;
    const isMine = (pair: Pair): boolean => streams.includes(pair.stream);
    if (workload.split.kind === 'oneSite')
      questions.push((pattern) =>
        sites.map((site) => ({
          ...pattern,
          share: without(pattern.share, (pair) => isMine(pair) && pair.site !== site),
        })),
      );
    if (workload.split.kind === 'minShare')
      for (const stream of streams)
        for (const site of sites) {
          if (!pairs.some((pair) => pair.stream === stream && pair.site === site)) continue;
          questions.push((pattern) => [
            { ...pattern, least: [...pattern.least, { stream, site }] },
            {
              ...pattern,
              share: without(pattern.share, (pair) => pair.stream === stream && pair.site === site),
            },
          ]);
        }
  }
  for (const affinity of facts.problem.affinities) {
    if (affinity.kind === 'same-sites') continue;
    const streamsOf = (id: string | undefined): number[] =>
      divided.filter((s) => facts.streams[s]?.workload.id === id);
    const ids = affinity.workloads.map(streamsOf);
    if (ids.every((list) => list.length === 0)) continue;
    const placeOf = (pair: Pair): string =>
      affinity.kind === 'different-domains' ? domainOf(facts, pair) : `${pair.site}`;
    for (const place of new Set(pairs.map(placeOf)))
      questions.push((pattern) =>
        ids.map((losers) => {
          const isLost = (pair: Pair): boolean => losers.includes(pair.stream) && placeOf(pair) === place;
          return {
            ...pattern,
            share: without(pattern.share, isLost),
            standby: without(pattern.standby, isLost),
          };
        }),
      );
  }
  let patterns: Pattern[] = [
    {
      open: sites.map(() => true),
      usedOffers: new Set(),
      share: new Set(pairs),
      standby: new Set(
        pairs.filter(
          (pair) => pair.standby !== null && must(facts.streams[pair.stream], 'stream').workload.standby,
        ),
      ),
      least: [],
    },
  ];
  for (const question of questions) {
    patterns = patterns.flatMap(question);
    patterns = patterns.filter((pattern) =>
      divided.every((s) => [...pattern.share].some((pair) => pair.stream === s)),
    );
  }
  return patterns;
}
