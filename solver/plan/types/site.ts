import type { MeterMonth } from '../../sizing/meter-bill.js';

export type { MeterDemand, MeterEnergy, MeterMonth } from '../../sizing/meter-bill.js';

/** What happens at a site. */
export interface PlanSite {
  readonly site: string;
  readonly isOpen: boolean;
  readonly isNewlyOpened: boolean;
  /** Highest IT kW of what is placed here, standby included; load already there not. */
  readonly peakItKw: number;
  /** Highest kW at the meter, cooling and load already there included. */
  readonly peakMeterKw: number;
  readonly capKw: number | null;
  readonly capBasis: 'meter' | 'it' | null;
  /** At the meter, for what is placed here: held units, and rented ones by their watts. */
  readonly energyKwhPerYear: number;
  /** Null where the site states no carbon intensity. */
  readonly carbonKgPerYear: number | null;
  readonly demandWindows: readonly {
    readonly name: string;
    readonly billedKw: number;
    readonly pricePerKw: number;
  }[];
  /** The electricity bill month by month, where the tariff has tiers, ratchets, fixed or least charges. */
  readonly meterMonths?: readonly MeterMonth[];
  readonly presentWorth: number;
}
