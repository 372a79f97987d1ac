/**
 * Units of headers, such as `MW`, `EUR/MWh` or `requests/month`, read by their parts. A month is a twelfth of a year;
 * months and years are not turned into hours or days, since the format takes a year by its calendar.
 */
export interface Unit {
  /** Size in base units, as an exact fraction. */
  readonly num: bigint;
  readonly den: bigint;
  /** Powers of the base quantities. */
  readonly powers: ReadonlyMap<string, number>;
  /** The same with each unit of time kept apart, to tell requests a day from requests an hour. */
  readonly timing: ReadonlyMap<string, number>;
  /** ISO code where an amount of money names its currency. */
  readonly currency: string | null;
}

interface Atom {
  readonly num: bigint;
  readonly den: bigint;
  readonly powers: Readonly<Record<string, number>>;
  readonly timing?: string;
  readonly currency?: string;
}

const atom = (
  num: bigint | number,
  powers: Readonly<Record<string, number>>,
  den: bigint | number = 1,
): Atom => ({
  num: BigInt(num),
  den: BigInt(den),
  powers,
});
const PREFIXES: Readonly<Record<string, number>> = { '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40 };

/** Units that take prefixes, in base units: W, s, bit, FLOP, g of CO2 equivalent. */
const PREFIXED: Readonly<Record<string, Atom>> = {
  W: atom(1, { power: 1 }),
  Wh: atom(3600, { power: 1, time: 1 }),
  B: atom(8, { bit: 1 }),
  bit: atom(1, { bit: 1 }),
  bps: atom(1, { bit: 1, time: -1 }),
  FLOP: atom(1, { flop: 1 }),
  FLOPS: atom(1, { flop: 1, time: -1 }),
  gCO2eq: atom(1, { carbon: 1 }),
  gCO2e: atom(1, { carbon: 1 }),
  gCO2: atom(1, { carbon: 1 }),
};
const timed = (num: number, timing: string, den = 1): Atom => ({ ...atom(num, { time: 1 }, den), timing });
const dated = (months: number, timing: string): Atom => ({ ...atom(months, { month: 1 }), timing });

/** Units written out; the case of the letters does not matter. */
const WORDS: Readonly<Record<string, Atom>> = {
  '1': atom(1, {}),
  thousand: atom(1_000, {}),
  million: atom(1_000_000, {}),
  billion: atom(1_000_000_000, {}),
  '%': atom(1, { fraction: 1 }, 100),
  percent: atom(1, { fraction: 1 }, 100),
  byte: atom(8, { bit: 1 }),
  ms: timed(1, 'ms', 1000),
  millisecond: timed(1, 'ms', 1000),
  s: timed(1, 's'),
  sec: timed(1, 's'),
  second: timed(1, 's'),
  min: timed(60, 'min'),
  minute: timed(60, 'min'),
  h: timed(3600, 'hour'),
  hr: timed(3600, 'hour'),
  hour: timed(3600, 'hour'),
  d: timed(86_400, 'day'),
  day: timed(86_400, 'day'),
  week: timed(604_800, 'week'),
  month: dated(1, 'month'),
  mo: dated(1, 'month'),
  year: dated(12, 'year'),
  yr: dated(12, 'year'),
  a: dated(12, 'year'),
  deg: atom(1, { degree: 1 }),
  '°': atom(1, { degree: 1 }),
  gpu: atom(1, { unit: 1 }),
  accelerator: atom(1, { unit: 1 }),
  card: atom(1, { unit: 1 }),
  chip: atom(1, { unit: 1 }),
  req: atom(1, { request: 1 }),
  tok: atom(1, { token: 1 }),
};
/** ISO 4217 codes; three capitals alone may as well be GPU. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };

const singular = (word: string): string =>
  word.length > 2 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;

const moneyAtom = (text: string): Atom | undefined => {
  if (text === 'money') return atom(1, { money: 1 });
  const match = /^([kM]?)([A-Z]{3}|[€£])$/.exec(text);
  const [prefix, code] = [match?.[1] ?? '', match?.[2]];
  if (code === undefined || !(Object.hasOwn(SIGNS, code) || CURRENCIES.has(code))) return undefined;
  return { ...atom(10n ** BigInt(PREFIXES[prefix] ?? 0), { money: 1 }), currency: SIGNS[code] ?? code };
};

const prefixedAtom = (text: string): Atom | undefined => {
  const tonnes = /^(k?)t(CO2(?:eq|e)?)$/.exec(text);
  if (tonnes !== null) return atom(tonnes[1] === 'k' ? 1_000_000_000 : 1_000_000, { carbon: 1 });
  for (const [name, base] of Object.entries(PREFIXED)) {
    if (!text.endsWith(name)) continue;
    const prefix = text.slice(0, -name.length);
    // KB and KW are written as often as kB and kW, and K means nothing else here.
    const power = PREFIXES[prefix === 'K' ? 'k' : prefix];
    if (power !== undefined) return { ...base, num: base.num * 10n ** BigInt(power) };
    const bits = name === 'B' ? BINARY[prefix] : undefined;
    if (bits !== undefined) return { ...base, num: base.num * 2n ** BigInt(bits) };
  }
  return undefined;
};

/** Reads units. What the format itself counts (requests, agents, racks) is learnt from its schema. */
export class Units {
  readonly #counted: ReadonlySet<string>;

  constructor(ofTheFormat: Iterable<string>) {
    const words = [...ofTheFormat].flatMap((unit) => unit.split(/[/\- ]/));
    this.#counted = new Set(words.map((word) => singular(word.toLowerCase())));
  }

  /** The unit, or the part of it that is not known. */
  parse(text: string): Unit | { readonly unknown: string } {
    let [num, den] = [1n, 1n];
    let currency: string | null = null;
    const powers = new Map<string, number>();
    const timing = new Map<string, number>();
    const raise = (map: Map<string, number>, name: string, by: number): void => {
      const power = (map.get(name) ?? 0) + by;
      if (power === 0) map.delete(name);
      else map.set(name, power);
    };
    for (const [index, term] of text.trim().split('/').entries()) {
      const sign = index === 0 ? 1 : -1;
      const words = term.trim().split(/\s*[-·*]\s*|\s+/);
      for (const word of words) {
        const found = this.#atom(word);
        if (found === undefined) return { unknown: word === '' ? text : word };
        num *= sign === 1 ? found.num : found.den;
        den *= sign === 1 ? found.den : found.num;
        for (const [name, power] of Object.entries(found.powers)) {
          raise(powers, name, sign * power);
          raise(
            timing,
            (name === 'time' || name === 'month') && found.timing ? found.timing : name,
            sign * power,
          );
        }
        if (found.currency !== undefined) currency = found.currency;
      }
    }
    return { num, den, powers, timing, currency };
  }

  #atom(text: string): Atom | undefined {
    const exact = moneyAtom(text) ?? prefixedAtom(text);
    if (exact !== undefined) return exact;
    const lower = text.toLowerCase();
    const word = singular(lower);
    const known = Object.hasOwn(WORDS, lower)
      ? WORDS[lower]
      : Object.hasOwn(WORDS, word)
        ? WORDS[word]
        : undefined;
    if (known !== undefined) return known;
    return this.#counted.has(word) && word !== '' ? atom(1, { [word]: 1 }) : undefined;
  }
}

