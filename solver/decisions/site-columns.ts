import type { Candidates } from '../candidates/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import { hasMonthCharge } from '../sizing/metering.js';
import { sitesBilledByMonth } from './metering.js';

/** Sites whose `open` decides money or a limit; the others count as open for the program. */
const sitesThatDecide = (candidates: Candidates): Set<string> => {
  const { problem } = candidates.demand;
  const decides = new Set<string>();
  for (const site of problem.sites) {
    if (site.mustStayOpen) continue;
    const isNew = !site.alreadyOpen;
    if (site.openYearlyCost > 0 || (isNew && site.openUpfrontCost > 0)) decides.add(site.id);
    if (isNew && problem.limits.newSites !== undefined) decides.add(site.id);
  }
  for (const cost of problem.otherCosts)
    if (cost.per === 'site' && cost.site !== undefined) decides.add(cost.site);
  // Without other load the meter is paid for only where the site is open.
  for (const { site, tariff } of sitesBilledByMonth(problem))
    if (site.otherLoadKw === 0 && hasMonthCharge(tariff)) decides.add(site.id);
  for (const site of problem.sites) if (site.mustStayOpen) decides.delete(site.id);
  return decides;
};

/**
 * One `open` column for each site, in the problem's order: fixed at 1 where the site must stay open or nothing hangs
 * on it, at 0 where nothing can stand, else a choice.
 */
export const siteColumns = (candidates: Candidates, builder: ProgramBuilder): Int32Array => {
  const decides = sitesThatDecide(candidates);
  const hasCandidate = new Set(candidates.candidates.map((candidate) => candidate.bank.site.id));
  return Int32Array.from(candidates.demand.problem.sites, (site) => {
    const name = `open ${site.id}`;
    if (site.mustStayOpen) return builder.addColumn({ name, lower: 1, upper: 1 });
    if (!hasCandidate.has(site.id)) return builder.addColumn({ name, lower: 0, upper: 0 });
    if (!decides.has(site.id)) return builder.addColumn({ name, lower: 1, upper: 1 });
    return builder.addColumn({ name, lower: 0, upper: 1, integer: true });
  });
};
