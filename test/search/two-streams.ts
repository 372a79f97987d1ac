import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';

const NONE = Number.NEGATIVE_INFINITY;

export interface TwoStreams {
  readonly factor?: number;
  readonly isWhole?: boolean;
  readonly upper?: number;
  readonly openedBy?: number;
  readonly power?: number;
  readonly secondPlaceCost?: number;
  readonly add?: (builder: ProgramBuilder, columns: readonly number[]) => void;
}

/**
 * Two streams a and b that cost 2 at the first bank, 9 for rent; 3 units of the bank a stream, 4 of them there are.
 * Where nothing is given, b is a once more.
 */
export const twoStreams = ({
  factor = 1,
  isWhole = false,
  upper = 1,
  openedBy = 1,
  power = 3,
  secondPlaceCost = 2,
  add,
}: TwoStreams = {}): Program => {
  const builder = new ProgramBuilder();
  const column = (name: string, cost: number, integer = false, most = 1): number => {
    const made = builder.addColumn({ name, lower: 0, upper: most, integer });
    builder.addCost(made, cost);
    return made;
  };
  const [a0, a1] = [column('a bank', 2, isWhole), column('a rent', 9, isWhole)];
  const b0 = column('b bank', secondPlaceCost * factor, isWhole, upper);
  const b1 = column('b rent', 9 * factor, isWhole, upper);
  const open = column('open', 1, true);
  const one = (...columns: number[]) => columns.map((each) => ({ column: each, coefficient: 1 }));
  builder.addRow('a', one(a0, a1), 1, 1);
  builder.addRow('b', one(b0, b1), 1, 1);
  const units = [
    { column: a0, coefficient: 3 },
    { column: b0, coefficient: power * factor },
  ];
  builder.addRow('units', units, NONE, 4);
  builder.addRow('a open', [...one(a0), { column: open, coefficient: -1 }], NONE, 0);
  builder.addRow('b open', [...one(b0), { column: open, coefficient: -openedBy }], NONE, 0);
  add?.(builder, [a0, a1, b0, b1, open]);
  return builder.build();
};
