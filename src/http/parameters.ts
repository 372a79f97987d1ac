import type { Request } from 'express';
import type { InputIssue } from '../input/issue.js';
import { didYouMean } from '../suggest.js';
import { ENGINE_CHOICES, type EngineChoice, type SolveChoices } from '../worker/protocol.js';
import { HttpProblem } from './problem.js';

const KNOWN = ['engine', 'gapFraction', 'compare'];

const isEngine = (value: unknown): value is EngineChoice => ENGINE_CHOICES.some((choice) => choice === value);

const wrong = (name: string, value: unknown, allowed: string): InputIssue => ({
  code: 'bad-parameter',
  pointer: `?${name}`,
  value: String(value).slice(0, 100),
  allowed,
  fix: `set ${name} to ${allowed}`,
  message: `${name} must be ${allowed}`,
});

const NUMBER = /^(?:0|[1-9][0-9]*)?(?:\.[0-9]+)?(?:e-?[0-9]+)?$/i;

/**
 * How to solve, from the query: `engine`, `gapFraction` (0 to below 1), `compare` (true or false).
 *
 * @throws HttpProblem 400 naming every wrong or unknown parameter
 */
export const readChoices = (query: Request['query']): SolveChoices => {
  const issues: InputIssue[] = Object.keys(query)
    .filter((name) => !KNOWN.includes(name))
    .map((name) => ({
      code: 'unknown-parameter',
      pointer: `?${name.slice(0, 100)}`,
      allowed: KNOWN.join(', '),
      fix: 'remove it',
      message: `${name.slice(0, 100)} is not a parameter${didYouMean(name.slice(0, 100), KNOWN)}`,
    }));
  const { engine = 'auto', gapFraction = '0', compare = 'true' } = query;
  if (!isEngine(engine)) issues.push(wrong('engine', engine, `one of ${ENGINE_CHOICES.join(', ')}`));
  const gap =
    typeof gapFraction === 'string' && gapFraction !== '' && NUMBER.test(gapFraction)
      ? Number(gapFraction)
      : Number.NaN;
  if (!(gap >= 0 && gap < 1)) issues.push(wrong('gapFraction', gapFraction, 'a number from 0 to below 1'));
  if (compare !== 'true' && compare !== 'false') issues.push(wrong('compare', compare, 'true or false'));
  if (issues.length > 0 || !isEngine(engine))
    throw new HttpProblem('bad-parameter', issues.map((issue) => issue.message).join('; '), {
      errors: issues,
    });
  return { engine, gapFraction: gap, compareWithCloudOnly: compare === 'true' };
};

/**
 * Seconds a client is willing to wait, from `Prefer: wait=N` (RFC 7240); null where it says nothing.
 *
 * @throws HttpProblem 400 where N is not a whole number of at least 1
 * @example
 * readWaitSeconds('respond-async, wait=5'); // 5
 */
export const readWaitSeconds = (prefer: string | undefined): number | null => {
  if (prefer === undefined) return null;
  for (const preference of prefer.split(',')) {
    const match = /^\s*wait\s*(?:=\s*"?([^";]*)"?\s*)?(?:;.*)?$/i.exec(preference);
    if (match === null) continue;
    const value = (match[1] ?? '').trim();
    if (/^[1-9][0-9]{0,8}$/.test(value)) return Number(value);
    throw new HttpProblem('bad-parameter', 'Prefer: wait needs a whole number of seconds, at least 1', {
      errors: [
        {
          code: 'bad-parameter',
          pointer: '',
          value: value.slice(0, 100),
          unit: 's',
          allowed: 'a whole number, at least 1',
          fix: 'send Prefer: wait=30, or no such header',
          message: 'Prefer: wait needs a whole number of seconds',
        },
      ],
    });
  }
  return null;
};
