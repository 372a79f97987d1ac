/** Mean radius of the Earth (IUGG), km. */
const EARTH_RADIUS_KM = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** A place on the sphere. */
export interface Coordinates {
  readonly latDeg: number;
  readonly lonDeg: number;
}

/**
 * Great-circle distance in km on a sphere of radius 6,371.0088 km, by the haversine.
 *
 * @example
 * greatCircleKm({ latDeg: 0, lonDeg: 0 }, { latDeg: 0, lonDeg: 90 }); // 10007.557: a quarter of the equator
 */
export function greatCircleKm(from: Coordinates, to: Coordinates): number {
  const sinLat = Math.sin(radians(to.latDeg - from.latDeg) / 2);
  const sinLon = Math.sin(radians(to.lonDeg - from.lonDeg) / 2);
  const haversine =
    sinLat * sinLat + Math.cos(radians(from.latDeg)) * Math.cos(radians(to.latDeg)) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
