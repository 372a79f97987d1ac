import type { Path } from '../pointer.js';
import type { CheckContext, Parts } from './context.js';

type Tariff = Parts['tariffs'][number]['entry'];
type Priced = Pick<Extract<Tariff, { kind: 'flat' }>, 'pricePerKwh' | 'tiers'>;

/** Tiers rise, stand on prices of at least zero, and demand tiers and ratchets have the prices they are of. */
export const checkTiers = (entry: Tariff, path: Path, context: CheckContext): void => {
  const ascending = (
    tiers: readonly object[] | undefined,
    thresholds: readonly number[],
    field: string,
    at: Path,
  ): void => {
    thresholds.forEach((from, index) => {
      const before = thresholds[index - 1];
      if (tiers === undefined || before === undefined || from > before) return;
      context.add([...at, index, field], {
        code: 'inconsistent',
        message: `${from} is not above the threshold before it, ${before}.`,
        allowed: `above ${before}`,
        fix: 'Order the tiers by rising threshold, each once.',
      });
    });
  };
  const energy = (priced: Priced, at: Path): void => {
    const tiers = priced.tiers ?? [];
    const field = tiers[0]?.fromKwhPerDay === undefined ? 'fromKwhPerMonth' : 'fromKwhPerDay';
    tiers.forEach((tier, index) => {
      const isAlike =
        tier[field] !== undefined && (tier.fromKwhPerDay === undefined || tier.fromKwhPerMonth === undefined);
      if (isAlike) return;
      context.add([...at, 'tiers', index], {
        code: 'exactly-one-of',
        message: 'a tier begins at fromKwhPerMonth or at fromKwhPerDay, the same in all tiers of a period.',
        allowed: 'one of fromKwhPerMonth, fromKwhPerDay',
        fix: `State ${field} alone.`,
      });
    });
    const thresholds = tiers.map((tier) => tier[field] ?? Number.POSITIVE_INFINITY);
    ascending(priced.tiers, thresholds, field, [...at, 'tiers']);
  };
  if (entry.kind === 'flat') energy(entry, path);
  if (entry.kind === 'time-of-use')
    entry.periods.forEach((period, index) => {
      energy(period, [...path, 'periods', index]);
    });
  checkNegative(entry, path, context);
  const { demand } = entry;
  if (demand === undefined) return;
  const at = [...path, 'demand'];
  const { monthlyTiers, monthlyRatchet, monthlyPricePerKw } = demand;
  const kws = (monthlyTiers ?? []).map((tier) => tier.fromKw);
  ascending(monthlyTiers, kws, 'fromKw', [...at, 'monthlyTiers']);
  demand.periods?.forEach(({ tiers }, index) => {
    const thresholds = (tiers ?? []).map((tier) => tier.fromKw);
    ascending(tiers, thresholds, 'fromKw', [...at, 'periods', index, 'tiers']);
  });
  const needing = monthlyTiers !== undefined ? 'monthlyTiers' : 'monthlyRatchet';
  if (monthlyPricePerKw === undefined && (monthlyTiers !== undefined || monthlyRatchet !== undefined))
    context.add([...at, needing], {
      code: 'needs-together',
      message: 'there is no monthlyPricePerKw for it to stand on.',
      allowed: `${needing} and monthlyPricePerKw together`,
      fix: 'State monthlyPricePerKw; prices may be 0.',
    });
};

/** With tiers no price of energy is below zero: what it costs must rise with what is used. */
const checkNegative = (entry: Tariff, path: Path, context: CheckContext): void => {
  const periods = entry.kind === 'time-of-use' ? entry.periods : entry.kind === 'flat' ? [entry] : [];
  if (periods.every(({ tiers }) => tiers === undefined)) return;
  periods.forEach(({ pricePerKwh }, index) => {
    if (pricePerKwh >= 0) return;
    const at = entry.kind === 'flat' ? path : [...path, 'periods', index];
    context.add([...at, 'pricePerKwh'], {
      code: 'inconsistent',
      message: `${pricePerKwh} is below zero in a tariff with tiers.`,
      allowed: '0 or more where the tariff has tiers',
      fix: 'Leave the tiers out, or state prices by the hour.',
    });
  });
};
