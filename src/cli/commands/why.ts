import type { SolveAnswer, WhyReply } from '../../answer.js';
import { whyText } from '../../render/why.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT } from '../exit.js';
import { usageError } from '../flags.js';
import { print, readDocument } from '../io.js';
import { answerOf } from '../job.js';
import { readSolving, SOLVING_FLAGS } from '../solving.js';
import { exitOf, solveText } from './solve.js';

export const whyCommand: Command = {
  shape: {
    name: 'why',
    summary: 'Why a workload is where it is: its cost there, the next best, the ruled out with numbers.',
    words: [PROBLEM_WORD, { name: 'workload', meaning: 'Id of the workload.' }],
    flags: {
      at: { type: 'string', value: 'site', meaning: 'Only this site beside where it is.' },
      plan: {
        type: 'string',
        value: 'file',
        meaning: 'The plan, as solve --out wrote it; absent: solve first.',
      },
      ...SOLVING_FLAGS,
      json: JSON_FLAG,
    },
  },
  run: async (typed) => {
    const solving = readSolving('why', typed, false);
    const [problemPath, planPath] = [typed.word('problem'), typed.text('plan')];
    if (problemPath === '-' && planPath === '-')
      throw usageError('why', 'only one of the two can be standard input');
    const problem = await readDocument(problemPath);
    const plan = planPath === undefined ? null : await readDocument(planPath);
    const site = typed.text('at');
    const wantsJson = typed.isSet('json');
    const text = await answerOf(
      {
        kind: 'why',
        problem,
        plan,
        question: { workload: typed.word('workload'), ...(site === undefined ? {} : { site }) },
        limits: NO_LIMITS,
        choices: solving.choices,
      },
      { deadlineMs: solving.deadlineMs, wantsProgress: typed.isSet('progress'), wantsJson },
    );
    const answer: WhyReply | SolveAnswer = JSON.parse(text);
    if (wantsJson) await print(`${text}\n`);
    else if (answer.outcome === 'explained') await print(whyText(answer));
    else await print(solveText(answer, JSON.parse(problem.text), []));
    return answer.outcome === 'explained' ? EXIT.ok : exitOf(answer.outcome);
  },
};
