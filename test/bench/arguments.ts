import { type ParseArgsConfig, parseArgs } from 'node:util';

/** An argument that a bench cannot use. Its message is one sentence: what, the value, what is allowed. */
export class BadArgument extends Error {}

const refusal = (what: string, value: string, allowed: string): BadArgument =>
  new BadArgument(`${what} is ${value === '' ? 'empty' : value}; allowed is ${allowed}.`);

/** Reads the arguments of a bench; a bad one ends the process with its sentence and the code 2. */
export const orExit = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadArgument)) throw error;
    console.error(error.message);
    process.exit(2);
  }
};

/** What the benches that run rivals take alike. */
export const sharedOptions = (limitSeconds: string) =>
  ({
    limit: { type: 'string', default: limitSeconds },
    gap: { type: 'string', default: '0' },
    engine: { type: 'string', default: 'auto' },
    'no-rivals': { type: 'boolean', default: false },
  }) as const;

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>
>;

/** Options and names as node reads them, but with a sentence of ours for what it does not take. */
export const parsed = <T extends Options>(args: readonly string[], options: T): Parsed<T> => {
  try {
    return parseArgs({ args: joined(args), options, allowPositionals: true });
  } catch (error) {
    const said = String((error as Error).message).split(/[.\n]/)[0];
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new BadArgument(`${said}; allowed are ${known.join(', ')}.`);
  }
};

/** `--limit -3` as `--limit=-3`: the number is what is wrong there, and node would ask for a value. */
const joined = (args: readonly string[]): string[] => {
  const list: string[] = [];
  for (const arg of args) {
    const last = list.at(-1) ?? '';
    if (/^-\.?\d/.test(arg) && /^--[^=]+$/.test(last)) list[list.length - 1] = `${last}=${arg}`;
    else list.push(arg);
  }
  return list;
};

// Number('') is 0, and a blank is no number.
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

export const secondsOf = (text: string): number => {
  const value = numberOf(text);
  if (!(value > 0 && Number.isFinite(value))) throw refusal('--limit', text, 'a number of seconds above 0');
  return value;
};

const gapFractionOf = (text: string): number => {
  const value = numberOf(text);
  if (!(value >= 0 && value < 1)) throw refusal('--gap', text, 'a number from 0 to below 1');
  return value;
};

export const countOf = (what: string, text: string): number => {
  const value = numberOf(text);
  if (!(Number.isSafeInteger(value) && value > 0)) throw refusal(what, text, 'a whole number above 0');
  return value;
};

export const oneOf = (what: string, text: string, allowed: readonly string[]): string => {
  if (!allowed.includes(text)) throw refusal(what, text, `one of ${allowed.join(', ')}`);
  return text;
};

/** The limits that the shared options state. */
export const limitsOf = (values: {
  readonly limit: string;
  readonly gap: string;
  readonly engine: string;
}): { seconds: number; gapFraction: number; engine: string } => ({
  seconds: secondsOf(values.limit),
  gapFraction: gapFractionOf(values.gap),
  engine: oneOf('--engine', values.engine, ['auto', 'glpk', 'highs']),
});

export interface Size {
  readonly workloads: number;
  readonly sites: number;
  readonly silicon: number;
}

export const sizeOf = (text: string): Size => {
  const counts = /^(\d+)x(\d+)x(\d+)$/.exec(text)?.slice(1).map(Number) ?? [];
  const [workloads = 0, sites = 0, silicon = 0] = counts;
  if (!(workloads > 0 && sites > 0 && silicon > 0))
    throw refusal('size', text, 'workloads x sites x silicon, for example 200x30x6');
  return { workloads, sites, silicon };
};

export const nameOf = ({ workloads, sites, silicon }: Size): string => `${workloads}x${sites}x${silicon}`;

/** Those of the named things whose names have one of the parts in them; all where no part is given. */
export const named = <T extends { readonly name: string }>(
  what: string,
  all: readonly T[],
  parts: readonly string[],
): readonly T[] => {
  for (const part of parts)
    if (!all.some(({ name }) => name.includes(part)))
      throw refusal(what, part, `a part of one of ${all.map(({ name }) => name).join(', ')}`);
  return parts.length === 0 ? all : all.filter(({ name }) => parts.some((part) => name.includes(part)));
};
