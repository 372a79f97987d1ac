import { type BillEntry, COST_IDS, type CostId, type CostNature } from '../../plan/types.js';
import type { Case } from '../rows.js';
import { type Charge, paid, upfront, yearly } from './charge.js';

/** A component as the audit derives it. */
export interface OwnLine {
  readonly component: CostId;
  readonly nature: CostNature;
  readonly presentWorth: number;
  readonly firstYear: number;
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** Components that cost anything, in the order of a bill. */
export const ownLines = (audit: Case, charges: readonly Charge[]): OwnLine[] => {
  const { objective } = audit.problem;
  return COST_IDS.flatMap((component) => {
    const own = charges.filter((charge) => charge.component === component);
    const isShadow =
      component === 'rulePenalty' ||
      component === 'latency' ||
      (component === 'carbon' && !objective.carbonPriceIsPaid);
    const presentWorth = sum(own, (charge) => charge.presentWorth);
    const firstYear = sum(own, (charge) => charge.firstYear);
    if (presentWorth === 0 && firstYear === 0) return [];
    return [
      { component, nature: isShadow ? ('shadow' as const) : ('cash' as const), presentWorth, firstYear },
    ];
  });
};

/** Entries, lines, totals and objective, each against the audit's own. */
export const checkBill = (audit: Case, lines: readonly OwnLine[]): void => {
  checkEntries(audit);
  checkSums(audit);
  checkShown(audit);
  checkLines(audit, lines);
  checkTotals(audit, lines);
};

const subjectOf = (entry: BillEntry): string =>
  [entry.component, entry.item, entry.workload, entry.location, entry.part, entry.offer, entry.site]
    .filter((text) => text !== undefined)
    .join(' ');

/** Present worth of an entry, from its amount and its timing. */
const worthOf = ({ amount, timing, component, item }: BillEntry, { horizon }: Case['problem']): Charge => {
  if (timing.kind === 'upfront') return upfront(component, amount, horizon);
  if (timing.kind === 'yearly') return yearly(component, amount, timing.escalationFraction, horizon);
  const payments = timing.payments.map(({ year, factor }) => ({ year, amount: amount * factor }));
  const charge = paid(component, payments, false, horizon);
  const on = component === 'irrecoverableTax' ? item : component;
  if (on !== 'rentHeld' && on !== 'spendShortfall') return charge;
  // What recurs is in the first year too; the entry says when in its year it is paid.
  const firstYear = payments.reduce((total, one) => (one.year <= 1 ? total + one.amount : total), 0);
  return { ...charge, firstYear };
};

const checkEntries = ({ plan, problem, ledger, entries, moneySlack }: Case): void => {
  const workloads = new Set(problem.workloads.map(({ id }) => id));
  for (const entry of plan.bill.entries) {
    const subject = subjectOf(entry);
    ledger.money('bill-entry', subject, worthOf(entry, problem).presentWorth, entry.presentWorth, moneySlack);
    const known =
      (entry.site === undefined || entries.sites.find(entry.site) !== undefined) &&
      (entry.offer === undefined || entries.offers.find(entry.offer) !== undefined) &&
      (entry.location === undefined || entries.locations.find(entry.location) !== undefined) &&
      (entry.workload === undefined || workloads.has(entry.workload));
    ledger.holds('bill-entry', `${subject} subject`, known, 'entries of the problem', subject);
  }
};

const checkSums = ({ plan: { bill }, problem, ledger, moneySlack }: Case): void => {
  const order = bill.lines.map(({ component }) => COST_IDS.indexOf(component));
  const isOrdered = order.every((at, index) => at >= 0 && (index === 0 || at > (order[index - 1] as number)));
  ledger.holds('bill-sum', 'lines', isOrdered, 'components once, in order', order.join(' '));
  for (const component of COST_IDS) {
    const entries = bill.entries.filter((entry) => entry.component === component);
    const line = bill.lines.find((one) => one.component === component);
    const sumOf = (of: (entry: BillEntry) => number): number => sum(entries, of);
    const check = (what: string, expected: number, actual: number | undefined): void => {
      ledger.money('bill-sum', `${component} ${what}`, expected, actual ?? 0, moneySlack);
    };
    check(
      'presentWorth',
      sumOf(({ presentWorth }) => presentWorth),
      line?.presentWorth,
    );
    const converted = sumOf(({ convertedFrom, presentWorth }) =>
      convertedFrom === undefined ? 0 : presentWorth,
    );
    check('convertedPresentWorth', converted, line?.convertedPresentWorth);
    check(
      'firstYear',
      sumOf((entry) => worthOf(entry, problem).firstYear),
      line?.firstYear,
    );
    if (line)
      ledger.holds(
        'bill-sum',
        `${component} nature`,
        entries.every(({ nature }) => nature === line.nature),
        line.nature,
        '',
      );
  }
  const of = (nature: CostNature) => bill.lines.filter((line) => line.nature === nature);
  const total = (subject: string, expected: number, actual: number): void => {
    ledger.money('bill-sum', subject, expected, actual, moneySlack);
  };
  total(
    'cashPresentWorth',
    sum(of('cash'), (line) => line.presentWorth),
    bill.cashPresentWorth,
  );
  total(
    'shadowPresentWorth',
    sum(of('shadow'), (line) => line.presentWorth),
    bill.shadowPresentWorth,
  );
  total('presentWorth', bill.cashPresentWorth + bill.shadowPresentWorth, bill.presentWorth);
  total(
    'firstYearCash',
    sum(of('cash'), (line) => line.firstYear),
    bill.firstYearCash,
  );
};

/** What the plan shows beside its sites and placements: the entries that name them. */
const checkShown = ({ plan, ledger, moneySlack }: Case): void => {
  const named = (keyOf: (entry: BillEntry) => string): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const entry of plan.bill.entries) {
      const key = keyOf(entry);
      sums.set(key, (sums.get(key) ?? 0) + entry.presentWorth);
    }
    return sums;
  };
  const ofSite = named(({ site }) => `${site}`);
  for (const { site, presentWorth } of plan.sites)
    ledger.money('bill-sum', `${site} presentWorth`, ofSite.get(site) ?? 0, presentWorth, moneySlack);
  const ofPlacement = named(
    (entry) => `${entry.workload}@${entry.location} ${entry.part} ${entry.bank} ${entry.block}`,
  );
  for (const { stream, workload, location, part, bank, block, directPresentWorth } of plan.placements) {
    const own = ofPlacement.get(`${workload}@${location} ${part} ${bank} ${block}`) ?? 0;
    ledger.money('bill-sum', `${stream} at ${bank} directPresentWorth`, own, directPresentWorth, moneySlack);
  }
};

