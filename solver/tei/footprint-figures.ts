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

/** Of what is not used. */
export const NOTHING: Footprint = {
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

/** A part of a footprint. */
export const scaled = (footprint: Footprint, factor: number): Footprint =>
  Object.fromEntries(
    FOOTPRINT_FIGURES.map((figure) => {
      const value = footprint[figure];
      return [figure, value === null ? null : value * factor];
    }),
  ) as unknown as Footprint;
