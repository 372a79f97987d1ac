import { type RulePreset, TRANSFER_ATTRIBUTES } from './preset.js';
import { LGPD_ADEQUATE_2026_11 } from './sets.js';

export const brAdequate: RulePreset = {
  id: 'br/brazil-or-adequate@2026-11',
  title: 'Personal data stays in Brazil or goes to countries the ANPD recognises',
  checks:
    'The site, the legal entity that runs it, its remote support and its sub-processors are each in Brazil, or from 27 January 2026 in the EU, Iceland, Liechtenstein or Norway.',
  reads: [
    '`sites[].jurisdiction`; `operators[].legalEntityJurisdiction`, `remoteSupportJurisdictions` and `subProcessors[].jurisdiction`. An empty list passes.',
  ],
  legalBasis: [
    {
      at: 'LGPD (Lei 13.709/2018) Art. 33, I',
      says: 'Transfer to countries or international organisations with an adequate level of protection.',
    },
    { at: 'LGPD Art. 34', says: 'The national authority assesses the level.' },
    {
      at: 'Resolution CD/ANPD 32 of 26 January 2026',
      says: 'The European Union, its institutions, and Iceland, Liechtenstein and Norway are adequate. The only recognition so far.',
    },
    {
      at: 'Resolution CD/ANPD 19 of 23 August 2024',
      says: 'Procedure, and clauses of Brazil (not tested here).',
    },
  ],
  notChecked: [
    'Whether the LGPD applies (Art. 3, 4) and whether the processing has a legal basis (Art. 7, 11): the selector says which data is meant.',
    'Institutions of the EU that are in no country of the list, and conditions inside the resolution (public security, defence).',
    'Where keys are held, and who the ultimate parent is.',
  ],
  stricter: [
    'The standard clauses of Brazil, global corporate rules and the other grounds of Art. 33, II to IX do not help: `SCC` in a problem means the clauses of the EU.',
    'The first day is that of publication, 27 January 2026; the resolution is of the day before.',
  ],
  looser: ['Recognition without end: the resolution is reviewed, and no last day is stated here.'],
  asOf: '2026-11-22',
  sources: [
    'https://www.trenchrossi.com/en/legal-alerts/brazil-and-the-european-union-mutually-recognize-adequacy-in-personal-data-protection-resolution-no-32-dated-january-26-2026',
    'https://www.deleporte-wentz-avocat.com/actualite-international-data-transfers-brazil-recognized-as-offering-an-adequate-level-of-protection',
  ],
  rules: TRANSFER_ATTRIBUTES.map(({ key, attribute, name }) => ({
    key,
    name: `${name}: Brazil or adequate`,
    requirement: { attribute, allIn: ['BR', LGPD_ADEQUATE_2026_11.id] },
  })),
  jurisdictionSets: [LGPD_ADEQUATE_2026_11],
};
