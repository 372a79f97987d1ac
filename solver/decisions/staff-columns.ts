import type { Candidates } from '../candidates/types.js';
import { InternalError } from '../outcome.js';
import type { StaffLine } from '../problem/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import { kilowatts } from '../units.js';
import { perUnitTerms } from './power.js';
import type { StaffDecision, UnitsDecision } from './types.js';

/** What one unit in use adds to a line, in persons. */
const personsPerUnit = (line: StaffLine, maxWatts: number): number => {
  if (line.unitsPerPerson !== undefined) return 1 / line.unitsPerPerson;
  if (line.itKwPerPerson !== undefined) return kilowatts(maxWatts) / line.itKwPerPerson;
  throw new InternalError(`staff ${line.id} says not what a person looks after`);
};

/** One whole-number column for each line and site where units can stand. */
export const staffColumns = (
  candidates: Candidates,
  units: readonly UnitsDecision[],
  builder: ProgramBuilder,
): StaffDecision[] => {
  const { problem } = candidates.demand;
  return (problem.staff ?? []).flatMap((line) =>
    line.sites.flatMap((id): StaffDecision[] => {
      const site = problem.sites.find((one) => one.id === id);
      if (site === undefined)
        throw new InternalError(`staff ${line.id} names site ${id}, which is not there`);
      const here = units.filter((one) => one.bank.site === site);
      const load = here.flatMap((one) => perUnitTerms(one, personsPerUnit(line, one.bank.silicon.maxWatts)));
      if (load.length === 0) return [];
      const most = here.reduce((sum, one) => {
        const mostUnits = one.keptMaxUnits + one.packsMax * one.unitsPerPack;
        return sum + mostUnits * personsPerUnit(line, one.bank.silicon.maxWatts);
      }, 0);
      const column = builder.addColumn({
        name: `persons ${line.id} ${id}`,
        lower: 0,
        upper: Math.ceil(most - 1e-9),
        integer: true,
      });
      return [{ line, site, column, load }];
    }),
  );
};
