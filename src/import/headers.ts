import { didYouMean } from '../suggest.js';
import { type Column, type CurrencyOwner, type Table, unitOf } from './layout.js';
import { areAlike, areTimedAlike, type Conversion, conversion, type Unit, type Units } from './unit.js';

/** What a heading stands for. */
export type Heading =
  | {
      readonly kind: 'column';
      readonly column: Column;
      readonly conversion: Conversion | null;
      readonly isFraction: boolean;
      /** The unit as it was headed, and that of the format. */
      readonly unit: string | null;
      readonly to: string | null;
      /** Currency the heading names; null: money without one; undefined: no money, or in the entry's currency by name. */
      readonly currency: string | null | undefined;
      readonly owner: CurrencyOwner | null;
    }
  | { readonly kind: 'carried'; readonly path: readonly string[] }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly fix: string };

const refused = (code: string, message: string, fix: string): Heading => ({
  kind: 'refused',
  code,
  message,
  fix,
});

const isMoney = (unit: string | undefined): boolean => /^money\b/.test(unit ?? '');

/** Columns whose name goes on after a stem with a new word: meterCap stands for meterCapKw. */
const startingWith = (table: Table, stem: string): Column[] =>
  [...table.columns.values()].filter(({ name, units }) => {
    const next = name[stem.length] ?? '';
    return units.size > 0 && name.toLowerCase().startsWith(stem.toLowerCase()) && /^[.A-Z]$/.test(next);
  });

const listed = (columns: readonly Column[]): string =>
  columns
    .map((column) => `${column.name}${unitOf(column) === undefined ? '' : ` [${unitOf(column)}]`}`)
    .join(', ');

/** Reads the headings of one table. */
export class Headings {
  constructor(
    readonly table: Table,
    readonly units: Units,
  ) {}

  read(text: string): Heading {
    const given = text.trim();
    const carried = /(?:^|\.)x-.*$/.exec(given);
    if (carried !== null) return this.#carried(given, carried.index);
    const bracket = /^(.*?)\s*\[([^\][]*)\]$/.exec(given);
    const stem = bracket?.[1] ?? given;
    const unit = bracket?.[2];
    const exact = this.#named(stem);
    if (unit === undefined) return exact === undefined ? this.#unknown(given) : this.#column(exact);
    if (exact !== undefined && exact.units.size > 0) return this.#withUnit(exact, unit);
    const parsed = this.units.parse(unit);
    if ('unknown' in parsed)
      return exact === undefined
        ? this.#unknown(stem)
        : this.#unknownUnit(given, parsed.unknown, startingWith(this.table, stem));
    const near = startingWith(this.table, stem).filter((column) => this.#fits(column, parsed));
    const timed = near.filter((column) => {
      const own = this.#unit(column);
      return own !== undefined && areTimedAlike(own, parsed);
    });
    const chosen = near.length === 1 ? near : timed;
    const [only] = chosen;
    if (only !== undefined && chosen.length === 1) return this.#withUnit(only, unit);
    if (near.length > 1)
      return refused(
        'ambiguous-column',
        `${JSON.stringify(given)} may stand for several columns`,
        `Take one of ${listed(near)}.`,
      );
    if (exact !== undefined)
      return refused(
        'no-unit',
        `column ${exact.name} has no unit, but is headed [${unit}]`,
        `Head it ${exact.name}.`,
      );
    return this.#unknown(stem, parsed);
  }

  #carried(given: string, at: number): Heading {
    const before = given.slice(0, at);
    if (before !== '' && !this.table.columns.get(before)?.takesJson) return this.#unknown(given);
    const path = before === '' ? [] : before.split('.');
    return { kind: 'carried', path: [...path, given.slice(before === '' ? 0 : at + 1)] };
  }

