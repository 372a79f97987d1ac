import type { PlanSite } from '../plan/types.js';
import type { BilledMonth } from './money/meter.js';
import type { Case } from './rows.js';
import type { SitePower } from './site-power.js';

const total = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

/** The month's bills a plan shows, against those read from the meter; they are there exactly where the tariff has them. */
export const checkMeterMonths = (audit: Case, { at, months, windows }: SitePower, row: PlanSite): void => {
  const { ledger, hours, moneySlack } = audit;
  const stated = row.meterMonths ?? [];
  const { site } = at;
  ledger.same('meter-bill', `${site.id} months`, months === null ? 0 : months.length, stated.length);
  (months ?? []).forEach((own, index) => {
    const shown = stated[index];
    if (!shown) return;
    const name = `${hours.year}-${String(index + 1).padStart(2, '0')}`;
    ledger.same('meter-bill', `${site.id} month ${index + 1}`, name, shown.month);
    const money = (what: string, expected: number, actual: number): void => {
      ledger.money('meter-bill', `${site.id} ${name} ${what}`, expected, actual, moneySlack);
    };
    const energyAmount = total([...own.energy.values()], ({ amount }) => amount);
    money(
      'energy',
      energyAmount,
      total(shown.energy, ({ amount }) => amount),
    );
    money(
      'demand',
      own.demandAmount,
      total(shown.demand, ({ amount }) => amount),
    );
    money('fixed', own.fixedAmount, shown.fixedAmount);
    money('other load', own.otherLoadAmount, shown.otherLoadAmount);
    money('to the least bill', own.minimumAmount, shown.minimumAmount);
    const all = energyAmount + own.demandAmount + own.fixedAmount + own.minimumAmount;
    money('amount', all, shown.amount);
    checkLines(audit, site.id, own, shown);
    for (const { month, period, peakKw, billedKw, pricePerKw } of windows) {
      if (month !== index) continue;
      const lines = shown.demand.filter((one) =>
        period === null ? one.window === name : one.window.startsWith(`${name}/`),
      );
      const met = lines.some(
        (one) => Math.abs(one.billedKw - billedKw) < 1e-6 && Math.abs(one.peakKw - peakKw) < 1e-6,
      );
      const isFree = pricePerKw === 0 || billedKw === 0;
      ledger.holds('meter-bill', `${site.id} ${name} kW`, met || isFree, billedKw, lines.length, 'kW');
    }
  });
};

/** Every line is its quantity at its price, and the lines hold the energy the meter counted. */
const checkLines = (
  { ledger, moneySlack }: Case,
  site: string,
  own: BilledMonth,
  shown: NonNullable<PlanSite['meterMonths']>[number],
): void => {
  const counted = total([...own.energy.values()], ({ kwh }) => kwh);
  ledger.near(
    'meter-bill',
    `${site} ${shown.month} kWh`,
    counted,
    total(shown.energy, ({ kwh }) => kwh),
    'kWh',
  );
  for (const { window, kwh, pricePerKwh, amount } of shown.energy)
    if (pricePerKwh !== null)
      ledger.money('meter-bill', `${site} ${window} line`, kwh * pricePerKwh, amount, moneySlack);
  for (const { window, kw, pricePerKw, amount } of shown.demand)
    ledger.money('meter-bill', `${site} ${window} line`, kw * pricePerKw, amount, moneySlack);
};
