import type { Plan } from '../../solver/plan/types.js';

type Placement = Plan['placements'][number];
type Units = Plan['units'][number];

/** A change to the best plan of `richProcurement`, and every family of rules that must object to it. */
export interface Mutation {
  readonly name: string;
  readonly mutate: (plan: Plan) => Plan;
  /** Ids of the families that object, sorted. Empty: no rule can see it; the bill or the audit does. */
  readonly rules: readonly string[];
}

const BANKS: Readonly<Record<string, string>> = {
  a: 'a/gpu/metered',
  b: 'b/gpu/metered',
  c: 'c/gpu/energy-included',
  api: 'api',
  hour: 'cloud-hour',
  lab: 'a/gpu/metered/lab',
  labB: 'b/gpu/metered/lab',
};
const bankAt = (key: string): string => {
  const bank = BANKS[key];
  if (bank === undefined) throw new Error(`no bank ${key}`);
  return bank;
};
const siteOf = (key: string): string =>
  key === 'api' || key === 'hour' ? 'cloud' : key === 'lab' ? 'a' : key === 'labB' ? 'b' : key;

/** Sets shares and standby of a stream at banks; 0 and 0 takes it away from there. */
const put =
  (stream: string, at: Readonly<Record<string, readonly [share: number, standby?: number]>>) =>
  (plan: Plan): Plan => {
    const own = plan.placements.filter((one) => one.stream === stream);
    const [model] = own;
    if (!model) throw new Error(`the plan places no ${stream}`);
    const changed = Object.entries(at).map(([key, [shareFraction, standbyFraction = 0]]): Placement => {
      const known = own.find((one) => one.bank === bankAt(key)) ?? model;
      return { ...known, bank: bankAt(key), site: siteOf(key), shareFraction, standbyFraction };
    });
    const kept = plan.placements.filter(
      (one) => one.stream !== stream || !changed.some((new_) => new_.bank === one.bank),
    );
    const added = changed.filter((one) => one.shareFraction > 0 || one.standbyFraction > 0);
    return { ...plan, placements: [...kept, ...added] };
  };

const unitsOf =
  (offer: string, group: string | null, change: Partial<Units>) =>
  (plan: Plan): Plan => {
    if (!plan.units.some((one) => one.offer === offer && one.isolationGroup === group))
      throw new Error(`the plan has no units of ${offer} for ${group}`);
    const units = plan.units.map((one) =>
      one.offer === offer && one.isolationGroup === group ? { ...one, ...change } : one,
    );
    return { ...plan, units };
  };

const open =
  (site: string, isOpen: boolean) =>
  (plan: Plan): Plan => ({
    ...plan,
    sites: plan.sites.map((one) => (one.site === site ? { ...one, isOpen } : one)),
  });

const windows =
  (change: (window: Plan['sites'][number]['demandWindows'][number], index: number) => object | undefined) =>
  (plan: Plan): Plan => ({
    ...plan,
    sites: plan.sites.map((one) => ({
      ...one,
      demandWindows: one.demandWindows.flatMap((window, index) => {
        const changed = change(window, index);
        return changed === undefined ? [] : [{ ...window, ...changed }];
      }),
    })),
  });

const entries =
  (component: string, factor: number) =>
  (plan: Plan): Plan => ({
    ...plan,
    bill: {
      ...plan.bill,
      entries: plan.bill.entries.map((one) =>
        one.component === component
          ? { ...one, amount: one.amount * factor, presentWorth: one.presentWorth * factor }
          : one,
      ),
    },
  });

const onPlacement =
  (stream: string, change: (placement: Placement) => Partial<Placement>) =>
  (plan: Plan): Plan => ({
    ...plan,
    placements: plan.placements.map((one) => (one.stream === stream ? { ...one, ...change(one) } : one)),
  });

