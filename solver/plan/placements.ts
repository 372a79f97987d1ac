import type { Bank, Candidate } from '../candidates/types.js';
import type { Decisions } from '../decisions/types.js';
import type { Bill, Placement, PlanBank } from './types.js';

/** A bank as the plan names it. */
export const planBank = (bank: Bank): PlanBank => ({
  id: bank.id,
  kind: bank.kind,
  site: bank.site.id,
  silicon: bank.kind === 'token' ? null : bank.silicon.id,
  isolationGroup: bank.kind === 'held' ? bank.isolationGroup : null,
  energyIncluded: bank.kind !== 'held' || bank.energyIncluded,
  offers: bank.kind === 'held' ? bank.offers.map((offer) => offer.id) : [bank.offer.id],
});

const headroomOf = (candidate: Candidate): Placement['headroom'] => {
  const { slo } = candidate.stream.workload;
  if (!slo) return [];
  const { rttMs, jitterMs } = candidate.path;
  const times = serviceTimes(candidate);
  const rows: [string, number | undefined, number | null][] = [
    ['networkRttMs', slo.networkRttMs, rttMs + jitterMs],
    ['networkJitterMs', slo.networkJitterMs, jitterMs],
  ];
  if (candidate.stream.part === 'inference') {
    rows.push(
      ['firstTokenMs', slo.firstTokenMs, times.firstTokenMs],
      ['perOutputTokenMs', slo.perOutputTokenMs, times.perOutputTokenMs],
      ['endToEndMs', slo.endToEndMs, candidate.endToEndMs],
    );
  }
  return rows.flatMap(([limit, limitMs, actualMs]) =>
    limitMs === undefined || actualMs === null
      ? []
      : [{ limit, limitMs, actualMs, headroomMs: limitMs - actualMs }],
  );
};

const serviceTimes = ({
  service,
  bank,
  quote,
}: Candidate): { firstTokenMs: number | null; perOutputTokenMs: number | null } => {
  if (bank.kind === 'token' && quote?.needUnits === undefined) {
    return {
      firstTokenMs: bank.offer.firstTokenMs ?? null,
      perOutputTokenMs: bank.offer.perOutputTokenMs ?? null,
    };
  }
  return { firstTokenMs: service?.firstTokenMs ?? null, perOutputTokenMs: service?.perOutputTokenMs ?? null };
};

const serviceOf = (candidate: Candidate): Placement['service'] => {
  if (!candidate.service) return null;
  const { point, unitsPerReplica } = candidate.service;
  return { point, unitsPerReplica, ...serviceTimes(candidate), endToEndMs: candidate.endToEndMs };
};

/** Key under which the direct costs of a stream at a bank are added up. */
const directKey = (
  workload: string,
  location: string,
  part: string,
  bank: string,
  block: string | undefined,
): string => [workload, location, part, bank, block ?? ''].join('|');

/** Every placement of a point, by stream and bank. */
export const placementsOf = (decisions: Decisions, point: Float64Array, bill: Bill): Placement[] => {
  const direct = new Map<string, number>();
  for (const { workload, location, part, bank, block, presentWorth } of bill.entries) {
    if (workload === undefined || location === undefined || part === undefined || bank === undefined)
      continue;
    const key = directKey(workload, location, part, bank, block);
    direct.set(key, (direct.get(key) ?? 0) + presentWorth);
  }
  return decisions.candidates.candidates.flatMap((candidate) => {
    const { stream, bank, index } = candidate;
    const standbyColumn = decisions.standbyColumn[index] ?? -1;
    const shareFraction = point[decisions.placeColumn[index] ?? -1] ?? 0;
    const standbyFraction = standbyColumn >= 0 ? (point[standbyColumn] ?? 0) : 0;
    if (shareFraction === 0 && standbyFraction === 0) return [];
    return [
      {
        stream: stream.id,
        workload: stream.workload.id,
        location: stream.location,
        part: stream.part,
        ...(stream.block === null ? {} : { block: stream.block.id }),
        bank: bank.id,
        site: bank.site.id,
        silicon: bank.kind === 'token' ? null : bank.silicon.id,
        shareFraction,
        standbyFraction,
        units: candidate.needUnits * shareFraction,
        hostMemoryGiB: candidate.hostMemoryGiB * shareFraction,
        network: candidate.path,
        service: serviceOf(candidate),
        headroom: headroomOf(candidate),
        estimates: candidate.estimates,
        quoted: candidate.quote !== null,
        directPresentWorth:
          direct.get(
            directKey(stream.workload.id, stream.location, stream.part, bank.id, stream.block?.id),
          ) ?? 0,
      },
    ];
  });
};
