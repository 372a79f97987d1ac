import { InternalError } from '../../outcome.js';
import type { Site, Tariff } from '../../problem/types.js';
import { hourlyPrices } from '../../sizing/tariff.js';
import type { Demand, Series } from '../../sizing/types.js';

interface PricedYear {
  readonly pricesPerKwh: Float64Array;
  readonly sum: number;
  readonly bySeries: Map<Series, number>;
}

/**
 * Sums of electricity prices over the year, in money/kW: what 1 kW costs that runs all year, or that follows a series.
 * Thousands of pairs share a few tariffs, zones and series, so each sum is made once.
 */
export class EnergyPrices {
  private readonly tariffs: ReadonlyMap<string, Tariff>;
  private readonly years = new Map<string, PricedYear>();
  private readonly bySite = new Map<Site, PricedYear>();

  constructor(private readonly demand: Demand) {
    this.tariffs = new Map(demand.problem.tariffs.map((tariff) => [tariff.id, tariff]));
  }

  /** The tariff of a site whose electricity the planner pays; reading the problem refused such sites without one. */
  tariffOf(site: Site): Tariff {
    const tariff = site.tariff === undefined ? undefined : this.tariffs.get(site.tariff);
    if (!tariff) throw new InternalError(`site ${site.id} has units that draw metered power and no tariff`);
    return tariff;
  }

  /** sum_h price[h]. */
  sumOverYear(site: Site): number {
    return this.year(site).sum;
  }

  /** sum_h price[h] x share[h]. */
  sumOverSeries(site: Site, series: Series): number {
    const { pricesPerKwh, bySeries } = this.year(site);
    const before = bySeries.get(series);
    if (before !== undefined) return before;
    const { share } = series;
    if (share.length !== pricesPerKwh.length) {
      throw new InternalError(
        `series ${series.index} has ${share.length} hours, prices have ${pricesPerKwh.length}`,
      );
    }
    let sum = 0;
    pricesPerKwh.forEach((price, hour) => {
      sum += price * (share[hour] ?? Number.NaN);
    });
    bySeries.set(series, sum);
    return sum;
  }

  private year(site: Site): PricedYear {
    const known = this.bySite.get(site);
    if (known) return known;
    const year = this.yearOf(site);
    this.bySite.set(site, year);
    return year;
  }

  private yearOf(site: Site): PricedYear {
    const tariff = this.tariffOf(site);
    const key = `${tariff.id}|${tariff.zone ?? site.zone}`;
    const before = this.years.get(key);
    if (before) return before;
    const pricesPerKwh = hourlyPrices(tariff, site.zone, this.demand.calendar);
    const sum = pricesPerKwh.reduce((total, price) => total + price, 0);
    const year = { pricesPerKwh, sum, bySeries: new Map<Series, number>() };
    this.years.set(key, year);
    return year;
  }
}
