import type { Placement } from '../../solver/plan/types.js';

export const EDGE = 'edge/gpu/metered';
export const CORE = 'core/gpu/metered';
export const HOST = 'core/host/metered';

/** A degree of longitude at the equator is radius x pi / 180; nine of them, 1 ms for 100 km. */
const CLOUD_RTT_MS = 5 + (6371.0088 * Math.PI) / 20 / 100 + 1;

const paths = {
  edge: { rttMs: 3, jitterMs: 1, source: 'link' },
  core: { rttMs: 7, jitterMs: 1.5, source: 'latency-class' },
  cloud: { rttMs: CLOUD_RTT_MS, jitterMs: 2, source: 'distance-estimate' },
};

export const serve = (endToEndMs: number | null) => ({
  point: 'm@gpu',
  unitsPerReplica: 1,
  firstTokenMs: 100,
  perOutputTokenMs: 20,
  endToEndMs,
});

type Bare = Pick<Placement, 'stream' | 'bank' | 'shareFraction' | 'units'> & Partial<Placement>;

export const placed = (site: 'edge' | 'core' | 'cloud', bare: Bare): Placement => {
  const [name = '', tail] = bare.stream.split('#');
  const [workload = '', location = ''] = name.split('@');
  return {
    workload,
    location,
    part: tail === 'runtime' ? 'runtime' : workload === 'train' ? 'training' : 'inference',
    site,
    silicon: 'gpu',
    standbyFraction: 0,
    hostMemoryGiB: 0,
    network: paths[site],
    service: null,
    headroom: [],
    estimates: site === 'cloud' ? ['distance-estimate'] : [],
    quoted: false,
    directPresentWorth: 0,
    ...bare,
  };
};

const headroom = (limit: string, limitMs: number, actualMs: number) => ({
  limit,
  limitMs,
  actualMs,
  headroomMs: limitMs - actualMs,
});

/** 60 + 40 tokens at 10 requests a second are 1,000 tokens/s; 500 a unit, half used: 4 units. 40 output tokens take 39 x 20 ms more. */
export const chat = (site: 'edge' | 'core', bank: string, networkMs: number): Placement =>
  placed(site, {
    stream: 'chat@town',
    bank,
    shareFraction: 0.5,
    standbyFraction: 0.5,
    units: 2,
    service: serve(networkMs + 100 + 780),
    estimates: ['percentile-gap'],
    headroom: [
      headroom('networkRttMs', 8.5, networkMs),
      headroom('networkJitterMs', 1.5, paths[site].jitterMs),
      headroom('firstTokenMs', 200, 100),
      headroom('perOutputTokenMs', 25, 20),
      headroom('endToEndMs', 1000, networkMs + 880),
    ],
  });
