import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A zip archive that cannot be used, and why. */
export class ZipFault extends Error {}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly headerAt: number;
}

const MOST_ENTRIES = 2_000;
const END_SIGN = 0x06054b50;
const CENTRAL_SIGN = 0x02014b50;
const LOCAL_SIGN = 0x04034b50;

const endOfCentral = (bytes: Buffer): number => {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at -= 1)
    if (bytes.readUInt32LE(at) === END_SIGN) return at;
  throw new ZipFault('it is no complete zip archive (its directory is missing); it may be cut off');
};

const entriesOf = (bytes: Buffer): Entry[] => {
  const end = endOfCentral(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) throw new ZipFault(`it holds ${count} parts; at most ${MOST_ENTRIES} are read`);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL_SIGN)
      throw new ZipFault('its directory is broken');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      headerAt: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
};

/** Parts of a zip archive, unpacked when asked for, never beyond a bound on all of them. */
export class ZipReader {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  readonly #mostBytes: number;
  #unpacked = 0;

  /** @throws ZipFault */
  constructor(bytes: Uint8Array, mostBytes: number) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#mostBytes = mostBytes;
    for (const entry of entriesOf(this.#bytes)) {
      if (this.#entries.has(entry.name)) throw new ZipFault(`it holds ${entry.name} twice`);
      this.#entries.set(entry.name, entry);
    }
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /**
   * A part as text; undefined where there is none. The stated size is not trusted: unpacking itself stops at the bound.
   *
   * @throws ZipFault
   */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    const { headerAt, packed } = entry;
    if (entry.flags & 1) throw new ZipFault('it is encrypted; save it without a password');
    if (headerAt + 30 > this.#bytes.length || this.#bytes.readUInt32LE(headerAt) !== LOCAL_SIGN)
      throw new ZipFault(`its part ${name} is broken`);
    const start =
      headerAt + 30 + this.#bytes.readUInt16LE(headerAt + 26) + this.#bytes.readUInt16LE(headerAt + 28);
    const content = this.#unpack(entry, this.#bytes.subarray(start, start + packed));
    this.#unpacked += content.length;
    if (crc32(content) !== entry.crc) throw new ZipFault(`its part ${name} is damaged (checksum)`);
    return new TextDecoder('utf-8').decode(content);
  }

  #unpack({ name, method, size }: Entry, content: Buffer): Buffer {
    const left = this.#mostBytes - this.#unpacked;
    const tooLarge = new ZipFault(
      `unpacked it is larger than ${Math.round(this.#mostBytes / 1024 / 1024)} MiB (part ${name}); split it`,
    );
    if (size > left || content.length > left) throw tooLarge;
    if (method === 0) return content;
    if (method !== 8) throw new ZipFault(`its part ${name} is packed in a way that is not known (${method})`);
    try {
      return inflateRawSync(content, { maxOutputLength: Math.max(1, left) });
    } catch (error) {
      if (error instanceof RangeError) throw tooLarge;
      throw new ZipFault(`its part ${name} cannot be unpacked`);
    }
  }
}

/** Midnight of 1 January 1980, so that the same content gives the same bytes. */
const DATE = 0x0021;

/** A zip archive of texts, the same bytes for the same parts. */
export const writeZip = (parts: readonly (readonly [name: string, text: string])[]): Buffer => {
  const chunks: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of parts) {
    const content = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(content, { level: 6 });
    const nameBytes = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt16LE(DATE, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL_SIGN);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(CENTRAL_SIGN);
    head.writeUInt16LE(20, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(head, shared, tail, nameBytes);
    chunks.push(local, shared, nameBytes, packed);
    at += 30 + nameBytes.length + packed.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_SIGN);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...chunks, ...central, end]);
};