const sameMap = (left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean =>
  left.size === right.size && [...left].every(([name, power]) => right.get(name) === power);

/** Whether one unit can be turned into the other. */
export const areAlike = (left: Unit, right: Unit): boolean => sameMap(left.powers, right.powers);
/** Whether they also count by the same stretch of time. */
export const areTimedAlike = (left: Unit, right: Unit): boolean => sameMap(left.timing, right.timing);

/** Turns figures of one unit into another by an exact fraction. */
export interface Conversion {
  readonly num: number;
  readonly den: number;
}

const greatestDivisor = (left: bigint, right: bigint): bigint => {
  let [big, small] = [left, right];
  while (small !== 0n) [big, small] = [small, big % small];
  return big;
};

/** From one unit to a like one; null where the figures stay as they are. */
export const conversion = (from: Unit, to: Unit): Conversion | null => {
  const [num, den] = [from.num * to.den, from.den * to.num];
  if (num === den) return null;
  const divisor = greatestDivisor(num, den);
  return { num: Number(num / divisor), den: Number(den / divisor) };
};

/**
 * Applies a conversion; a factor of a tenth or a thousandth divides, so that 89.5 EUR/MWh are 0.0895 EUR/kWh.
 *
 * @example
 * convert(89.5, { num: 1, den: 1000 }); // 0.0895
 */
export const convert = (value: number, by: Conversion | null): number =>
  by === null ? value : (value * by.num) / by.den;
