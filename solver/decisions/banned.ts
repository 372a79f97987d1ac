import type { Problem } from '../problem/types.js';

/** Held offers that a ban closes to every stream: they leave their banks, their commitments stay paid. */
export const bannedOffers = (problem: Problem): ReadonlySet<string> =>
  new Set(
    problem.bans.flatMap((ban) =>
      ban.offer !== undefined && Object.keys(ban.selector).length === 0 ? [ban.offer] : [],
    ),
  );
