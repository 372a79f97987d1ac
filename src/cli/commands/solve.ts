import type { SolveAnswer } from '../../answer.js';
import { readLabels } from '../../render/labels.js';
import { solvedScreen } from '../../render/screen.js';
import { infeasibleText, noPlanText, stoppedText } from '../../render/unsolved.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT, type ExitCode } from '../exit.js';
import { print, readDocument, writeText } from '../io.js';
import { answerOf } from '../job.js';
import { readSolving, SOLVING_FLAGS } from '../solving.js';

/** What a solve ended in, for a person. */
export const solveText = (answer: SolveAnswer, problem: unknown, nextCommands: readonly string[]): string => {
  switch (answer.outcome) {
    case 'solved':
      return solvedScreen(answer, readLabels(problem), nextCommands);
    case 'infeasible':
      return infeasibleText(answer);
    case 'noPlanFound':
      return noPlanText(answer);
    case 'stopped':
      return stoppedText(answer);
  }
};

/** The exit code an outcome means. */
export const exitOf = (outcome: SolveAnswer['outcome']): ExitCode => {
  if (outcome === 'solved') return EXIT.ok;
  return outcome === 'infeasible' ? EXIT.infeasible : EXIT.engine;
};

const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;

const nextCommands = (problemPath: string, planPath: string | undefined, answer: SolveAnswer): string[] => {
  if (answer.outcome !== 'solved' || problemPath === '-') return [];
  const problem = quoted(problemPath);
  if (planPath === undefined) return [`placewright solve ${problem} --out plan.json`];
  const workload = answer.plan.placements[0]?.workload;
  return [
    ...(workload === undefined ? [] : [`placewright why ${problem} ${workload} --plan ${quoted(planPath)}`]),
    `placewright audit ${problem} ${quoted(planPath)}`,
  ];
};

export const solveCommand: Command = {
  shape: {
    name: 'solve',
    summary: 'Finds the cheapest permitted placement, proves how far from least it can be, and prices it.',
    words: [PROBLEM_WORD],
    flags: {
      ...SOLVING_FLAGS,
      'no-compare': { type: 'boolean', meaning: 'Do not compare with cloud-only.' },
      from: {
        type: 'string',
        value: 'file',
        meaning: 'Start from this plan, of this problem or of one changed since.',
      },
      out: { type: 'string', value: 'file', meaning: 'Write the plan there, for why and audit.' },
      json: JSON_FLAG,
    },
  },
  run: async (typed) => {
    const solving = readSolving('solve', typed, !typed.isSet('no-compare'));
    const document = await readDocument(typed.word('problem'));
    const wantsJson = typed.isSet('json');
    const from = typed.text('from');
    const start = from === undefined ? {} : { from: await readDocument(from) };
    const text = await answerOf(
      { kind: 'solve', problem: document, ...start, limits: NO_LIMITS, choices: solving.choices },
      { deadlineMs: solving.deadlineMs, wantsProgress: typed.isSet('progress'), wantsJson },
    );
    const answer: SolveAnswer = JSON.parse(text);
    if (answer.outcome === 'solved' && answer.run.warm === 'unusable')
      process.stderr.write(
        `the plan of ${from} holds nothing that this problem still permits; started without it\n`,
      );
    const out = typed.text('out');
    if (out !== undefined && answer.outcome === 'solved')
      await writeText(out, `${JSON.stringify(answer.plan, null, 1)}\n`);
    const next = nextCommands(typed.word('problem'), out, answer);
    await print(wantsJson ? `${text}\n` : solveText(answer, JSON.parse(document.text), next));
    return exitOf(answer.outcome);
  },
};
