import type { RulePreset } from './preset.js';

export const euNoForeignParent: RulePreset = {
  id: 'eu/no-foreign-parent@2026-11',
  title: 'The ultimate parent of the operator is established in the EEA',
  checks: 'The ultimate parent of the operator of the site is in the EEA, wherever the site is.',
  reads: [
    '`operators[].ultimateParentJurisdiction`: where the company at the top of the chain is established; of a company without a parent, its own.',
  ],
  legalBasis: [
    {
      at: 'GDPR Art. 48',
      says: 'A judgment or order of a third country is no ground of its own to hand over personal data. The text asks nothing of the parent: that no parent can be given such an order is the reading of this preset.',
    },
    {
      at: 'Regulation (EU) 2022/2554 (DORA) Art. 28(4), 29(2)',
      says: 'A financial entity weighs the law of the third country that an ICT provider is subject to. It does not forbid one.',
    },
    {
      at: 'SecNumCloud 3.2, section 19.6',
      says: 'A provider is established in a Member State of the EU and is not controlled from outside it.',
    },
  ],
  notChecked: [
    'Where the data is, who has access to it, where keys are held: combine it with eu/eea-or-adequate or rules of your own.',
    'Where the legal entity itself is established.',
    'Shares, votes and vetoes of investors outside the EEA, board members, and who can be compelled in person.',
    'Sub-processors and their parents.',
  ],
  stricter: [
    'No text of the EU forbids a parent outside the EEA as such; adequate countries (CH, GB) are foreign here.',
  ],
  looser: [
    'SecNumCloud 3.2 asks for the EU, not the EEA, and limits holdings from outside to 24 % each and 39 % together.',
    'A parent in the EEA with a subsidiary abroad can be reached through the subsidiary.',
  ],
  asOf: '2026-11-22',
  sources: [
    'Regulation (EU) 2016/679 and Regulation (EU) 2022/2554 (EUR-Lex)',
    'ANSSI, SecNumCloud reference 3.2 of 8 March 2022',
    'Membership of the EEA: the built-in set `EEA`',
  ],
  rules: [
    {
      key: 'parent',
      name: 'Ultimate parent: EEA',
      requirement: { attribute: 'operator.ultimateParentJurisdiction', allIn: ['EEA'] },
    },
  ],
  jurisdictionSets: [],
};
