import { InternalError } from '../../outcome.js';
import type { ShareLimit, Silicon, Site, SupplySelector } from '../../problem/types.js';
import type { AuditBank } from '../banks.js';
import type { Charge } from '../money/charge.js';
import { energyByPart } from '../money/energy.js';
import type { Case, Row } from '../rows.js';
import type { SitePower } from '../site-power.js';
import { countryOf } from './jurisdictions.js';

/** An amount that is shared out, with the supply it stands on. */
interface Part {
  readonly amount: number;
  readonly site: Site;
  readonly silicon: Silicon | null;
  readonly terms: readonly string[];
}

/** Limits on shares of workload weight, spend and power. */
export const checkShares = (audit: Case, powers: readonly SitePower[], charges: readonly Charge[]): void => {
  const { shares } = audit.problem.limits;
  if (shares.length === 0) return;
  const isSpend = shares.some(({ of }) => of === 'spend');
  const spend = isSpend
    ? [...charges.filter(({ component }) => SPEND.has(component)), ...energyByPart(audit, powers)]
    : [];
  for (const limit of shares) {
    const parts = partsOf(audit, limit.of, spend);
    const total = parts.reduce((sum, { amount }) => sum + amount, 0);
    const selected = parts
      .filter((part) => isSelected(limit.selector, part))
      .reduce((sum, { amount }) => sum + amount, 0);
    const slack = 1e-6 * Math.max(1, Math.abs(total));
    if (limit.maxFraction !== undefined)
      audit.ledger.atMost(
        'share-limit',
        `${limit.id} most`,
        limit.maxFraction * total,
        selected,
        limit.of,
        slack,
      );
    if (limit.minFraction !== undefined)
      audit.ledger.atLeast(
        'share-limit',
        `${limit.id} least`,
        limit.minFraction * total,
        selected,
        limit.of,
        slack,
      );
  }
};

const isSelected = (selector: SupplySelector, { site, silicon, terms }: Part): boolean => {
  const has = (list: readonly string[] | undefined, ...texts: readonly string[]): boolean =>
    list === undefined || texts.some((text) => list.includes(text));
  return (
    has(selector.sites, site.id) &&
    has(selector.siteKinds, site.kind) &&
    has(selector.operators, site.operator) &&
    has(selector.jurisdictions, site.jurisdiction, countryOf(site.jurisdiction)) &&
    (selector.siliconFamilies === undefined ||
      (silicon !== null && has(selector.siliconFamilies, silicon.family))) &&
    terms.every((one) => has(selector.terms, one))
  );
};

const onBank = ({ site, silicon, held, use, token }: AuditBank, amount: number): Part => {
  const offers = use ? [use] : token ? [token] : held;
  return { amount, site, silicon, terms: offers.map(({ terms }) => terms) };
};

const partsOf = (audit: Case, of: ShareLimit['of'], spend: readonly Charge[]): Part[] => {
  if (of === 'workloadWeight') return audit.rows.map((row) => onBank(row.bank, weightOf(row)));
  if (of === 'powerKw') {
    const idle = audit.units.map(({ bank, offer, silicon, inUse }) => ({
      ...onBank(bank, (silicon.idleWatts * inUse) / 1000),
      terms: [offer.terms],
    }));
    return [...idle, ...audit.rows.map((row) => onBank(row.bank, fullLoadKw(row)))];
  }
  return spend.flatMap((charge) => {
    if (charge.row) return [onBank(charge.row.bank, charge.presentWorth)];
    if (charge.useOffer) {
      const { terms, site } = charge.useOffer;
      const silicon = charge.useOffer.terms === 'token' ? null : charge.useOffer.silicon;
      return [
        {
          amount: charge.presentWorth,
          site: audit.entries.sites.get(site),
          silicon: silicon === null ? null : audit.entries.silicon.get(silicon),
          terms: [terms],
        },
      ];
    }
    if (!charge.offer) return [];
    const site = audit.entries.sites.get(charge.offer.site);
    const silicon = audit.entries.silicon.get(charge.offer.silicon);
    return [{ amount: charge.presentWorth, site, silicon, terms: [charge.offer.terms] }];
  });
};

/** Components that are spend on supply; energy comes apart, divided between units and placements. */
const SPEND: ReadonlySet<string> = new Set([
  'siliconUpfront',
  'siliconReplacement',
  'siliconResidual',
  'rentHeld',
  'rentByUse',
  'tokens',
  'irrecoverableTax',
  'quoted',
  'operations',
  'traffic',
]);

const weightOf = ({ stream, yearPart, x }: Row): number => {
  const { weight, kind, id } = stream.workload;
  if (weight === undefined)
    throw new InternalError(`audit: workload ${id} has no weight, and a limit asks for it`);
  return (weight * stream.originShare * yearPart * x) / (kind === 'agent' ? 2 : 1);
};

/** The blocks of a stream share its full load by their part of its year. */
const fullLoadKw = ({ bank, need, stream, x }: Row): number => {
  const { silicon } = bank;
  if (silicon === null) return 0;
  const units = (need.units / stream.peakPart) * stream.yearPart * x;
  if (bank.plan.kind !== 'held') return (silicon.maxWatts * units) / 1000;
  return ((silicon.maxWatts - silicon.idleWatts) * need.busy * units) / 1000;
};
