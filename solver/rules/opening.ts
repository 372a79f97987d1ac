import type { LinearTerm } from '../program/program.js';
import { above, type Constraint } from './contract.js';

/**
 * Nothing stands at a closed site. Linked strongly by site: the share of a stream at a site, standby included,
 * is at most `open`; this makes the LP bound tight where linking each pair does not (docs/decisions.md).
 * newSites: sum of open over sites that are neither open nor bound to stay so.
 */
export const opening: Constraint = {
  id: 'opening',
  rows(decisions, sink) {
    const { problem, streams } = decisions.candidates.demand;
    const { candidates, byStream } = decisions.candidates;
    const decided = problem.sites.filter((_, index) => {
      const column = decisions.openColumn[index] ?? -1;
      return sink.isDecided(column);
    });
    const openOf = new Map(
      decided.map((site) => [site.id, decisions.openColumn[problem.sites.indexOf(site)] ?? -1]),
    );
    for (const stream of streams) {
      const bySite = new Map<string, LinearTerm[]>();
      for (const index of byStream[stream.index] ?? []) {
        const site = candidates[index]?.bank.site.id;
        if (site === undefined || !openOf.has(site)) continue;
        const terms = bySite.get(site) ?? [];
        bySite.set(site, terms);
        for (const column of [decisions.placeColumn[index] ?? -1, decisions.standbyColumn[index] ?? -1]) {
          if (column >= 0) terms.push({ column, coefficient: 1 });
        }
      }
      for (const [site, terms] of bySite) {
        const open = { column: openOf.get(site) ?? -1, coefficient: -1 };
        sink.addRow(`open ${site} for ${stream.id}`, [...terms, open], Number.NEGATIVE_INFINITY, 0);
      }
    }
    const most = problem.limits.newSites;
    if (most === undefined) return;
    const terms = problem.sites.flatMap((site, index) =>
      site.alreadyOpen || site.mustStayOpen
        ? []
        : [{ column: decisions.openColumn[index] ?? -1, coefficient: 1 }],
    );
    sink.addRow('new sites', terms, Number.NEGATIVE_INFINITY, most);
  },
  violations: (reading) => {
    const { problem } = reading.candidates.demand;
    const open = new Set(reading.plan.sites.filter((site) => site.isOpen).map((site) => site.site));
    const closedButUsed = problem.sites.flatMap((site) => {
      if (open.has(site.id)) return [];
      const shares = reading
        .placedAtSite(site.id)
        .reduce((sum, one) => sum + one.shareFraction + one.standbyFraction, 0);
      const held = reading.plan.units
        .filter((one) => one.site === site.id)
        .reduce((sum, one) => sum + one.unitsKept + one.unitsFurther, 0);
      return [
        ...above('opening', `${site.id}, which is closed`, shares, 0, 'share'),
        ...above('opening', `${site.id}, which is closed`, held, 0, 'units'),
        ...(site.mustStayOpen
          ? [
              {
                rule: 'opening' as const,
                subject: `${site.id}, which must stay open`,
                actual: 0,
                limit: 1,
                unit: 'sites',
              },
            ]
          : []),
      ];
    });
    const opened = problem.sites.filter(
      (site) => open.has(site.id) && !site.alreadyOpen && !site.mustStayOpen,
    ).length;
    const most = problem.limits.newSites;
    return [
      ...closedButUsed,
      ...(most === undefined ? [] : above('opening', 'newly opened sites', opened, most, 'sites')),
    ];
  },
};
