import type { PriceAnswer } from '../../answer.js';
import { readLabels } from '../../render/labels.js';
import { priceText } from '../../render/price.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT } from '../exit.js';
import { usageError } from '../flags.js';
import { print, readDocument, writeText } from '../io.js';
import { answerOf } from '../job.js';
import { readSolving, SOLVING_FLAGS } from '../solving.js';

export const priceCommand: Command = {
  shape: {
    name: 'price',
    summary: "Prices a planner's own plan; what it breaks stands beside the price.",
    words: [
      PROBLEM_WORD,
      {
        name: 'rows',
        meaning: 'Rows {workload, location?, part?, offer, share}: .json, .csv, or -.',
      },
    ],
    flags: {
      ...SOLVING_FLAGS,
      out: { type: 'string', value: 'file', meaning: 'Write the priced plan there.' },
      json: JSON_FLAG,
    },
    notes: () => ['Ends with 0 when the plan was priced, whatever it breaks.'],
  },
  run: async (typed) => {
    const solving = readSolving('price', typed, false);
    const [problemPath, rowsPath] = [typed.word('problem'), typed.word('rows')];
    if (problemPath === '-' && rowsPath === '-')
      throw usageError('price', 'only one of the two can be standard input');
    const problem = await readDocument(problemPath);
    const rows = await readDocument(rowsPath);
    const isCsv = /\.csv$/i.test(rowsPath) || (rowsPath === '-' && !/^\s*[[{]/.test(rows.text));
    const wantsJson = typed.isSet('json');
    const text = await answerOf(
      {
        kind: 'price',
        problem,
        rows,
        rowsFormat: isCsv ? 'csv' : 'json',
        limits: NO_LIMITS,
        choices: solving.choices,
      },
      { deadlineMs: solving.deadlineMs, wantsProgress: typed.isSet('progress'), wantsJson },
    );
    const answer: PriceAnswer = JSON.parse(text);
    const out = typed.text('out');
    if (out !== undefined && answer.plan !== undefined)
      await writeText(out, `${JSON.stringify(answer.plan, null, 1)}\n`);
    await print(wantsJson ? `${text}\n` : priceText(answer, readLabels(JSON.parse(problem.text))));
    return answer.outcome === 'priced' ? EXIT.ok : EXIT.input;
  },
};
