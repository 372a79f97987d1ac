import type { LogLevel } from './settings.js';

/** What a log line may hold: ids, sizes, codes and times. Never a part of a problem or a plan. */
export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const RANK: Readonly<Record<LogLevel, number>> = { info: 0, warn: 1, error: 2, silent: 3 };

/** Structured log: one JSON object a line. */
export const jsonLog = (level: LogLevel, write: (line: string) => void): Log => {
  const at =
    (lineLevel: 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}): void => {
      if (RANK[lineLevel] < RANK[level]) return;
      write(`${JSON.stringify({ time: new Date().toISOString(), level: lineLevel, event, ...fields })}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
};
