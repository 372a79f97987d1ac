import type { Decisions } from '../decisions/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { LinearTerm } from '../program/program.js';

/** Violation from which a cut is worth a row. */
const WORTH = 1e-3;
/** Slack of rounding a need up to packs, as sizing rounds. */
const UNIT_SLACK = 1e-9;

interface Link {
  readonly name: string;
  readonly place: number;
  readonly units: readonly LinearTerm[];
  isWritten: boolean;
}

/**
 * Cuts that tie a share to whole units: nothing runs at a bank without a unit, so place <= kept + packs; and
 * where a bank has only packs, a stream that goes there whole needs at least its own packs:
 * ceil(need / unitsPerPack) x place <= packs. Without them the linear relaxation pays for slivers of a
 * server. True of every plan, and written only where a relaxed point breaks them.
 */
export class LinkCuts {
  private readonly links: Link[] = [];

  constructor(
    decisions: Decisions,
    private readonly builder: ProgramBuilder,
  ) {
    for (const candidate of decisions.candidates.candidates) {
      const units = decisions.unitsOfBank[candidate.bank.index] ?? [];
      const columns = units.flatMap((one) =>
        [one.keptColumn, one.packsColumn].filter((column) => column >= 0),
      );
      if (candidate.bank.kind !== 'held' || columns.length === 0) continue;
      if (candidate.needUnits === 0 && candidate.hostMemoryGiB === 0) continue;
      const [only] = units;
      const isPacksAlone = units.length === 1 && only !== undefined && only.keptColumn < 0;
      const least =
        isPacksAlone && candidate.stream.isIndivisible
          ? Math.ceil(candidate.needUnits / only.unitsPerPack - UNIT_SLACK)
          : 1;
      const coefficient = -1 / Math.max(1, least);
      this.links.push({
        name: `whole units for ${candidate.stream.id} ${candidate.bank.id}`,
        place: decisions.placeColumn[candidate.index] ?? -1,
        units: columns.map((column) => ({ column, coefficient })),
        isWritten: false,
      });
    }
  }

  /** Adds the cuts a point breaks; returns how many. */
  addViolated(point: Float64Array): number {
    let added = 0;
    for (const link of this.links) {
      if (link.isWritten) continue;
      const slack = link.units.reduce(
        (sum, term) => sum + term.coefficient * (point[term.column] ?? 0),
        point[link.place] ?? 0,
      );
      if (slack <= WORTH) continue;
      this.builder.addRow(
        link.name,
        [{ column: link.place, coefficient: 1 }, ...link.units],
        Number.NEGATIVE_INFINITY,
        0,
      );
      link.isWritten = true;
      added += 1;
    }
    return added;
  }
}
