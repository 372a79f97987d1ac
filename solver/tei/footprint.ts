import type { Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import { itKwhPerYear } from '../decisions/carbon.js';
import { idleKwPerUnit } from '../decisions/power.js';
import { fullLoadHours } from '../decisions/subject.js';
import type { Plan } from '../plan/types.js';
import type { Silicon, Site } from '../problem/types.js';
import { kilograms } from '../units.js';
import { heldByWorkload, shareOut, type Use, usesOf } from './use.js';

/** Figures of a footprint, each of a year. */
export const FOOTPRINT_FIGURES = [
  'energyKwh',
  'carbonKg',
  'marginalCarbonKg',
  'embodiedCarbonKg',
  'siteWaterLiters',
  'gridWaterLiters',
] as const;
export type FootprintFigure = (typeof FOOTPRINT_FIGURES)[number];

/**
 * Energy, carbon and water of a year; null where an input that bears on the figure is not stated.
 *
 * energyKwh at the meter, cooling included. carbonKg operational, location-based average; marginalCarbonKg the same
 * energy at the marginal intensity, apart and never added. embodiedCarbonKg of making the units, over their life.
 * siteWaterLiters used at the site, gridWaterLiters in making its electricity.
 */
export type Footprint = { readonly [F in FootprintFigure]: number | null };

/** Footprint of a workload at a site. */
export interface FootprintCell {
  readonly workload: string;
  readonly site: string;
  readonly footprint: Footprint;
  /** Without token endpoints, which have no unit-hours. */
  readonly ofUnits: Footprint;
}

/** What is missing, and for which figure. */
export interface NotStated {
  readonly figure: FootprintFigure;
  /** What to state, and where: `gridCarbonGramsPerKwh of site fra-cloud`. */
  readonly input: string;
}

export interface AttributedFootprint {
  /** In the order of workloads, then sites. */
  readonly cells: readonly FootprintCell[];
  readonly notStated: readonly NotStated[];
}

const NOTHING: Footprint = {
  energyKwh: 0,
  carbonKg: 0,
  marginalCarbonKg: 0,
  embodiedCarbonKg: 0,
  siteWaterLiters: 0,
  gridWaterLiters: 0,
};

/** Figure by figure; what is not known in a part is not known in the sum. */
export const addFootprints = (parts: readonly Footprint[]): Footprint =>
  Object.fromEntries(
    FOOTPRINT_FIGURES.map((figure) => [
      figure,
      parts.reduce<number | null>((sum, part) => {
        const value = part[figure];
        return sum === null || value === null ? null : sum + value;
      }, 0),
    ]),
  ) as unknown as Footprint;

const scaled = (footprint: Footprint, factor: number): Footprint =>
  Object.fromEntries(
    FOOTPRINT_FIGURES.map((figure) => {
      const value = footprint[figure];
      return [figure, value === null ? null : value * factor];
    }),
  ) as unknown as Footprint;

/** Works out footprints and remembers what was not stated. */
class Meter {
  readonly #missing = new Map<string, NotStated>();

  private stated(value: number | undefined, figure: FootprintFigure, input: string): number | null {
    if (value !== undefined) return value;
    this.#missing.set(`${figure} ${input}`, { figure, input });
    return null;
  }

  get notStated(): NotStated[] {
    return [...this.#missing.values()];
  }

  /** Of IT energy at a site, and of unit-years of a silicon. */
  of(site: Site, itKwh: number, embodiedCarbonKg: number | null): Footprint {
    if (itKwh === 0) return { ...NOTHING, embodiedCarbonKg };
    const energyKwh = site.pue * itKwh;
    const times = (
      figure: FootprintFigure,
      field:
        | 'gridCarbonGramsPerKwh'
        | 'gridCarbonMarginalGramsPerKwh'
        | 'waterLitersPerItKwh'
        | 'gridWaterLitersPerKwh',
      kwh: number,
    ) => {
      const each = this.stated(site[field], figure, `${field} of site ${site.id}`);
      return each === null ? null : each * kwh;
    };
    const kg = (grams: number | null): number | null => (grams === null ? null : kilograms(grams));
    return {
      energyKwh,
      carbonKg: kg(times('carbonKg', 'gridCarbonGramsPerKwh', energyKwh)),
      marginalCarbonKg: kg(times('marginalCarbonKg', 'gridCarbonMarginalGramsPerKwh', energyKwh)),
      embodiedCarbonKg,
      siteWaterLiters: times('siteWaterLiters', 'waterLitersPerItKwh', itKwh),
      gridWaterLiters: times('gridWaterLiters', 'gridWaterLitersPerKwh', energyKwh),
    };
  }

  /** Carbon of making units, for the years they are used: kg / life each year. */
  embodied(silicon: Silicon, lifeYears: number | undefined, unitYears: number): number | null {
    if (unitYears === 0) return 0;
    const kgPerUnit = this.stated(
      silicon.embodiedCarbonKg,
      'embodiedCarbonKg',
      `embodiedCarbonKg of silicon ${silicon.id}`,
    );
    const life = this.stated(lifeYears, 'embodiedCarbonKg', `lifeYears of silicon ${silicon.id}`);
    return kgPerUnit === null || life === null ? null : (kgPerUnit / life) * unitYears;
  }

  /** Of an endpoint nobody states the watt-hours of. */
  unknown(offer: string): Footprint {
    for (const figure of FOOTPRINT_FIGURES)
      if (figure !== 'embodiedCarbonKg')
        this.stated(undefined, figure, `wattHoursPerMillionTokens of offer ${offer}`);
    return this.endpoint(offer, {
      energyKwh: null,
      carbonKg: null,
      marginalCarbonKg: null,
      embodiedCarbonKg: null,
      siteWaterLiters: null,
      gridWaterLiters: null,
    });
  }

  /** The hardware behind an endpoint is not known, so what its making emitted is not either. */
  endpoint(offer: string, footprint: Footprint): Footprint {
    const embodiedCarbonKg = this.stated(
      undefined,
      'embodiedCarbonKg',
      `hardware behind offer ${offer} (no field states it)`,
    );
    return { ...footprint, embodiedCarbonKg };
  }
}

/** Footprint of a placement itself: what follows the load, and rented units. */
const ofUse = (meter: Meter, { candidate, placement }: Use, hourCount: number): Footprint => {
  const { bank, needUnits } = candidate;
  const { shareFraction, standbyFraction } = placement;
  const itKwh = itKwhPerYear(candidate);
  if (bank.kind === 'token') {
    if (shareFraction === 0) return NOTHING;
    return itKwh === null
      ? meter.unknown(bank.id)
      : meter.endpoint(bank.id, meter.of(bank.site, itKwh * shareFraction, 0));
  }
  if (bank.kind === 'held') return meter.of(bank.site, (itKwh ?? 0) * shareFraction, 0);
  const usedYears = (needUnits * fullLoadHours(candidate)) / bank.offer.packingEfficiencyFraction / hourCount;
  const unitYears = usedYears * shareFraction + needUnits * standbyFraction;
  return meter.of(
    bank.site,
    (itKwh ?? 0) * shareFraction,
    meter.embodied(bank.silicon, bank.silicon.lifeYears, unitYears),
  );
};

/**
 * Energy, carbon and water of a plan, shared out to workloads and sites (formulation.md, section 9):
 *
 * 1. what follows a placement (dynamic energy, rented units, endpoints): to its workload;
 * 2. idle energy and making of held units: over the bank's workloads by unit-hours held, standby included;
 * 3. units nobody uses: in proportion to the energy attributed at the site; with none there, over the whole plan; with none
 *    at all, equally.
 *
 * The cells of a site add up to its energy and carbon in the plan.
 */
export const attributeFootprint = (
  candidates: Candidates,
  plan: Pick<Plan, 'placements' | 'units'>,
): AttributedFootprint => {
  const { problem, calendar } = candidates.demand;
  const meter = new Meter();
  const parts = new Map<string, { all: Footprint[]; units: Footprint[] }>();
  const give = (workload: string, site: string, footprint: Footprint, isUnit: boolean): void => {
    const key = `${workload}|${site}`;
    const cell = parts.get(key) ?? { all: [], units: [] };
    parts.set(key, cell);
    cell.all.push(footprint);
    if (isUnit) cell.units.push(footprint);
  };
  const uses = usesOf(candidates, plan.placements);
  const usesOfBank = groupBy(uses, (use) => use.bank);
  for (const use of uses)
    give(use.workload, use.site, ofUse(meter, use, calendar.hourCount), use.candidate.bank.kind !== 'token');
  const siteOf = new Map(problem.sites.map((site) => [site.id, site]));
  const siliconOf = new Map(problem.silicon.map((silicon) => [silicon.id, silicon]));
  const offerOf = new Map(problem.offers.map((offer) => [offer.id, offer]));
  const unused: { site: string; footprint: Footprint }[] = [];
  for (const row of plan.units) {
    const [site, silicon, offer] = [siteOf.get(row.site), siliconOf.get(row.silicon), offerOf.get(row.offer)];
    if (!site || !silicon || !offer) continue;
    const units = row.unitsKept + row.unitsFurther;
    const life = offer.terms === 'purchase' ? offer.lifeYears : silicon.lifeYears;
    const idleKwh = idleKwPerUnit(silicon) * units * calendar.hourCount;
    const footprint = meter.of(site, idleKwh, meter.embodied(silicon, life, units));
    const shared = shareOut(1, heldByWorkload(usesOfBank.get(row.bank) ?? []), (workload, fraction) =>
      give(workload, row.site, scaled(footprint, fraction), true),
    );
    if (!shared) unused.push({ site: row.site, footprint });
  }
  const energyAt = (site?: string): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const [key, { all }] of parts) {
      const [workload = '', at = ''] = key.split('|');
      if (site !== undefined && at !== site) continue;
      sums.set(workload, (sums.get(workload) ?? 0) + all.reduce((sum, one) => sum + (one.energyKwh ?? 0), 0));
    }
    return sums;
  };
  const weightsAt = unused.map(({ site }) => energyAt(site));
  const weightsOfAll = energyAt();
  const equally = new Map(problem.workloads.map((workload) => [workload.id, 1]));
  unused.forEach(({ site, footprint }, index) => {
    const giveUnused = (workload: string, fraction: number) =>
      give(workload, site, scaled(footprint, fraction), true);
    for (const weights of [weightsAt[index] ?? new Map<string, number>(), weightsOfAll, equally])
      if (shareOut(1, weights, giveUnused)) return;
  });
  const cells = problem.workloads.flatMap((workload) =>
    problem.sites.flatMap((site): FootprintCell[] => {
      const cell = parts.get(`${workload.id}|${site.id}`);
      if (!cell) return [];
      return [
        {
          workload: workload.id,
          site: site.id,
          footprint: addFootprints(cell.all),
          ofUnits: addFootprints(cell.units),
        },
      ];
    }),
  );
  return { cells, notStated: meter.notStated };
};
