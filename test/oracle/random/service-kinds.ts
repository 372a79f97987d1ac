import { agentsOf, inferenceOf, isHeldInput, trainingOf } from './draft.js';
import { anyWorkload, eachWorkload, liked, likedHeld, type RuleKind, siteOf } from './kind.js';
import { demandCharge } from './tariffs.js';

/** Times, quotes, isolation, training, silicon and tariffs. */
export const SERVICE_KINDS: readonly RuleKind[] = [
  {
    id: 'networkSlo',
    add: (draft) => {
      const serving = [...inferenceOf(draft), ...agentsOf(draft)];
      if (serving.length === 0) return false;
      const workload = draft.dice.pick(serving);
      workload.slo = draft.dice.chance(0.7)
        ? { percentile: 95, networkRttMs: draft.dice.int(8, 30) }
        : { percentile: 50, networkRttMs: 60, networkJitterMs: draft.dice.real(1, 3, 1) };
      return true;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.slo !== undefined) {
          delete workload.slo.networkRttMs;
          delete workload.slo.networkJitterMs;
        }
      }),
  },
  {
    id: 'serviceSlo',
    weight: 2.5,
    add: (draft) => {
      const { dice } = draft;
      const serving = [...inferenceOf(draft), ...agentsOf(draft)];
      if (serving.length === 0) return false;
      const workload = dice.pick(serving);
      const percentile = workload.slo?.percentile ?? dice.pick([50, 95]);
      const limit = dice.pick([
        { firstTokenMs: dice.pick([130, 210, 250]) },
        { perOutputTokenMs: dice.pick([12, 17, 20]) },
        { endToEndMs: dice.int(2200, 8000) },
      ]);
      workload.slo = { ...workload.slo, percentile, ...limit };
      return true;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.slo === undefined) return;
        delete workload.slo.firstTokenMs;
        delete workload.slo.perOutputTokenMs;
        delete workload.slo.endToEndMs;
      }),
  },
  {
    id: 'quoteForbids',
    weight: 2,
    add: (draft) => {
      const { input } = draft;
      const offer = liked(draft);
      const workload = anyWorkload(draft);
      if (workload.kind === 'agent' && /hosts/.test(offer.id)) return false;
      const locations =
        workload.kind === 'inference' || workload.kind === 'agent'
          ? workload.origins.map((origin) => origin.location)
          : [workload.dataLocation];
      input.quotes = input.quotes.filter((quote) => quote.workload !== workload.id);
      for (const location of locations)
        input.quotes.push({ workload: workload.id, location, offer: offer.id, forbidden: true });
      return true;
    },
    remove: (input) => {
      input.quotes = (input.quotes ?? []).filter((quote) => quote.forbidden !== true);
    },
  },
  {
    id: 'isolation',
    weight: 9,
    add: (draft) => {
      const { input } = draft;
      const [first] = input.workloads;
      if (first === undefined || input.offers.filter((offer) => isHeldInput(offer)).length > 2) return false;
      first.isolationGroup = 'apart';
      return true;
    },
    remove: (input) => eachWorkload(input, (workload) => delete workload.isolationGroup),
  },
  {
    id: 'gang',
    weight: 14,
    add: (draft) => {
      const list = trainingOf(draft);
      for (const workload of list) {
        workload.gangUnits = draft.dice.int(3, 4);
        if (workload.acceleratorHours !== undefined) workload.acceleratorHours = draft.dice.int(30, 60);
      }
      return list.length > 0;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'training' || workload.kind === 'fine-tuning') workload.gangUnits = 1;
      }),
  },
  {
    id: 'deadline',
    weight: 16,
    add: (draft) => {
      const list = trainingOf(draft);
      for (const workload of list) {
        workload.gangUnits = 1;
        workload.deadlineHours = draft.dice.int(30, 70);
      }
      return list.length > 0;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'training' || workload.kind === 'fine-tuning')
          workload.deadlineHours = Math.min(4000 / workload.runsPerYear, 400);
      }),
  },
  {
    id: 'availability',
    weight: 3,
    add: (draft) => {
      const offer = liked(draft);
      if (isHeldInput(offer) && (offer.unitsCommitted ?? 0) > 0) return false;
      if (draft.dice.chance(0.5)) offer.availableFrom = '2026-09-01';
      else offer.endsOn = '2026-10-31';
      return true;
    },
    remove: (input) => {
      for (const offer of input.offers) {
        delete offer.availableFrom;
        delete offer.endsOn;
      }
    },
  },
  {
    id: 'siliconUse',
    weight: 2,
    add: (draft) => {
      const { dice, input } = draft;
      const offer = liked(draft);
      if (offer.terms === 'token') return false;
      const silicon = input.silicon.find((entry) => entry.id === offer.silicon);
      const site = siteOf(draft, offer.site);
      if (silicon === undefined || site === undefined) return false;
      const others = (['hyperscale-region', 'telco-core', 'metro-edge'] as const).filter(
        (kind) => kind !== site.kind,
      );
      const workload = dice.pick(input.workloads);
      const way = dice.int(0, 3);
      if (way <= 1) silicon.allowedSiteKinds = [...others];
      else if (way === 2)
        silicon.allowedWorkloadKinds =
          workload.kind === 'inference' ? ['agent', 'training', 'fine-tuning'] : ['inference'];
      else if (workload.kind !== 'agent' && !input.offers.some((entry) => entry.terms === 'token'))
        workload.allowedSiliconFamilies = [silicon.family === 'GPU' ? 'ASIC' : 'GPU'];
      else silicon.allowedSiteKinds = [...others];
      return true;
    },
    remove: (input) => {
      for (const silicon of input.silicon ?? []) {
        delete silicon.allowedSiteKinds;
        delete silicon.allowedWorkloadKinds;
      }
      eachWorkload(input, (workload) => delete workload.allowedSiliconFamilies);
    },
  },
  {
    id: 'memory',
    weight: 1.5,
    add: (draft) => {
      const gpu = draft.input.silicon.find((entry) => entry.id === 'gpu');
      if (gpu === undefined) return false;
      gpu.memoryGiB = draft.dice.pick([9, 16]);
      return true;
    },
    remove: (input) => {
      for (const silicon of input.silicon ?? []) if (silicon.memoryGiB > 0) silicon.memoryGiB = 2000;
    },
  },
  {
    id: 'interruptible',
    weight: 8,
    add: (draft) => {
      const list = trainingOf(draft);
      if (draft.family === 'indivisible' && !draft.input.offers.some((offer) => offer.terms === 'spot'))
        draft.input.offers.push({
          id: 'spot',
          terms: 'spot',
          site: 'core',
          silicon: 'gpu',
          pricePerUnitHour: 0.3,
          packingEfficiencyFraction: 0.9,
          goodputLossFraction: 0.1,
        });
      const spot = draft.input.offers.find((offer) => offer.terms === 'spot');
      if (list.length === 0 || spot?.terms !== 'spot') return false;
      spot.pricePerUnitHour = 0.3;
      for (const workload of list) workload.interruptible = false;
      return true;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'training' || workload.kind === 'fine-tuning') workload.interruptible = true;
      }),
  },
  {
    id: 'demandCharge',
    weight: 2,
    add: (draft) => {
      if (
        draft.family === 'divisible' &&
        (draft.input.workloads.length > 1 || inferenceOf(draft)[0]?.origins.length === 2)
      )
        return false;
      const offer = likedHeld(draft);
      const site = offer && siteOf(draft, offer.site);
      const tariff = draft.input.tariffs.find((entry) => entry.id === site?.tariff);
      if (tariff === undefined) return false;
      tariff.demand = demandCharge(draft.dice, draft.family);
      return true;
    },
    remove: (input) => {
      for (const tariff of input.tariffs ?? []) delete tariff.demand;
    },
  },
];
