import type { Plan } from '../../solver/plan/types.js';
import { change, type Mutation, type Pair } from './mutations.js';
import type { Draft } from './support.js';

type Placed = Draft<Plan>['placements'][number];

const inUse = ({ plan }: Pair): Placed[] =>
  plan.placements.filter(({ shareFraction }) => shareFraction > 0.01);
const first = (pair: Pair, how: (placement: Placed) => void): boolean => change(inUse(pair)[0], how);
const served = (pair: Pair): Placed | undefined => inUse(pair).find(({ service }) => service !== null);

export const placementMutations: readonly Mutation[] = [
  {
    name: 'dispatch blocks nobody asked for',
    expectedCode: 'dispatch',
    mutate: ({ plan }) => {
      plan.dispatch = { exactBlocks: 1, isExact: true, blocks: [], deferred: [] };
      return true;
    },
  },
  {
    name: 'training that was to wait, in a plan that holds its units all year',
    expectedCode: 'deferred',
    mutate: ({ problem, plan }) =>
      change(
        problem.workloads.find(({ kind }) => kind === 'training'),
        (workload) => {
          if (workload.kind !== 'training') return;
          workload.deferrable = { window: 'day', mostUnits: workload.gangUnits };
          problem.dispatch = { blocks: 1 };
          const exactBlocks = 1;
          plan.dispatch = { exactBlocks, isExact: true, blocks: [], deferred: [] };
        },
      ),
  },
  {
    name: 'a placement in a dispatch block that is not there',
    expectedCode: 'placement-reference',
    mutate: (pair) =>
      first(pair, (one) => {
        one.block = 'b1';
      }),
  },
  {
    name: 'share lowered',
    expectedCode: 'assignment',
    mutate: (pair) =>
      first(pair, (one) => {
        one.shareFraction *= 0.9;
      }),
  },
  {
    name: 'share below zero',
    expectedCode: 'share-range',
    mutate: (pair) =>
      first(pair, (one) => {
        one.shareFraction = -0.1;
      }),
  },
  {
    name: 'placement dropped',
    expectedCode: 'assignment',
    mutate: ({ plan }) => plan.placements.splice(0, 1).length === 1,
  },
  {
    name: 'placement twice',
    expectedCode: 'placement-reference',
    mutate: ({ plan }) => change(plan.placements[0], (one) => plan.placements.push(structuredClone(one))),
  },
  {
    name: 'placement on a bank that is not there',
    expectedCode: 'placement-reference',
    mutate: (pair) =>
      first(pair, (one) => {
        one.bank = 'nowhere';
      }),
  },
  {
    name: 'placement names another site than its bank',
    expectedCode: 'placement-reference',
    mutate: (pair) => {
      const site = pair.problem.sites.find(({ id }) => id !== inUse(pair)[0]?.site);
      return site !== undefined && first(pair, (one) => Object.assign(one, { site: site.id }));
    },
  },
  {
    name: 'placement of a stream that is not there',
    expectedCode: 'placement-reference',
    mutate: (pair) =>
      first(pair, (one) => {
        one.stream = 'nobody@nowhere';
      }),
  },
  {
    name: 'whole stream divided',
    expectedCode: 'indivisible',
    mutate: (pair) => {
      const whole = pair.problem.workloads.find(
        ({ kind, split }) => kind === 'training' || split.kind === 'perLocation',
      );
      return change(
        inUse(pair).find(({ workload }) => workload === whole?.id),
        (one) => {
          one.shareFraction = 0.5;
        },
      );
    },
  },
  {
    name: 'units of a placement',
    expectedCode: 'need',
    mutate: (pair) =>
      change(
        inUse(pair).find(({ units }) => units > 0),
        (one) => {
          one.units *= 1.001;
        },
      ),
  },
  {
    name: 'host memory of a placement',
    expectedCode: 'host-memory',
    mutate: (pair) =>
      first(pair, (one) => {
        one.hostMemoryGiB += 1;
      }),
  },
  {
    name: 'round trip',
    expectedCode: 'path',
    mutate: (pair) =>
      first(pair, (one) => {
        one.network.rttMs += 0.01;
      }),
  },
  {
    name: 'source of the path',
    expectedCode: 'path',
    mutate: (pair) =>
      first(pair, (one) => {
        one.network.source = one.network.source === 'link' ? 'distance-estimate' : 'link';
      }),
  },
  {
    name: 'headroom',
    expectedCode: 'headroom',
    mutate: ({ plan }) =>
      change(plan.placements.flatMap(({ headroom }) => headroom)[0], (one) => {
        one.headroomMs += 1;
      }),
  },
  {
    name: 'headroom left out',
    expectedCode: 'headroom',
    mutate: ({ plan }) =>
      change(
        plan.placements.find(({ headroom }) => headroom.length > 0),
        (one) => {
          one.headroom = [];
        },
      ),
  },
  {
    name: 'serving point',
    expectedCode: 'service',
    mutate: (pair) =>
      change(served(pair)?.service ?? undefined, (one) => {
        one.point = 'another';
      }),
  },
  {
    name: 'units a replica',
    expectedCode: 'service',
    mutate: (pair) =>
      change(served(pair)?.service ?? undefined, (one) => {
        one.unitsPerReplica *= 2;
      }),
  },
  {
    name: 'mark of an estimate left out',
    expectedCode: 'estimate',
    mutate: ({ plan }) =>
      change(
        plan.placements.find(({ estimates }) => estimates.length > 0),
        (one) => {
          one.estimates = [];
        },
      ),
  },
  {
    name: 'estimates counted wrong',
    expectedCode: 'estimate',
    mutate: ({ plan }) =>
      change(plan.estimates[0], (one) => {
        one.placements += 1;
      }),
  },
  {
    name: 'quote not marked',
    expectedCode: 'quote',
    mutate: (pair) =>
      first(pair, (one) => {
        one.quoted = !one.quoted;
      }),
  },
  {
    name: 'limit on the round trip tightened',
    expectedCode: 'slo',
    mutate: (pair) => {
      const [one] = inUse(pair);
      const workload = pair.problem.workloads.find(({ id }) => id === one?.workload);
      if (!one || !workload) return false;
      workload.slo = { percentile: 95, networkRttMs: (one.network.rttMs + one.network.jitterMs) * 0.99 };
      return true;
    },
  },
];
