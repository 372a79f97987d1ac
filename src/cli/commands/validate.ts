import type { ValidateAnswer } from '../../answer.js';
import { issuesText, validText } from '../../render/issues.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT } from '../exit.js';
import { print, readDocument } from '../io.js';
import { answerOf } from '../job.js';

export const validateCommand: Command = {
  shape: {
    name: 'validate',
    summary: 'Checks a problem and lists every issue at once, each with its place, value, unit and fix.',
    words: [PROBLEM_WORD],
    flags: { json: JSON_FLAG },
  },
  run: async (typed) => {
    const document = await readDocument(typed.word('problem'));
    const wantsJson = typed.isSet('json');
    const text = await answerOf(
      { kind: 'validate', problem: document, limits: NO_LIMITS },
      { deadlineMs: null, wantsProgress: false, wantsJson },
    );
    const answer: ValidateAnswer = JSON.parse(text);
    if (wantsJson) await print(`${text}\n`);
    else if (answer.outcome === 'valid') await print(validText(document.name, answer));
    else await print(issuesText(document.name, answer.issues, answer.issueCount));
    return answer.outcome === 'valid' ? EXIT.ok : EXIT.input;
  },
};
