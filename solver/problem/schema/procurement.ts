import { z } from 'zod';
import {
  amount,
  asOf,
  count,
  entryCurrency,
  escalation,
  fraction,
  id,
  money,
  note,
  positive,
  ref,
  signed,
  source,
  text,
} from './fields.js';

/** How long a rent is agreed for, and at what price it is agreed again. */
export const termFields = {
  termYears: count(
    1,
    'years',
    'Length of one contract; its price is that of the day it is signed, and it is signed again until the horizon ends. Absent: one contract for the whole horizon.',
  ).optional(),
  priceChangeFraction: signed(
    'fraction/year',
    'Yearly change of the price at which a contract is signed again; needed where termYears ends inside the horizon.',
  ).optional(),
};

const discount = (description: string) => z.number().gt(0).lt(1).meta({ description, unit: 'fraction' });

const NOT_RENEWED = z.strictObject({ kind: z.literal('none') }).meta({
  description:
    'Its units serve nothing, since a plan needs them to the last day; what is committed is paid until then.',
});
const renewalMeta = {
  description:
    'What follows where endsOn lies inside the horizon. Absent: the offer is left out, and costs nothing. The offer then has no units beyond the existing and committed ones.',
};

/** What follows a lease that ends inside the horizon. */
export const leaseRenewal = z
  .discriminatedUnion('kind', [
    NOT_RENEWED,
    z.strictObject({
      kind: z.literal('renewed'),
      pricePerUnitYear: money(
        'money/unit-year',
        'Rent of a unit in use after endsOn, at prices of today; escalates as the rent does.',
      ),
    }),
  ])
  .meta(renewalMeta)
  .optional();

/** What follows a reservation that ends inside the horizon. */
export const reservedRenewal = z
  .discriminatedUnion('kind', [
    NOT_RENEWED,
    z.strictObject({
      kind: z.literal('renewed'),
      pricePerUnitHour: money(
        'money/unit-hour',
        'Price of a unit in use after endsOn, at prices of today, for each hour; escalates as the price before does.',
      ),
    }),
  ])
  .meta(renewalMeta)
  .optional();

/** What follows owned units whose life ends inside the horizon. */
export const ownedRenewal = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('replaced'),
      pricePerUnit: money('money/unit', 'Price of the unit that replaces one in use, at prices of today.'),
      lifeYears: positive('years', 'Years until it is replaced in turn.'),
      priceChangeFraction: signed('fraction/year', 'Yearly change of that price. Absent: none.').default(0),
      residualMarketFraction: fraction(
        'Market value over straight-line book value at the end of the horizon. Absent: 0, no residual is counted.',
      ).default(0),
    }),
  ])
  .meta(renewalMeta)
  .optional();

/** Ending a contract in force at the start of the horizon. */
export const endingFields = {
  terminationCostPerUnit: money(
    'money/unit',
    'Makes committed units ones that can be given up: paid at the start for each of them. Absent: they cannot.',
  ).optional(),
  noticeMonths: amount(
    'months',
    'Months from the start for which rent of a unit that is given up is still paid; needed with terminationCostPerUnit.',
  ).optional(),
};

export const bookValuePerUnit = money(
  'money/unit',
  'Book value of a unit in place. Spent already: it moves no decision, and the plan says how much of it stands idle.',
).optional();

/** A lower price for the units above a number of them. */
export const volumeTier = z.strictObject({
  aboveUnits: count(1, 'units', 'Further units of the offer above this number have the discount.'),
  discountFraction: discount("Taken off the offer's prices for the units of this tier alone."),
});

export const volumeTiers = z
  .array(volumeTier)
  .min(1)
  .meta({
    description:
      'Falling prices by quantity, tier by tier: a discount is for the units of its tier, never for those below it.',
  })
  .optional();

/** A lower price for what is spent on an offer in a year above an amount. */
export const spendTier = z.strictObject({
  aboveSpendPerYear: money(
    'money/year',
    'Payments of a year for this offer above this amount, at stated prices, have the discount.',
  ),
  discountFraction: discount('Taken off the payments of this tier alone.'),
});

export const spendTiers = z
  .array(spendTier)
  .min(1)
  .meta({
    description:
      'Falling prices by what is spent in a year, tier by tier; with the prices themselves, the amounts escalate.',
  })
  .optional();

/** An agreement to spend at least an amount each year on some offers. */
export const committedSpend = z.strictObject({
  id: id('Agreement.'),
  name: text('Name.').optional(),
  offers: z
    .array(ref('offers'))
    .min(1)
    .meta({ description: 'Offers whose yearly payments count (rent and tokens); lease, reserved or by use.' })
    .optional(),
  operators: z
    .array(ref('operators'))
    .min(1)
    .meta({
      description: 'In place of offers: every lease, reserved and by-use offer at sites of these operators.',
    })
    .optional(),
  amountPerYear: money(
    'money/year',
    'Least to be paid in a year for these offers, after the discount; what is missing is paid all the same.',
  ),
  discountFraction: discount('Discount on the yearly payments of these offers. Absent: none.').optional(),
  escalationFraction: escalation(),
  currency: entryCurrency(),
  note: note(),
  source: source(),
  asOf: asOf(),
});

/** People who come in whole numbers with what stands at a site. */
export const staffLine = z.strictObject({
  id: id('Staff line.'),
  name: text('Name, as it stands on the bill.'),
  sites: z
    .array(ref('sites'))
    .min(1)
    .meta({ description: 'Sites with people of their own; each is counted by itself.' }),
  unitsPerPerson: positive(
    'units/person',
    'Held units in use that one person can look after; or itKwPerPerson.',
  ).optional(),
  itKwPerPerson: positive(
    'kW/person',
    'IT power at full load (maxWatts) of held units in use that one person can look after; or unitsPerPerson.',
  ).optional(),
  yearlyCostPerPerson: money('money/person-year', 'What a person costs in a year.'),
  escalationFraction: escalation(),
  currency: entryCurrency(),
  note: note(),
  source: source(),
  asOf: asOf(),
});
