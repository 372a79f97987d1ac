import { checkContracts } from './contracts.js';
import { agreementYears } from './money/agreements.js';
import type { Charge } from './money/charge.js';
import { personsAt } from './money/staff.js';
import { layersOf, spentAtStatedPrices } from './money/tiers.js';
import { useCharges } from './money/use.js';
import type { Case } from './rows.js';

/** What the plan says of volume tiers, staff and committed spend. */
export const checkProcurement = (audit: Case, charges: readonly Charge[]): void => {
  checkTiers(audit, useCharges(audit));
  checkContracts(audit);
  checkStaff(audit);
  checkAgreements(audit, charges);
};

const checkTiers = ({ problem, plan, units, ledger, moneySlack }: Case, charges: readonly Charge[]): void => {
  const stated = plan.volumeTiers ?? [];
  let known = 0;
  for (const offer of problem.offers) {
    const isHeld = 'unitsExisting' in offer;
    const quantity = isHeld
      ? units.reduce((sum, row) => (row.offer === offer ? sum + row.plan.unitsFurther : sum), 0)
      : spentAtStatedPrices(charges, offer);
    for (const { above, discountFraction, inTier } of layersOf(offer, quantity)) {
      const rows = stated.filter((one) => one.offer === offer.id && one.above === above);
      known += rows.length;
      const subject = `${offer.id} above ${above}`;
      const shown = rows.reduce((sum, one) => sum + one.inTier, 0);
      if (isHeld) ledger.near('volume-tier', subject, inTier, shown, 'units');
      else ledger.money('volume-tier', subject, inTier, shown, moneySlack);
      for (const one of rows) {
        ledger.same('volume-tier', `${subject} discount`, discountFraction, one.discountFraction);
        ledger.same('volume-tier', `${subject} of`, isHeld ? 'units' : 'spendPerYear', one.of);
      }
    }
  }
  ledger.same('volume-tier', 'rows', known, stated.length);
};

const checkStaff = (audit: Case): void => {
  const { problem, plan, ledger } = audit;
  const stated = plan.staff ?? [];
  let known = 0;
  for (const line of problem.staff ?? []) {
    for (const site of line.sites) {
      const rows = stated.filter((one) => one.staff === line.id && one.site === site);
      known += rows.length;
      const shown = rows.reduce((sum, one) => sum + one.persons, 0);
      ledger.near('staff', `${line.id} at ${site}`, personsAt(audit, line, site), shown, 'persons');
    }
  }
  ledger.same('staff', 'rows', known, stated.length);
};

const checkAgreements = (audit: Case, charges: readonly Charge[]): void => {
  const { problem, plan, ledger, moneySlack } = audit;
  const stated = plan.committedSpend ?? [];
  const agreements = problem.committedSpend ?? [];
  ledger.same('committed-spend', 'agreements', agreements.length, stated.length);
  for (const agreement of agreements) {
    const shown = stated.find((one) => one.agreement === agreement.id);
    for (const { year, committed, spent, missing } of agreementYears(audit, agreement, charges)) {
      const row = shown?.years.find((one) => one.year === year);
      const subject = `${agreement.id} in year ${year}`;
      const figures = [
        ['committed', committed, row?.committed],
        ['spent', spent, row?.spent],
        ['shortfall', missing, row?.shortfall],
      ] as const;
      for (const [what, own, said] of figures)
        ledger.money('committed-spend', `${subject} ${what}`, own, said ?? Number.NaN, moneySlack);
    }
  }
};
