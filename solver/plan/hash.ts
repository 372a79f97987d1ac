import { InternalError } from '../outcome.js';

/** The part of the Web Crypto API used here; in Node >= 20 and in browsers it is a global. */
interface Digests {
  readonly subtle: { digest(algorithm: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer> };
}

/** JSON with object keys in order, so that equal values have equal texts. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });

/** UTF-8 bytes; the encoder is a global everywhere the library runs. */
const bytesOf = (text: string): Uint8Array => {
  const { TextEncoder: Encoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  return new Encoder().encode(text);
};

/** SHA-256 of a value's canonical JSON, as `sha256:` and 64 hexadecimal digits. */
export const hashOf = async (value: unknown): Promise<string> => {
  const { crypto } = globalThis as unknown as { crypto?: Digests };
  if (!crypto) throw new InternalError('this runtime has no Web Crypto, which hashes need');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(canonicalJson(value))));
  return `sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
};
