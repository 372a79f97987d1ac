import type { HeldOffer, Problem, SupplySelector } from '../../solver/problem/types.js';
import type { OracleBank } from './banks.js';

/** Whether a selector of a share limit counts a bank, or the units of one offer in it. */
export function supplyMatches(
  problem: Problem,
  selector: SupplySelector,
  bank: OracleBank,
  offer: HeldOffer | null,
): boolean {
  const { site, silicon } = bank;
  const operator = problem.operators.find((entry) => entry.id === site.operator);
  const terms =
    offer !== null
      ? [offer.terms]
      : bank.unitUse !== null
        ? [bank.unitUse.terms]
        : bank.token !== null
          ? [bank.token.terms]
          : bank.held.map((entry) => entry.terms);
  if (selector.sites?.includes(site.id) === false) return false;
  if (selector.siteKinds?.includes(site.kind) === false) return false;
  if (selector.operators?.includes(operator?.id ?? '') === false) return false;
  if (selector.jurisdictions?.includes(site.jurisdiction) === false) return false;
  if (selector.siliconFamilies !== undefined)
    if (silicon === null || !selector.siliconFamilies.includes(silicon.family)) return false;
  if (selector.terms !== undefined)
    if (!terms.every((entry) => (selector.terms as readonly string[]).includes(entry))) return false;
  return true;
}
