import type { LeversAnswer } from '../../answer.js';
import { leversText } from '../../render/levers.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT } from '../exit.js';
import { print, readDocument } from '../io.js';
import { answerOf } from '../job.js';
import { readSolving, SOLVING_FLAGS } from '../solving.js';

export const leversCommand: Command = {
  shape: {
    name: 'levers',
    summary: 'What makes the saving against the cloud: site, silicon, terms; what rules and latency cost.',
    words: [PROBLEM_WORD],
    flags: {
      ...SOLVING_FLAGS,
      'cloud-tariff': {
        type: 'string',
        value: 'tariff',
        meaning: 'Stands for electricity at the cloud (that of a region, where one states it).',
      },
      json: JSON_FLAG,
    },
    notes: () => ['Up to fifteen problems are solved, which share the time limit; --gap makes each shorter.'],
  },
  run: async (typed) => {
    const solving = readSolving('levers', typed, false);
    const problem = await readDocument(typed.word('problem'));
    const wantsJson = typed.isSet('json');
    const cloudTariff = typed.text('cloud-tariff') ?? null;
    const text = await answerOf(
      { kind: 'levers', problem, cloudTariff, limits: NO_LIMITS, choices: solving.choices },
      { deadlineMs: solving.deadlineMs, wantsProgress: typed.isSet('progress'), wantsJson },
    );
    const answer: LeversAnswer = JSON.parse(text);
    await print(wantsJson ? `${text}\n` : leversText(answer));
    return answer.outcome === 'measured' ? EXIT.ok : EXIT.engine;
  },
};
