import type { Plan, Problem, SolveOptions } from '@placewright/solver';
import type { CompareAnswer, ComparedPlan } from '../answer.js';
import { refuse, shortValue } from '../input/issue.js';
import { readPlan } from '../input/plan.js';
import { type ReadRows, readCsvRows, readRows } from '../input/rows.js';
import type { Library } from '../library.js';
import type { Job } from './protocol.js';
import { holdSize, jsonOf, partsOf, readProblem } from './reading.js';

/** A plan of the caller's as a value: rows as text of a table, or JSON that may be rows, a plan or a result. */
type Given = {
  readonly name: string;
  readonly document: string;
  readonly pointer: string;
} & ({ readonly csv: string } | { readonly json: unknown });

const PARTS = ['problem', 'a', 'b'] as const;
const SHAPE = '{"problem": a problem, "a": a plan, a result or rows, "b": the same}';

const givenOf = (job: Extract<Job, { kind: 'compare' }>) => {
  if (job.plans === null) {
    const parts = partsOf(job.problem, PARTS, SHAPE);
    const { name } = job.problem;
    const given = (which: 'a' | 'b'): Given => ({
      name: which,
      document: name,
      pointer: `/${which}`,
      json: parts[which],
    });
    return { problem: parts.problem, prefix: '/problem', a: given('a'), b: given('b') };
  }
  const given = ({ document, format }: NonNullable<typeof job.plans>['a']): Given => ({
    name: document.name,
    document: document.name,
    pointer: '',
    ...(format === 'csv' ? { csv: document.text } : { json: jsonOf(document) }),
  });
  return { problem: jsonOf(job.problem), prefix: '', a: given(job.plans.a), b: given(job.plans.b) };
};

interface Read {
  readonly compared: ComparedPlan;
  readonly plan: Plan | null;
}

interface Around {
  readonly library: Library;
  readonly options: SolveOptions;
}

const priced = async (given: Given, read: ReadRows, problem: Problem, around: Around): Promise<Read> => {
  if (!read.ok)
    throw refuse(
      'invalid-rows',
      given.document,
      `the rows of ${given.name} cannot be used`,
      read.issues.map((issue) => ({ ...issue, message: `${given.name}: ${issue.message}` })),
    );
  const { plan, broken, violations, problems } = await around.library.pricePlan(
    problem,
    read.rows,
    around.options,
  );
  const base = { name: given.name, source: 'rows', problems, notes: read.notes } as const;
  if (plan === undefined) return { compared: { ...base, check: null }, plan: null };
  return { compared: { ...base, check: { kind: 'checked', broken, violations, problems: [] } }, plan };
};

const sideOf = async (given: Given, problem: Problem, around: Around): Promise<Read> => {
  if ('csv' in given) return priced(given, readCsvRows(given.csv), problem, around);
  if (Array.isArray(given.json)) return priced(given, readRows(given.json, given.pointer), problem, around);
  const read = readPlan(given.json);
  if (read.ok) {
    const check = around.library.checkPlan(problem, read.plan);
    return {
      compared: { name: given.name, source: 'plan', check, problems: [], notes: [] },
      plan: read.plan,
    };
  }
  const message = `${given.name} is neither a plan as \`placewright solve --out\` writes it, a whole result, nor a list of rows`;
  // What does not look like a plan at all is told in one line, not field by field.
  const isLike =
    typeof given.json === 'object' &&
    given.json !== null &&
    ('placements' in given.json || 'plan' in given.json);
  const issues = isLike
    ? read.issues.map((issue) => ({ ...issue, pointer: given.pointer + issue.pointer }))
    : [{ code: 'wrong-shape', pointer: given.pointer, value: shortValue(given.json), message }];
  throw refuse('invalid-plan', given.document, message, issues);
};

/** Two plans against one problem: rows are priced first, what each breaks stands beside it. */
export const compare = async (
  job: Extract<Job, { kind: 'compare' }>,
  around: Around,
): Promise<CompareAnswer> => {
  const { library } = around;
  const given = givenOf(job);
  const problem = readProblem(library, given.problem, job.problem.name, given.prefix);
  holdSize(problem, job.limits, job.problem.name, given.prefix);
  const a = await sideOf(given.a, problem, around);
  const b = await sideOf(given.b, problem, around);
  if (a.plan === null || b.plan === null)
    return { outcome: 'cannot-be-priced', a: a.compared, b: b.compared };
  if (a.plan.currency !== b.plan.currency) {
    const message = `${a.compared.name} is in ${a.plan.currency} and ${b.compared.name} in ${b.plan.currency}; price both in one currency`;
    throw refuse('invalid-plan', given.b.document, message, [
      {
        code: 'inconsistent',
        pointer: `${given.b.pointer}/currency`,
        value: shortValue(b.plan.currency),
        message,
      },
    ]);
  }
  const difference = library.comparePlans(a.plan, b.plan);
  return { outcome: 'compared', a: a.compared, b: b.compared, difference };
};
