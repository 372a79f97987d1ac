import { agentsOf, inferenceOf } from './draft.js';
import { eachWorkload, hasSplit, type RuleKind, tighten, withoutSplit } from './kind.js';

/** Splits, standby, and what ties parts to one site. */
export const SPLIT_KINDS: readonly RuleKind[] = [
  {
    id: 'minShare',
    family: 'divisible',
    weight: 7,
    add: (draft) => {
      const { input, dice, kinds } = draft;
      if (kinds.has('oneSite') || kinds.has('maxShareFractionPerDomain')) return false;
      tighten(draft);
      eachWorkload(input, (workload) => {
        if (workload.kind === 'inference' || workload.kind === 'agent')
          workload.split = { kind: 'minShare', minShareFraction: dice.real(0.4, 0.8, 2) };
      });
      return true;
    },
    remove: withoutSplit('minShare', 'free'),
  },
  {
    id: 'oneSite',
    family: 'divisible',
    weight: 6,
    add: (draft) => {
      const { input, kinds } = draft;
      tighten(draft);
      if (kinds.has('minShare') || kinds.has('maxShareFractionPerDomain')) return false;
      eachWorkload(input, (workload) => {
        if (workload.kind === 'inference' || workload.kind === 'agent') workload.split = { kind: 'oneSite' };
      });
      return true;
    },
    remove: withoutSplit('oneSite', 'free'),
  },
  {
    id: 'perLocation',
    family: 'indivisible',
    add: (draft) => draft.input.workloads.some((workload) => workload.split?.kind === 'perLocation'),
    remove: withoutSplit('perLocation', 'free'),
  },
  {
    id: 'oneOffer',
    family: 'indivisible',
    weight: 16,
    add: (draft) => {
      const { input } = draft;
      tighten(draft);
      const target = input.workloads.find(
        (workload) =>
          (workload.kind === 'inference' || workload.kind === 'agent') && workload.origins.length > 1,
      );
      if (target === undefined || target.standby === true) return false;
      target.split = { kind: 'oneOffer' };
      return true;
    },
    remove: withoutSplit('oneOffer', 'perLocation'),
  },
  {
    id: 'copies',
    family: 'indivisible',
    weight: 3,
    add: ({ input, dice }) => {
      const target = input.workloads.find((workload) => workload.kind === 'inference');
      if (target === undefined || target.standby === true || input.affinities.length > 0) return false;
      target.split = { kind: 'copies', copies: 2, copyLoadFraction: dice.real(0.5, 1, 2) };
      return true;
    },
    remove: withoutSplit('copies', 'perLocation'),
  },
  {
    id: 'maxShareFractionPerDomain',
    family: 'divisible',
    weight: 2,
    add: (draft) => {
      if (hasSplit(draft)) return false;
      for (const workload of draft.input.workloads)
        if (workload.kind === 'inference' || workload.kind === 'agent')
          workload.maxShareFractionPerDomain = draft.dice.real(0.35, 0.85, 2);
      return true;
    },
    remove: (input) => eachWorkload(input, (workload) => delete workload.maxShareFractionPerDomain),
  },
  {
    id: 'standby',
    weight: 2.5,
    add: (draft) => {
      const { input } = draft;
      const target = inferenceOf(draft)[0];
      if (target === undefined || target.split?.kind === 'copies') return false;
      if (draft.family === 'divisible' && (input.workloads.length > 1 || target.origins.length > 1))
        return false;
      if (input.pins.length > 0 || input.affinities.length > 0 || input.limits.shares.length > 0)
        return false;
      target.standby = true;
      return true;
    },
    remove: (input) => eachWorkload(input, (workload) => delete workload.standby),
  },
  {
    id: 'sameSite',
    weight: 7,
    add: (draft) => {
      const agents = agentsOf(draft);
      for (const workload of agents) workload.sameSite = true;
      for (const offer of draft.input.offers) {
        if (offer.id === 'rent' && offer.terms === 'on-demand') offer.pricePerUnitHour = 0.5;
        if (offer.id === 'rent-hosts' && offer.terms === 'on-demand') offer.pricePerUnitHour = 3;
      }
      return agents.length > 0;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'agent') workload.sameSite = false;
      }),
  },
];