  #named(name: string): Column | undefined {
    const exact = this.table.columns.get(name);
    if (exact !== undefined) return exact;
    const alike = [...this.table.columns.values()].filter(
      (column) => column.name.toLowerCase() === name.toLowerCase(),
    );
    return alike.length === 1 ? alike[0] : undefined;
  }

  #unit(column: Column): Unit | undefined {
    const unit = unitOf(column);
    const parsed = unit === undefined ? undefined : this.units.parse(unit);
    return parsed === undefined || 'unknown' in parsed ? undefined : parsed;
  }

  #fits(column: Column, unit: Unit): boolean {
    const own = this.#unit(column);
    return own !== undefined && (areAlike(own, unit) || this.#isYearly(column, unit));
  }

  /** A rate a year is often headed % alone. */
  #isYearly(column: Column, unit: Unit): boolean {
    return unitOf(column) === 'fraction/year' && unit.powers.size === 1 && unit.powers.get('fraction') === 1;
  }

  #column(column: Column): Heading {
    const unit = unitOf(column);
    return {
      kind: 'column',
      column,
      conversion: null,
      isFraction: unit?.startsWith('fraction') === true,
      unit: null,
      to: unit ?? null,
      currency: isMoney(unit) ? null : undefined,
      owner: column.owner,
    };
  }

  #withUnit(column: Column, text: string): Heading {
    const plain = this.#column(column);
    const to = unitOf(column);
    if (plain.kind !== 'column') return plain;
    if (to === undefined)
      return refused(
        'no-unit',
        `column ${column.name} is in ${[...column.units].join(' or ')}, which depends on the kind of entry`,
        `Head it ${column.name}.`,
      );
    if (text.trim() === to) return { ...plain, unit: text, currency: undefined };
    const from = this.units.parse(text);
    if ('unknown' in from) return this.#unknownUnit(`${column.name} [${text}]`, from.unknown, [column]);
    const own = this.units.parse(to);
    if ('unknown' in own)
      return refused(
        'bad-unit',
        `${column.name} is in ${to}, which is not converted`,
        `Head it ${column.name} [${to}].`,
      );
    const isYearly = this.#isYearly(column, from);
    if (!areAlike(from, own) && !isYearly) {
      const clock =
        from.powers.has('time') !== own.powers.has('time') ||
        from.powers.has('month') !== own.powers.has('month');
      const why = clock
        ? '; months and years are not turned into days and hours, since they are not of one length'
        : '';
      return refused(
        'bad-unit',
        `${column.name} is in ${to}; [${text}] is not turned into it${why}`,
        `Give it in ${to} or a like unit.`,
      );
    }
    return {
      ...plain,
      unit: text,
      conversion: isYearly ? { num: Number(from.num), den: Number(from.den) } : conversion(from, own),
      currency: isMoney(to) ? (from.currency ?? undefined) : undefined,
    };
  }

  #unknownUnit(given: string, part: string, columns: readonly Column[]): Heading {
    const say =
      columns.length === 0
        ? 'Take a unit of the format.'
        : `Give it as ${listed(columns)}, or in a like unit.`;
    return refused(
      'unknown-unit',
      `${JSON.stringify(given)}: the unit ${JSON.stringify(part)} is not known`,
      say,
    );
  }

  #unknown(given: string, unit?: Unit): Heading {
    const names = [...this.table.columns.keys()];
    const message = `${this.table.name} has no column ${JSON.stringify(given)}${didYouMean(given, names)}`;
    const stems = startingWith(this.table, given);
    if (unit === undefined && stems.length > 0)
      return refused('unknown-column', message, `Head it with its unit, or as ${listed(stems)}.`);
    const alike =
      unit === undefined ? [] : [...this.table.columns.values()].filter((column) => this.#fits(column, unit));
    const among = alike.length === 0 ? '' : ` In that unit are ${listed(alike.slice(0, 8))}.`;
    return refused(
      'unknown-column',
      message,
      `Take one of the columns of the format, or name it x-... to carry it along.${among}`,
    );
  }
}
