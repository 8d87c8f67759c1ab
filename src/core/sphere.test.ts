import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chordLimit,
  chordSquared,
  EARTH_RADIUS_METRES,
  haversineMetres,
  isPlace,
  isWithin,
  METRES,
  type Place,
  toSphere,
} from "./sphere.ts";

const berlin: Place = { lat: 52.52, lon: 13.405 };
const paris: Place = { lat: 48.8566, lon: 2.3522 };
const place = fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lon: fc.double({ min: -180, max: 180, noNaN: true }) });
const point = (p: Place) => toSphere(p.lat, p.lon);
const halfTurn = Math.PI * EARTH_RADIUS_METRES;

describe("the distance of places", () => {
  test("by haversine", () => {
    expect(haversineMetres(berlin, paris)).toBeCloseTo(877_464, -2);
    expect(haversineMetres({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo((halfTurn / 180) * 1, 3);
    expect(haversineMetres({ lat: 90, lon: 0 }, { lat: -90, lon: 77 })).toBeCloseTo(halfTurn, 3);
  });

  test("is within a limit as the haversine says, to 2 cm", () => {
    fc.assert(
      fc.property(place, place, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, fraction) => {
        const distance = haversineMetres(a, b);
        const limit = fraction * halfTurn * 0.99;
        fc.pre(Math.abs(distance - limit) > 0.02 + 1e-7 * distance && distance < halfTurn * 0.999);
        expect(isWithin(point(a), point(b), limit)).toBe(distance <= limit);
      }),
      { numRuns: 3000 },
    );
  });

  test("is sharp near a place", () => {
    const here = point(berlin);
    const metreNorth = (m: number) => point({ lat: berlin.lat + ((m / EARTH_RADIUS_METRES) * 180) / Math.PI, lon: berlin.lon });
    expect([99.9, 99.97, 100.03, 100.1].map((m) => isWithin(here, metreNorth(m), 100))).toEqual([true, true, false, false]);
  });

  test("0 holds the place itself, a negative one nothing, half a turn everything", () => {
    expect(isWithin(point(berlin), point(berlin), 0)).toBe(true);
    expect(isWithin(point(berlin), point(berlin), -1)).toBe(false);
    expect(isWithin(point(berlin), point(berlin), Number.NaN)).toBe(false);
    fc.assert(
      fc.property(place, (p) => {
        const opposite = { lat: -p.lat, lon: p.lon > 0 ? p.lon - 180 : p.lon + 180 };
        expect(isWithin(point(p), point(opposite), halfTurn)).toBe(true);
      }),
    );
  });
});

describe("points", () => {
  test("are whole centimetres within 64 bits", () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const p = point(a);
        expect([p.x, p.y, p.z].every((n) => Number.isSafeInteger(n) && !Object.is(n, -0))).toBe(true);
        expect(chordSquared(p, point(b))).toBeLessThan(2n ** 61n);
        expect(Math.abs(Math.hypot(p.x, p.y, p.z) - EARTH_RADIUS_METRES * 100)).toBeLessThan(1);
      }),
    );
    expect(chordLimit(1e9)).toBeLessThan(2n ** 61n);
    expect(toSphere(0, 0)).toEqual({ x: 637_100_880, y: 0, z: 0 });
  });

  test("need a latitude and a longitude", () => {
    expect([isPlace(90, -180), isPlace(90.1, 0), isPlace(0, 181), isPlace(Number.NaN, 0)]).toEqual([true, false, false, false]);
    expect(() => toSphere(91, 0)).toThrow(RangeError);
  });

  test("miles are those of 1959", () => {
    expect(METRES).toEqual({ km: 1000, mi: 1609.344 });
  });
});
