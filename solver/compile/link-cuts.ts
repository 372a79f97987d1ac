import type { Candidate } from '../candidates/types.js';
import type { Decisions, UnitsDecision } from '../decisions/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { SentLinks } from '../search/sent-source.js';

/** Violation from which a cut is worth a row. */
const WORTH = 1e-3;
/** Slack of rounding a need up to packs, as sizing rounds. */
const UNIT_SLACK = 1e-9;

const columnsOf = (units: readonly UnitsDecision[]): number[] =>
  units.flatMap((one) => [one.keptColumn, one.packsColumn].filter((column) => column >= 0));

/** Packs a whole placement needs by itself; 1 where kept units or shares of a stream may do. */
const leastPacks = (candidate: Candidate, units: readonly UnitsDecision[]): number => {
  const [only] = units;
  if (units.length !== 1 || !only || only.keptColumn >= 0 || !candidate.stream.isIndivisible) return 1;
  return Math.max(1, Math.ceil(candidate.needUnits / only.unitsPerPack - UNIT_SLACK));
};

/**
 * Cuts that tie a share to whole units: nothing runs at a bank without a unit, so place <= kept + packs; and
 * where a bank has only packs, a stream that goes there whole needs at least its own packs:
 * ceil(need / unitsPerPack) x place <= packs. Without them the linear relaxation pays for slivers of a
 * server. True of every plan, and written only where a relaxed point breaks them.
 */
export class LinkCuts {
  private readonly written = new Set<number>();

  constructor(
    private readonly decisions: Decisions,
    private readonly builder: ProgramBuilder,
  ) {}

  /** The cuts as numbers, for a search in another thread. */
  send(): SentLinks[] {
    const { candidates, byBank, banks } = this.decisions.candidates;
    return banks.flatMap((bank) => {
      const units = this.decisions.unitsOfBank[bank.index] ?? [];
      const columns = columnsOf(units);
      const members = (byBank[bank.index] ?? []).flatMap((index) => {
        const candidate = candidates[index];
        const isCuttable = candidate && (candidate.needUnits !== 0 || candidate.hostMemoryGiB !== 0);
        return isCuttable && !this.written.has(index) ? [candidate] : [];
      });
      if (columns.length === 0 || members.length === 0) return [];
      return [
        {
          units: Int32Array.from(columns),
          places: Int32Array.from(members, (one) => this.decisions.placeColumn[one.index] ?? -1),
          least: Float64Array.from(members, (one) => leastPacks(one, units)),
        },
      ];
    });
  }

  /** Adds the cuts a point breaks; returns how many. */
  addViolated(point: Float64Array): number {
    let added = 0;
    const { candidates, byBank, banks } = this.decisions.candidates;
    for (const bank of banks) {
      const units = this.decisions.unitsOfBank[bank.index] ?? [];
      const columns = columnsOf(units);
      if (columns.length === 0) continue;
      const held = columns.reduce((sum, column) => sum + (point[column] ?? 0), 0);
      for (const index of byBank[bank.index] ?? []) {
        const candidate = candidates[index];
        const place = this.decisions.placeColumn[index] ?? -1;
        if (
          !candidate ||
          this.written.has(index) ||
          (candidate.needUnits === 0 && candidate.hostMemoryGiB === 0)
        )
          continue;
        const least = leastPacks(candidate, units);
        if ((point[place] ?? 0) - held / least <= WORTH) continue;
        const terms = [
          { column: place, coefficient: least },
          ...columns.map((column) => ({ column, coefficient: -1 })),
        ];
        this.builder.addRow(
          `whole units for ${candidate.stream.id} ${bank.id}`,
          terms,
          Number.NEGATIVE_INFINITY,
          0,
        );
        this.written.add(index);
        added += 1;
      }
    }
    return added;
  }
}
