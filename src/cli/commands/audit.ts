import type { AuditAnswer, BundleAuditAnswer } from '../../answer.js';
import { auditText, bundleAuditText } from '../../render/audit.js';
import type { Job } from '../../worker/protocol.js';
import { type Command, JSON_FLAG, NO_LIMITS } from '../command.js';
import { EXIT } from '../exit.js';
import { usageError } from '../flags.js';
import { print, readDocument } from '../io.js';
import { answerOf } from '../job.js';

const isOfBundle = (answer: AuditAnswer | BundleAuditAnswer): answer is BundleAuditAnswer =>
  'cloudOnly' in answer;

const readJob = async (first: string, planPath: string | undefined): Promise<Job> => {
  if (planPath === undefined)
    return { kind: 'audit-bundle', bundle: await readDocument(first), limits: NO_LIMITS };
  if (first === '-' && planPath === '-')
    throw usageError('audit', 'only one of the two can be standard input');
  const problem = await readDocument(first);
  return { kind: 'audit', problem, plan: await readDocument(planPath), limits: NO_LIMITS };
};

export const auditCommand: Command = {
  shape: {
    name: 'audit',
    summary: 'Checks a plan and its bill against the problem, by a path of its own.',
    words: [
      {
        name: 'problem',
        meaning: 'Problem as JSON, or a bundle as solve --bundle wrote it; - reads standard input.',
      },
      {
        name: 'plan',
        meaning: 'Plan as solve --out wrote it, or a whole result. Not with a bundle.',
        isOptional: true,
      },
    ],
    flags: { json: JSON_FLAG },
    notes: () => [
      'Ends with 0 when the audit agrees, 2 when it differs.',
      'Of a bundle the cloud-only plan and the saving are checked as well.',
    ],
  },
  run: async (typed) => {
    const job = await readJob(typed.word('problem'), typed.optionalWord('plan'));
    const wantsJson = typed.isSet('json');
    const text = await answerOf(job, { deadlineMs: null, wantsProgress: false, wantsJson });
    const answer: AuditAnswer | BundleAuditAnswer = JSON.parse(text);
    const shown = (): string => (isOfBundle(answer) ? bundleAuditText(answer) : auditText(answer));
    await print(wantsJson ? `${text}\n` : shown());
    return answer.outcome === 'agrees' ? EXIT.ok : EXIT.input;
  },
};
