import { must } from './demand.js';
import type { Facts, Pair } from './facts.js';

/** Where a whole stream stands: its banks (one, or one for each copy) and its standby. */
export interface Option {
  readonly x: readonly Pair[];
  readonly y: readonly Pair[];
}

export const SLACK = 1e-9;
/** actual <= limit, but for rounding. */
export const within = (actual: number, limit: number): boolean =>
  actual <= limit + SLACK * Math.max(1, Math.abs(limit));

export const domainOf = (facts: Facts, pair: Pair): string =>
  must(facts.sites[pair.site], 'site').site.failureDomain;

/** Whether a stream can only stand whole: by its kind, or because its split leaves one bank a site and one site. */
export function isWholeHere(facts: Facts, stream: number): boolean {
  const { isWhole, workload } = must(facts.streams[stream], 'stream');
  if (isWhole) return true;
  const sites = facts.pairs.filter((pair) => pair.stream === stream).map((pair) => pair.site);
  if (sites.length <= 1) return !workload.standby;
  if (workload.standby || new Set(sites).size < sites.length) return false;
  return (
    workload.split.kind === 'oneSite' ||
    (workload.split.kind === 'minShare' && workload.split.minShareFraction > 0.5)
  );
}

function subsets(pairs: readonly Pair[], size: number, isApart: (a: Pair, b: Pair) => boolean): Pair[][] {
  if (size === 0) return [[]];
  return pairs.flatMap((first, index) =>
    subsets(
      pairs.slice(index + 1).filter((other) => isApart(first, other)),
      size - 1,
      isApart,
    ).map((rest) => [first, ...rest]),
  );
}

/** Every way a whole stream can stand. */
export function optionsOf(facts: Facts, stream: number): Option[] {
  const { copies, workload } = must(facts.streams[stream], 'stream');
  const pairs = facts.pairs.filter((pair) => pair.stream === stream);
  const domain = (pair: Pair): string => domainOf(facts, pair);
  const most = workload.maxShareFractionPerDomain ?? 1;
  const placed = subsets(pairs, copies, (a, b) => domain(a) !== domain(b)).filter(() => most >= 1);
  if (!workload.standby) return placed.map((x) => ({ x, y: [] }));
  const domains = [...new Set(pairs.map(domain))];
  const survives = (all: readonly Pair[]): boolean =>
    domains.every((lost) => all.some((pair) => domain(pair) !== lost));
  return placed.flatMap((x) =>
    survives(x)
      ? [{ x, y: [] }]
      : pairs
          .filter((pair) => pair.standby !== null && survives([...x, pair]))
          .map((pair) => ({ x, y: [pair] })),
  );
}

/** Splits and affinities that tie whole streams together; streams that are not whole are left to the caller. */
export function isJointlyAllowed(facts: Facts, options: ReadonlyMap<number, Option>): boolean {
  const { problem, streams } = facts;
  const sitesAt = (option: Option): string =>
    option.x
      .map((pair) => pair.site)
      .sort((a, b) => a - b)
      .join();
  for (const workload of problem.workloads) {
    const mine = [...options].filter(([s]) => streams[s]?.workload === workload);
    if (workload.split.kind === 'oneSite' && new Set(mine.map(([, option]) => sitesAt(option))).size > 1)
      return false;
    if (workload.split.kind === 'oneOffer')
      for (const part of ['inference', 'runtime', 'training']) {
        const banks = mine.filter(([s]) => streams[s]?.part === part).map(([, { x }]) => x[0]?.bank);
        if (new Set(banks).size > 1) return false;
      }
    if (workload.kind === 'agent' && workload.sameSite)
      for (const [s, option] of mine)
        for (const [t, other] of mine)
          if (streams[s]?.location === streams[t]?.location && sitesAt(option) !== sitesAt(other))
            return false;
  }
  for (const affinity of problem.affinities) {
    const isDivided = streams.some(
      (stream, s) => affinity.workloads.includes(stream.workload.id) && !options.has(s),
    );
    if (isDivided) continue;
    const [first, second] = affinity.workloads.map((id) => {
      const share = new Map<number, number>();
      const touched = new Set<string>();
      for (const [s, option] of options) {
        const stream = must(streams[s], 'stream');
        if (stream.workload.id !== id) continue;
        const parts = stream.workload.kind === 'agent' ? 2 : 1;
        for (const pair of option.x)
          share.set(pair.site, (share.get(pair.site) ?? 0) + stream.originShare / parts);
        for (const pair of [...option.x, ...option.y])
          touched.add(affinity.kind === 'different-domains' ? domainOf(facts, pair) : `${pair.site}`);
      }
      return { share, touched };
    });
    if (first === undefined || second === undefined) continue;
    if (affinity.kind === 'same-sites') {
      for (let site = 0; site < facts.sites.length; site += 1)
        if (Math.abs((first.share.get(site) ?? 0) - (second.share.get(site) ?? 0)) > 1e-7) return false;
    } else if ([...first.touched].some((place) => second.touched.has(place))) return false;
  }
  return true;
}

/** Kept units and packs of an offer for one group: every pair within its limits. */
export function unitPairs(
  kept: number,
  pack: number,
  most: number,
  isOwned: boolean,
): { kept: number; further: number }[] {
  const result: { kept: number; further: number }[] = [];
  for (let a = 0; a <= Math.min(kept, most); a += 1)
    for (let p = 0; a + p * pack <= most && (p === 0 || !isOwned); p += 1)
      result.push({ kept: a, further: p * pack });
  return result;
}
