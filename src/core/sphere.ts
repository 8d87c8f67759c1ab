/** A point of the earth's surface in degrees: latitude −90 to 90, longitude −180 to 180. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** A point in whole centimetres from the centre of a sphere with the earth's mean radius. */
export interface SpherePoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The mean radius of the earth in metres (IUGG: (2a + b) / 3 of the GRS 80 ellipsoid). */
export const EARTH_RADIUS_METRES = 6_371_008.8;

/** Metres in a unit of the segment language. */
export const METRES = { km: 1000, mi: 1609.344 } as const;

const RADIUS = EARTH_RADIUS_METRES * 100;
const HALF_TURN = Math.PI * EARTH_RADIUS_METRES;

/** Whether the numbers are a latitude and a longitude. */
export function isPlace(lat: number, lon: number): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
}

/** The point of a latitude and longitude. Throws a RangeError if they are none (`isPlace`). */
export function toSphere(lat: number, lon: number): SpherePoint {
  if (!isPlace(lat, lon)) throw new RangeError(`no such place: ${lat}, ${lon}`);
  const phi = (lat * Math.PI) / 180;
  const lambda = (lon * Math.PI) / 180;
  return {
    x: whole(RADIUS * Math.cos(phi) * Math.cos(lambda)),
    y: whole(RADIUS * Math.cos(phi) * Math.sin(lambda)),
    z: whole(RADIUS * Math.sin(phi)),
  };
}

/** The square of the straight distance through the earth in square centimetres; below 2^61. */
export function chordSquared(a: SpherePoint, b: SpherePoint): bigint {
  const x = BigInt(a.x - b.x);
  const y = BigInt(a.y - b.y);
  const z = BigInt(a.z - b.z);
  return x * x + y * y + z * z;
}

/**
 * The bound for which "within a great-circle distance" is `chordSquared(a, b) <= chordLimit(distance)`, a comparison of
 * 64-bit integers that every engine makes alike. Points are rounded to centimetres, so the boundary is sharp to about 2 cm.
 * −1 for a negative distance, which nothing is within.
 */
export function chordLimit(distanceMetres: number): bigint {
  if (!(distanceMetres >= 0)) return -1n;
  if (distanceMetres >= HALF_TURN) return 4n * BigInt(whole(RADIUS) + 2) ** 2n;
  const chord = 2 * RADIUS * Math.sin(distanceMetres / (2 * EARTH_RADIUS_METRES));
  const thousandths = BigInt(whole(chord * 1000));
  return (thousandths * thousandths) / 1_000_000n;
}

/** Whether two points are within a great-circle distance in metres. */
export function isWithin(a: SpherePoint, b: SpherePoint, distanceMetres: number): boolean {
  return chordSquared(a, b) <= chordLimit(distanceMetres);
}

/** The great-circle distance in metres, for display. (Haversine formula.) */
export function haversineMetres(a: Place, b: Place): number {
  const radians = Math.PI / 180;
  const sinLat = Math.sin(((b.lat - a.lat) * radians) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * radians) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Rounded, and never −0. */
function whole(value: number): number {
  return Math.round(value) + 0;
}
