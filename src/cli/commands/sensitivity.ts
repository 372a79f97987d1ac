import type { SensitivityAnswer } from '../../answer.js';
import { sensitivityText } from '../../render/sensitivity.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT } from '../exit.js';
import { print, readDocument } from '../io.js';
import { answerOf } from '../job.js';
import { readSolving, SOLVING_FLAGS } from '../solving.js';

const CODES = { measured: EXIT.ok, 'no-ranges': EXIT.input, 'no-plan': EXIT.engine } as const;

export const sensitivityCommand: Command = {
  shape: {
    name: 'sensitivity',
    summary: 'Moves every range {low, likely, high} to its ends: what it does, and where the plan turns.',
    words: [PROBLEM_WORD],
    flags: { ...SOLVING_FLAGS, json: JSON_FLAG },
    notes: () => [
      'Each end is priced with the plan held fixed and solved again; all of it shares the time limit.',
    ],
  },
  run: async (typed) => {
    const solving = readSolving('sensitivity', typed, false);
    const problem = await readDocument(typed.word('problem'));
    const wantsJson = typed.isSet('json');
    const text = await answerOf(
      { kind: 'sensitivity', problem, limits: NO_LIMITS, choices: solving.choices },
      { deadlineMs: solving.deadlineMs, wantsProgress: typed.isSet('progress'), wantsJson },
    );
    const answer: SensitivityAnswer = JSON.parse(text);
    await print(wantsJson ? `${text}\n` : sensitivityText(answer));
    return CODES[answer.outcome];
  },
};
