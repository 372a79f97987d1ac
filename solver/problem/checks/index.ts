import { z } from 'zod';
import type { Report } from '../report.js';
import { problemSchema, type ShapedProblem } from '../schema/problem.js';
import { defOf, unwrapped } from '../schema-walk.js';
import type { Suggester } from '../suggest.js';
import { checkCalendar } from './calendar.js';
import { checkCarbon } from './carbon.js';
import { CheckContext, LOCAL_PARTS, type Parts, type Placed } from './context.js';
import { checkCostTargets } from './cost-targets.js';
import { checkDispatch } from './dispatch.js';
import { checkHorizon } from './horizon.js';
import { checkLimits } from './limits.js';
import { checkNetwork } from './network.js';
import { checkOffers } from './offers.js';
import { checkPerformance } from './performance.js';
import { checkPinning } from './pinning.js';
import { checkPlaces } from './places.js';
import { checkProcurement } from './procurement.js';
import { checkQuotes } from './quotes.js';
import { checkRuleValues } from './rule-values.js';
import { checkRules } from './rules.js';
import { checkSilicon } from './silicon.js';
import { checkSites } from './sites.js';
import { checkTariffs } from './tariffs.js';
import { checkTraffic } from './traffic.js';
import { checkTraining } from './training.js';
import { checkWorkloads } from './workloads.js';
import { checkJitterMargins, checkProducts, checkValues } from './worth.js';

/** Checks of entries one by one: made for every entry of the right shape, whatever is wrong elsewhere. */
const LOCAL_CHECKS: readonly ((parts: Parts, context: CheckContext) => void)[] = [
  checkPlaces,
  checkSilicon,
  checkOffers,
  checkTariffs,
  checkWorkloads,
  checkTraining,
  checkValues,
  checkRules,
  checkPinning,
  checkCostTargets,
];

/** Checks between parts: made only where the whole problem has the right shape. */
const WHOLE_CHECKS: readonly ((problem: ShapedProblem, context: CheckContext) => void)[] = [
  checkHorizon,
  checkSites,
  checkCalendar,
  checkNetwork,
  checkTraffic,
  checkPerformance,
  checkCarbon,
  checkLimits,
  checkRuleValues,
  checkQuotes,
  checkDispatch,
  checkProcurement,
  checkProducts,
  checkJitterMargins,
];

/** Makes every cross-check that can be made. */
export const runChecks = (
  root: unknown,
  shaped: ShapedProblem | undefined,
  report: Report,
  suggester: Suggester,
): void => {
  const context = new CheckContext(root, report, suggester);
  const parts = shaped === undefined ? salvaged(root, report) : placed(shaped);
  for (const check of LOCAL_CHECKS) check(parts, context);
  if (shaped !== undefined) for (const check of WHOLE_CHECKS) check(shaped, context);
};

const placed = (problem: ShapedProblem): Parts =>
  Object.fromEntries(
    LOCAL_PARTS.map((part) => [
      part,
      problem[part].map((entry, index): Placed<unknown> => ({ entry, path: [part, index] })),
    ]),
  ) as unknown as Parts;

/** The entries that have the right shape although the problem as a whole does not. */
const salvaged = (root: unknown, report: Report): Parts =>
  Object.fromEntries(
    LOCAL_PARTS.map((part) => {
      const list = typeof root === 'object' && root !== null && Object.hasOwn(root, part);
      const raw: unknown = list ? (root as Record<string, unknown>)[part] : undefined;
      if (!Array.isArray(raw)) return [part, []];
      const def = defOf(unwrapped(problemSchema.shape[part]));
      if (def.type !== 'array') return [part, []];
      const found: Placed<unknown>[] = [];
      raw.forEach((value: unknown, index) => {
        if (report.hasUnder([part, index])) return;
        const parsed = z.safeParse(def.element, value);
        if (parsed.success) found.push({ entry: parsed.data, path: [part, index] });
      });
      return [part, found];
    }),
  ) as unknown as Parts;
