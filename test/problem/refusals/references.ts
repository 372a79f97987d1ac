import type { Bad } from './bad.js';

/** References. */
export const references: readonly Bad[] = [
  {
    what: 'an unknown site',
    edits: { '/offers/0/site': 'muc-egde' },
    code: 'unknown-reference',
    pointer: '/offers/0/site',
    fix: /"muc-edge"/,
  },
  {
    what: 'an unknown model of an endpoint',
    edits: { '/offers/7/models/0': 'llm-9b' },
    code: 'unknown-reference',
    pointer: '/offers/7/models/0',
    fix: /"llm-8b"/,
  },
  {
    what: 'a link to nowhere',
    edits: { '/network/links/0/to': 'x' },
    code: 'unknown-reference',
    pointer: '/network/links/0/to',
  },
  {
    what: 'an id twice',
    edits: { '/sites/1/id': 'muc-edge' },
    code: 'duplicate-id',
    pointer: '/sites/1/id',
    value: 'muc-edge',
  },
  {
    what: 'an id of a site and a location',
    edits: { '/locations/0/id': 'muc-edge' },
    code: 'duplicate-id',
    pointer: '/sites/0/id',
  },
  {
    what: 'UK for GB',
    edits: { '/sites/0/jurisdiction': 'UK' },
    code: 'not-one-of',
    pointer: '/sites/0/jurisdiction',
    fix: /"GB"/,
  },
  {
    what: 'a mistyped zone',
    edits: { '/sites/0/zone': 'Europe/Berln' },
    code: 'not-one-of',
    pointer: '/sites/0/zone',
    fix: /Europe\/Berlin/,
  },
  {
    what: 'an offset for a zone',
    edits: { '/sites/0/zone': '+01:00' },
    code: 'not-one-of',
    pointer: '/sites/0/zone',
  },
];
