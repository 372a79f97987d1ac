import type { Silicon, Site } from '../problem/types.js';
import { kilograms } from '../units.js';
import { FOOTPRINT_FIGURES, type Footprint, type FootprintFigure, NOTHING } from './footprint-figures.js';

/** What is missing, and for which figure. */
export interface NotStated {
  readonly figure: FootprintFigure;
  /** What to state, and where: `gridCarbonGramsPerKwh of site fra-cloud`. */
  readonly input: string;
}

/** Works out footprints and remembers what was not stated. */
export class Meter {
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
