import type { Dice } from './dice.js';
import type { AgentInput, Draft, InferenceInput, TrainingInput } from './draft.js';
import { RATE, TOKENS } from './sizes.js';

const MEAN_SHARE = 0.6;

/** Demand of about `units` GPUs at the peak, in one of the ways it can be stated. */
function demandOf(dice: Dice, units: number): InferenceInput['demand'] {
  const peak = (units * RATE * 0.7) / TOKENS;
  const daily = Number((peak * 86400 * MEAN_SHARE).toPrecision(4));
  switch (dice.int(0, 5)) {
    case 0:
      return { requestsPerDay: daily };
    case 1:
      return { requestsPerMonth: Math.round(daily * 30.4) };
    case 2:
      return { users: Math.round(daily / 20), requestsPerUserDay: 20 };
    case 3:
      return { tokensPerDay: daily * TOKENS };
    case 4:
      return { requestsPerBusyHour: Number((peak * 3600).toPrecision(4)) };
    default:
      return { peakRequestsPerSecond: Number(peak.toPrecision(4)) };
  }
}

function common(dice: Dice) {
  return {
    dataClasses: [dice.pick(['public', 'personal', 'secret'])],
    labels: [dice.pick(['batch', 'live'])],
    weight: dice.real(0.5, 3, 1),
    ...(dice.chance(0.3) ? { orchestrationCostPerYear: dice.real(500, 9000, 0) } : {}),
    ...(dice.chance(0.3) ? { latencyCostPerMsYear: dice.real(10, 150, 0) } : {}),
    ...(dice.chance(0.2) ? { escalationFraction: 0.02 } : {}),
  };
}

const tokensOf = (dice: Dice) => {
  const input = dice.pick([600, 800]);
  return {
    inputTokens: dice.chance(0.3) ? { mean: input, p95: input * 3 } : input,
    outputTokens: TOKENS - input,
  };
};

export function addInference(
  draft: Draft,
  id: string,
  origins: number,
  split: InferenceInput['split'],
  units: number,
): void {
  const { dice, input } = draft;
  const first = dice.real(0.3, 0.7, 2);
  const chosen =
    origins === 2
      ? [
          { location: 'place0', shareFraction: first },
          { location: 'place1', shareFraction: Number((1 - first).toFixed(2)) },
        ]
      : [{ location: dice.pick(['place0', 'place1']), shareFraction: 1 }];
  input.workloads.push({
    kind: 'inference',
    id,
    ...common(dice),
    model: 'llm',
    demand: demandOf(dice, units),
    origins: chosen,
    ...(dice.chance(0.8) ? { profile: dice.pick(['day', 'day', 'night', 'week']) } : {}),
    ...tokensOf(dice),
    targetUtilisationFraction: dice.pick([0.6, 0.7, 0.85]),
    ...(dice.chance(0.5) ? { traffic: { requestKB: dice.int(5, 60), responseKB: dice.int(10, 400) } } : {}),
    ...(split === undefined ? {} : { split }),
  });
}

export function addAgent(draft: Draft, id: string, origins: number, split: AgentInput['split']): void {
  const { dice, input } = draft;
  const active = dice.real(0.1, 0.25, 2);
  input.workloads.push({
    kind: 'agent',
    id,
    ...common(dice),
    model: 'llm',
    origins: Array.from({ length: origins }, (_, index) => ({
      location: `place${index}`,
      agents: dice.int(6, 24),
    })),
    ramGiB: dice.pick([8, 12, 16]),
    inferencesPerMinute: dice.int(8, 40),
    ...tokensOf(dice),
    activeHoursFraction: active,
    ...(dice.chance(0.6) ? { profile: 'day' } : {}),
    suspendedWhenIdle: dice.chance(0.5),
    sameSite: dice.chance(0.5),
    ...(dice.chance(0.4) ? { toolsCostPerAgentMonth: dice.int(5, 30) } : {}),
    targetUtilisationFraction: 0.7,
    ...(split === undefined ? {} : { split }),
  });
}

export function addTraining(draft: Draft, id: string, kind: 'training' | 'fine-tuning', gang: number): void {
  const { dice, input } = draft;
  const asFlops = dice.chance(0.25);
  const hours = Array.from({ length: 24 }, (_, hour) => hour < 8 || hour >= 19);
  const training: TrainingInput = {
    kind,
    id,
    ...common(dice),
    model: 'llm',
    ...(asFlops
      ? { computeExaflop: dice.int(20, 200), mfuFraction: 0.4 }
      : { acceleratorHours: dice.int(40, 260), referenceSilicon: 'gpu' }),
    precision: 'bf16',
    gangUnits: gang,
    runsPerYear: dice.int(4, 20),
    deadlineHours: dice.int(90, 200),
    ...(dice.chance(0.4) ? { allowedHours: { zone: 'Europe/Berlin', hours } } : {}),
    dataLocation: dice.pick(['place0', 'place1']),
    dataGB: dice.pick([0, 200, 3000]),
    ...(dice.chance(0.4) ? { dataPreparationCostPerRun: 400, engineeringCostPerRun: 900 } : {}),
    interruptible: dice.chance(0.5),
  };
  input.workloads.push(training);
}

/** Fills the draft with workloads of its family. */
export function addWorkloads(draft: Draft, hasAgents: boolean): void {
  const { dice, family } = draft;
  const whole = (): NonNullable<InferenceInput['split']> => {
    const kind = dice.pick(['perLocation', 'perLocation', 'oneOffer'] as const);
    if (kind === 'perLocation') draft.kinds.add('perLocation');
    return { kind };
  };
  if (family === 'indivisible') {
    if (hasAgents) {
      addAgent(draft, 'agents', dice.chance(0.25) ? 2 : 1, whole());
      if (dice.chance(0.5)) addInference(draft, 'chat', 1, whole(), dice.real(0.4, 1.8));
    } else if (dice.chance(0.4)) {
      addTraining(draft, 'train', dice.pick(['training', 'fine-tuning']), dice.int(1, 2));
      if (dice.chance(0.8)) addInference(draft, 'chat', dice.int(1, 2), whole(), dice.real(0.4, 2.4));
    } else {
      addInference(draft, 'chat', dice.int(1, 2), whole(), dice.real(0.5, 3));
      if (dice.chance(0.7)) addInference(draft, 'search', 1, whole(), dice.real(0.3, 1.8));
    }
    return;
  }
  const free = (): InferenceInput['split'] => (dice.chance(0.5) ? undefined : { kind: 'free' });
  if (hasAgents) {
    addAgent(draft, 'agents', 1, free());
    return;
  }
  if (dice.chance(0.3)) addInference(draft, 'chat', 2, free(), dice.real(0.8, 3.2));
  else {
    addInference(draft, 'chat', 1, free(), dice.real(0.5, 2.6));
    if (dice.chance(0.35)) addInference(draft, 'search', 1, free(), dice.real(0.4, 1.8));
    else if (dice.chance(0.4)) addTraining(draft, 'train', 'fine-tuning', 1);
  }
}
