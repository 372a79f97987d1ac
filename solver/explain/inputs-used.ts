import type { Candidate } from '../candidates/types.js';
import type { Problem, Workload } from '../problem/types.js';
import type { WhyAnswer } from './why.js';

type Entry = { readonly source?: string | undefined; readonly asOf?: string | undefined };

/** Which entries of each part the candidates read. */
interface Used {
  readonly locations: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  readonly silicon: ReadonlySet<string>;
  readonly points: ReadonlySet<string>;
  readonly models: ReadonlySet<string>;
  readonly tariffs: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

const usedBy = (workload: Workload, candidates: readonly Candidate[]): Used => {
  const banks = candidates.map((one) => one.bank);
  return {
    locations: new Set(candidates.map((one) => one.stream.location)),
    sites: new Set(banks.map((bank) => bank.site.id)),
    offers: new Set(
      banks.flatMap((bank) =>
        bank.kind === 'held' ? bank.offers.map((offer) => offer.id) : [bank.offer.id],
      ),
    ),
    silicon: new Set(banks.flatMap((bank) => (bank.kind === 'token' ? [] : [bank.silicon.id]))),
    points: new Set(candidates.flatMap((one) => one.service?.point ?? [])),
    models: new Set('model' in workload && typeof workload.model === 'string' ? [workload.model] : []),
    // Where the offer includes energy, no tariff is read.
    tariffs: new Set(
      banks.flatMap((bank) => (bank.kind === 'held' && !bank.energyIncluded ? (bank.site.tariff ?? []) : [])),
    ),
    paths: new Set(candidates.map((one) => one.path.source)),
  };
};

/**
 * The inputs behind the options shown: those that were assumed, and the sources of all. A figure of the workload, its
 * locations, and the sites, offers, silicon, points, model, tariffs and links of the options counts; others do not bear on it.
 */
export const inputsUsed = (
  problem: Problem,
  workload: Workload,
  candidates: readonly Candidate[],
): Pick<WhyAnswer, 'assumptions' | 'sources'> => {
  const used = usedBy(workload, candidates);
  const sources: { what: string; source: string; asOf: string | null }[] = [];
  const take = (what: string, entry: Entry): void => {
    sources.push({ what, source: entry.source ?? 'not stated', asOf: entry.asOf ?? null });
  };
  take(`workload ${workload.id}`, workload);
  for (const one of problem.models) if (used.models.has(one.id)) take(`model ${one.id}`, one);
  for (const one of problem.performance) if (used.points.has(one.id)) take(`point ${one.id}`, one);
  for (const one of problem.offers) if (used.offers.has(one.id)) take(`offer ${one.id}`, one);
  for (const one of problem.silicon) if (used.silicon.has(one.id)) take(`silicon ${one.id}`, one);
  for (const one of problem.tariffs) if (used.tariffs.has(one.id)) take(`tariff ${one.id}`, one);
  for (const one of problem.network.links)
    if (used.locations.has(one.from) && used.sites.has(one.to)) take(`link ${one.from} to ${one.to}`, one);
  const prefixes = [
    ...(used.paths.has('distance-estimate') ? ['/network/estimate/'] : []),
    ...prefixesOf('workloads', problem.workloads, new Set([workload.id])),
    ...prefixesOf('locations', problem.locations, used.locations),
    ...prefixesOf('sites', problem.sites, used.sites),
    ...prefixesOf('offers', problem.offers, used.offers),
    ...prefixesOf('silicon', problem.silicon, used.silicon),
    ...prefixesOf('performance', problem.performance, used.points),
  ];
  const assumptions = problem.assumptions.filter((one) =>
    prefixes.some((prefix) => one.pointer.startsWith(prefix)),
  );
  return { assumptions, sources };
};

const prefixesOf = (
  part: string,
  entries: readonly { readonly id: string }[],
  used: ReadonlySet<string>,
): string[] => entries.flatMap((entry, index) => (used.has(entry.id) ? [`/${part}/${index}/`] : []));
