import type { Issues, Place } from './fault.js';

interface Claims {
  /** The first cell under a heading of each currency. */
  readonly named: Map<string, Place>;
  /** The first amount whose heading names no currency. */
  bare: Place | null;
}

/** An entry whose currency was taken from a heading. */
export interface CurrencySet {
  readonly pointer: string;
  readonly currency: string;
}

/** Currencies that headings name, gathered by the entry they are of. */
export class Currencies {
  readonly #claims = new Map<string, { readonly owner: Record<string, unknown>; readonly claims: Claims }>();

  /** An amount of an entry: under a heading that names a currency, or one that names none (null). */
  claim(pointer: string, owner: Record<string, unknown>, currency: string | null, place: () => Place): void {
    const known = this.#claims.get(pointer) ?? { owner, claims: { named: new Map(), bare: null } };
    this.#claims.set(pointer, known);
    const { claims } = known;
    if (currency === null) claims.bare ??= place();
    else if (!claims.named.has(currency)) claims.named.set(currency, place());
  }

  /** Sets `currency` where a heading names another one than the plan's; contradictions are refused. */
  settle(plan: unknown, issues: Issues): CurrencySet[] {
    const set: CurrencySet[] = [];
    for (const [pointer, { owner, claims }] of this.#claims) {
      const stated = typeof owner.currency === 'string' ? owner.currency : undefined;
      const names = [...claims.named];
      const [first] = names;
      if (first === undefined) continue;
      const [currency, place] = stated === undefined ? first : [stated, first[1]];
      const other = names.find(([name]) => name !== currency);
      if (other !== undefined) {
        const against =
          stated === undefined
            ? `another amount of the same entry is in ${currency}`
            : `the entry's currency is ${currency}`;
        issues.add({
          ...other[1],
          code: 'currency-clash',
          message: `is in ${other[0]} by its heading, but ${against}`,
          pointer,
          fix: 'State all amounts of one entry in one currency.',
        });
      } else if (stated === undefined && currency !== plan) {
        if (claims.bare !== null)
          issues.add({
            ...claims.bare,
            code: 'currency-clash',
            message: `names no currency, while another amount of the same entry is in ${currency}`,
            pointer,
            fix: `Head it with its currency too: [${currency}/...].`,
          });
        else if (pointer === '')
          issues.add({
            ...place,
            code: 'currency-clash',
            message: `is in ${currency} by its heading, but it can only be in the plan's currency`,
            fix: 'Convert it.',
          });
        else {
          owner.currency = currency;
          set.push({ pointer, currency });
        }
      }
    }
    return set;
  }
}
