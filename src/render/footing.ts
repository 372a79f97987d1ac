import type { ExclusionCount, Plan } from '@placewright/solver';
import type { SolvedAnswer } from '../answer.js';
import { counted, grouped, short } from './numbers.js';
import { joined, labelled } from './text.js';

const CAUSES: Readonly<Record<ExclusionCount['code'], string>> = {
  'not-available': 'not available over the horizon',
  'no-path': 'no network path',
  'network-rtt': 'round trip',
  'network-jitter': 'jitter',
  'first-token': 'first token',
  'per-output-token': 'time per token',
  'end-to-end': 'end-to-end time',
  'time-not-stated': 'time not stated',
  'no-performance': 'no performance figure',
  memory: 'memory',
  'silicon-site-kind': 'silicon not for the kind of site',
  'silicon-workload-kind': 'silicon not for the kind of workload',
  'silicon-model': 'silicon not for the model',
  'silicon-family': 'silicon family',
  isolation: 'isolation',
  'model-not-served': 'model not served',
  'part-not-served': 'part not served',
  'not-interruptible': 'not interruptible',
  'no-throughput': 'no throughput to it',
  'transfer-exceeds-deadline': 'data arrives after the deadline',
  'work-exceeds-window': 'deferred work does not fit its hours',
  'too-large': 'too large',
  'no-quote': 'no quote',
  'quote-forbids': 'quote forbids',
  rule: 'rule',
  pin: 'pinned elsewhere',
  ban: 'banned',
};

const MOST_CAUSES = 12;

/** Pairs ruled out, by cause, most frequent first. */
export const ruledOut = (exclusions: readonly ExclusionCount[]): string[] => {
  const total = exclusions.reduce((sum, { pairs }) => sum + pairs, 0);
  const causes = exclusions.map(
    ({ code, rule, pairs }) => `${grouped(pairs)} ${CAUSES[code]}${rule === undefined ? '' : ` ${rule}`}`,
  );
  const others =
    causes.length > MOST_CAUSES ? `, and ${grouped(causes.length - MOST_CAUSES)} causes more` : '';
  const named = causes.slice(0, MOST_CAUSES).join(', ') + others;
  return labelled('Ruled out', total === 0 ? 'no pair' : `${counted(total, 'pair')}: ${named}`);
};

const MOST_ASSUMED = 3;

/** How many inputs were assumed, those that touch most money, and the marks of estimates. */
export const assumedInputs = ({ assumed, plan }: SolvedAnswer): string[] => {
  const largest = assumed
    .slice(0, MOST_ASSUMED)
    .map(
      ({ pointer, value, unit, touchedPresentWorth }) =>
        `${pointer} = ${short(value)} ${unit} (${grouped(touchedPresentWorth)} ${plan.currency})`,
    );
  const marks = plan.estimates.map(({ mark, placements }) => `${grouped(placements)} ${mark}`);
  return [
    ...labelled(
      'Assumed',
      assumed.length === 0
        ? 'no input'
        : `${counted(assumed.length, 'input')}; touching most money: ${largest.join(', ')}`,
    ),
    ...(marks.length === 0 ? [] : labelled('Estimated', `placements resting on: ${marks.join(', ')}`)),
  ];
};

/** What the model leaves out, as the plan states it. */
export const notModelled = (plan: Plan): string[] =>
  labelled('Not modelled', plan.notModelled.length === 0 ? 'nothing is stated' : joined(plan.notModelled));

/** Warnings of the problem, the first few. */
export const warned = ({ warnings }: Plan): string[] => {
  const most = 2;
  if (warnings.length === 0) return [];
  const more = warnings.length > most ? `; and ${grouped(warnings.length - most)} more` : '';
  const texts = warnings.slice(0, most).map(({ pointer, message }) => `${pointer}: ${message}`);
  return labelled('Warned', joined(texts) + more);
};
