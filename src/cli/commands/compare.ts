import type { CompareAnswer } from '../../answer.js';
import { compareText } from '../../render/compare.js';
import type { ComparedDocument } from '../../worker/protocol.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT } from '../exit.js';
import { usageError } from '../flags.js';
import { print, readDocument } from '../io.js';
import { answerOf } from '../job.js';
import { readSolving, SOLVING_FLAGS } from '../solving.js';

const compared = async (path: string): Promise<ComparedDocument> => {
  const document = await readDocument(path);
  const isCsv = /\.csv$/i.test(path) || (!/\.json$/i.test(path) && !/^\s*[[{]/.test(document.text));
  return { document, format: isCsv ? 'csv' : 'json' };
};

const PLAN_MEANING = 'Plan or result as JSON, or rows {workload, location?, offer, share}: .json, .csv.';

export const compareCommand: Command = {
  shape: {
    name: 'compare',
    summary: 'Two plans line by line: placements, units, sites, bill, headroom, carbon, what each breaks.',
    words: [PROBLEM_WORD, { name: 'a', meaning: PLAN_MEANING }, { name: 'b', meaning: 'The other one.' }],
    flags: { ...SOLVING_FLAGS, json: JSON_FLAG },
    notes: () => [
      'Rows are priced first, with the engine and limits given; plans are taken as they stand.',
      'Every difference is B - A. Ends with 0 when both could be compared, whatever they break.',
    ],
  },
  run: async (typed) => {
    const solving = readSolving('compare', typed, false);
    const [problemPath, a, b] = [typed.word('problem'), typed.word('a'), typed.word('b')];
    if ([problemPath, a, b].filter((path) => path === '-').length > 1)
      throw usageError('compare', 'only one of the three can be standard input');
    const problem = await readDocument(problemPath);
    const plans = { a: await compared(a), b: await compared(b) };
    const wantsJson = typed.isSet('json');
    const text = await answerOf(
      { kind: 'compare', problem, plans, limits: NO_LIMITS, choices: solving.choices },
      { deadlineMs: solving.deadlineMs, wantsProgress: typed.isSet('progress'), wantsJson },
    );
    const answer: CompareAnswer = JSON.parse(text);
    await print(wantsJson ? `${text}\n` : compareText(answer));
    return answer.outcome === 'compared' ? EXIT.ok : EXIT.input;
  },
};
