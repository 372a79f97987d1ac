/** What is wrong with a text that should be JSON, and where. Line and column count from 1. */
export interface JsonFault {
  readonly code: 'bad-json' | 'duplicate-key' | 'too-deep';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** Characters before the fault. */
  readonly offset: number;
}

/** Deeper nesting than any problem has; a text beyond it is refused unread. */
export const DEEPEST = 64;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LITERAL = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

interface Frame {
  readonly close: '}' | ']';
  readonly keys: Set<string> | null;
}

class Fault extends Error {
  constructor(
    readonly code: JsonFault['code'],
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

const skipSpace = (text: string, at: number): number => matchAt(SPACE, text, at);

const named = (text: string, at: number): string =>
  at >= text.length ? 'the end of the text' : JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0));

/** Offset after the string that starts at `start`. */
const stringEnd = (text: string, start: number): number => {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (Number.isNaN(code)) throw new Fault('bad-json', 'a string is not closed', start);
    if (code === 0x22) return at + 1;
    if (code < 0x20) throw new Fault('bad-json', 'a control character stands in a string', at);
    if (code !== 0x5c) {
      at += 1;
      continue;
    }
    const known = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
    if (known === null) throw new Fault('bad-json', 'an escape in a string is not one JSON knows', at);
    at += known[0].length;
  }
};

/** Reads `"key" :` of an object and returns the offset of the value. */
const readKey = (text: string, at: number, keys: Set<string>): number => {
  if (text[at] !== '"')
    throw new Fault('bad-json', `expected a key in double quotes, found ${named(text, at)}`, at);
  const end = stringEnd(text, at);
  const key: unknown = JSON.parse(text.slice(at, end));
  if (typeof key === 'string' && keys.has(key))
    throw new Fault('duplicate-key', `the key ${JSON.stringify(key)} stands twice in one object`, at);
  if (typeof key === 'string') keys.add(key);
  const colon = skipSpace(text, end);
  if (text[colon] !== ':')
    throw new Fault('bad-json', `expected ":" after a key, found ${named(text, colon)}`, colon);
  return skipSpace(text, colon + 1);
};

const scan = (text: string): void => {
  const open: Frame[] = [];
  let at = skipSpace(text, 0);
  for (;;) {
    // A value starts here.
    const first = text[at];
    if (first === '{' || first === '[') {
      if (open.length >= DEEPEST)
        throw new Fault('too-deep', `values are nested more than ${DEEPEST} deep`, at);
      const frame: Frame = first === '{' ? { close: '}', keys: new Set() } : { close: ']', keys: null };
      at = skipSpace(text, at + 1);
      if (text[at] !== frame.close) {
        open.push(frame);
        if (frame.keys !== null) at = readKey(text, at, frame.keys);
        continue;
      }
      at += 1;
    } else if (first === '"') at = stringEnd(text, at);
    else {
      const end = Math.max(matchAt(NUMBER, text, at), matchAt(LITERAL, text, at));
      if (end < 0) throw new Fault('bad-json', `expected a value, found ${named(text, at)}`, at);
      at = end;
    }
    // A value ended here.
    for (;;) {
      at = skipSpace(text, at);
      const frame = open.at(-1);
      if (frame === undefined) {
        if (at < text.length)
          throw new Fault('bad-json', `expected the end of the text, found ${named(text, at)}`, at);
        return;
      }
      if (text[at] === ',') {
        at = skipSpace(text, at + 1);
        if (frame.keys !== null) at = readKey(text, at, frame.keys);
        break;
      }
      if (text[at] !== frame.close)
        throw new Fault('bad-json', `expected "," or "${frame.close}", found ${named(text, at)}`, at);
      open.pop();
      at += 1;
    }
  }
};

/**
 * The first fault of a text that should be JSON: grammar, a key that stands twice in one object (JSON.parse
 * keeps the last silently), or nesting beyond 64 levels. Null where there is none.
 *
 * @example
 * findJsonFault('{"a": 1,\n "a": 2}')?.line; // 2
 */
export const findJsonFault = (text: string): JsonFault | null => {
  try {
    scan(text);
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.offset);
    const line = before.split('\n').length;
    const column = error.offset - (before.lastIndexOf('\n') + 1) + 1;
    return { code: error.code, message: error.message, line, column, offset: error.offset };
  }
};

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault };

/** Parses a text strictly: what `findJsonFault` objects to is refused. */
export const parseJson = (text: string): ParsedJson => {
  const fault = findJsonFault(text);
  return fault === null ? { ok: true, value: JSON.parse(text) } : { ok: false, fault };
};

/**
 * The grammar fault of a text, found at the speed of the built-in parser where there is none.
 * Keys that stand twice are left to `parseJson`.
 */
export const findGrammarFault = (text: string): JsonFault | null => {
  try {
    JSON.parse(text);
    return null;
  } catch {
    return findJsonFault(text);
  }
};
