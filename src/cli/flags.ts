import { parseArgs } from 'node:util';
import { didYouMean } from '../suggest.js';
import { CommandError, EXIT } from './exit.js';

/** A flag of a command. */
export interface Flag {
  readonly type: 'boolean' | 'string';
  /** One letter that stands for it. */
  readonly short?: string;
  /** Name of its value in help. */
  readonly value?: string;
  readonly meaning: string;
}

/** A word a command takes after its flags. */
export interface Word {
  readonly name: string;
  readonly meaning: string;
  /** Only the last words of a command may be left out. */
  readonly isOptional?: boolean;
}

export interface CommandShape {
  readonly name: string;
  readonly summary: string;
  readonly words: readonly Word[];
  readonly flags: Readonly<Record<string, Flag>>;
  /** Further lines of help. */
  readonly notes?: () => readonly string[];
}

/** What a person typed, held against the shape of the command. */
export interface Typed {
  word(name: string): string;
  /** A word that may be left out. */
  optionalWord(name: string): string | undefined;
  text(flag: string): string | undefined;
  isSet(flag: string): boolean;
}

const COMMON: Readonly<Record<string, Flag>> = {
  help: { type: 'boolean', meaning: 'Print this and end.' },
};

const flagsOf = (shape: CommandShape): Readonly<Record<string, Flag>> => ({ ...shape.flags, ...COMMON });

/** A wrong use of a command; every one points to its help. */
export const usageError = (command: string, message: string): CommandError =>
  new CommandError(EXIT.input, `${message}\nSee: placewright ${command} --help`);

const shownWord = ({ name, isOptional }: Word): string => (isOptional === true ? `[<${name}>]` : `<${name}>`);

/**
 * Reads what was typed after the name of a command. Unknown flags, flags twice, missing and surplus words are refused.
 *
 * @throws CommandError with exit code 2
 */
export const readTyped = (shape: CommandShape, args: readonly string[]): Typed => {
  const flags = flagsOf(shape);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(flags).map(([name, { type, short }]) => [
        name,
        short === undefined ? { type } : { type, short },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string | true>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) {
      const near = didYouMean(
        `--${token.name}`,
        Object.keys(flags).map((name) => `--${name}`),
      );
      throw usageError(shape.name, `unknown flag ${token.rawName}${near}`);
    }
    if (values.has(token.name)) throw usageError(shape.name, `--${token.name} stands twice`);
    if (flag.type === 'boolean' && token.value !== undefined)
      throw usageError(shape.name, `--${token.name} takes no value`);
    if (flag.type === 'string' && (token.value === undefined || token.value === ''))
      throw usageError(
        shape.name,
        `--${token.name} needs a value: --${token.name} <${flag.value ?? 'value'}>`,
      );
    values.set(token.name, token.value ?? true);
  }
  const fewest = shape.words.filter(({ isOptional }) => isOptional !== true).length;
  if (!values.has('help') && (words.length < fewest || words.length > shape.words.length)) {
    const wanted = shape.words.map(shownWord).join(' ');
    const missing = shape.words[words.length];
    throw usageError(
      shape.name,
      missing === undefined
        ? `unexpected ${JSON.stringify(words[shape.words.length])}; ${shape.name} takes ${wanted || 'no words'}`
        : `<${missing.name}> is missing: ${missing.meaning}`,
    );
  }
  const optionalWord = (name: string): string | undefined =>
    words[shape.words.findIndex((word) => word.name === name)];
  return {
    optionalWord,
    word: (name) => {
      const value = optionalWord(name);
      if (value === undefined) throw new Error(`${shape.name} has no word ${name}`);
      return value;
    },
    text: (flag) => {
      const value = values.get(flag);
      return typeof value === 'string' ? value : undefined;
    },
    isSet: (flag) => values.has(flag),
  };
};

/** Help of one command. */
export const helpOf = (shape: CommandShape): string => {
  const words = shape.words.map((word) => ` ${shownWord(word)}`).join('');
  const flags = Object.entries(flagsOf(shape)).map(([name, { short, value, meaning }]) => {
    const left = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`;
    return `  ${left.padEnd(26)}${meaning}`;
  });
  const lines = [
    `placewright ${shape.name}${words} [flags]`,
    shape.summary,
    ...(shape.words.length === 0 ? [] : ['']),
    ...shape.words.map(({ name, meaning }) => `  ${`<${name}>`.padEnd(26)}${meaning}`),
    '',
    ...flags,
    ...(shape.notes === undefined ? [] : ['', ...shape.notes()]),
  ];
  return `${lines.join('\n')}\n`;
};
