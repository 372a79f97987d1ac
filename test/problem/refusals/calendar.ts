import type { Bad } from './bad.js';

/** Tariffs and calendar. */
export const calendar: readonly Bad[] = [
  {
    what: 'a period that does not exist',
    edits: { '/tariffs/1/weekdaySchedule/3/5': 2 },
    code: 'out-of-range',
    pointer: '/tariffs/1/weekdaySchedule/3/5',
    value: 2,
  },
  {
    what: 'a demand schedule alone',
    edits: { '/tariffs/1/demand/periods': undefined },
    code: 'needs-together',
    pointer: '/tariffs/1/demand',
  },
  {
    what: 'a demand charge of nothing',
    edits: { '/tariffs/0/demand': {} },
    code: 'missing-field',
    pointer: '/tariffs/0/demand',
  },
  {
    what: 'prices of a leap year',
    edits: { '/tariffs/0': { id: 'grid', kind: 'hourly', pricesPerKwh: Array(8784).fill(0.1) } },
    code: 'wrong-length',
    pointer: '/tariffs/0/pricesPerKwh',
    value: 8784,
    unit: 'hours',
  },
  {
    what: 'a profile of another year',
    edits: { '/profiles/0/values': Array(8784).fill(1) },
    code: 'wrong-length',
    pointer: '/profiles/0/values',
    value: 8784,
  },
  {
    what: 'more agents active than there are',
    edits: { '/workloads/1/activeHoursFraction': 0.9 },
    code: 'inconsistent',
    pointer: '/workloads/1/activeHoursFraction',
    unit: 'fraction',
  },
  {
    what: 'more runs than the allowed hours hold',
    edits: { '/workloads/2/runsPerYear': 24 },
    code: 'inconsistent',
    pointer: '/workloads/2/deadlineHours',
    unit: 'hours',
  },
  {
    what: 'no allowed hour',
    edits: { '/workloads/2/allowedHours/hours': Array(24).fill(false) },
    code: 'inconsistent',
    pointer: '/workloads/2/allowedHours/hours',
  },
];
