import type { Charge } from '../money/charge.js';
import { isOpen } from '../open.js';
import type { Case } from '../rows.js';
import { carbonKg, type SitePower } from '../site-power.js';

/** Limits on the plan as a whole: carbon, capital by year, sites newly opened. */
export const checkLimits = (audit: Case, powers: readonly SitePower[], charges: readonly Charge[]): void => {
  const { limits, sites } = audit.problem;
  if (limits.carbonTonnesPerYear !== undefined) {
    const kg = powers.reduce((sum, power) => sum + (carbonKg(power.at, power.kwhPerYear) ?? 0), 0);
    audit.ledger.atMost('carbon-limit', 'plan', limits.carbonTonnesPerYear * 1000, kg, 'kg/year');
  }
  for (const { year, most } of limits.capexByYear) {
    const paid = charges
      .flatMap(({ capital }) => capital)
      .filter((payment) => Math.ceil(payment.year) === year);
    const spent = paid.reduce((sum, { amount }) => sum + amount, 0);
    audit.ledger.atMost('capex-limit', `year ${year}`, most, spent, 'money', audit.moneySlack);
  }
  if (limits.newSites !== undefined) {
    const opened = sites.filter(
      (site) => isOpen(audit, site) && !site.alreadyOpen && !site.mustStayOpen,
    ).length;
    audit.ledger.atMost('new-sites', 'plan', limits.newSites, opened, 'sites');
  }
};
