import type { Site } from '../problem/types.js';

/** Load already at a site as the meter sees it, in kW. `otherLoadKw` is stated on the basis of the cap. */
export const otherMeterKw = (site: Site): number =>
  typeof site.itCapKw === 'number' ? site.pue * site.otherLoadKw : site.otherLoadKw;
