import { below, type Constraint } from './contract.js';

/** Persons of each staff line at each of its sites are enough for the units in use, or for their IT power. */
export const staff: Constraint = {
  id: 'staff',
  rows(decisions, sink) {
    for (const { line, site, column, load } of decisions.staff) {
      const minus = load.map((term) => ({ ...term, coefficient: -term.coefficient }));
      sink.addRow(
        `persons ${line.id} ${site.id}`,
        [{ column, coefficient: 1 }, ...minus],
        0,
        Number.POSITIVE_INFINITY,
      );
    }
  },
  violations: ({ plan, candidates }) => {
    const { problem } = candidates.demand;
    const wattsOf = new Map(problem.silicon.map((silicon) => [silicon.id, silicon.maxWatts]));
    return (problem.staff ?? []).flatMap((line) =>
      line.sites.flatMap((site) => {
        const here = plan.units.filter((one) => one.site === site);
        const units = here.reduce((sum, one) => sum + one.unitsKept + one.unitsFurther, 0);
        const watts = here.reduce(
          (sum, one) => sum + (one.unitsKept + one.unitsFurther) * (wattsOf.get(one.silicon) ?? Number.NaN),
          0,
        );
        const stated = (plan.staff ?? []).filter((one) => one.staff === line.id && one.site === site);
        const persons = stated.reduce((sum, one) => sum + one.persons, 0);
        const subject = `${line.id} at ${site}`;
        const wholeOff = Math.abs(persons - Math.round(persons));
        return [
          ...(wholeOff > 1e-6 || persons < 0
            ? [
                {
                  rule: 'staff' as const,
                  subject,
                  actual: persons,
                  limit: Math.round(persons),
                  unit: 'persons',
                },
              ]
            : []),
          ...(line.unitsPerPerson === undefined
            ? below('staff', subject, persons * (line.itKwPerPerson ?? Number.NaN), watts / 1000, 'kW')
            : below('staff', subject, persons * line.unitsPerPerson, units, 'units')),
        ];
      }),
    );
  },
};
