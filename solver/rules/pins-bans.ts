import type { Bank, Exclusion } from '../candidates/types.js';
import { bannedOffers } from '../decisions/banned.js';
import type { Ban, Pin, Problem } from '../problem/types.js';
import type { Stream } from '../sizing/types.js';
import type { Constraint, Violation } from './contract.js';
import { selects } from './policy-facts.js';

const hasOffer = (bank: Bank, offer: string): boolean =>
  bank.kind === 'held' ? bank.offers.some((one) => one.id === offer) : bank.offer.id === offer;

const concerns = (pin: Pin, stream: Stream): boolean =>
  pin.workload === stream.workload.id && (pin.location === undefined || pin.location === stream.location);

const satisfies = (pin: Pin, bank: Bank): boolean =>
  pin.offer !== undefined ? hasOffer(bank, pin.offer) : pin.site === bank.site.id;

const namesStreams = (ban: Ban): boolean => Object.keys(ban.selector).length > 0;

/** Whether a bank is what the ban names: every target that is stated must match. */
const names = (ban: Ban, bank: Bank): boolean => {
  if (ban.site !== undefined && ban.site !== bank.site.id) return false;
  if (ban.silicon !== undefined && (bank.kind === 'token' || ban.silicon !== bank.silicon.id)) return false;
  if (ban.offer === undefined) return true;
  // A held offer banned for everyone leaves its bank; the bank stays open while it has other offers.
  return hasOffer(bank, ban.offer) && (bank.kind !== 'held' || namesStreams(ban));
};

/** What a function of an object answers, worked out once an object. */
const once = <Key extends object, Value>(work: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = work(key);
      known.set(key, value);
    }
    return value;
  };
};

/**
 * First pin or ban that keeps a stream off a bank. What a bank and what a stream have to do with is found once for each:
 * the cloud-only problem bans every other site, and to read all bans for every pair would take far longer than all else.
 */
export const pinOrBanForbids = (
  problem: Problem,
): ((stream: Stream, bank: Bank) => Exclusion | undefined) => {
  const pinsOf = once((stream: Stream) => problem.pins.filter((pin) => concerns(pin, stream)));
  const bansOf = once((bank: Bank) => problem.bans.filter((ban) => names(ban, bank)));
  return (stream, bank) => {
    const pin = pinsOf(stream).find((one) => !satisfies(one, bank));
    if (pin) return { stream, bank, code: 'pin', limit: pin.offer ?? pin.site ?? '' };
    const ban = bansOf(bank).find((one) => !namesStreams(one) || selects(problem, one.selector, stream));
    if (ban) return { stream, bank, code: 'ban', limit: ban.offer ?? ban.silicon ?? ban.site ?? '' };
    return undefined;
  };
};

/** Banks that a ban closes to every stream; undefined where no ban does. */
export const banksClosed = (problem: Problem): ((bank: Bank) => boolean) | undefined => {
  const forAll = problem.bans.filter((ban) => !namesStreams(ban));
  return forAll.length === 0 ? undefined : (bank) => forAll.some((ban) => names(ban, bank));
};

/** Pins and bans, for shares and for standby. Enforced by leaving pairs out. */
export const pinsAndBans: Constraint = {
  id: 'pin-or-ban',
  violations: (reading) => {
    const { problem } = reading.candidates.demand;
    const bansOf = once((bank: Bank) => problem.bans.filter((ban) => names(ban, bank)));
    const found = reading.placed.flatMap(({ candidate, shareFraction, standbyFraction }): Violation[] => {
      const { stream, bank } = candidate;
      const pins = problem.pins
        .filter((pin) => concerns(pin, stream) && !satisfies(pin, bank))
        .map((pin) => `pin of ${pin.workload}`);
      const bans = bansOf(bank)
        .filter((ban) => selects(problem, ban.selector, stream))
        .map((ban) => `ban of ${ban.offer ?? ban.silicon ?? ban.site}`);
      return [...pins, ...bans].map((what) => ({
        rule: 'pin-or-ban',
        subject: `${what}: ${stream.id} at ${bank.id}`,
        actual: shareFraction + standbyFraction,
        limit: 0,
        unit: 'share',
      }));
    });
    const banned = bannedOffers(problem);
    const units = reading.plan.units
      .filter((one) => banned.has(one.offer))
      .map(
        (one): Violation => ({
          rule: 'pin-or-ban',
          subject: `ban of ${one.offer}`,
          actual: one.unitsKept + one.unitsFurther,
          limit: 0,
          unit: 'units',
        }),
      );
    return [...found, ...units];
  },
};
