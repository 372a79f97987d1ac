import { z } from 'zod';
import { didYouMean } from '../suggest.js';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^[0-9]{1,12}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));

export const LOG_LEVELS = ['error', 'warn', 'info', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every setting of the service: its environment variable, what it means, and what it is when absent. */
export const SETTINGS = {
  PORT: {
    field: 'port',
    meaning: 'TCP port to listen on; 0 takes a free one',
    fallback: '8080',
    schema: wholeNumber(0, 65_535),
  },
  HOST: {
    field: 'host',
    meaning: 'address to listen on; 0.0.0.0 for all',
    fallback: '127.0.0.1',
    schema: z.string().regex(/^[A-Za-z0-9.:-]{1,255}$/, 'must be an address or a host name'),
  },
  PLACEWRIGHT_BODY_LIMIT_BYTES: {
    field: 'bodyLimitBytes',
    meaning: 'largest request body, in bytes',
    fallback: '8388608',
    schema: wholeNumber(1024, 268_435_456),
  },
  PLACEWRIGHT_PAIR_LIMIT: {
    field: 'pairLimit',
    meaning: 'most streams x offers of one problem',
    fallback: '1000000',
    schema: wholeNumber(1, 1_000_000_000),
  },
  PLACEWRIGHT_DEADLINE_SECONDS: {
    field: 'deadlineSeconds',
    meaning: 'longest a job may run, in seconds; Prefer: wait=N shortens it',
    fallback: '60',
    schema: wholeNumber(1, 86_400),
  },
  PLACEWRIGHT_MEMORY_MIB: {
    field: 'memoryMiB',
    meaning:
      'JavaScript heap of a worker, in MiB (WebAssembly memory of an engine comes on top, 2 GB at most)',
    fallback: '1024',
    schema: wholeNumber(64, 65_536),
  },
  PLACEWRIGHT_CONCURRENCY: {
    field: 'concurrency',
    meaning: 'solves at once',
    fallback: '1',
    schema: wholeNumber(1, 256),
  },
  PLACEWRIGHT_QUEUE_LIMIT: {
    field: 'queueLimit',
    meaning: 'solves that may wait; one more is answered 503',
    fallback: '8',
    schema: wholeNumber(0, 10_000),
  },
  PLACEWRIGHT_REQUEST_TIMEOUT_SECONDS: {
    field: 'requestTimeoutSeconds',
    meaning: 'longest a client may take to send a request, in seconds',
    fallback: '30',
    schema: wholeNumber(1, 3_600),
  },
  PLACEWRIGHT_SHUTDOWN_GRACE_SECONDS: {
    field: 'shutdownGraceSeconds',
    meaning: 'longest a running job may still take after SIGTERM, in seconds',
    fallback: '20',
    schema: wholeNumber(0, 3_600),
  },
  PLACEWRIGHT_LOG_LEVEL: {
    field: 'logLevel',
    meaning: `least level that is logged: ${LOG_LEVELS.join(', ')}`,
    fallback: 'info',
    schema: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`),
  },
} as const;

type SettingName = keyof typeof SETTINGS;
export type Settings = {
  readonly [Name in SettingName as (typeof SETTINGS)[Name]['field']]: z.output<
    (typeof SETTINGS)[Name]['schema']
  >;
};

/** A setting that stops the start: every wrong one by name. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

const NAMES = Object.keys(SETTINGS) as readonly SettingName[];

const settingsSchema = z.object({
  port: SETTINGS.PORT.schema,
  host: SETTINGS.HOST.schema,
  bodyLimitBytes: SETTINGS.PLACEWRIGHT_BODY_LIMIT_BYTES.schema,
  pairLimit: SETTINGS.PLACEWRIGHT_PAIR_LIMIT.schema,
  deadlineSeconds: SETTINGS.PLACEWRIGHT_DEADLINE_SECONDS.schema,
  memoryMiB: SETTINGS.PLACEWRIGHT_MEMORY_MIB.schema,
  concurrency: SETTINGS.PLACEWRIGHT_CONCURRENCY.schema,
  queueLimit: SETTINGS.PLACEWRIGHT_QUEUE_LIMIT.schema,
  requestTimeoutSeconds: SETTINGS.PLACEWRIGHT_REQUEST_TIMEOUT_SECONDS.schema,
  shutdownGraceSeconds: SETTINGS.PLACEWRIGHT_SHUTDOWN_GRACE_SECONDS.schema,
  logLevel: SETTINGS.PLACEWRIGHT_LOG_LEVEL.schema,
});

/**
 * Settings from environment variables; an empty one counts as absent.
 *
 * @throws SettingsError naming every variable that is wrong, and every PLACEWRIGHT_* that is not one
 * @example
 * readSettings({ PORT: '9000' }).port; // 9000
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const given = (name: SettingName): string => environment[name] || SETTINGS[name].fallback;
  const problems = Object.keys(environment)
    .filter((name) => name.startsWith('PLACEWRIGHT_') && !(NAMES as readonly string[]).includes(name))
    .map((name) => `${name} is not a setting${didYouMean(name, NAMES)}`);
  const values = Object.fromEntries(NAMES.map((name) => [SETTINGS[name].field, given(name)]));
  const read = settingsSchema.safeParse(values);
  if (!read.success)
    for (const issue of read.error.issues) {
      const name = NAMES.find((entry) => SETTINGS[entry].field === issue.path[0]);
      if (name === undefined) continue;
      problems.push(`${name}=${given(name)}: ${issue.message} (${SETTINGS[name].meaning})`);
    }
  if (problems.length > 0 || !read.success) throw new SettingsError(problems);
  return read.data;
};

/** The table of settings as text, for `serve --help`. */
export const settingsTable = (): string =>
  NAMES.map((name) => `  ${name} (${SETTINGS[name].fallback})\n      ${SETTINGS[name].meaning}`).join('\n');
