import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext, Parts, Placed } from './context.js';

type Offer = ShapedProblem['offers'][number];
type Held = Extract<Offer, { unitsExisting: number }>;

export const isHeld = (offer: Offer): offer is Held => 'unitsExisting' in offer;

/** Whether electricity of the offer's units is paid at the site's meter. */
export const isMetered = (offer: Offer): offer is Held =>
  offer.terms === 'owned' || offer.terms === 'purchase' || (offer.terms === 'lease' && !offer.energyIncluded);

/** Offers, each by itself: dates, and counts of units that fit each other. */
export const checkOffers = ({ offers }: Parts, context: CheckContext): void => {
  for (const placed of offers) {
    const { entry, path } = placed;
    if (
      entry.availableFrom !== undefined &&
      entry.endsOn !== undefined &&
      entry.endsOn < entry.availableFrom
    ) {
      context.add([...path, 'endsOn'], {
        code: 'inconsistent',
        message: `ends on ${entry.endsOn}, before it is available on ${entry.availableFrom}.`,
        fix: 'Put the dates in order.',
      });
    }
    if (isHeld(entry)) checkUnits(entry, placed, context);
    if (entry.terms === 'purchase' && entry.priceChangeFraction <= -1) {
      context.add([...path, 'priceChangeFraction'], {
        code: 'out-of-range',
        message: `a price that changes by ${entry.priceChangeFraction} a year would be below zero.`,
        allowed: 'a number above -1',
        fix: 'Write -0.1 for 10 % less each year.',
      });
    }
    if (entry.terms === 'token' && new Set(entry.models).size < entry.models.length) {
      context.add([...path, 'models'], {
        code: 'duplicate-id',
        message: 'a model is named twice.',
        fix: 'Name each model once.',
      });
    }
  }
};

const checkUnits = (entry: Held, { path }: Placed<Offer>, context: CheckContext): void => {
  const { unitsExisting, unitsCommitted, unitsLeastIfUsed, unitsMax, unitsPerPurchase } = entry;
  const say = (field: string, message: string, allowed: string, fix: string): void => {
    context.add([...path, field], { code: 'inconsistent', message, allowed, fix });
  };
  if (entry.terms === 'owned') {
    if (unitsCommitted > 0) {
      say('unitsCommitted', 'owned units are paid already; none is committed to.', '0', 'Use unitsExisting.');
    }
    if (unitsMax !== undefined && unitsMax > unitsExisting) {
      const fix = 'Lower unitsMax, or offer further units on terms "purchase".';
      const message = `${unitsMax} units are more than the ${unitsExisting} that are owned (unitsExisting).`;
      say('unitsMax', message, `at most unitsExisting (${unitsExisting})`, fix);
    }
  }
  const most = entry.terms === 'owned' ? Math.min(unitsExisting, unitsMax ?? unitsExisting) : unitsMax;
  if (most === undefined) return;
  if (most < unitsCommitted) {
    const message = `${most} units at most are fewer than the ${unitsCommitted} that are paid whatever happens.`;
    say('unitsMax', message, `at least unitsCommitted (${unitsCommitted})`, 'Correct one of the two.');
  }
  if (unitsLeastIfUsed !== undefined && unitsLeastIfUsed > most) {
    const message = `at least ${unitsLeastIfUsed} units if used, but at most ${most} can be.`;
    say('unitsLeastIfUsed', message, `at most ${most}`, 'Correct one of the two.');
  }
  const kept = unitsExisting + unitsCommitted;
  if (entry.terms !== 'owned' && kept === 0 && most > 0 && unitsPerPurchase > most) {
    const message = `a pack of ${unitsPerPurchase} units never fits in the ${most} allowed.`;
    say('unitsPerPurchase', message, `at most unitsMax (${most})`, 'Correct one of the two.');
  }
};