const checkLines = ({ plan, ledger, moneySlack }: Case, lines: readonly OwnLine[]): void => {
  for (const component of COST_IDS) {
    const own = lines.find((line) => line.component === component);
    const stated = plan.bill.lines.find((line) => line.component === component);
    if (!own && !stated) continue;
    ledger.money('bill-line', component, own?.presentWorth ?? 0, stated?.presentWorth ?? 0, moneySlack);
    ledger.money(
      'bill-line',
      `${component} firstYear`,
      own?.firstYear ?? 0,
      stated?.firstYear ?? 0,
      moneySlack,
    );
    if (own && stated) ledger.same('bill-line', `${component} nature`, own.nature, stated.nature);
  }
};

const checkTotals = ({ plan, problem, ledger, moneySlack }: Case, lines: readonly OwnLine[]): void => {
  const { bill } = plan;
  const cashLines = lines.filter(({ nature }) => nature === 'cash');
  const all = sum(lines, ({ presentWorth }) => presentWorth);
  const cash = sum(cashLines, ({ presentWorth }) => presentWorth);
  const money = (subject: string, expected: number, actual: number): void => {
    ledger.money('bill-total', subject, expected, actual, moneySlack);
  };
  money('presentWorth', all, bill.presentWorth);
  money('cashPresentWorth', cash, bill.cashPresentWorth);
  money('shadowPresentWorth', all - cash, bill.shadowPresentWorth);
  money(
    'firstYearCash',
    sum(cashLines, ({ firstYear }) => firstYear),
    bill.firstYearCash,
  );
  // The equal yearly payment of the same worth: the worth over what 1 a year is worth.
  const oneAYear = yearly('otherCosts', 1, undefined, problem.horizon).presentWorth;
  money('equivalentYearlyCash', cash / oneAYear, bill.equivalentYearlyCash);
  ledger.money('objective', 'objective is the bill', bill.presentWorth, plan.objective, moneySlack);
  ledger.money('objective', 'objective', all, plan.objective, moneySlack);
};
