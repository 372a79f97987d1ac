import { type Comparison, hashOf, type Plan } from '@placewright/solver';
import { z } from 'zod';
import type { SolvedAnswer } from '../answer.js';
import { type InputIssue, toIssues } from '../input/issue.js';
import { readPlan } from '../input/plan.js';

/** Version of the bundle's format, major.minor. */
const BUNDLE_VERSION = '1.0';

/** Everything it takes to check an answer without whoever gave it: problem as written, plan, comparison. */
export interface Bundle {
  readonly bundle: typeof BUNDLE_VERSION;
  /** SHA-256 of the canonical JSON of problem, plan and comparison: shows damage, and proves nothing of who made it. */
  readonly contentHash: string;
  readonly solverVersion: string;
  readonly problem: unknown;
  readonly plan: Plan;
  readonly comparison: Comparison;
}

const contentHashOf = ({ problem, plan, comparison }: Pick<Bundle, 'problem' | 'plan' | 'comparison'>) =>
  hashOf({ problem, plan, comparison });

/** The bundle of a solved problem. The same answer gives the same bytes. */
export const makeBundle = async (problem: unknown, { plan, comparison }: SolvedAnswer): Promise<Bundle> => ({
  bundle: BUNDLE_VERSION,
  contentHash: await contentHashOf({ problem, plan, comparison }),
  solverVersion: plan.solverVersion,
  problem,
  plan,
  comparison,
});

const saving = z.strictObject({ money: z.number(), fraction: z.number() }).optional();
const bundleShape = z.strictObject({
  bundle: z.literal(BUNDLE_VERSION),
  contentHash: z.string(),
  solverVersion: z.string(),
  problem: z.record(z.string(), z.unknown()),
  plan: z.unknown(),
  comparison: z.looseObject({
    kind: z.enum(['permitted', 'not-permitted', 'not-found', 'not-asked']),
    cloudOnly: z.unknown().optional(),
    savesAtLeast: saving,
    savesAtMost: saving,
    potential: saving,
  }),
});

export type OpenedBundle =
  | { readonly ok: true; readonly problem: unknown; readonly plan: Plan; readonly comparison: Comparison }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

const under = (prefix: string, issues: readonly InputIssue[]): InputIssue[] =>
  issues.map((issue) => ({ ...issue, pointer: prefix + issue.pointer }));

const isComparison = (value: unknown): value is Comparison =>
  bundleShape.shape.comparison.safeParse(value).success;

/** Reads a bundle: its shape, its two plans, and whether it is as it was written. */
export const openBundle = async (value: unknown): Promise<OpenedBundle> => {
  const read = bundleShape.safeParse(value);
  if (!read.success) return { ok: false, issues: toIssues(read.error) };
  const { problem, contentHash } = read.data;
  const plan = readPlan(read.data.plan);
  if (!plan.ok) return { ok: false, issues: under('/plan', plan.issues) };
  const { comparison } = read.data;
  if (comparison.cloudOnly !== undefined) {
    const cloudOnly = readPlan(comparison.cloudOnly);
    if (!cloudOnly.ok) return { ok: false, issues: under('/comparison/cloudOnly', cloudOnly.issues) };
  }
  // Narrowed by the checks above; the shape leaves what it does not check as unknown.
  if (!isComparison(comparison)) return { ok: false, issues: [] };
  const found = await contentHashOf({ problem, plan: plan.plan, comparison });
  if (found !== contentHash) {
    const message = `the content hashes to ${found}, the bundle states ${contentHash}`;
    const fix = 'take the bundle anew from whoever wrote it: it was changed since';
    return {
      ok: false,
      issues: [{ code: 'changed', pointer: '/contentHash', value: contentHash, message, fix }],
    };
  }
  return { ok: true, problem, plan: plan.plan, comparison };
};
