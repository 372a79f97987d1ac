import type { Bad } from './bad.js';

/** References where no catalogue is handed in. */
export const catalogue: readonly Bad[] = [
  {
    what: 'a catalogue that was not handed in',
    edits: { '/catalogue': '2026-11' },
    code: 'unknown-catalogue',
    pointer: '/catalogue',
    value: '2026-11',
    fix: /Hand snapshots in/,
  },
  {
    what: 'use of a row where no catalogue is named',
    edits: { '/silicon/0/use': 'h100' },
    code: 'missing-field',
    pointer: '/silicon/0/use',
    value: 'h100',
  },
  {
    what: 'a bare id where no catalogue is named',
    edits: { '/silicon/-': 'h100' },
    code: 'missing-field',
    pointer: '/silicon/2',
    value: 'h100',
  },
  {
    what: 'use of something that is no id',
    edits: { '/models/0/use': 7 },
    code: 'wrong-type',
    pointer: '/models/0/use',
    value: 7,
  },
  {
    what: 'use in a part that has no rows',
    edits: { '/workloads/0/use': 'assistant' },
    code: 'not-yet-supported',
    pointer: '/workloads/0/use',
  },
  {
    what: 'a preset without its date',
    edits: { '/rules/-': { preset: 'eu/eea-or-adequate' } },
    code: 'unknown-reference',
    pointer: '/rules/2/preset',
    fix: /"eu\/eea-or-adequate@2026-11"/,
  },
  {
    what: 'a preset that is mistyped',
    edits: { '/rules/-': { preset: 'eu/ea-or-adequat@2026-11' } },
    code: 'unknown-reference',
    pointer: '/rules/2/preset',
    fix: /Did you mean "eu\/eea-or-adequate@2026-11"/,
  },
  {
    what: 'a requirement beside a preset',
    edits: { '/rules/-': { preset: 'us/hipaa-baa@2026-11', requirement: {} } },
    code: 'unknown-field',
    pointer: '/rules/2/requirement',
  },
  {
    what: 'a wrong field that a preset hands on',
    edits: { '/rules/-': { preset: 'us/hipaa-baa@2026-11', mustHoldFor: 'ever' } },
    code: 'not-one-of',
    pointer: '/rules/2/mustHoldFor',
  },
];
