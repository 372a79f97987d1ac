import { describeExclusion } from '../candidates/render.js';
import type { Admit, Candidate, Candidates, Exclusion } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import type { Finding } from '../result.js';
import { wholeStreamId } from '../sizing/dispatch-kinds.js';
import type { Stream } from '../sizing/types.js';

/** Refusals that one raised figure, one rule or one pin would lift. */
const LIFTABLE: ReadonlySet<string> = new Set([
  'rule',
  'pin',
  'ban',
  'network-rtt',
  'network-jitter',
  'first-token',
  'per-output-token',
  'end-to-end',
  'time-not-stated',
]);
export const waiveWhatOneChangeLifts: Admit = (exclusion) => LIFTABLE.has(exclusion.code);

const FIELD: Readonly<Record<string, string>> = {
  'network-rtt': 'slo.networkRttMs',
  'network-jitter': 'slo.networkJitterMs',
  'first-token': 'slo.firstTokenMs',
  'per-output-token': 'slo.perOutputTokenMs',
  'end-to-end': 'slo.endToEndMs',
};

/** The change that lifts a refusal, in a planner's words; figures are rounded up so that the change is enough. */
const changeFor = (exclusion: Exclusion): { readonly what: string; readonly excess: number } => {
  const { code, actual, limit, unit, bank } = exclusion;
  const field = FIELD[code];
  if (field !== undefined && typeof actual === 'number' && typeof limit === 'number') {
    const needed = Math.ceil(actual * 100) / 100;
    return {
      what: `raising ${field} from ${limit} to ${needed} ${unit ?? ''}`.trim(),
      excess: actual / limit,
    };
  }
  if (code === 'rule') return { what: `dropping rule ${exclusion.rule} for it`, excess: 100 };
  return {
    what:
      code === 'pin'
        ? 'dropping its pin'
        : code === 'ban'
          ? 'lifting the ban'
          : `stating the service times of ${bank.id}`,
    excess: 200,
  };
};

/** The cheapest single change that gives a stream a place, if one does. */
const remedyOf = (waived: readonly Candidate[]): string | undefined => {
  const single = waived.filter((candidate) => candidate.waived.length === 1);
  const changes = single.flatMap((candidate) =>
    candidate.waived.map((exclusion) => ({ ...changeFor(exclusion), site: candidate.bank.site.id })),
  );
  const [best] = changes.sort((a, b) => a.excess - b.excess || (a.site < b.site ? -1 : 1));
  return best && `${best.what} gives it a place at ${best.site}`;
};

const nearest = (exclusions: readonly Exclusion[]): Exclusion | undefined => {
  const ratio = ({ actual, limit }: Exclusion): number =>
    typeof actual === 'number' && typeof limit === 'number' && limit > 0
      ? actual / limit
      : Number.POSITIVE_INFINITY;
  return exclusions.reduce<Exclusion | undefined>(
    (best, one) => (best === undefined || ratio(one) < ratio(best) ? one : best),
    undefined,
  );
};

/**
 * Streams that no bank can serve. Those kept out by one and the same cause are one finding, not many.
 *
 * @param candidates - of the problem as it stands
 * @param relaxed - of the same problem with rules and service levels waived
 */
export const noCandidateFindings = (candidates: Candidates, relaxed: Candidates): Finding[] => {
  const orphans = candidates.demand.streams.filter(
    (stream) => (candidates.byStream[stream.index] ?? []).length === 0,
  );
  const isOrphan = new Set(orphans.map((stream) => stream.index));
  const exclusions = groupBy(
    [...candidates.exclusions].filter((one) => isOrphan.has(one.stream.index)),
    (one) => one.stream.index,
  );
  const described = orphans.map((stream) => {
    const own = exclusions.get(stream.index) ?? [];
    const causes = [
      ...new Set(own.map((one) => (one.rule === undefined ? one.code : `rule ${one.rule}`))),
    ].sort();
    const waived = (relaxed.byStream[stream.index] ?? []).flatMap((index) => relaxed.candidates[index] ?? []);
    return { stream, own, causes, remedy: remedyOf(waived) };
  });
  return [...groupBy(described, (one) => one.causes.join(', '))].map(([causes, group]): Finding => {
    const subjects = [...new Set(group.map((one) => wholeStreamId(one.stream)))];
    const [first] = group;
    const example = first && nearest(first.own);
    const near = example ? ` Nearest: ${describeExclusion(example)}` : '';
    const whom = subjects.length === 1 ? `${subjects[0]} has` : `${subjects.length} streams have`;
    const why = causes === '' ? 'no offer speaks of it' : causes;
    return {
      code: subjects.length === 1 ? 'no-candidate' : 'common-cause',
      subjects,
      message: `${whom} no place to run: ${why}.${near}`,
      ...(first?.remedy === undefined ? {} : { remedy: first.remedy }),
    };
  });
};

/** Streams without a candidate. */
export const orphanStreams = (candidates: Candidates): Stream[] =>
  candidates.demand.streams.filter((stream) => (candidates.byStream[stream.index] ?? []).length === 0);
