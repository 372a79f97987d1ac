import { z } from 'zod';

const rowFields = {
  workload: z.string().min(1),
  location: z
    .string()
    .min(1)
    .exactOptional()
    .meta({ description: 'Absent: every location of the workload.' }),
  part: z
    .enum(['inference', 'runtime', 'training'])
    .exactOptional()
    .meta({ description: 'Absent: every part the offer can serve.' }),
  block: z.string().min(1).exactOptional().meta({
    description: 'Dispatch block as plans name it; absent: every block.',
  }),
  offer: z.string().min(1).meta({ description: 'A held offer stands for its bank.' }),
};
const share = z
  .number()
  .gt(0)
  .max(1)
  .meta({ description: 'Share of the stream: 1 is the whole, 0.25 a quarter.', 'x-unit': 'fraction' });

/** A row of a planner's own plan; `share` is taken for shareFraction. */
export const placementRow = z
  .union([z.strictObject({ ...rowFields, shareFraction: share }), z.strictObject({ ...rowFields, share })])
  .meta({ description: "A row of a planner's own plan." });
