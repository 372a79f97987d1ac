import type { Offer, Problem } from '../problem/types.js';
import { isCloudOffer, isCloudSite } from './cloud-only.js';

export interface BaselineWarning {
  readonly code: 'no-region' | 'few-regions' | 'no-commitment-terms' | 'no-token-endpoint' | 'list-price';
  readonly message: string;
}

/** Terms that bind for the whole horizon and are cheaper for it. */
const isCommitment = (offer: Offer): boolean =>
  offer.terms === 'purchase' || offer.terms === 'lease' || offer.terms === 'reserved';

/** Label by which a planner says that a cloud price is the price they were given, discounts included. */
export const NEGOTIATED_LABEL = 'negotiated';

/**
 * Why a comparison with cloud-only may flatter the plan: what a careful buyer of cloud could have and this problem
 * does not offer. Empty: no reason found in the problem.
 *
 * @example
 * weakBaselineWarnings(problem).map((warning) => warning.code); // ['few-regions', 'no-commitment-terms', 'list-price']
 */
export const weakBaselineWarnings = (problem: Problem): BaselineWarning[] => {
  const regions = problem.sites.filter(isCloudSite);
  const inCloud = problem.offers.filter(isCloudOffer(problem));
  const elsewhere = problem.offers.filter((offer) => !inCloud.includes(offer));
  const warnings: BaselineWarning[] = [];
  const warn = (code: BaselineWarning['code'], message: string): void => {
    warnings.push({ code, message });
  };
  if (regions.length === 0) {
    warn('no-region', 'The problem has no hyperscale region, so there is nothing to compare with.');
    return warnings;
  }
  if (regions.length < 2) {
    warn(
      'few-regions',
      `The problem has one hyperscale region (${regions.map((site) => site.id).join(', ')}); a buyer of cloud has more to choose from.`,
    );
  }
  if (elsewhere.some(isCommitment) && !inCloud.some(isCommitment)) {
    warn(
      'no-commitment-terms',
      'The plan may buy, lease or reserve, and no hyperscale region offers reserved terms.',
    );
  }
  if (
    elsewhere.some((offer) => offer.terms === 'token') &&
    !inCloud.some((offer) => offer.terms === 'token')
  ) {
    warn('no-token-endpoint', 'Token endpoints are offered elsewhere and at no hyperscale region.');
  }
  const atList = inCloud.filter((offer) => !offer.labels?.includes(NEGOTIATED_LABEL));
  if (atList.length > 0) {
    warn(
      'list-price',
      `Cloud prices are read as list prices: ${atList.length} of ${inCloud.length} cloud offers carry no label "${NEGOTIATED_LABEL}".`,
    );
  }
  return warnings;
};
