import { carbonTerms } from '../decisions/carbon.js';
import { sitesBilledByMonth } from '../decisions/metering.js';
import { otherMeterKw } from '../decisions/site-load.js';
import type { Decisions } from '../decisions/types.js';
import { meterBill } from '../sizing/meter-bill.js';
import { highest, type PointLoad } from './load.js';
import type { Bill, PlanSite } from './types.js';

/** What happens at each site of the problem, in its order. */
export const sitesOf = (decisions: Decisions, load: PointLoad, bill: Bill): PlanSite[] => {
  const { candidates } = decisions;
  const used = new Set<string>();
  for (const bank of candidates.banks) {
    if (load.placedAt(bank).length > 0 || load.unitsOf(bank) > 0) used.add(bank.site.id);
  }
  const carbonKg = new Map<string, number>();
  for (const term of carbonTerms(decisions)) {
    carbonKg.set(term.site, (carbonKg.get(term.site) ?? 0) + term.kgPerYear * load.valueOf(term.column));
  }
  const worth = new Map<string, number>();
  for (const entry of bill.entries) {
    if (entry.site !== undefined) worth.set(entry.site, (worth.get(entry.site) ?? 0) + entry.presentWorth);
  }
  const billed = new Map(decisions.metering.billed.map(({ peak, column }) => [peak, column]));
  const byMonth = new Map(
    sitesBilledByMonth(candidates.demand.problem).map(({ site, tariff }) => [site, tariff]),
  );
  return candidates.demand.problem.sites.map((site) => {
    const tariff = byMonth.get(site);
    const isOpen = site.mustStayOpen || used.has(site.id);
    const itKw = highest(load.itKw(site, false));
    const basis =
      typeof site.itCapKw === 'number' ? 'it' : typeof site.meterCapKw === 'number' ? 'meter' : null;
    return {
      site: site.id,
      isOpen,
      isNewlyOpened: isOpen && !site.alreadyOpen && !site.mustStayOpen,
      peakItKw: itKw,
      peakMeterKw: site.pue * itKw + otherMeterKw(site),
      capKw: basis === 'it' ? (site.itCapKw ?? null) : basis === 'meter' ? (site.meterCapKw ?? null) : null,
      capBasis: basis,
      energyKwhPerYear: load.meterKwhPerYear(site),
      carbonKgPerYear: site.gridCarbonGramsPerKwh === undefined ? null : (carbonKg.get(site.id) ?? 0),
      demandWindows: decisions.peaks
        .filter((peak) => peak.site.id === site.id)
        .map((peak) => ({
          name: peak.window.name,
          billedKw: load.valueOf(billed.get(peak) ?? peak.column),
          pricePerKw: peak.window.pricePerKw,
        })),
      ...(tariff === undefined
        ? {}
        : {
            meterMonths: meterBill(tariff, site.zone, candidates.demand.calendar, {
              kwh: load.billedKwh(site),
              peakKw: load.itKw(site, true).map((kw) => site.pue * kw + otherMeterKw(site)),
              otherKw: otherMeterKw(site),
              isPresent: isOpen || site.otherLoadKw > 0,
            }),
          }),
      presentWorth: worth.get(site.id) ?? 0,
    };
  });
};
