import type { Catalogue } from '../catalogue/catalogue.js';
import { runChecks } from './checks/index.js';
import { copyInput } from './copy.js';
import { checkCurrencies, checkRates, convertMoney } from './currency.js';
import { expandReferences } from './expand.js';
import { deepFreeze } from './freeze.js';
import type { Issue } from './issue.js';
import { namedSet, PlanningDefaults } from './planning-defaults.js';
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

  const expanded = expandReferences(copied.value, options.catalogues ?? [], report, suggester);
  const shaped = readShape(expanded.value, copied.extremes, report, suggester);
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
    warnings: [...warningsOf(resolved), ...expanded.warnings],
    ...(expanded.use === undefined ? {} : { catalogue: expanded.use }),
  };
  return { ok: true, problem: deepFreeze(problem) };
};
