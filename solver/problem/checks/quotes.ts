import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';
import { isHeld, isMetered } from './offers.js';

type Quote = ShapedProblem['quotes'][number];
type Offer = ShapedProblem['offers'][number];
type Workload = ShapedProblem['workloads'][number];

/** What a quote speaks of: a held offer's bank, or the offer itself. */
const bankOf = (offer: Offer, isolationGroup: string | undefined): string =>
  isHeld(offer)
    ? `${offer.site}\n${offer.silicon}\n${isMetered(offer) ? 'metered' : 'included'}\n${isolationGroup ?? ''}`
    : offer.id;

/** Quotes: for a stream that exists, of a part its offer can serve, one for each stream and bank. */
export const checkQuotes = (problem: ShapedProblem, context: CheckContext): void => {
  const workloads = new Map(problem.workloads.map((workload) => [workload.id, workload]));
  const offers = new Map(problem.offers.map((offer) => [offer.id, offer]));
  const seen = new Map<string, number>();
  problem.quotes.forEach((quote, index) => {
    const path = ['quotes', index] as const;
    checkFields(quote, path, context);
    const workload = workloads.get(quote.workload);
    const offer = offers.get(quote.offer);
    if (workload === undefined || offer === undefined) return;
    checkStream(quote, workload, offer, path, context);
    const bank = bankOf(offer, workload.isolationGroup);
    const key = `${quote.workload}\n${quote.location}\n${quote.part}\n${bank}`;
    const before = seen.get(key);
    if (before !== undefined) {
      context.add(path, {
        code: 'duplicate-id',
        message: `entry ${before} quotes the same stream on the same ${isHeld(offer) ? 'units (held offers of one silicon at one site count as one)' : 'offer'}.`,
        fix: 'Keep one of the two.',
      });
    } else {
      seen.set(key, index);
    }
  });
};

const FIGURES = ['needUnits', 'hostMemoryGiB', 'upfrontCost', 'yearlyCost'] as const;

const checkFields = (quote: Quote, path: readonly (string | number)[], context: CheckContext): void => {
  const stated = FIGURES.filter((field) => quote[field] !== undefined);
  const [first] = stated;
  if (quote.forbidden && first !== undefined) {
    context.add([...path, first], {
      code: 'inconsistent',
      message: 'the vendor does not serve it, so nothing is quoted.',
      fix: 'Remove it, or forbidden.',
    });
  } else if (!quote.forbidden && first === undefined) {
    context.add(path, {
      code: 'missing-field',
      message: 'quotes nothing.',
      allowed: 'at least one of needUnits, upfrontCost, yearlyCost, or forbidden: true',
      fix: 'State one, or remove the quote.',
    });
  } else if (quote.hostMemoryGiB !== undefined && quote.needUnits === undefined) {
    context.add([...path, 'needUnits'], {
      code: 'needs-together',
      message: 'host memory is quoted together with the units it comes with.',
      fix: 'State needUnits too.',
    });
  }
};

const checkStream = (
  quote: Quote,
  workload: Workload,
  offer: Offer,
  path: readonly (string | number)[],
  context: CheckContext,
): void => {
  const origins =
    'origins' in workload ? workload.origins.map(({ location }) => location) : [workload.dataLocation];
  if (!origins.includes(quote.location)) {
    context.add([...path, 'location'], {
      code: 'unknown-reference',
      message: `the workload ${workload.id} has no demand there.`,
      allowed: `one of ${origins.slice(0, 20).join(', ')}`,
      fix: context.suggester.fix(quote.location, origins, 'Name an origin of the workload.'),
    });
  }
  if (quote.part === 'runtime' && workload.kind !== 'agent') {
    context.add([...path, 'part'], {
      code: 'inconsistent',
      message: `${workload.id} is ${workload.kind} and has no runtime; only agents have.`,
      allowed: '"inference"',
      fix: 'Remove it.',
    });
  }
  if (offer.terms !== 'token' || quote.forbidden) return;
  if (quote.part === 'runtime' || workload.kind === 'training' || workload.kind === 'fine-tuning') {
    context.add([...path, 'offer'], {
      code: 'inconsistent',
      message: `${offer.id} is a token endpoint, which serves ${quote.part === 'runtime' ? 'no runtime of agents' : 'no training'}.`,
      fix: 'Quote an offer of units.',
    });
  }
};
