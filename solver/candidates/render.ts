import { siteKindsOf } from './eligibility.js';
import type { Exclusion, ExclusionCode } from './types.js';

/** A number as people read it: at most six digits that count. */
const plain = (value: number): string => String(Number(value.toPrecision(6)));

/** Both figures in enough digits to be told apart. */
function figures({ actual, limit }: Exclusion): { readonly actual: string; readonly limit: string } {
  const written = (value: number | string | undefined): string =>
    value === undefined ? 'not stated' : typeof value === 'number' ? plain(value) : value;
  const pair = { actual: written(actual), limit: written(limit) };
  return actual !== limit && pair.actual === pair.limit
    ? { actual: String(actual), limit: String(limit) }
    : pair;
}

const siliconOf = ({ bank }: Exclusion): string =>
  bank.kind === 'token' ? 'the endpoint' : `silicon ${bank.silicon.id}`;
const modelOf = ({ stream }: Exclusion): string => {
  const { model } = stream.workload;
  return model === undefined ? 'the workload, which names no model,' : `model ${model}`;
};
const offersOf = ({ bank }: Exclusion): string =>
  bank.kind === 'held' ? bank.offers.map((offer) => offer.id).join(', ') : bank.offer.id;

/** Which rule refuses the pair, what it finds and what it asks for. */
function ruleSentence(exclusion: Exclusion): string {
  const { actual, limit } = figures(exclusion);
  const name = exclusion.rule === undefined ? 'a rule' : `rule ${exclusion.rule}`;
  const found = exclusion.actual === undefined ? [] : [`found ${actual}`];
  const asked = exclusion.limit === undefined ? [] : [`asked for ${limit}`];
  const figuresText = [...found, ...asked].join(', ');
  return `${name} refuses it${figuresText === '' ? '' : `: ${figuresText}`}`;
}

/** One sentence for each code, so that a new code without one does not compile. */
const SENTENCES: Readonly<Record<ExclusionCode, (exclusion: Exclusion) => string>> = {
  'not-available': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return actual > limit
      ? `offer ${offersOf(exclusion)} starts on ${actual}, after the plan's first day ${limit}`
      : `offer ${offersOf(exclusion)} ends on ${actual}, before the plan's last day ${limit}`;
  },
  'no-path': ({ stream, bank }) =>
    `there is no link, latency class or distance estimate from ${stream.location} to ${bank.site.id}`,
  'network-rtt': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `the network round trip with jitter takes ${actual} ms, the limit is ${limit} ms`;
  },
  'network-jitter': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `the network jitter is ${actual} ms, the limit is ${limit} ms`;
  },
  'first-token': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `the first token takes ${actual} ms, the limit is ${limit} ms`;
  },
  'per-output-token': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `each output token takes ${actual} ms, the limit is ${limit} ms`;
  },
  'end-to-end': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `a whole request takes ${actual} ms with the network, the limit is ${limit} ms`;
  },
  'time-not-stated': (exclusion) =>
    `the SLO asks for at most ${figures(exclusion).limit} ${exclusion.unit ?? 'ms'}, and ${siliconOf(exclusion)} states no such time`,
  'no-performance': (exclusion) => {
    const { stream } = exclusion;
    return stream.part === 'training'
      ? `no training point or peak rate converts the run to ${siliconOf(exclusion)}`
      : `no usable measured point and no estimate of ${modelOf(exclusion)} on ${siliconOf(exclusion)}`;
  },
  memory: (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `${modelOf(exclusion)} needs ${actual} GiB for weights and caches, a replica on ${siliconOf(exclusion)} has ${limit} GiB`;
  },
  'silicon-site-kind': (exclusion) => {
    const { bank } = exclusion;
    const kinds = bank.kind === 'token' ? [] : (siteKindsOf(bank.silicon) ?? []);
    return `${siliconOf(exclusion)} may stand at ${kinds.join(', ')}, ${bank.site.id} is ${bank.site.kind}`;
  },
  'silicon-workload-kind': (exclusion) => {
    const { bank, stream } = exclusion;
    const kinds = bank.kind === 'token' ? [] : (bank.silicon.allowedWorkloadKinds ?? []);
    return `${siliconOf(exclusion)} may run ${kinds.join(', ')}, the workload is ${stream.workload.kind}`;
  },
  'silicon-model': (exclusion) => {
    const { bank } = exclusion;
    const models = bank.kind === 'token' ? [] : (bank.silicon.allowedModels ?? []);
    return `${siliconOf(exclusion)} may run models ${models.join(', ')}, not ${modelOf(exclusion)}`;
  },
  'silicon-family': (exclusion) => {
    const { bank, stream } = exclusion;
    const families = stream.workload.allowedSiliconFamilies ?? [];
    const family = bank.kind === 'token' ? 'unknown' : bank.silicon.family;
    return `the workload allows ${families.join(', ')}, ${siliconOf(exclusion)} is ${family}`;
  },
  isolation: ({ stream }) =>
    `isolation group ${stream.workload.isolationGroup} is never put on a shared token endpoint`,
  'model-not-served': (exclusion) => `${modelOf(exclusion)} is not served by offer ${offersOf(exclusion)}`,
  'part-not-served': (exclusion) => {
    const { bank, stream } = exclusion;
    if (stream.part === 'training') return 'a token endpoint does not train';
    return bank.kind === 'token'
      ? "a token endpoint does not hold agents' runtime"
      : `${siliconOf(exclusion)} brings 0 GiB of host memory for agents' runtime`;
  },
  'not-interruptible': (exclusion) =>
    `offer ${offersOf(exclusion)} is spot capacity and the workload is not interruptible`,
  'no-throughput': (exclusion) => {
    const { stream, bank } = exclusion;
    return `${figures(exclusion).actual} GB a run would have to be sent, and no throughput from ${stream.location} to ${bank.site.id} is stated`;
  },
  'transfer-exceeds-deadline': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `a run's data takes ${actual} hours to arrive, its deadline is ${limit} hours`;
  },
  'work-exceeds-window': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `at most units at once its runs compute ${actual} hours a year on ${siliconOf(exclusion)}, and ${limit} are allowed`;
  },
  'too-large': (exclusion) => {
    const { actual, limit } = figures(exclusion);
    return `it is placed whole and needs ${actual} ${exclusion.unit ?? 'units'}, the bank has at most ${limit}`;
  },
  'no-quote': () => 'the workload names no model and no quote with needUnits speaks for this pair',
  'quote-forbids': () => 'the vendor does not serve it: the quote says forbidden',
  rule: ruleSentence,
  pin: (exclusion) => `a pin keeps it at ${figures(exclusion).limit}`,
  ban: (exclusion) => `a ban closes ${figures(exclusion).limit} to it`,
};

/**
 * Why a pair may not exist, in a planner's words, with the figures and their units.
 *
 * @example
 * describeExclusion(exclusion);
 * // chat@berlin cannot use syd/h100/metered: the network round trip with jitter takes 282 ms, the limit is 50 ms.
 */
export function describeExclusion(exclusion: Exclusion): string {
  const sentence = SENTENCES[exclusion.code](exclusion);
  return `${exclusion.stream.id} cannot use ${exclusion.bank.id}: ${sentence}.`;
}
