import { type PresetRule, type RulePreset, TRANSFER_ATTRIBUTES } from './preset.js';
import { EFTA_IN_EEA, GDPR_ADEQUATE_2026_11, NOT_YET_IN_EEA_AGREEMENT } from './sets.js';

type Or = NonNullable<PresetRule['requirement']['or']>;

/** Everyone the data reaches is in the EEA or in an adequate country, or one of the alternatives is met. */
const transferRules = (or?: Or): PresetRule[] => {
  const otherwise = or === undefined ? {} : { or };
  const everyone = TRANSFER_ATTRIBUTES.map(({ key, attribute, name }) => ({
    key,
    name: `${name}: EEA or adequate`,
    requirement: { attribute, allIn: ['EEA', GDPR_ADEQUATE_2026_11.id], ...otherwise },
  }));
  const efta = TRANSFER_ATTRIBUTES.map(({ key, attribute, name }) => ({
    key: `${key}-efta`,
    name: `${name}: from IS, LI and NO not where the EEA Agreement does not know the decision yet`,
    requirement: { attribute, noneIn: [...NOT_YET_IN_EEA_AGREEMENT], ...otherwise },
    onlyOrigins: EFTA_IN_EEA,
  }));
  return [...everyone, ...efta];
};

const READS = [
  '`operators[].legalEntityJurisdiction`, `remoteSupportJurisdictions` and `subProcessors[].jurisdiction`: each place from which the data is processed or can be reached. An empty list passes, so an operator whose support is not stated counts as having none.',
  '`operators[].transferBases`: `DPF` where every recipient of this operator in the US is on the list of the EU-US Data Privacy Framework; `PIPEDA` where every one in Canada is a commercial organisation under that act. Without them US and CA do not count as adequate.',
  "`locations[].jurisdiction`: origins in IS, LI and NO do not have Brazil's decision yet. Where the selector names a set of your own in `originJurisdictions`, Brazil counts for none of its streams.",
];

const NOT_CHECKED = [
  'Whether the GDPR applies to the data at all, and whether the processing has a legal basis (Art. 6, 9): the selector says which data is meant.',
  'The contract of Art. 28, records, impact assessments, and the conditions inside each decision (onward transfer, sectors, purposes).',
  'Where encryption keys are held (`keyCustodyJurisdictions`) and who the ultimate parent is (see eu/no-foreign-parent).',
  'Derogations of Art. 49, and transfers on law-enforcement or institutional rules (Directive (EU) 2016/680, Regulation (EU) 2018/1725).',
  'International organisations with a decision of their own (the European Patent Organisation).',
  'A decision that is struck down or suspended later: it stands as of the date of the preset.',
];

const LOOSER = [
  "The transfer basis is the operator's statement and has no dates: a certification under the DPF is renewed yearly, and one sub-processor without it breaks the chain.",
  'Decisions that cover a part of a country stand for all of it where the data says so: JP (business operators), KR (without some sectors), IL (automated processing), as if every recipient were in scope.',
  'Only BR, KR and US have a first day; the other decisions, all of them of June 2021 or earlier, count on any day.',
  "For IS, LI and NO only Brazil's decision is held back; the days on which the EEA Agreement took the others are not kept.",
];

const SOURCES = [
  'European Commission, adequacy decisions: https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en (as of 2026-11-22)',
  'Brazil and the EEA Agreement: https://europalov.no/rettsakt/beskyttelse-av-personopplysninger-ved-datautveksling-med-brasil/id-34841',
  'United Kingdom until 27 December 2031: https://www.dpocentre.com/news/eu-renews-uk-personal-data-adequacy-decisions',
  'Membership of the EEA: the built-in set `EEA`',
];

const ART_44_45 = [
  {
    at: 'GDPR Art. 44',
    says: 'A transfer to a third country, onward transfers included, takes place only under chapter V.',
  },
  {
    at: 'GDPR Art. 45(1), (3)',
    says: 'No further authorisation where the Commission has decided that the country, territory or sector is adequate.',
  },
  {
    at: 'EEA Agreement, Joint Committee Decision 154/2018',
    says: 'IS, LI and NO are not third countries; decisions of the Commission reach them by incorporation.',
  },
  { at: 'Implementing Decision (EU) 2026/179', says: 'Brazil, from 26 January 2026.' },
  {
    at: 'Implementing Decision (EU) 2023/1795',
    says: 'The US, for organisations on the Data Privacy Framework list, from 10 July 2023.',
  },
  {
    at: 'Decision 2002/2/EC',
    says: 'Canada, for recipients subject to the Personal Information Protection and Electronic Documents Act.',
  },
  {
    at: 'Implementing Decision (EU) 2021/1772, renewed 2025',
    says: 'The United Kingdom, until 27 December 2031.',
  },
];

export const euAdequate: RulePreset = {
  id: 'eu/eea-or-adequate@2026-11',
  title: 'Personal data stays in the EEA or goes to adequate countries',
  checks:
    'The site, the legal entity that runs it, its remote support and its sub-processors are each in the EEA or in a country with an adequacy decision that covers the recipient.',
  reads: READS,
  legalBasis: ART_44_45,
  notChecked: NOT_CHECKED,
  stricter: [
    'Appropriate safeguards (Art. 46) and derogations (Art. 49) do not help: see eu/eea-or-safeguards.',
    'A foreign legal entity that has no access to the data is refused all the same.',
  ],
  looser: LOOSER,
  asOf: '2026-11-22',
  sources: SOURCES,
  rules: transferRules(),
  jurisdictionSets: [GDPR_ADEQUATE_2026_11],
};

export const euSafeguards: RulePreset = {
  id: 'eu/eea-or-safeguards@2026-11',
  title:
    'Personal data stays in the EEA, goes to adequate countries, or goes under clauses or corporate rules',
  checks:
    'As eu/eea-or-adequate; a place that is neither in the EEA nor adequate passes where the operator shows standard contractual clauses (SCC) or binding corporate rules (BCR).',
  reads: [
    ...READS,
    '`operators[].transferBases`: `SCC` or `BCR` where they are in force with every recipient outside the EEA and the adequate countries.',
  ],
  legalBasis: [
    ...ART_44_45,
    {
      at: 'GDPR Art. 46(1), (2)(b), (2)(c)',
      says: 'Without a decision, a transfer under binding corporate rules or standard clauses, if rights can be enforced.',
    },
    { at: 'GDPR Art. 47', says: 'What binding corporate rules have to contain.' },
    {
      at: 'CJEU C-311/18 (Schrems II), paragraphs 134 and 135',
      says: 'Clauses alone may not be enough: the exporter assesses each country.',
    },
  ],
  notChecked: [
    ...NOT_CHECKED,
    'The assessment of the country and the supplementary measures that Schrems II asks for beside clauses and rules: `SCC` and `BCR` say that you made it.',
  ],
  stricter: [
    'Other safeguards of Art. 46 (codes of conduct, certification, ad hoc clauses, instruments between authorities) and derogations of Art. 49 do not help.',
  ],
  looser: [
    ...LOOSER,
    'One safeguard of the operator stands for all its recipients and for every country, whatever an assessment would say.',
  ],
  asOf: '2026-11-22',
  sources: SOURCES,
  rules: transferRules([{ attribute: 'operator.transferBases', anyIn: ['SCC', 'BCR'] }]),
  jurisdictionSets: [GDPR_ADEQUATE_2026_11],
};
