import type { Plan } from '../../solver/plan/types.js';
import type { Problem } from '../../solver/problem/types.js';
import { change, type Mutation, type Pair } from './mutations.js';
import type { Draft } from './support.js';

type Placed = Draft<Plan>['placements'][number];
type Rule = Draft<Problem>['rules'][number];

const placedAt = ({ plan }: Pair): Placed | undefined =>
  plan.placements.find(({ shareFraction }) => shareFraction > 0.01);
const elsewhere = (pair: Pair): string | undefined =>
  pair.problem.sites.find(({ id }) => id !== placedAt(pair)?.site)?.id;
const withRule = (pair: Pair, requirement: Rule['requirement'], more: Partial<Rule> = {}): boolean => {
  pair.problem.rules.push({ id: 'mutant', selector: {}, requirement, mustHoldFor: 'start', ...more });
  return placedAt(pair) !== undefined;
};
/** Streams that stand in one failure domain alone. */
const alone = ({ problem, plan }: Pair): string | undefined => {
  const domainOf = new Map(problem.sites.map(({ id, failureDomain }) => [id, failureDomain]));
  return plan.placements.find(
    ({ stream, site, shareFraction, standbyFraction }) =>
      shareFraction > 0.99 &&
      standbyFraction === 0 &&
      plan.placements.every(
        (other) => other.stream !== stream || domainOf.get(other.site) === domainOf.get(site),
      ),
  )?.workload;
};
const inAlone = (pair: Pair, how: (workload: Draft<Problem>['workloads'][number]) => void): boolean =>
  change(
    pair.problem.workloads.find(({ id }) => id === alone(pair)),
    how,
  );
/** A workload in two sites at once. */
const divided = ({ plan }: Pair): string | undefined =>
  plan.placements.find(
    ({ stream, site, shareFraction }) =>
      shareFraction > 0.01 &&
      plan.placements.some(
        (other) => other.stream === stream && other.site !== site && other.shareFraction > 0.01,
      ),
  )?.workload;

