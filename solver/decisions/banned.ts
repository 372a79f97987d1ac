import type { Problem } from '../problem/types.js';

/** Held offers that a ban closes to every stream: they leave their banks, their commitments stay paid. */
export const bannedOffers = (problem: Problem): ReadonlySet<string> =>
  new Set(
    problem.offers.flatMap((offer) => {
      const isBanned = problem.bans.some(
        (ban) =>
          ban.offer === offer.id &&
          Object.keys(ban.selector).length === 0 &&
          (ban.site === undefined || ban.site === offer.site) &&
          (ban.silicon === undefined || ('silicon' in offer && ban.silicon === offer.silicon)),
      );
      return isBanned ? [offer.id] : [];
    }),
  );
