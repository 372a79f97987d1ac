import { meritsOf } from '../../catalogue/spectrum.js';
import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext, Parts } from './context.js';

const VALUE_FORMS = ['valuePerRequest', 'valuePerWorkflow', 'valuePerAgentMonth'] as const;

/** What workloads are worth: in one form, and a workflow's with the requests it makes. */
export const checkValues = ({ workloads }: Parts, context: CheckContext): void => {
  for (const { entry, path } of workloads) {
    if (entry.kind !== 'inference' && entry.kind !== 'agent') continue;
    const stated = VALUE_FORMS.filter(
      (form) => form in entry && entry[form as keyof typeof entry] !== undefined,
    );
    const [, second] = stated;
    if (second !== undefined) {
      context.add([...path, second], {
        code: 'exactly-one-of',
        message: `its value is stated as ${stated.join(' and ')} at once, and would be counted more than once.`,
        allowed: `at most one of ${VALUE_FORMS.join(', ')}`,
        fix: 'Keep one.',
      });
    }
    if ((entry.valuePerWorkflow === undefined) !== (entry.requestsPerWorkflow === undefined)) {
      const missing = entry.valuePerWorkflow === undefined ? 'valuePerWorkflow' : 'requestsPerWorkflow';
      context.add([...path, missing], {
        code: 'needs-together',
        message: 'valuePerWorkflow and requestsPerWorkflow are stated together.',
        fix: `State ${missing} too.`,
      });
    }
  }
};

/** Kinds of workload a product can be made of. */
const KINDS = {
  latency: ['inference', 'agent'],
  'sovereign-zone': ['inference', 'agent', 'training', 'fine-tuning'],
  'agent-platform': ['agent'],
} as const;

/** Products: workloads of a kind they can be made of, each named once. */
export const checkProducts = ({ products, workloads }: ShapedProblem, context: CheckContext): void => {
  const kindOf = new Map(workloads.map((workload) => [workload.id, workload.kind]));
  products?.forEach((product, index) => {
    const allowed: readonly string[] = KINDS[product.kind];
    product.workloads?.forEach((id, at) => {
      const kind = kindOf.get(id);
      if (kind === undefined || allowed.includes(kind)) return;
      context.add(['products', index, 'workloads', at], {
        code: 'inconsistent',
        message: `${JSON.stringify(id)} is ${kind}, of which no ${product.kind} product is made.`,
        allowed: `workloads of kind ${allowed.join(', ')}`,
        fix: 'Leave it out, or take another kind of product.',
      });
    });
    if (product.workloads === undefined && !workloads.some(({ kind }) => allowed.includes(kind))) {
      context.add(['products', index, 'kind'], {
        code: 'inconsistent',
        message: `the problem has no workload of kind ${allowed.join(', ')}.`,
        fix: 'Leave the product out, or add the workload.',
      });
    }
    if (
      product.kind === 'agent-platform' &&
      product.listPrice?.per === 'task' &&
      product.requestsPerTask === undefined
    ) {
      context.add(['products', index, 'requestsPerTask'], {
        code: 'needs-together',
        message: 'a price by the task needs the inferences a task takes.',
        fix: 'State requestsPerTask, or price by agent-month.',
      });
    }
    for (const field of ['workloads', 'sites'] as const) {
      const list = product[field] ?? [];
      if (new Set(list).size < list.length) {
        context.add(['products', index, field], {
          code: 'duplicate-id',
          message: 'an id stands twice.',
          fix: 'Name each once.',
        });
      }
    }
  });
};

/** Margins for jitter: one for each merit that silicon of the problem has. */
export const checkJitterMargins = (
  { jitterMargins, silicon }: ShapedProblem,
  context: CheckContext,
): void => {
  if (jitterMargins === undefined) return;
  for (const entry of silicon) {
    const { latencyJitter } = meritsOf(entry);
    if (latencyJitter === undefined || jitterMargins[latencyJitter] !== undefined) continue;
    context.add(['jitterMargins', latencyJitter], {
      code: 'missing-figure',
      message: `${entry.id} has the merit ${latencyJitter} in latencyJitter, and no margin is stated for it.`,
      unit: 'fraction',
      fix: `State ${latencyJitter} (0: no margin).`,
    });
  }
};
