import { describe, expect, it } from 'vitest';
import type { Location, Site } from '../../solver/problem/types.js';
import {
  greatCircleKm,
  makeNetwork,
  pathBetween,
  pricePerGBBetween,
  throughputBetween,
} from '../../solver/sizing/index.js';
import { edge, first, location, problemWith } from './support.js';

const read = (network: Parameters<typeof makeNetwork>[0]['network']) => makeNetwork({ network });
const here: Location = first(problemWith({ locations: [location({ labels: ['metro'] })] }).locations);
const there: Site = first(
  problemWith({ sites: [edge({ labels: ['edge'] }), ...problemWith().sites.slice(1)] }).sites,
);
const link = { from: 'munich', to: 'muc-edge', rttMs: 2, jitterMs: 0.5 };
const labelled = { id: 'c', fromLabel: 'metro', toLabel: 'edge', rttMs: 5, jitterMs: 1 };
const estimate = { baseMs: 1, routeFactor: 1.5, jitterMs: 2 };

describe('greatCircleKm', () => {
  it('is a quarter of the equator over 90 degrees', () => {
    expect(greatCircleKm({ latDeg: 0, lonDeg: 0 }, { latDeg: 0, lonDeg: 90 })).toBeCloseTo(
      (6371.0088 * Math.PI) / 2,
      8,
    );
    expect(greatCircleKm({ latDeg: 90, lonDeg: 0 }, { latDeg: -90, lonDeg: 55 })).toBeCloseTo(
      6371.0088 * Math.PI,
      6,
    );
  });

  it('agrees with the spherical law of cosines between Munich and Frankfurt', () => {
    const rad = Math.PI / 180;
    const cosine =
      Math.sin(48.137 * rad) * Math.sin(50.11 * rad) +
      Math.cos(48.137 * rad) * Math.cos(50.11 * rad) * Math.cos((11.575 - 8.682) * rad);
    const km = greatCircleKm({ latDeg: 48.137, lonDeg: 11.575 }, { latDeg: 50.11, lonDeg: 8.682 });
    expect(km).toBeCloseTo(6371.0088 * Math.acos(cosine), 6);
    expect(km).toBeCloseTo(304.3, 0);
  });
});

describe('pathBetween', () => {
  it('takes the link first and adds the access network', () => {
    // Access of 8 ms and 2 ms jitter.
    const network = read({ links: [link], latencyClasses: [labelled], estimate });
    expect(pathBetween(network, here, there)).toEqual({ rttMs: 10, jitterMs: 2.5, source: 'link' });
  });

  it('does not take a link of the other direction', () => {
    const network = read({ links: [{ ...link, from: 'muc-edge', to: 'munich' }], latencyClasses: [] });
    expect(pathBetween(network, here, there)).toBeUndefined();
  });

  it('takes the first latency class whose labels match', () => {
    const latencyClasses = [{ ...labelled, toLabel: 'core', rttMs: 1 }, labelled, { ...labelled, rttMs: 9 }];
    const network = read({ links: [], latencyClasses, estimate });
    expect(pathBetween(network, here, there)).toEqual({ rttMs: 13, jitterMs: 3, source: 'latency-class' });
  });

  it('estimates by distance: baseMs + km x routeFactor / 100', () => {
    const network = read({ links: [], latencyClasses: [], estimate });
    const from = { ...here, latDeg: 0, lonDeg: 0 };
    const to = { ...there, latDeg: 0, lonDeg: 90 };
    const path = pathBetween(network, from, to);
    // 1 + 10,007.557 x 1.5 / 100 + 8 = 159.113 ms; 2 + 2 ms jitter.
    expect(path?.rttMs).toBeCloseTo(159.1133, 3);
    expect(path).toMatchObject({ jitterMs: 4, source: 'distance-estimate' });
    expect(pathBetween(network, here, to)).toBeUndefined();
  });
});

describe('traffic prices and throughput', () => {
  const links = [
    { ...link, pricePerGB: 0.01, throughputMbps: 2000 },
    { ...link, from: 'muc-edge', to: 'munich' },
  ];
  const network = read({ links, latencyClasses: [], estimate: { ...estimate, throughputMbps: 500 } });

  it("are the link's, else the sender's", () => {
    expect(pricePerGBBetween(network, here, there)).toBe(0.01);
    expect(pricePerGBBetween(network, { ...there, egressPricePerGB: 0.05 }, here)).toBe(0.05);
    expect(pricePerGBBetween(network, there, here)).toBeUndefined();
  });

  it("is the link's, else the estimate's", () => {
    expect(throughputBetween(network, 'munich', 'muc-edge')).toEqual({
      throughputMbps: 2000,
      isEstimate: false,
    });
    expect(throughputBetween(network, 'munich', 'fra-cloud')).toEqual({
      throughputMbps: 500,
      isEstimate: true,
    });
    expect(throughputBetween(read({ links: [], latencyClasses: [] }), 'munich', 'muc-edge')).toBeUndefined();
  });
});
