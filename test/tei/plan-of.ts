import type { Placement, Plan, PlanUnits } from '../../solver/plan/types.js';
import { makeBill } from '../../solver/tei/bill.js';
import { type Fixture, type Point, pointOf } from './fixture.js';

/** What the attribution reads of a plan: its bill, placements and units. */
export const planOf = (one: Fixture, point: Point): Pick<Plan, 'bill' | 'placements' | 'units'> => {
  const column = (name: string, of: Record<string, number> | undefined): number => of?.[name] ?? 0;
  const placements = one.candidates.candidates.flatMap((candidate): Placement[] => {
    const { stream, bank } = candidate;
    const name = `${stream.id} ${bank.id}`;
    const shareFraction = column(name, point.place);
    const standbyFraction = column(name, point.standby);
    if (shareFraction + standbyFraction === 0) return [];
    return [
      {
        stream: stream.id,
        workload: stream.workload.id,
        location: stream.location,
        part: stream.part,
        bank: bank.id,
        site: bank.site.id,
        silicon: bank.kind === 'token' ? null : bank.silicon.id,
        shareFraction,
        standbyFraction,
        units: candidate.needUnits * shareFraction,
        hostMemoryGiB: candidate.hostMemoryGiB * shareFraction,
        network: { rttMs: 1, jitterMs: 0, source: 'link' },
        service: null,
        headroom: [],
        estimates: [],
        quoted: false,
        directPresentWorth: 0,
      },
    ];
  });
  const units = one.decisions.units.map(
    (decision): PlanUnits => ({
      offer: decision.offer.id,
      bank: decision.bank.id,
      site: decision.bank.site.id,
      silicon: decision.bank.silicon.id,
      isolationGroup: decision.bank.isolationGroup,
      unitsKept: column(decision.offer.id, point.kept),
      unitsFurther: column(decision.offer.id, point.packs) * decision.unitsPerPack,
    }),
  );
  return { bill: makeBill(one.decisions, pointOf(one, point)), placements, units };
};
