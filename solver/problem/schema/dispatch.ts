import { z } from 'zod';
import { count } from './fields.js';

/** Blocks a problem may ask for. Each adds a share for every divided stream and bank. */
export const MOST_DISPATCH_BLOCKS = 600;

/**
 * Dispatch over the year: the hours are put into blocks, and what may be dispatched is divided anew in each block, so that
 * a base can stay on held units while peaks go to rented ones.
 */
export const dispatch = z.strictObject({
  blocks: z
    .union([
      count(
        1,
        'blocks',
        'Most blocks; where unlike hours are merged to keep within it, the plan says so.',
      ).max(MOST_DISPATCH_BLOCKS),
      z.literal('exact'),
    ])
    .meta({
      description:
        'Blocks of hours with shares of their own: the most of them, or exact (one for all hours in which no load, energy price or demand window differs). 1 is the plan without dispatch.',
      unit: 'blocks',
    }),
});

/** Training that may wait inside a window: its work is done in the hours that suit the plan. */
export const deferrable = z.strictObject({
  window: z.enum(['day', 'week']).meta({
    description:
      'The work that falls due in each local day or week (from Monday) of the data location is done inside it.',
  }),
  mostUnits: count(1, 'units', 'Most units at work at once; gangUnits is the least.'),
});

/** Whether the shares of a workload may differ from block to block. */
export const workloadDispatch = z.enum(['by-block', 'constant']).optional().meta({
  description:
    'by-block: its shares are chosen in each dispatch block; constant: the same in all hours. Absent: by-block with split free, minShare and oneSite, else constant. Only with dispatch of the problem.',
});
