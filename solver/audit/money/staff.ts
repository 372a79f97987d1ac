import type { StaffLine } from '../../problem/types.js';
import type { Case } from '../rows.js';
import { type Charge, yearly } from './charge.js';

/** Persons a line needs at a site: whole ones for what stands there. */
export const personsAt = ({ units }: Case, line: StaffLine, site: string): number => {
  let load = 0;
  for (const { plan, silicon, inUse } of units) {
    if (plan.site !== site) continue;
    load += line.unitsPerPerson === undefined ? (inUse * silicon.maxWatts) / 1000 : inUse;
  }
  const perPerson = line.unitsPerPerson ?? line.itKwPerPerson ?? Number.NaN;
  return Math.ceil(load / perPerson - 1e-6);
};

export const staffCharges = (audit: Case): Charge[] =>
  (audit.problem.staff ?? []).flatMap((line) =>
    line.sites.map((site) => {
      const perYear = personsAt(audit, line, site) * line.yearlyCostPerPerson;
      return yearly('staff', perYear, line.escalationFraction, audit.problem.horizon);
    }),
  );
