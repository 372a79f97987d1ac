import { join } from 'node:path';
import type { ReportAnswer, SolveAnswer } from '../../answer.js';
import { economicsDetails } from '../../render/details.js';
import { readLabels } from '../../render/labels.js';
import { meterLines } from '../../render/meter.js';
import { solvedScreen } from '../../render/screen.js';
import { infeasibleText, noPlanText, stoppedText } from '../../render/unsolved.js';
import { makeBundle } from '../../report/bundle.js';
import { reportFiles } from '../../report/files.js';
import type { ReportInput } from '../../report/input.js';
import type { Job } from '../../worker/protocol.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT, type ExitCode } from '../exit.js';
import { print, readDocument, writeText } from '../io.js';
import { answerOf, type JobSettings } from '../job.js';
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

interface Solved {
  readonly answer: SolveAnswer;
  /** The answer as one line of JSON. */
  readonly text: string;
  /** Null where no report was asked for, or nothing was solved. */
  readonly reported: ReportInput | null;
}

type Settings = Omit<JobSettings, 'deadlineMs'>;
type Asked = Omit<Extract<Job, { kind: 'solve' }>, 'kind'>;

const solved = async (asked: Asked, deadlineMs: number | null, settings: Settings): Promise<Solved> => {
  const text = await answerOf({ kind: 'solve', ...asked }, { ...settings, deadlineMs });
  const answer: SolveAnswer = JSON.parse(text);
  return { answer, text, reported: null };
};

/** The plans without an operator are solves of their own: they get as long again. */
const solvedForReport = async (
  asked: Asked,
  deadlineMs: number | null,
  settings: Settings,
): Promise<Solved> => {
  const doubled = deadlineMs === null ? null : 2 * deadlineMs;
  const text = await answerOf({ kind: 'report', ...asked }, { ...settings, deadlineMs: doubled });
  const answer: ReportAnswer = JSON.parse(text);
  if (answer.outcome !== 'reported') return { answer, text, reported: null };
  return { answer: answer.answer, text: JSON.stringify(answer.answer), reported: answer };
};

const writeReport = async (folder: string, input: ReportInput): Promise<void> => {
  for (const [path, content] of reportFiles(input)) await writeText(join(folder, path), content);
};

export const solveCommand: Command = {
  shape: {
    name: 'solve',
    summary: 'Finds the cheapest permitted placement, proves how far from least it can be, and prices it.',
    words: [PROBLEM_WORD],
    flags: {
      ...SOLVING_FLAGS,
      details: {
        type: 'boolean',
        meaning: 'Also by workload, site and margin, fit of silicon, missing inputs.',
      },
      'no-compare': { type: 'boolean', meaning: 'Do not compare with cloud-only.' },
      from: {
        type: 'string',
        value: 'file',
        meaning: 'Start from this plan, of this problem or one changed since.',
      },
      out: { type: 'string', value: 'file', meaning: 'Write the plan there, for why and audit.' },
      report: {
        type: 'string',
        value: 'folder',
        meaning: 'Write a report there: Markdown, HTML, SVG, CSV, XLSX. Takes up to as long again.',
      },
      bundle: {
        type: 'string',
        value: 'file',
        meaning: 'Write problem, plan and comparison there as one file that audit checks.',
      },
      bills: {
        type: 'boolean',
        meaning: 'Print the electricity bills of every site and month, line by line, after the rest.',
      },
      json: JSON_FLAG,
    },
  },
  run: async (typed) => {
    const solving = readSolving('solve', typed, !typed.isSet('no-compare'));
    const document = await readDocument(typed.word('problem'));
    const wantsJson = typed.isSet('json');
    const folder = typed.text('report');
    const settings = { wantsProgress: typed.isSet('progress'), wantsJson };
    const from = typed.text('from');
    const asked: Asked = {
      problem: document,
      choices: solving.choices,
      limits: NO_LIMITS,
      ...(from === undefined ? {} : { from: await readDocument(from) }),
    };
    const { answer, text, reported } =
      folder === undefined
        ? await solved(asked, solving.deadlineMs, settings)
        : await solvedForReport(asked, solving.deadlineMs, settings);
    if (answer.outcome === 'solved' && answer.run.warm === 'unusable')
      process.stderr.write(
        `the plan of ${from} holds nothing that this problem still permits; started without it\n`,
      );
    const out = typed.text('out');
    if (out !== undefined && answer.outcome === 'solved')
      await writeText(out, `${JSON.stringify(answer.plan, null, 1)}\n`);
    const bundle = typed.text('bundle');
    if (bundle !== undefined && answer.outcome === 'solved')
      await writeText(bundle, `${JSON.stringify(await makeBundle(JSON.parse(document.text), answer))}\n`);
    if (folder !== undefined && reported !== null) await writeReport(folder, reported);
    const next = nextCommands(typed.word('problem'), out, answer);
    const shown = [
      solveText(answer, JSON.parse(document.text), next),
      ...(answer.outcome === 'solved' && typed.isSet('bills')
        ? [`\n${meterLines(answer.plan).join('\n')}\n`]
        : []),
      ...(answer.outcome === 'solved' && typed.isSet('details')
        ? [`${economicsDetails(answer, answer.plan.currency).join('\n')}\n`]
        : []),
    ];
    await print(wantsJson ? `${text}\n` : shown.join(''));
    return exitOf(answer.outcome);
  },
};