export const MUTATIONS: readonly Mutation[] = [
  { name: 'a share is dropped', mutate: put('free@town', { api: [0] }), rules: ['assignment', 'share'] },
  {
    name: 'a share is counted twice',
    mutate: put('free@town', { api: [0.5] }),
    rules: ['assignment', 'capacity', 'carbon', 'share'],
  },
  { name: 'a run is halved', mutate: put('train@town', { lab: [0.5] }), rules: ['assignment'] },
  {
    name: 'a run is divided',
    mutate: put('train@town', { lab: [0.5], labB: [0.5] }),
    rules: ['affinity', 'assignment', 'capacity', 'split'],
  },
  {
    name: 'one leased unit is missing',
    mutate: unitsOf('b-lease', null, { unitsFurther: 9 }),
    rules: ['capacity'],
  },
  { name: 'the lab has no units', mutate: unitsOf('a-buy', 'lab', { unitsFurther: 0 }), rules: ['capacity'] },
  { name: 'no replicas', mutate: (plan) => ({ ...plan, replicas: [] }), rules: ['capacity'] },
  {
    name: 'half a replica',
    mutate: (plan) => ({ ...plan, replicas: plan.replicas.map((one) => ({ ...one, replicas: 0.5 })) }),
    rules: ['capacity'],
  },
  {
    name: 'a replica too many for the units',
    mutate: (plan) => ({ ...plan, replicas: plan.replicas.map((one) => ({ ...one, replicas: 2 })) }),
    rules: ['capacity'],
  },
  {
    name: 'beyond the quota of tokens',
    mutate: put('free@town', { a: [0.3], api: [0.7] }),
    rules: ['capacity', 'share'],
  },
  {
    name: 'beyond the quota of units',
    mutate: put('free@town', { a: [0], api: [0], hour: [1, 3] }),
    rules: ['capacity', 'carbon', 'resilience', 'share'],
  },
  {
    name: 'more kept than there are',
    mutate: unitsOf('a-own', null, { unitsKept: 2 }),
    rules: ['carbon', 'power', 'units'],
  },
  {
    name: 'fewer than the least of an offer',
    mutate: unitsOf('a-own', 'lab', { unitsKept: 0 }),
    rules: ['capacity', 'units'],
  },
  {
    name: 'half a pack',
    mutate: unitsOf('a-buy', null, { unitsFurther: 23 }),
    rules: ['carbon', 'power', 'units'],
  },
  {
    name: 'more units than the offer has',
    mutate: unitsOf('a-buy', null, { unitsFurther: 40 }),
    rules: ['carbon', 'power', 'share', 'units'],
  },
  {
    name: 'owned units are bought',
    mutate: unitsOf('a-own', null, { unitsFurther: 1 }),
    rules: ['carbon', 'power', 'units'],
  },
  {
    name: 'fewer than no units',
    mutate: unitsOf('b-lease', null, { unitsFurther: -10 }),
    rules: ['capacity', 'share', 'units'],
  },
  {
    name: 'half a unit',
    mutate: unitsOf('b-lease', null, { unitsFurther: 10.5 }),
    rules: ['carbon', 'units'],
  },
  { name: 'the site that must stay open is closed', mutate: open('b', false), rules: ['opening'] },
  { name: 'a site in use is closed', mutate: open('a', false), rules: ['opening'] },
  { name: 'the region is closed', mutate: open('cloud', false), rules: ['opening'] },
  { name: 'a third site is opened', mutate: open('c', true), rules: ['opening'] },
  {
    name: 'a pack is bought on top',
    mutate: unitsOf('a-buy', null, { unitsFurther: 24 }),
    rules: ['carbon', 'power'],
  },
  {
    name: 'a month bills less than its peak',
    mutate: windows((window, index) => (index === 5 ? { billedKw: window.billedKw - 1 } : {})),
    rules: ['power'],
  },
  {
    name: 'a month is not billed',
    mutate: windows((_, index) => (index === 5 ? undefined : {})),
    rules: ['power'],
  },
  { name: 'no month is billed', mutate: windows(() => undefined), rules: ['power'] },
  {
    name: 'a month is billed under another name',
    mutate: windows((_, index) => (index === 0 ? { name: '2027-01' } : {})),
    rules: ['power'],
  },
  {
    name: 'energy on a bill that nothing drew',
    mutate: (plan) => ({
      ...plan,
      sites: plan.sites.map(({ meterMonths, ...one }) => ({
        ...one,
        ...(meterMonths === undefined
          ? {}
          : {
              meterMonths: meterMonths.map((month) => ({
                ...month,
                energy: month.energy.map((line) => ({ ...line, kwh: line.kwh + 5 })),
              })),
            }),
      })),
    }),
    rules: ['metering'],
  },
  {
    name: 'a sliver',
    mutate: put('sliver@town', { b: [0.7], c: [0.3] }),
    rules: ['capacity', 'opening', 'split'],
  },
  {
    name: 'one place in two banks',
    mutate: put('whole@town', { a: [0.5], b: [0.5] }),
    rules: ['affinity', 'assignment', 'capacity', 'split'],
  },
  {
    name: 'one workload at two sites',
    mutate: put('site@village', { a: [0], b: [1] }),
    rules: ['affinity', 'capacity', 'split'],
  },
  {
    name: 'one workload in two banks',
    mutate: put('offer@village', { a: [0], b: [1] }),
    rules: ['capacity', 'pin-or-ban', 'split'],
  },
  {
    name: 'both copies in one domain',
    mutate: put('twin@town', { a: [2], b: [0] }),
    rules: ['capacity', 'power', 'share', 'split'],
  },
  {
    name: 'runtime away from its inference',
    mutate: put('agents@town#runtime', { a: [0], c: [1] }),
    rules: ['capacity', 'opening', 'split'],
  },
  {
    name: 'too much in one domain',
    mutate: put('spread@town', { a: [0.4], b: [0.6] }),
    rules: ['capacity', 'resilience'],
  },
  { name: 'standby is given up', mutate: put('safe@town', { a: [0] }), rules: ['resilience'] },
  {
    name: 'standby on an endpoint',
    mutate: put('safe@town', { a: [0], api: [0.5, 0.5] }),
    rules: ['capacity', 'resilience'],
  },
  {
    name: 'standby nobody asked for',
    mutate: put('sliver@town', { b: [1, 0.001] }),
    rules: ['capacity', 'resilience'],
  },
  {
    name: 'workloads that belong together part',
    mutate: put('whole@village', { a: [0], b: [1] }),
    rules: ['affinity', 'capacity'],
  },
  {
    name: 'workloads that must be apart meet',
    mutate: put('sliver@town', { a: [1], b: [0] }),
    rules: ['affinity', 'capacity', 'power', 'share'],
  },
  {
    name: 'workloads meet in one domain',
    mutate: put('pooled@town', { a: [0.5], b: [0.5], api: [0] }),
    rules: ['affinity', 'capacity', 'carbon', 'power', 'share'],
  },
  {
    name: 'all the traffic to one site',
    mutate: put('free@town', { a: [1], api: [0] }),
    rules: ['backhaul', 'capacity', 'carbon', 'power', 'share'],
  },
  {
    name: 'too little at the telco',
    mutate: put('free@town', { a: [0], api: [0], hour: [1] }),
    rules: ['carbon', 'share'],
  },
  {
    name: 'data where a rule forbids it',
    mutate: put('sliver@town', { b: [0], hour: [1] }),
    rules: ['carbon', 'rule', 'share'],
  },
  {
    name: 'away from its pin',
    mutate: put('offer@town', { a: [0], c: [1] }),
    rules: ['capacity', 'opening', 'pin-or-ban', 'split'],
  },
  {
    name: 'where a ban closes',
    mutate: (plan) =>
      put('agents@town#runtime', { a: [0], b: [1] })(put('agents@town', { a: [0], b: [1] })(plan)),
    rules: ['affinity', 'capacity', 'pin-or-ban'],
  },
  {
    name: 'a longer way than the service level',
    mutate: onPlacement('free@town', ({ network }) => ({ network: { ...network, rttMs: 12 } })),
    rules: ['service-level'],
  },
  {
    name: 'more jitter than the service level',
    mutate: onPlacement('free@town', ({ network }) => ({ network: { ...network, jitterMs: 1.5 } })),
    rules: ['service-level'],
  },
  {
    name: 'a unit given up that may not be',
    mutate: (plan) => ({
      ...plan,
      contracts: (plan.contracts ?? []).map((one) => ({ ...one, unitsGivenUp: 1 })),
    }),
    rules: ['contract'],
  },
  {
    name: 'units in a tier of an offer nobody uses',
    mutate: (plan) => ({
      ...plan,
      volumeTiers: [{ offer: 'c-lease', of: 'units', above: 1, discountFraction: 0.01, inTier: 1 }],
    }),
    rules: ['volume-tier'],
  },
  { name: 'nobody looks after the units', mutate: (plan) => ({ ...plan, staff: [] }), rules: ['staff'] },
  {
    name: 'less spent than is committed',
    mutate: entries('tokens', 1e-6),
    rules: ['committed-spend'],
  },
  { name: 'more capital than the limit', mutate: entries('siliconUpfront', 1.01), rules: ['money-limit'] },
  { name: 'more spent at the region than its share', mutate: entries('tokens', 1.5), rules: ['money-limit'] },
];
