import { didYouMean } from '../suggest.js';
import { ENGINE_CHOICES, type EngineChoice, type SolveChoices } from '../worker/protocol.js';
import { type Flag, type Typed, usageError } from './flags.js';

/** Flags of the commands that search for a plan. */
export const SOLVING_FLAGS: Readonly<Record<string, Flag>> = {
  engine: { type: 'string', value: 'name', meaning: `${ENGINE_CHOICES.join(', ')} (auto).` },
  'sub-engine': {
    type: 'string',
    value: 'name',
    meaning: 'Engine for the parts of a large problem (the engine).',
  },
  gap: {
    type: 'string',
    value: 'fraction',
    meaning: 'Stop at this certified gap: 0.005 or 0.5% (0: prove it).',
  },
  'time-limit': {
    type: 'string',
    value: 'seconds',
    meaning: 'Longest it may take, checks included (60; none: no limit).',
  },
  progress: { type: 'boolean', meaning: 'Progress on standard error even if it is no terminal.' },
};

const DEFAULT_LIMIT_SECONDS = 60;

const isEngine = (value: string): value is EngineChoice => ENGINE_CHOICES.some((choice) => choice === value);

const SUB_ENGINES = ENGINE_CHOICES.filter((choice) => choice !== 'auto');
const isSubEngine = (value: string): value is Exclude<EngineChoice, 'auto'> =>
  value !== 'auto' && isEngine(value);

const readGap = (command: string, text: string): number => {
  const match = /^((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e-?[0-9]+)?)(%?)$/i.exec(text);
  const gap = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (gap >= 0 && gap < 1) return gap;
  throw usageError(
    command,
    `--gap ${text} must be a fraction from 0 to below 1 (0.005), or a percentage (0.5%)`,
  );
};

const readDeadlineMs = (command: string, text: string): number | null => {
  if (text === 'none') return null;
  const seconds = /^[0-9]+(?:\.[0-9]+)?$/.test(text) ? Number(text) : Number.NaN;
  // Timers of Node end at 2^31 - 1 ms.
  if (seconds > 0 && seconds <= 2_000_000) return seconds * 1000;
  throw usageError(command, `--time-limit ${text} must be seconds above 0 and at most 2,000,000, or none`);
};

export interface Solving {
  readonly choices: SolveChoices;
  readonly deadlineMs: number | null;
}

/** @throws CommandError with exit code 2 for values that make no sense */
export const readSolving = (command: string, typed: Typed, compareWithCloudOnly: boolean): Solving => {
  const engine = typed.text('engine') ?? 'auto';
  if (!isEngine(engine))
    throw usageError(
      command,
      `--engine ${engine} must be one of ${ENGINE_CHOICES.join(', ')}${didYouMean(engine, ENGINE_CHOICES)}`,
    );
  const subEngine = typed.text('sub-engine');
  if (subEngine !== undefined && !isSubEngine(subEngine))
    throw usageError(
      command,
      `--sub-engine ${subEngine} must be one of ${SUB_ENGINES.join(', ')}${didYouMean(subEngine, SUB_ENGINES)}`,
    );
  const gapFraction = readGap(command, typed.text('gap') ?? '0');
  const deadlineMs = readDeadlineMs(command, typed.text('time-limit') ?? String(DEFAULT_LIMIT_SECONDS));
  const choices: SolveChoices = { engine, gapFraction, compareWithCloudOnly };
  return { choices: subEngine === undefined ? choices : { ...choices, subEngine }, deadlineMs };
};
