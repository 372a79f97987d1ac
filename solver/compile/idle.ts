import type { HeldBank } from '../candidates/types.js';
import type { HourFamily } from '../decisions/hour-family.js';
import { perUnitTerms } from '../decisions/power.js';
import type { Decisions, UnitsDecision } from '../decisions/types.js';
import type { LinearTerm } from '../program/program.js';
import type { RowSink } from '../rules/contract.js';

/** Less than any step a load can take that sizing tells apart, more than the engines' integer tolerance. */
const STEP_UNITS = 1e-4;
const NONE = Number.NEGATIVE_INFINITY;

/** A count that may be at most one step above one of several loads; the choice of which is a binary each. */
class AtMostOne {
  private readonly choices: LinearTerm[] = [];

  constructor(
    private readonly sink: RowSink,
    private readonly name: string,
    private readonly counted: readonly LinearTerm[],
    private readonly most: number,
  ) {}

  /** Chosen: counted - room <= extra. Returns the column of the choice. */
  allow(what: string, room: readonly LinearTerm[], extra: number): number {
    const column = this.sink.addBinary(`idle ${what}`);
    this.choices.push({ column, coefficient: 1 });
    const minus = room.map((term) => ({ ...term, coefficient: -term.coefficient }));
    const slack = { column, coefficient: this.most };
    this.sink.addRow(`no idle ${what}`, [...this.counted, ...minus, slack], NONE, this.most + extra);
    return column;
  }

  /** One of them is chosen; without any, nothing is counted at all. */
  close(): void {
    if (this.choices.length > 0)
      this.sink.addRow(`no idle ${this.name}`, this.choices, 1, Number.POSITIVE_INFINITY);
    else this.sink.addRow(`no idle ${this.name}`, this.counted, NONE, 0);
  }
}

/** Load of a family at an hour class, in units, with what weighs on it at all hours. */
const loadAt = (
  decisions: Decisions,
  family: HourFamily,
  hourClass: number,
  perUnit: number,
): LinearTerm[] => [
  ...family.loads.flatMap(({ series, terms }) => {
    const share = decisions.fronts.shareAt(series, hourClass);
    return terms.map((term) => ({ ...term, coefficient: (share * term.coefficient) / perUnit }));
  }),
  ...family.fixed
    .filter((term) => term.coefficient > 0)
    .map((term) => ({ ...term, coefficient: term.coefficient / perUnit })),
];

/** Replicas beyond the load of their pool would make room for idle units. */
const addReplicaRows = (
  decisions: Decisions,
  bank: HeldBank,
  familyOf: (name: string) => HourFamily | undefined,
  sink: RowSink,
): void => {
  for (const pool of decisions.replicas) {
    if (pool.bank !== bank) continue;
    const name = `replicas ${bank.id} ${pool.model} ${pool.point}`;
    const family = familyOf(name);
    const counted = [{ column: pool.column, coefficient: 1 }];
    const most = pool.candidates.reduce((sum, index) => {
      const need = decisions.candidates.candidates[index]?.needUnits ?? Number.NaN;
      return sum + need / pool.unitsPerReplica;
    }, 1);
    const rows = new AtMostOne(sink, name, counted, Math.ceil(most));
    for (const hourClass of family?.classes ?? []) {
      const load = family ? loadAt(decisions, { ...family, fixed: [] }, hourClass, 1) : [];
      rows.allow(`${name} ${hourClass}`, load, 1 - STEP_UNITS);
    }
    rows.close();
  }
};

/** Units that come with a pack beyond the one that is needed: those of one offer whose packs are taken. */
const packRoom = (bank: HeldBank, units: readonly UnitsDecision[], sink: RowSink): LinearTerm[] => {
  const room = units.flatMap((one): LinearTerm[] => {
    if (one.packsColumn < 0 || one.unitsPerPack === 1) return [];
    const column = sink.addBinary(`idle pack ${bank.id} ${one.offer.id}`);
    const taken = [
      { column, coefficient: 1 },
      { column: one.packsColumn, coefficient: -1 },
    ];
    sink.addRow(`no idle pack ${bank.id} ${one.offer.id}`, taken, NONE, 0);
    return [{ column, coefficient: one.unitsPerPack - 1 }];
  });
  const chosen = room.map(({ column }) => ({ column, coefficient: 1 }));
  if (room.length > 1) sink.addRow(`no idle packs ${bank.id}`, chosen, NONE, 1);
  return room;
};

const isPaid = (one: UnitsDecision, cost: Float64Array): boolean =>
  [one.keptColumn, one.packsColumn].some((column) => column >= 0 && (cost[column] ?? 0) < 0);

/**
 * Nothing is paid to idle. Where one more unit in use would lower the objective (electricity prices that are
 * negative on average), the bank's units are at most the load of some hour, rounded up to the packs that are taken, or
 * the least of an offer that is used. Which hour is a choice: one binary an hour class of each capacity family.
 */
export const addIdleRows = (
  decisions: Decisions,
  cost: Float64Array,
  familyOf: (name: string) => HourFamily | undefined,
  sink: RowSink,
): void => {
  const step = 1 - STEP_UNITS;
  for (const bank of decisions.candidates.banks) {
    const units = decisions.unitsOfBank[bank.index] ?? [];
    if (bank.kind !== 'held' || !units.some((one) => isPaid(one, cost))) continue;
    addReplicaRows(decisions, bank, familyOf, sink);
    const most = units.reduce((sum, one) => sum + one.keptMaxUnits + one.packsMax * one.unitsPerPack, 0);
    const all = units.flatMap((one) => perUnitTerms(one, 1));
    const packs = packRoom(bank, units, sink);
    const rows = new AtMostOne(sink, bank.id, all, most);
    for (const [name, perUnit] of [
      [`units ${bank.id}`, 1],
      [`host memory ${bank.id}`, bank.silicon.hostMemoryGiB],
    ] as const) {
      const family = familyOf(name);
      for (const hourClass of family?.classes ?? []) {
        const load = family ? loadAt(decisions, family, hourClass, perUnit) : [];
        rows.allow(`${name} ${hourClass}`, [...load, ...packs], step);
      }
    }
    const pools = decisions.replicas.filter((pool) => pool.bank === bank);
    if (pools.length > 0 && !familyOf(`units ${bank.id}`)) {
      const load = pools.map((pool) => ({ column: pool.column, coefficient: pool.unitsPerReplica }));
      rows.allow(`units ${bank.id}`, [...load, ...packs], step);
    }
    for (const { offer } of units) {
      const use = decisions.useColumn.get(offer.id);
      if (offer.unitsLeastIfUsed === undefined || use === undefined) continue;
      const column = rows.allow(`least ${bank.id} ${offer.id}`, [], offer.unitsLeastIfUsed);
      const used = [
        { column, coefficient: 1 },
        { column: use, coefficient: -1 },
      ];
      sink.addRow(`no idle least ${bank.id} ${offer.id}`, used, NONE, 0);
    }
    rows.close();
  }
};