export const policyMutations: readonly Mutation[] = [
  {
    name: 'rule against the site',
    expectedCode: 'rule',
    mutate: (pair) => withRule(pair, { attribute: 'site.id', noneIn: [placedAt(pair)?.site ?? ''] }),
  },
  {
    name: 'rule on a jurisdiction nobody has',
    expectedCode: 'rule',
    mutate: (pair) => withRule(pair, { attribute: 'site.jurisdiction', allIn: ['ZZ'] }),
  },
  {
    name: 'certificate that has expired',
    expectedCode: 'rule',
    mutate: (pair) => {
      const certificate = { scheme: 'MUTANT', validUntil: '1999-12-31' };
      for (const operator of pair.problem.operators) operator.certifications.push(certificate);
      return withRule(pair, { attribute: 'operator.certifications', anyIn: ['MUTANT'] });
    },
  },
  {
    name: 'certificate that expires inside the horizon',
    expectedCode: 'rule',
    mutate: (pair) => {
      const certificate = { scheme: 'MUTANT', validUntil: pair.problem.horizon.startDate };
      for (const operator of pair.problem.operators) operator.certifications.push(certificate);
      const requirement = { attribute: 'operator.certifications' as const, anyIn: ['MUTANT'] };
      return withRule(pair, requirement, { mustHoldFor: 'horizon' });
    },
  },
  {
    name: 'member of a set without the transfer basis',
    expectedCode: 'rule',
    mutate: (pair) => {
      const site = pair.problem.sites.find(({ id }) => id === placedAt(pair)?.site);
      if (!site) return false;
      const member = { jurisdiction: site.jurisdiction, onlyWithTransferBasis: 'a basis nobody shows' };
      pair.problem.jurisdictionSets.push({ id: 'MUTANT-SET', members: [member] });
      return withRule(pair, { attribute: 'site.jurisdiction', allIn: ['MUTANT-SET'] });
    },
  },
  {
    name: 'pin to another site',
    expectedCode: 'pin',
    mutate: (pair) => {
      const workload = placedAt(pair)?.workload;
      const site = elsewhere(pair);
      if (workload === undefined || site === undefined) return false;
      pair.problem.pins.push({ workload, site });
      return true;
    },
  },
  {
    name: 'ban of the site',
    expectedCode: 'ban',
    mutate: (pair) => {
      const one = placedAt(pair);
      if (!one) return false;
      pair.problem.bans.push({ selector: { workloads: [one.workload] }, site: one.site });
      return true;
    },
  },
  {
    name: 'ban of a held offer in use',
    expectedCode: 'ban',
    mutate: ({ problem, plan }) => {
      const row = plan.units.find(({ unitsKept, unitsFurther }) => unitsKept + unitsFurther > 0);
      if (!row) return false;
      problem.bans.push({ selector: {}, offer: row.offer });
      return true;
    },
  },
  {
    name: 'offer that comes too late',
    expectedCode: 'availability',
    mutate: ({ problem, plan }) => {
      const row = plan.units.find(({ unitsKept, unitsFurther }) => unitsKept + unitsFurther > 0);
      const id =
        row?.offer ??
        plan.banks.find(({ id: bank }) => plan.placements.some((one) => one.bank === bank))?.offers[0];
      return change(
        problem.offers.find((offer) => offer.id === id),
        (offer) => {
          offer.availableFrom = '2099-01-01';
        },
      );
    },
  },
  {
    name: 'silicon that may not stand there',
    expectedCode: 'eligibility',
    mutate: (pair) => {
      const one = pair.plan.placements.find(
        ({ silicon, shareFraction }) => silicon !== null && shareFraction > 0.01,
      );
      const kind = pair.problem.sites.find(({ id }) => id === one?.site)?.kind;
      return change(
        pair.problem.silicon.find(({ id }) => id === one?.silicon),
        (silicon) => {
          silicon.allowedSiteKinds = [kind === 'device' ? 'industrial' : 'device'];
        },
      );
    },
  },
  {
    name: 'training on spot that may not be interrupted',
    expectedCode: 'eligibility',
    mutate: ({ problem, plan }) => {
      const spot = problem.offers.filter(({ terms }) => terms === 'spot').map(({ id }) => id);
      const row = plan.placements.find(({ bank, part }) => part === 'training' && spot.includes(bank));
      const workload = problem.workloads.find(({ id }) => id === row?.workload);
      if (!workload || !('interruptible' in workload)) return false;
      workload.interruptible = false;
      return true;
    },
  },
  {
    name: 'two copies in one failure domain',
    expectedCode: 'split',
    mutate: ({ problem }) => {
      for (const site of problem.sites) site.failureDomain = 'everywhere';
      return problem.workloads.some(({ split }) => split.kind === 'copies');
    },
  },
  {
    name: 'one site asked of a divided workload',
    expectedCode: 'split',
    mutate: (pair) =>
      change(
        pair.problem.workloads.find(({ id }) => id === divided(pair)),
        (workload) => {
          workload.split = { kind: 'oneSite' };
        },
      ),
  },
  {
    name: 'standby missing',
    expectedCode: 'standby',
    mutate: (pair) =>
      inAlone(pair, (workload) => {
        workload.standby = true;
      }),
  },
  {
    name: 'too much in one domain',
    expectedCode: 'domain-share',
    mutate: (pair) =>
      inAlone(pair, (workload) => {
        workload.maxShareFractionPerDomain = 0.4;
      }),
  },
  {
    name: 'runtime away from its inference',
    expectedCode: 'same-site',
    mutate: (pair) => {
      const runtime = pair.plan.placements.find(
        ({ part, shareFraction }) => part === 'runtime' && shareFraction > 0.01,
      );
      const workload = pair.problem.workloads.find(({ id }) => id === runtime?.workload);
      if (!runtime || workload?.kind !== 'agent') return false;
      workload.sameSite = true;
      runtime.shareFraction *= 0.5;
      return true;
    },
  },
  {
    name: 'workloads that must never meet',
    expectedCode: 'affinity',
    mutate: ({ problem, plan }) => {
      for (const one of plan.placements) {
        const other = plan.placements.find(
          ({ site, workload, shareFraction }) =>
            site === one.site && workload !== one.workload && shareFraction > 0.01,
        );
        if (!other || one.shareFraction <= 0.01) continue;
        const workloads = [one.workload, other.workload];
        problem.affinities.push({ id: 'mutant', kind: 'different-sites', workloads });
        return true;
      }
      return false;
    },
  },
  {
    name: 'carbon limit below the plan',
    expectedCode: 'carbon-limit',
    mutate: ({ problem, plan }) => {
      problem.limits.carbonTonnesPerYear = 0;
      return plan.sites.some(({ carbonKgPerYear }) => (carbonKgPerYear ?? 0) > 1);
    },
  },
  {
    name: 'capital limit below the plan',
    expectedCode: 'capex-limit',
    mutate: ({ problem, plan }) => {
      problem.limits.capexByYear.push({ year: 0, most: 0 });
      return plan.bill.lines.some(
        ({ component }) => component === 'siliconUpfront' || component === 'siteOpening',
      );
    },
  },
  {
    name: 'no new site permitted',
    expectedCode: 'new-sites',
    mutate: ({ problem, plan }) => {
      problem.limits.newSites = 0;
      return plan.sites.some(({ isNewlyOpened }) => isNewlyOpened);
    },
  },
  {
    name: 'share limit below the plan',
    expectedCode: 'share-limit',
    mutate: (pair) => {
      const sites = [placedAt(pair)?.site ?? ''];
      for (const workload of pair.problem.workloads) workload.weight = 1;
      pair.problem.limits.shares.push({
        id: 'mutant',
        of: 'workloadWeight',
        selector: { sites },
        maxFraction: 0,
      });
      return placedAt(pair) !== undefined;
    },
  },
  {
    name: 'quote that forbids',
    expectedCode: 'quote',
    mutate: (pair) => {
      const one = placedAt(pair);
      const offer = pair.plan.banks.find(({ id }) => id === one?.bank)?.offers[0];
      if (!one || offer === undefined || one.quoted) return false;
      const { workload, location } = one;
      const part = one.part === 'runtime' ? 'runtime' : 'inference';
      pair.problem.quotes.push({ workload, location, offer, part, forbidden: true });
      return true;
    },
  },
  {
    name: 'flow left out',
    expectedCode: 'flow',
    mutate: ({ plan }) => {
      const index = plan.flows.findIndex(
        ({ gbPerMonth, from, to }) => gbPerMonth > 0.01 && from.slice(0, 2) !== to.slice(0, 2),
      );
      return index >= 0 && plan.flows.splice(index, 1).length === 1;
    },
  },
  {
    name: 'flow permitted by a rule that is not there',
    expectedCode: 'flow',
    mutate: ({ plan }) => change(plan.flows[0], (flow) => flow.permittedBy.push('no such rule')),
  },
];
