import { agreementOffers, isRecurring } from '../agreement-offers.js';
import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

type Offer = ShapedProblem['offers'][number];

/** Terms that are renewed, volume tiers, commitments to spend, and staff. */
export const checkProcurement = (problem: ShapedProblem, context: CheckContext): void => {
  problem.offers.forEach((offer, index) => {
    checkTerm(offer, index, problem.horizon.years, context);
    checkTiers(offer, index, context);
    checkContract(offer, index, context);
    checkEnding(offer, index, context);
  });
  checkAgreements(problem, context);
  checkStaff(problem, context);
};

const checkTerm = (offer: Offer, index: number, years: number, context: CheckContext): void => {
  if (offer.terms !== 'lease' && offer.terms !== 'reserved') return;
  const path = ['offers', index, 'priceChangeFraction'];
  const { termYears, priceChangeFraction } = offer;
  if (priceChangeFraction === undefined) {
    if (termYears === undefined || termYears >= years) return;
    context.add(path, {
      code: 'missing-figure',
      message: `needed, since a contract of ${termYears} years is signed again inside the horizon of ${years}.`,
      fix: 'State the yearly change of its price; 0 where it stays as it is.',
    });
    return;
  }
  if (termYears === undefined) {
    context.add(path, {
      code: 'inconsistent',
      message: 'nothing is signed again without termYears.',
      fix: 'State termYears, or escalationFraction for a rent that changes each year.',
    });
  }
  if (priceChangeFraction <= -1) {
    context.add(path, {
      code: 'out-of-range',
      message: `a price that changes by ${priceChangeFraction} a year would be below zero.`,
      allowed: 'a number above -1',
      fix: 'Write -0.1 for 10 % less each year.',
    });
  }
};

/** What follows the end of a contract: there is one to end, and nothing further is sold under it. */
const checkContract = (offer: Offer, index: number, context: CheckContext): void => {
  if (!('renewal' in offer) || offer.renewal === undefined) return;
  const path = ['offers', index];
  const held = offer.unitsExisting + offer.unitsCommitted;
  if (offer.endsOn === undefined) {
    context.add([...path, 'endsOn'], {
      code: 'missing-field',
      message: 'needed, since a renewal says what follows it.',
      fix: 'State the last day, or remove the renewal.',
    });
  }
  if (held === 0) {
    context.add([...path, 'renewal'], {
      code: 'inconsistent',
      message: 'there is no unit in place or committed to that could end.',
      fix: 'State unitsExisting or unitsCommitted, or termYears for contracts still to be signed.',
    });
  }
  if (offer.unitsMax !== undefined && offer.unitsMax > held) {
    context.add([...path, 'unitsMax'], {
      code: 'inconsistent',
      message: `a contract in force has no units beyond the ${held} existing and committed ones.`,
      allowed: `at most ${held}`,
      fix: 'Offer further units as an offer of its own.',
    });
  }
  for (const field of ['termYears', 'volumeTiers'] as const) {
    if (!(field in offer) || (offer as Record<string, unknown>)[field] === undefined) continue;
    context.add([...path, field], {
      code: 'inconsistent',
      message: 'is for contracts still to be signed, and a renewal for one that is in force.',
      fix: 'Split them into two offers.',
    });
  }
};

/** Giving units up: both figures, and something to give up. */
const checkEnding = (offer: Offer, index: number, context: CheckContext): void => {
  const path = ['offers', index];
  if ('bookValuePerUnit' in offer && offer.bookValuePerUnit !== undefined && offer.unitsExisting === 0) {
    context.add([...path, 'bookValuePerUnit'], {
      code: 'inconsistent',
      message: 'there is no unit in place that could have a book value.',
      fix: 'State unitsExisting, or remove it.',
    });
  }
  if (offer.terms !== 'lease' && offer.terms !== 'reserved') return;
  const { terminationCostPerUnit, noticeMonths, unitsCommitted } = offer;
  const fields = { terminationCostPerUnit, noticeMonths };
  const missing = (['terminationCostPerUnit', 'noticeMonths'] as const).filter(
    (field) => fields[field] === undefined,
  );
  const [field] = missing;
  if (missing.length === 1 && field !== undefined) {
    context.add([...path, field], {
      code: 'missing-figure',
      message: 'needed, since units can be given up; 0 where there is none.',
      fix: 'State both terminationCostPerUnit and noticeMonths.',
    });
  }
  if (missing.length < 2 && unitsCommitted === 0) {
    context.add([...path, 'unitsCommitted'], {
      code: 'inconsistent',
      message: 'no unit is committed to that could be given up.',
      fix: 'State unitsCommitted, or remove terminationCostPerUnit and noticeMonths.',
    });
  }
};

