import type { Dice } from './dice.js';
import type { Family, HeldInput, OfferInput, SiteInput } from './draft.js';

function held(
  dice: Dice,
  id: string,
  site: string,
  silicon: string,
  terms: HeldInput['terms'],
  isCheap = false,
): HeldInput {
  const most = dice.int(2, 4);
  const price = isCheap ? 0.35 : 1;
  const shared = {
    id,
    site,
    silicon,
    unitsMax: most,
    ...(dice.chance(0.35) || terms === 'owned'
      ? { unitsExisting: terms === 'owned' ? most : dice.int(1, 2) }
      : {}),
    ...(dice.chance(0.2) && terms !== 'owned' ? { unitsCommitted: 1 } : {}),
    ...(dice.chance(0.6) ? { operationsCostPerUnitYear: dice.real(300, 2500, 1) } : {}),
    ...(dice.chance(0.2) ? { escalationFraction: dice.real(-0.03, 0.04) } : {}),
  };
  switch (terms) {
    case 'owned':
      return { ...shared, terms };
    case 'purchase':
      return {
        ...shared,
        terms,
        pricePerUnit: Number((price * dice.real(9000, 38000, 1)).toFixed(1)),
        lifeYears: dice.int(2, 6),
        ...(dice.chance(0.4) ? { priceChangeFraction: dice.real(-0.15, 0.05) } : {}),
        ...(dice.chance(0.4) ? { residualMarketFraction: dice.real(0.2, 0.9) } : {}),
      };
    case 'lease':
      return {
        ...shared,
        terms,
        pricePerUnitYear: Number((price * dice.real(4000, 14000, 1)).toFixed(1)),
        energyIncluded: dice.chance(0.4),
      };
    case 'reserved':
      return {
        ...shared,
        terms,
        pricePerUnitHour: Number((price * dice.real(0.6, 1.7)).toFixed(3)),
        ...(dice.chance(0.4) ? { upfrontCostPerUnit: dice.real(500, 4000, 1) } : {}),
      };
  }
}

const TERMS = ['owned', 'purchase', 'purchase', 'lease', 'reserved'] as const;

/** A few held offers, and most often something to rent beside them. */
export function offersOf(
  dice: Dice,
  sites: readonly SiteInput[],
  family: Family,
  hasAgents: boolean,
): OfferInput[] {
  const offers: OfferInput[] = [];
  const siliconOf = (): string => (dice.chance(0.3) ? 'asic' : 'gpu');
  const edgeIds = sites.slice(1).map((site) => site.id);
  const heldCount = family === 'divisible' && hasAgents ? 1 : dice.int(1, family === 'divisible' ? 2 : 3);
  for (let index = 0; index < heldCount; index += 1) {
    const terms = dice.pick(TERMS);
    const site =
      terms === 'reserved' && dice.chance(0.6) ? 'cloud' : (edgeIds[index % edgeIds.length] ?? 'core');
    offers.push(
      held(
        dice,
        `held${index}`,
        site,
        index === 0 ? 'gpu' : siliconOf(),
        terms,
        index === 0 && dice.chance(0.65),
      ),
    );
  }
  if (dice.chance(0.93))
    offers.push({
      id: 'rent',
      terms: 'on-demand',
      site: 'cloud',
      silicon: 'gpu',
      pricePerUnitHour: dice.real(1.4, 4),
      packingEfficiencyFraction: dice.real(0.7, 1, 2),
      ...(dice.chance(0.7) ? { standbyPerUnitHour: dice.real(0.1, 0.6) } : {}),
    });
  if (dice.chance(family === 'divisible' ? 0.15 : 0.25))
    offers.push({
      id: 'spot',
      terms: 'spot',
      site: dice.pick(sites).id,
      silicon: 'gpu',
      pricePerUnitHour: dice.real(0.6, 1.5),
      packingEfficiencyFraction: 0.9,
      goodputLossFraction: dice.real(0.05, 0.3, 2),
    });
  if (dice.chance(family === 'divisible' ? 0.15 : 0.3))
    offers.push({
      id: 'endpoint',
      terms: 'token',
      site: 'cloud',
      models: ['llm'],
      pricePerMillionInputTokens: dice.real(0.1, 0.9),
      pricePerMillionOutputTokens: dice.real(0.2, 1.4),
      firstTokenMs: dice.int(100, 400),
      perOutputTokenMs: dice.int(8, 30),
      percentile: 95,
      wattHoursPerMillionTokens: 400,
    });
  if (hasAgents) {
    offers.push(held(dice, 'hosts', edgeIds[0] ?? 'core', 'cpu', dice.pick(['owned', 'purchase', 'lease'])));
    if (dice.chance(0.9))
      offers.push({
        id: 'rent-hosts',
        terms: 'on-demand',
        site: 'cloud',
        silicon: 'cpu',
        pricePerUnitHour: dice.real(0.8, 2),
        packingEfficiencyFraction: 0.9,
        standbyPerUnitHour: 0.2,
      });
  }
  return offers;
}
