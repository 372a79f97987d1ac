import type { CostId } from '../../plan/types.js';
import type { Offer } from '../../problem/types.js';
import type { Charge, Payment } from './charge.js';

/** What a vendor bills. */
const BILLED: ReadonlySet<CostId> = new Set([
  'siliconUpfront',
  'siliconReplacement',
  'rentHeld',
  'rentByUse',
  'tokens',
  'quoted',
]);

const offerOf = ({ component, offer, useOffer, row }: Charge): Offer | undefined => {
  if (offer ?? useOffer) return offer ?? useOffer;
  if (row === undefined) return undefined;
  const { use, token, held } = row.bank;
  if (component !== 'quoted') return use ?? token ?? undefined;
  return [use, token, ...held].find((one): one is NonNullable<typeof one> => one?.id === row.quote?.offer);
};

/** Tax on what offers bill that is not recovered, paid with it. */
export const irrecoverableCharges = (charges: readonly Charge[]): Charge[] =>
  charges.flatMap((charge) => {
    if (!BILLED.has(charge.component)) return [];
    const fraction = offerOf(charge)?.irrecoverableTaxFraction ?? 0;
    if (fraction === 0) return [];
    const part = ({ year, amount }: Payment): Payment => ({ year, amount: amount * fraction });
    return [
      {
        ...charge,
        component: 'irrecoverableTax' as const,
        presentWorth: charge.presentWorth * fraction,
        firstYear: charge.firstYear * fraction,
        capital: charge.capital.map(part),
        other: charge.other.map(part),
      },
    ];
  });
