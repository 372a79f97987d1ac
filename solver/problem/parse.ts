import type { Catalogue } from '../catalogue/catalogue.js';
import { runChecks } from './checks/index.js';
import { copyInput } from './copy.js';
import { checkCurrencies, checkRates, convertMoney } from './currency.js';
import { expandReferences } from './expand.js';
import { deepFreeze } from './freeze.js';
import type { Issue } from './issue.js';
import { namedSet, PlanningDefaults } from './planning-defaults.js';
import { type Path, pointerOf } from './pointer.js';
import { type TakenRanges, takeRanges, withNumberAt } from './ranges.js';
import { checkReferences } from './references.js';
import { Report } from './report.js';
import { resolve } from './resolve.js';
import { readShape } from './shape.js';
import { Suggester } from './suggest.js';
import type { Problem } from './types.js';
import { warningsOf } from './warnings.js';

/** A problem that passed every check, or everything that is wrong with it. */
export type ParseResult =
  | { readonly ok: true; readonly problem: Problem }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export interface ParseOptions {
  /** Snapshots that `catalogue` may name, oldest first. Without any, every entry must be written in full. */
  readonly catalogues?: readonly Catalogue[];
}

/**
 * Reads a problem: rows of the catalogue it names, shape, cross-checks between parts, planning defaults, one currency. All issues come back at
 * once; no input makes it throw. The input is neither kept nor changed, and the problem is frozen all through.
 *
 * @example
 * const read = parseProblem(JSON.parse(text));
 * if (read.ok) console.log(read.problem.workloads.length);
 * else for (const issue of read.issues) console.log(issue.pointer, issue.message);
 */
export const parseProblem = (raw: unknown, options: ParseOptions = {}): ParseResult => {
  const report = new Report();
  const suggester = new Suggester();
  const copied = copyInput(raw, report);
  if (copied === undefined) return { ok: false, issues: report.issues };

  const taken = takeRanges(copied.value, report);
  const expanded = expandReferences(taken.value, options.catalogues ?? [], report, suggester);
  const shaped = readShape(expanded.value, extremesOf(copied.extremes, taken), report, suggester);
  // What a missing row would have given is not to be called missing.
  if (!expanded.isComplete) return { ok: false, issues: report.issues };
  checkReferences(expanded.value, report, suggester);
  runChecks(expanded.value, shaped, report, suggester);
  if (shaped === undefined) return { ok: false, issues: report.issues };

  checkRates(shaped, report);
  checkCurrencies(shaped, report);
  const set = namedSet(shaped, report, suggester);
  // With a wrong name of the set, every figure it was to give would be called missing.
  if (shaped.assume !== undefined && set === undefined) return { ok: false, issues: report.issues };
  if (report.isEmpty) convertMoney(shaped);
  const resolved = resolve(shaped, new PlanningDefaults(shaped, set, report));
  if (!report.isEmpty) return { ok: false, issues: report.issues };

  const problem: Problem = {
    ...resolved,
    annotations: copied.annotations,
    warnings: [...warningsOf(resolved), ...expanded.warnings, ...rangeWarning(taken)],
    ...(taken.ranges.length === 0 ? {} : { ranges: taken.ranges.map(({ path: _, ...range }) => range) }),
    ...(expanded.use === undefined ? {} : { catalogue: expanded.use }),
  };
  const wrongEnds = uncheckedEnds(taken, options);
  return wrongEnds.length > 0 ? { ok: false, issues: wrongEnds } : { ok: true, problem: deepFreeze(problem) };
};

/** A number that is too large inside a range is too large for the field the range stands in. */
const extremesOf = (extremes: readonly Path[], { ranges }: TakenRanges): readonly Path[] => {
  const holders = new Set(ranges.map(({ pointer }) => pointer));
  return extremes.map((path) => {
    const holder = path.slice(0, -1);
    return holders.has(pointerOf(holder)) ? holder : path;
  });
};

const rangeWarning = ({ ranges }: TakenRanges): Problem['warnings'] =>
  ranges.length === 0
    ? []
    : [
        {
          code: 'ranges-at-likely',
          pointer: '',
          message: `${ranges.length} figures are given as ranges; everything is computed at their likely values.`,
        },
      ];

/** Ends in entries that only the catalogue completes, held to their fields by reading the problem with them. */
const uncheckedEnds = ({ value, ranges, unchecked }: TakenRanges, options: ParseOptions): Issue[] =>
  ranges
    .filter(({ pointer, low, high }) => unchecked.has(pointer) && low < high)
    .flatMap(({ path, pointer, low, high }) =>
      [low, high].flatMap((end) => {
        const read = parseProblem(withNumberAt(value, path, end), options);
        return read.ok
          ? []
          : read.issues.map((issue) => ({
              ...issue,
              message: `With the range at ${pointer} at ${end}: ${issue.message}`,
            }));
      }),
    );
