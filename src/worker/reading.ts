import type { Plan, Problem, SolveOptions, WhyQuestion } from '@placewright/solver';
import { refuse, shortValue } from '../input/issue.js';
import { parseJson } from '../input/json.js';
import { readPlan } from '../input/plan.js';
import type { Library } from '../library.js';
import type { Document, SizeLimits } from './protocol.js';

/** The value of a document. */
export const jsonOf = (document: Document): unknown => {
  const parsed = parseJson(document.text);
  if (parsed.ok) return parsed.value;
  const { code, message, line, column } = parsed.fault;
  const where = `line ${line}, column ${column}`;
  throw refuse('bad-json', document.name, `${document.name} is not usable JSON: ${where}: ${message}`, [
    { code, pointer: '', message: `${where}: ${message}`, fix: `mend the text at ${where}` },
  ]);
};

/**
 * A value as a problem.
 *
 * @param prefix - pointer of the problem inside the document
 */
export const readProblem = (library: Library, raw: unknown, name: string, prefix: string): Problem => {
  const parsed = library.parseProblem(raw);
  if (parsed.ok) return parsed.problem;
  const issues = parsed.issues.map((issue) => ({
    ...issue,
    pointer: prefix + issue.pointer,
    ...('value' in issue ? { value: shortValue(issue.value) } : {}),
  }));
  const count = parsed.issues.length;
  throw refuse(
    'invalid-problem',
    name,
    `the problem has ${count} ${count === 1 ? 'issue' : 'issues'}`,
    issues,
  );
};

/** One for each origin, and two where agents need a runtime beside inference. */
export const streamCount = (problem: Problem): number =>
  problem.workloads.reduce((sum, workload) => {
    if (workload.kind === 'inference') return sum + workload.origins.length;
    return sum + (workload.kind === 'agent' ? 2 * workload.origins.length : 1);
  }, 0);

/** @throws Refused where the problem is beyond the limits of this service */
export const holdSize = (problem: Problem, limits: SizeLimits, name: string, prefix: string): void => {
  if (limits.pairs === null) return;
  const streams = streamCount(problem);
  const pairs = streams * problem.offers.length;
  if (pairs <= limits.pairs) return;
  const message = `${streams} streams x ${problem.offers.length} offers are ${pairs} pairs; the limit is ${limits.pairs}`;
  const issue = {
    code: 'too-many-pairs',
    pointer: `${prefix}/workloads`,
    value: pairs,
    unit: 'pairs',
    allowed: `at most ${limits.pairs}`,
    fix: 'merge workloads or offers that are alike, or ask the operator of this service for a higher limit',
    message,
  };
  throw refuse('too-many-pairs', name, message, [issue]);
};

/** A document that is a problem. */
export const problemOf = (library: Library, document: Document, limits: SizeLimits): Problem => {
  const problem = readProblem(library, jsonOf(document), document.name, '');
  holdSize(problem, limits, document.name, '');
  return problem;
};

/** A document that is a plan. */
export const planOf = (document: Document): Plan => {
  const read = readPlan(jsonOf(document));
  if (read.ok) return read.plan;
  const message = `${document.name} is not a plan as \`placewright solve --out\` writes it`;
  throw refuse('invalid-plan', document.name, message, read.issues);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parts of a body with exactly these fields. */
export const partsOf = <Part extends string>(
  document: Document,
  parts: readonly Part[],
  shape: string,
): Readonly<Record<Part, unknown>> => {
  const raw = jsonOf(document);
  const keys = isObject(raw) ? Object.keys(raw) : [];
  const unknown = keys.filter((key) => !parts.some((part) => part === key));
  const hasAll = isObject(raw) && parts.every((part) => Object.hasOwn(raw, part));
  if (hasAll && unknown.length === 0) return raw as Readonly<Record<Part, unknown>>;
  const names = `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  const issue = {
    code: 'wrong-shape',
    pointer: '',
    value: isObject(raw) ? keys.slice(0, 10) : shortValue(raw),
    allowed: shape,
    fix: `send an object with exactly the fields ${names}`,
    message: `the body needs exactly the fields ${names}`,
  };
  throw refuse('invalid-rows', document.name, issue.message, [issue]);
};

/** The workload and the site a question names must be the problem's. */
export const holdQuestion = (problem: Problem, question: WhyQuestion, name: string): void => {
  const asked = [
    { pointer: '/workload', value: question.workload, ids: problem.workloads.map((entry) => entry.id) },
    { pointer: '/site', value: question.site, ids: problem.sites.map((entry) => entry.id) },
  ];
  for (const { pointer, value, ids } of asked) {
    if (value === undefined || ids.includes(value)) continue;
    const message = `${name} has no ${pointer.slice(1)} ${JSON.stringify(value)}`;
    const allowed = ids.length > 20 ? `${ids.slice(0, 20).join(', ')}, ... (${ids.length})` : ids.join(', ');
    throw refuse('invalid-question', name, message, [
      { code: 'unknown-reference', pointer, value, allowed, fix: 'name one of the allowed ids', message },
    ]);
  }
};

/** The plan to start from, where one was handed in. */
export const warmOf = ({ from }: { readonly from?: Document }): Pick<SolveOptions, 'warm'> =>
  from === undefined ? {} : { warm: { plan: planOf(from) } };
