import type { Bad } from './bad.js';

/** Places. */
export const places: readonly Bad[] = [
  {
    what: 'two caps',
    edits: { '/sites/0/itCapKw': 30 },
    code: 'exactly-one-of',
    pointer: '/sites/0/itCapKw',
    unit: 'kW',
    value: 30,
  },
  {
    what: 'no cap',
    edits: { '/sites/0/meterCapKw': undefined },
    code: 'missing-field',
    pointer: '/sites/0/meterCapKw',
    unit: 'kW',
  },
  {
    what: 'null cap where the meter is paid',
    edits: { '/sites/0/meterCapKw': null },
    code: 'inconsistent',
    pointer: '/sites/0/meterCapKw',
  },
  {
    what: 'no tariff where the meter is paid',
    edits: { '/sites/0/tariff': undefined },
    code: 'missing-field',
    pointer: '/sites/0/tariff',
  },
  {
    what: 'racks without power',
    edits: { '/sites/2/kwPerRack': undefined },
    code: 'needs-together',
    pointer: '/sites/2/kwPerRack',
    unit: 'kW/rack',
  },
  {
    what: 'half a place',
    edits: { '/sites/2/lonDeg': undefined },
    code: 'needs-together',
    pointer: '/sites/2/lonDeg',
    unit: 'degrees',
  },
  {
    what: 'rack units of the site alone',
    edits: { '/silicon/0/rackUnitsPerUnit': undefined },
    code: 'missing-figure',
    pointer: '/silicon/0/rackUnitsPerUnit',
    unit: 'U',
  },
  {
    what: 'a certificate that ends first',
    edits: { '/operators/2/certifications/0/validUntil': '2024-01-01' },
    code: 'inconsistent',
    pointer: '/operators/2/certifications/0/validUntil',
  },
  {
    what: 'a link back to itself',
    edits: { '/network/links/0/to': 'munich' },
    code: 'inconsistent',
    pointer: '/network/links/0/to',
  },
  {
    what: 'a link twice',
    edits: { '/network/links/1/to': 'muc-edge' },
    code: 'duplicate-id',
    pointer: '/network/links/1',
  },
  {
    what: 'traffic from a site without a price',
    edits: { '/sites/2/egressPricePerGB': undefined },
    code: 'missing-figure',
    pointer: '/sites/2/egressPricePerGB',
    unit: 'money/GB',
  },
  {
    what: 'traffic from a location without a price',
    edits: { '/locations/1/egressPricePerGB': undefined },
    code: 'missing-figure',
    pointer: '/locations/1/egressPricePerGB',
    unit: 'money/GB',
  },
];
