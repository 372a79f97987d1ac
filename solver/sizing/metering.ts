import type { Offer, Tariff } from '../problem/types.js';
import { hoursByWindow, monthName, periodLabels, periodOfHours, zoneOf } from './tariff.js';
import type { Calendar } from './types.js';

const MONTHS = 12;

/** A price of energy, from a threshold to the next one. */
export interface EnergyTier {
  readonly fromKwh: number;
  readonly pricePerKwh: number;
}

/** Energy of one period in one local month; a tariff by the hour has the month as a whole. */
export interface EnergyWindow {
  /** For example 2026-01 or 2026-01/peak. */
  readonly name: string;
  /** 0 is January. */
  readonly month: number;
  /** Null where each hour has its own. */
  readonly pricePerKwh: number | null;
  /** Tiers above pricePerKwh, ascending; empty without. */
  readonly tiers: readonly EnergyTier[];
  readonly hours: Int32Array;
}

/** What a month is billed whatever is used. */
export interface MonthCharge {
  readonly fixed: number;
  /** Least bill of the month; undefined where the tariff has none. */
  readonly minimum: number | undefined;
}

type StatedTiers = Extract<Tariff, { kind: 'flat' }>['tiers'];

const daysOf = (referenceYear: number, month: number): number =>
  new Date(Date.UTC(referenceYear, month + 1, 0)).getUTCDate();

/** Tiers of a month; thresholds by the day are of all its days. */
const tiersOf = (tiers: StatedTiers, days: number): EnergyTier[] =>
  (tiers ?? []).map(({ fromKwhPerMonth, fromKwhPerDay, pricePerKwh }) => ({
    fromKwh: fromKwhPerMonth ?? (fromKwhPerDay ?? Number.NaN) * days,
    pricePerKwh,
  }));

/** Windows in which a tariff counts energy, months in order and periods within them; those without an hour are left out. */
export const energyWindows = (tariff: Tariff, siteZone: string, calendar: Calendar): EnergyWindow[] => {
  const clock = calendar.local(zoneOf(tariff, siteZone));
  const named = (month: number): string => monthName(calendar.referenceYear, month);
  if (tariff.kind !== 'time-of-use') {
    const hours = hoursByWindow(clock.month, MONTHS);
    const pricePerKwh = tariff.kind === 'flat' ? tariff.pricePerKwh : null;
    const stated = tariff.kind === 'flat' ? tariff.tiers : undefined;
    return hours.map((own, month) => ({
      name: named(month),
      month,
      pricePerKwh,
      tiers: tiersOf(stated, daysOf(calendar.referenceYear, month)),
      hours: own,
    }));
  }
  const { periods } = tariff;
  const labels = periodLabels(periods);
  const periodOfHour = periodOfHours(clock, tariff.weekdaySchedule, tariff.weekendSchedule);
  const windowOfHour = periodOfHour.map((period, hour) => (clock.month[hour] ?? 0) * periods.length + period);
  return hoursByWindow(windowOfHour, MONTHS * periods.length).flatMap((hours, index) => {
    const month = Math.floor(index / periods.length);
    const at = index % periods.length;
    const period = periods[at];
    if (hours.length === 0 || period === undefined) return [];
    const { pricePerKwh, tiers } = period;
    const days = daysOf(calendar.referenceYear, month);
    return [
      { name: `${named(month)}/${labels[at]}`, month, pricePerKwh, tiers: tiersOf(tiers, days), hours },
    ];
  });
};

/** Fixed and minimum charges of the twelve months; a charge by the day is paid for each day of the month. */
export const monthCharges = (tariff: Tariff, { referenceYear }: Calendar): MonthCharge[] => {
  const { fixedCostPerMonth = 0, fixedCostPerDay = 0, minimumCostPerMonth, minimumCostPerDay } = tariff;
  const hasMinimum = minimumCostPerMonth !== undefined || minimumCostPerDay !== undefined;
  return Array.from({ length: MONTHS }, (_, month) => {
    const days = daysOf(referenceYear, month);
    return {
      fixed: fixedCostPerMonth + days * fixedCostPerDay,
      minimum: hasMinimum ? (minimumCostPerMonth ?? 0) + days * (minimumCostPerDay ?? 0) : undefined,
    };
  });
};

const CHARGES = ['fixedCostPerMonth', 'fixedCostPerDay', 'minimumCostPerMonth', 'minimumCostPerDay'] as const;

/** Whether units of an offer draw power that the planner pays. */
export const isMeteredOffer = (offer: Offer): boolean =>
  offer.terms === 'owned' || offer.terms === 'purchase' || (offer.terms === 'lease' && !offer.energyIncluded);

/** Whether something is paid for the meter itself. */
export const hasMonthCharge = (tariff: Tariff): boolean => CHARGES.some((field) => (tariff[field] ?? 0) > 0);

const hasTiers = ({ tiers }: { readonly tiers?: readonly unknown[] | undefined }): boolean =>
  tiers !== undefined && tiers.length > 0;

/** Whether what a kWh costs hangs on the energy of its month: tiers, or a least bill. */
export const countsEnergyByMonth = (tariff: Tariff): boolean =>
  tariff.minimumCostPerMonth !== undefined ||
  tariff.minimumCostPerDay !== undefined ||
  (tariff.kind === 'flat' && hasTiers(tariff)) ||
  (tariff.kind === 'time-of-use' && tariff.periods.some(hasTiers));

/** Whether a bill of the tariff is more than prices by the hour and by the highest kW. */
export const isBilledByMonth = (tariff: Tariff): boolean => {
  const { demand } = tariff;
  const charges = [
    'fixedCostPerMonth',
    'fixedCostPerDay',
    'minimumCostPerMonth',
    'minimumCostPerDay',
  ] as const;
  return (
    charges.some((field) => tariff[field] !== undefined) ||
    (tariff.kind === 'flat' && hasTiers(tariff)) ||
    (tariff.kind === 'time-of-use' && tariff.periods.some(hasTiers)) ||
    demand?.monthlyTiers !== undefined ||
    demand?.monthlyRatchet !== undefined ||
    (demand?.periods ?? []).some((period) => hasTiers(period) || period.ratchet !== undefined)
  );
};
