const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
};

const PRIMES = Array.from({ length: 312 }, (_, index) => index)
  .filter((n) => n >= 2 && isPrime(n))
  .slice(0, 64);

/** First 32 bits of the fraction of a root, as the standard derives its constants. */
const fractionBits = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(PRIMES, (prime) => fractionBits(Math.cbrt(prime)));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime)));

const utf8 = (text: string): Uint8Array => {
  const { TextEncoder: Encoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  return new Encoder().encode(text);
};

/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, as 64 hexadecimal digits. The Web Crypto of a runtime answers only later,
 * and a catalogue must have its hash when it is made.
 *
 * @example
 * sha256(''); // 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
 */
export const sha256 = (text: string): string => {
  const bytes = utf8(text);
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  const at = (list: Int32Array, index: number): number => list[index] ?? 0;
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + 4 * i);
    for (let i = 16; i < 64; i++) {
      const low = at(words, i - 15);
      const high = at(words, i - 2);
      const sigma0 = rotated(low, 7) ^ rotated(low, 18) ^ (low >>> 3);
      const sigma1 = rotated(high, 17) ^ rotated(high, 19) ^ (high >>> 10);
      words[i] = (at(words, i - 16) + sigma0 + at(words, i - 7) + sigma1) | 0;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i++) {
      const sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      const first = (h + sum1 + ((e & f) ^ (~e & g)) + at(ROUNDS, i) + at(words, i)) | 0;
      const sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => {
      state[index] = at(state, index) + value;
    });
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
};
