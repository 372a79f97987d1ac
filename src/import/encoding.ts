import type { ImportIssue } from './fault.js';

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly issue: ImportIssue };

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte);

const SAVE_AS = 'Save it as "CSV UTF-8" (in LibreOffice: character set Unicode (UTF-8)).';

/** UTF-16 without a mark: text of mostly ASCII has a zero in every other byte. */
const unmarkedUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const length = Math.min(bytes.length - (bytes.length % 2), 2000);
  const zeros = [0, 0];
  for (let index = 0; index < length; index += 1)
    if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (length < 4 || even + odd < length / 8) return null;
  if (odd > 10 * even) return 'utf-16le';
  return even > 10 * odd ? 'utf-16be' : null;
};

const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** Where the first byte stands that UTF-8 does not allow. */
const firstBadByte = (bytes: Uint8Array): number => {
  let [good, bad] = [0, bytes.length];
  // Decoding as a stream fails exactly where a prefix holds a wrong byte.
  const isGood = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isGood(middle)) good = middle;
    else bad = middle;
  }
  return good;
};

/**
 * Text of a CSV file: UTF-8 or UTF-16, with or without a byte order mark. Anything else is refused by name rather than
 * guessed, since a wrong guess changes letters silently.
 */
export const decodeText = (file: string, bytes: Uint8Array): Decoded => {
  const refuse = (code: string, message: string, fix: string, more: Partial<ImportIssue> = {}): Decoded => ({
    ok: false,
    issue: { file, code, message, fix, ...more },
  });
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    return refuse(
      'not-text',
      'is a workbook or another zip archive, not text',
      'Name it .xlsx and import it by itself, or save it as CSV UTF-8.',
    );
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return refuse('not-text', 'is an old .xls workbook or an encrypted one, not text', SAVE_AS);
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff))
    return refuse('bad-encoding', 'is UTF-32', SAVE_AS);
  const marked = startsWith(bytes, 0xff, 0xfe)
    ? 'utf-16le'
    : startsWith(bytes, 0xfe, 0xff)
      ? 'utf-16be'
      : null;
  const wide = marked ?? unmarkedUtf16(bytes);
  if (wide !== null) {
    const text = bytes.length % 2 === 0 ? decode(bytes, wide) : null;
    if (text !== null) return { ok: true, text };
    return refuse('bad-encoding', `begins as ${wide.toUpperCase()} but is broken after that`, SAVE_AS);
  }
  const text = decode(bytes, 'utf-8');
  if (text === null) {
    const at = firstBadByte(bytes);
    const before = new TextDecoder('latin1').decode(bytes.subarray(0, at));
    const row = before.split(/\r\n|\r|\n/).length;
    const byte = bytes[at] ?? 0;
    const letter = new TextDecoder('windows-1252').decode(bytes.subarray(at, at + 1));
    const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1).slice(-20);
    return refuse(
      'bad-encoding',
      `is not UTF-8: byte 0x${byte.toString(16).toUpperCase()} after ${JSON.stringify(line)}; in Latin-1 (Windows-1252) it would be ${JSON.stringify(letter)}`,
      SAVE_AS,
      { row },
    );
  }
  if (text.includes('\0')) return refuse('not-text', 'holds zero bytes: it is no text', SAVE_AS);
  return { ok: true, text };
};
