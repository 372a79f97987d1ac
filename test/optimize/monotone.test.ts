import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { Clock } from '../../solver/optimize/clock.js';
import { leastCostOf } from '../../solver/optimize/least-cost.js';
import type { Plan, PlanBank } from '../../solver/plan/types.js';
import { parseProblem } from '../../solver/problem/parse.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { moneyTolerance } from '../../solver/program/proof.js';
import type { SolveOptions } from '../../solver/result.js';
import { randomProblem } from '../support/random-problem.js';

type Offer = ProblemInput['offers'][number];

const optimum = async (input: ProblemInput): Promise<Plan | undefined> => {
  const read = parseProblem(input);
  if (!read.ok) return undefined;
  const options: SolveOptions = { engines: [glpk] };
  const result = await leastCostOf(read.problem, options, {
    clock: new Clock(options),
    timeShareFraction: 1,
    phase: 'search',
  });
  return result.kind === 'found' && result.plan.isProven ? result.plan : undefined;
};

/** Without what makes more supply dearer by itself: commitments, and limits whose denominator is part of the plan. */
const comparable = (input: ProblemInput): ProblemInput => {
  const shares = (input.limits?.shares ?? []).filter(({ of }) => of === 'workloadWeight');
  return {
    ...input,
    offers: input.offers.map((offer) =>
      'unitsCommitted' in offer ? { ...offer, unitsCommitted: 0 } : offer,
    ),
    ...(input.limits ? { limits: { ...input.limits, shares } } : {}),
  };
};

const isHeld = ({ terms }: Offer): boolean => ['owned', 'purchase', 'lease', 'reserved'].includes(terms);

/**
 * Whether an offer can be taken away and nothing else: nothing names it, and no other offer shares its bank. What a rule reads of a
 * held bank is read of all its offers, so one more of forbidden terms can close it; that is policy, not cost.
 */
const standsAlone = (input: ProblemInput, offer: Offer): boolean => {
  const rest = { ...input, offers: input.offers.filter((one) => one !== offer) };
  const sharesBank = rest.offers.some(
    (one) =>
      isHeld(one) &&
      isHeld(offer) &&
      one.site === offer.site &&
      'silicon' in one &&
      'silicon' in offer &&
      one.silicon === offer.silicon,
  );
  return !sharesBank && !JSON.stringify(rest).includes(`"${offer.id}"`);
};

const isNoDearer = (wider: Plan, narrower: Plan): boolean =>
  wider.objective <= narrower.objective + moneyTolerance(narrower.objective);

const isUsed = (plan: Plan, bank: PlanBank, offer: string): boolean =>
  bank.offers.includes(offer) && plan.placements.some((one) => one.bank === bank.id);

describe('the optimum', () => {
  it('is never raised by one more offer or one rule less', async () => {
    const seen = { offers: 0, rules: 0, saved: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom('indivisible' as const, 'divisible' as const),
        fc.nat(),
        async (seed, family, pick) => {
          const input = comparable(randomProblem(seed, family).input);
          const offers = input.offers.filter((offer) => standsAlone(input, offer));
          const rules = input.rules ?? [];
          const rule = rules[pick % Math.max(1, rules.length)];
          if (offers.length === 0 && !rule) return;
          const plan = await optimum(input);
          // Every second time one the plan uses, so that it is missed.
          const used = offers.filter(
            ({ id }) => pick % 2 === 0 && plan?.banks.some((bank) => isUsed(plan, bank, id)),
          );
          const from = used.length > 0 ? used : offers;
          const offer = from[pick % Math.max(1, from.length)];
          if (offer) {
            const without = await optimum({ ...input, offers: input.offers.filter((one) => one !== offer) });
            if (without) {
              expect(plan, `${seed} ${family}: with ${offer.id}`).toBeDefined();
              expect(plan && isNoDearer(plan, without), `${seed} ${family}: ${offer.id}`).toBe(true);
              seen.offers += 1;
              if (plan && plan.objective < without.objective - 1) seen.saved += 1;
            }
          }
          if (rule && plan) {
            const freed = await optimum({ ...input, rules: rules.filter((one) => one !== rule) });
            expect(freed, `${seed} ${family}: without ${rule.id}`).toBeDefined();
            expect(freed && isNoDearer(freed, plan), `${seed} ${family}: ${rule.id}`).toBe(true);
            seen.rules += 1;
          }
        },
      ),
      { numRuns: 50, seed: 20261127 },
    );
    expect(seen.offers).toBeGreaterThan(10);
    expect(seen.rules).toBeGreaterThan(3);
    // Otherwise the offers taken away were never of use, and nothing was tested.
    expect(seen.saved).toBeGreaterThan(5);
  });
});
