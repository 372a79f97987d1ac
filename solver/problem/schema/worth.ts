import { z } from 'zod';
import { amount, money, PLAYS, positive, text } from './fields.js';

/** How a workload is shown when a plan's worth is; nothing of it enters the objective. */
export const planView = {
  play: z.enum(PLAYS).optional().meta({
    description: 'Play of the source it belongs to; the saving is shown by play. Absent: by no play.',
  }),
  workflow: text('Workflow it is part of; returns are shown by workflow as well.').optional(),
  energySavedKwhPerYear: amount(
    'kWh/year',
    'Energy the workload saves elsewhere, as the planner states it; shown beside its own use, in no cost.',
  ).optional(),
};

/** What requests are worth to the planner, in at most one form; reported, never in the objective. */
export const requestValue = {
  valuePerRequest: money(
    'money/request',
    'What a request is worth to the planner; reported, never in the objective.',
  ).optional(),
  valuePerWorkflow: money(
    'money/workflow run',
    'What one run of the workflow is worth to the planner, with requestsPerWorkflow; reported, never in the objective.',
  ).optional(),
  requestsPerWorkflow: positive('requests/run', 'Requests one run of the workflow makes.').optional(),
};