const checkTiers = (offer: Offer, index: number, context: CheckContext): void => {
  if (!('volumeTiers' in offer) || offer.volumeTiers === undefined) return;
  if ('unitsCommitted' in offer && offer.unitsCommitted > 0) {
    context.add(['offers', index, 'unitsCommitted'], {
      code: 'inconsistent',
      message: 'units committed to have a price of their own, which tiers do not change.',
      allowed: '0 beside volumeTiers',
      fix: 'State the contract that is in force as an offer of its own.',
    });
  }
  let before: readonly (readonly [string, number])[] | undefined;
  offer.volumeTiers.forEach((tier, at) => {
    const from =
      'aboveUnits' in tier
        ? (['aboveUnits', tier.aboveUnits] as const)
        : (['aboveSpendPerYear', tier.aboveSpendPerYear] as const);
    const figures = [from, ['discountFraction', tier.discountFraction] as const];
    figures.forEach(([field, value], figure) => {
      const least = before?.[figure]?.[1];
      if (least === undefined || value > least) return;
      context.add(['offers', index, 'volumeTiers', at, field], {
        code: 'inconsistent',
        message: `${value} is not above the ${least} of the tier before it.`,
        allowed: `above ${least}`,
        fix: 'Put tiers in the order of their quantities; prices fall from tier to tier.',
      });
    });
    before = figures;
  });
};

const checkAgreements = (problem: ShapedProblem, context: CheckContext): void => {
  const byId = new Map(problem.offers.map((offer) => [offer.id, offer]));
  const taken = new Map<string, string>();
  problem.committedSpend?.forEach((agreement, index) => {
    const path = ['committedSpend', index];
    if ((agreement.offers === undefined) === (agreement.operators === undefined)) {
      context.add(path, {
        code: 'exactly-one-of',
        message: agreement.offers === undefined ? 'says nothing to spend on.' : 'is stated in two ways.',
        allowed: 'exactly one of offers, operators',
        fix: agreement.offers === undefined ? 'State one.' : 'Keep one.',
      });
      return;
    }
    agreement.offers?.forEach((id, at) => {
      const offer = byId.get(id);
      if (offer === undefined || isRecurring(offer)) return;
      context.add([...path, 'offers', at], {
        code: 'inconsistent',
        message: `${id} is ${offer.terms}: nothing is paid for it each year.`,
        allowed: 'offers on terms lease, reserved, on-demand, spot or token',
        fix: 'Remove it.',
      });
    });
    const offers = agreementOffers(problem, agreement);
    if (agreement.operators !== undefined && offers.length === 0) {
      context.add([...path, 'operators'], {
        code: 'inconsistent',
        message: 'no lease, reserved or by-use offer stands at a site of theirs.',
        fix: 'Name the operator whose offers count.',
      });
    }
    for (const { id } of offers) {
      const other = taken.get(id);
      if (other !== undefined) {
        context.add([...path, agreement.offers === undefined ? 'operators' : 'offers'], {
          code: 'inconsistent',
          message: `${id} counts towards ${other} already, and a payment counts once.`,
          fix: 'Leave it to one agreement.',
        });
      }
      taken.set(id, agreement.id);
    }
  });
};

const checkStaff = (problem: ShapedProblem, context: CheckContext): void => {
  problem.staff?.forEach(({ sites, unitsPerPerson, itKwPerPerson }, index) => {
    const path = ['staff', index];
    if ((unitsPerPerson === undefined) === (itKwPerPerson === undefined)) {
      context.add(path, {
        code: 'exactly-one-of',
        message:
          unitsPerPerson === undefined ? 'says not what a person looks after.' : 'is stated in two ways.',
        allowed: 'exactly one of unitsPerPerson, itKwPerPerson',
        fix: unitsPerPerson === undefined ? 'State one.' : 'Keep one.',
      });
    }
    if (new Set(sites).size < sites.length) {
      context.add([...path, 'sites'], {
        code: 'duplicate-id',
        message: 'a site is named twice.',
        fix: 'Name each site once.',
      });
    }
  });
};
