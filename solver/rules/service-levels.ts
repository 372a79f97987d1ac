import { above, type Constraint } from './contract.js';

/**
 * Service levels of every placement, standby included: the path and the service times the plan states against
 * the limits the workload states. Enforced by leaving pairs out.
 */
export const serviceLevels: Constraint = {
  id: 'service-level',
  violations: (reading) => {
    const workloads = new Map(
      reading.candidates.demand.problem.workloads.map((workload) => [workload.id, workload]),
    );
    return reading.plan.placements.flatMap((placement) => {
      const slo = workloads.get(placement.workload)?.slo;
      if (!slo) return [];
      const subject = `${placement.stream} at ${placement.bank}`;
      const { rttMs, jitterMs } = placement.network;
      const times = placement.part === 'inference' ? placement.service : null;
      const check = (name: string, actual: number | null | undefined, limit: number | undefined) =>
        actual === null || actual === undefined || limit === undefined
          ? []
          : above('service-level', `${name} of ${subject}`, actual, limit, 'ms');
      return [
        ...check('networkRttMs', rttMs + jitterMs, slo.networkRttMs),
        ...check('networkJitterMs', jitterMs, slo.networkJitterMs),
        ...check('firstTokenMs', times?.firstTokenMs, slo.firstTokenMs),
        ...check('perOutputTokenMs', times?.perOutputTokenMs, slo.perOutputTokenMs),
        ...check('endToEndMs', times?.endToEndMs, slo.endToEndMs),
      ];
    });
  },
};
