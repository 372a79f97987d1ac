import { must } from './demand.js';
import type { Facts, Pair } from './facts.js';
import { type Load, onlyX, type Part, type RowWriter, type UnitsState, unitsSum } from './row-writer.js';

/** Windows of a demand charge that see the same loads: one highest kW, at the sum of their prices. */
export interface Charge {
  readonly site: number;
  readonly price: number;
  readonly rows: readonly Load[];
}

/** IT kW of the units in use at a site. */
export const idleKw = (facts: Facts, state: UnitsState, site: number, onlyMetered: boolean): number =>
  unitsSum(facts, state, (choice, kept, further) =>
    choice.site !== site || (onlyMetered && !must(facts.banks[choice.bank], 'bank').isMetered)
      ? 0
      : (choice.idleWatts * (kept + further)) / 1000,
  );

/** Power, racks and backhaul of every site; its demand charges are handed back. */
export function writeSites(writer: RowWriter): Charge[] {
  const { facts, kinds } = writer;
  const charges: Charge[] = [];
  for (const [s, { site, windows }] of facts.sites.entries()) {
    const kw = (part: Part): number => (part.pair.site === s ? part.pair.watts / 1000 : 0);
    const power = (cap: (state: UnitsState) => number): void => {
      writer.unitsRow(cap);
      writer.hourRows(kw, cap);
    };
    const { itCapKw, meterCapKw } = site;
    if (typeof itCapKw === 'number')
      power((state) => itCapKw - site.otherLoadKw - idleKw(facts, state, s, false));
    if (typeof meterCapKw === 'number')
      power((state) => (meterCapKw - site.otherLoadKw) / site.pue - idleKw(facts, state, s, false));
    if (site.racks !== undefined) {
      const most = site.racks * must(site.kwPerRack, 'kW a rack');
      power((state) => most - idleKw(facts, state, s, false));
    }
    if (site.backhaulMbps !== undefined) {
      const most = site.backhaulMbps;
      const at = (pair: Pair): boolean => pair.site === s;
      writer.hourRows(
        onlyX((pair) => (at(pair) ? pair.upMbps : 0)),
        () => most,
      );
      writer.hourRows(
        onlyX((pair) => (at(pair) ? pair.downMbps : 0)),
        () => most,
      );
    }
    const metered = (part: Part): number =>
      must(facts.banks[part.pair.bank], 'bank').isMetered ? kw(part) * site.pue : 0;
    const merged = new Map<string, Charge>();
    for (const window of windows) {
      const rows = writer.hourly(metered, kinds.among(window.hours));
      const key = JSON.stringify(rows);
      const known = merged.get(key);
      merged.set(key, {
        price: (known?.price ?? 0) + window.price,
        rows,
        site: s,
      });
    }
    charges.push(...merged.values());
  }
  return charges;
}
