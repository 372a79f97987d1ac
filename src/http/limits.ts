import { maxHeaderSize } from 'node:http';
import { MOST_ISSUES } from '../input/issue.js';
import { DEEPEST } from '../input/json.js';
import { SETTINGS, type Settings } from './settings.js';

/** A size limit or a deadline. */
export interface Limit {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly meaning: string;
  /** Environment variable that changes it; null: fixed in this software. */
  readonly setting: string | null;
}

/** Checks wait behind checks only; many of them are short. */
export const CHECK_QUEUE_LIMIT = 64;
/** Longest the header fields of a request may take to arrive, in seconds. */
export const HEADERS_TIMEOUT_SECONDS = 10;

type Name = keyof typeof SETTINGS;

const LIMIT_SETTINGS: Readonly<Partial<Record<Name, string>>> = {
  PLACEWRIGHT_BODY_LIMIT_BYTES: 'bytes',
  PLACEWRIGHT_PAIR_LIMIT: 'pairs',
  PLACEWRIGHT_DEADLINE_SECONDS: 's',
  PLACEWRIGHT_MEMORY_MIB: 'MiB',
  PLACEWRIGHT_CONCURRENCY: 'jobs',
  PLACEWRIGHT_QUEUE_LIMIT: 'jobs',
  PLACEWRIGHT_REQUEST_TIMEOUT_SECONDS: 's',
  PLACEWRIGHT_SHUTDOWN_GRACE_SECONDS: 's',
};

const isName = (name: string): name is Name => Object.hasOwn(SETTINGS, name);

/** What the library holds a problem to. */
export interface ProblemLimits {
  readonly values: number;
  readonly levels: number;
  readonly issues: number;
}

/** Every size limit and deadline of a running service. */
export const limitsOf = (settings: Settings, problem: ProblemLimits): Limit[] => {
  const set = Object.entries(LIMIT_SETTINGS).flatMap(([name, unit]): Limit[] => {
    if (!isName(name)) return [];
    const { field, meaning } = SETTINGS[name];
    const value = settings[field];
    return typeof value === 'number' ? [{ id: field, value, unit, meaning, setting: name }] : [];
  });
  const fixed = (id: string, value: number, unit: string, meaning: string): Limit => ({
    id,
    value,
    unit,
    meaning,
    setting: null,
  });
  return [
    ...set,
    fixed('checkQueueLimit', CHECK_QUEUE_LIMIT, 'jobs', 'checks (validate, price, compare) that may wait'),
    fixed('checkConcurrency', 1, 'jobs', 'checks at once'),
    fixed(
      'headersTimeoutSeconds',
      Math.min(HEADERS_TIMEOUT_SECONDS, settings.requestTimeoutSeconds),
      's',
      'longest the header fields of a request may take to arrive',
    ),
    fixed('headerBytes', maxHeaderSize, 'bytes', 'all header fields of a request together'),
    fixed('bodyLevels', DEEPEST, 'levels', 'deepest nesting of a body'),
    fixed('problemLevels', problem.levels, 'levels', 'deepest nesting of a problem'),
    fixed('problemValues', problem.values, 'values', 'most values of a problem'),
    fixed('problemIssues', problem.issues, 'issues', 'most issues found in one problem'),
    fixed(
      'listedErrors',
      MOST_ISSUES,
      'issues',
      'most errors listed in one answer; errorCount says how many there are',
    ),
  ];
};
