import type { AuditAnswer } from '../../answer.js';
import { auditText } from '../../render/audit.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT } from '../exit.js';
import { usageError } from '../flags.js';
import { print, readDocument } from '../io.js';
import { answerOf } from '../job.js';

export const auditCommand: Command = {
  shape: {
    name: 'audit',
    summary: 'Checks a plan and its bill against the problem, by a path of its own.',
    words: [PROBLEM_WORD, { name: 'plan', meaning: 'Plan as solve --out wrote it, or a whole result.' }],
    flags: { json: JSON_FLAG },
    notes: () => ['Ends with 0 when the audit agrees, 2 when it differs.'],
  },
  run: async (typed) => {
    const [problemPath, planPath] = [typed.word('problem'), typed.word('plan')];
    if (problemPath === '-' && planPath === '-')
      throw usageError('audit', 'only one of the two can be standard input');
    const problem = await readDocument(problemPath);
    const plan = await readDocument(planPath);
    const wantsJson = typed.isSet('json');
    const text = await answerOf(
      { kind: 'audit', problem, plan, limits: NO_LIMITS },
      { deadlineMs: null, wantsProgress: false, wantsJson },
    );
    const answer: AuditAnswer = JSON.parse(text);
    await print(wantsJson ? `${text}\n` : auditText(answer));
    return answer.outcome === 'agrees' ? EXIT.ok : EXIT.input;
  },
};
