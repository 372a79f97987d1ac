import type { PresetRule, RulePreset } from './preset.js';
import { EAR_DESTINATIONS_2026_11, EAR_HEADQUARTERS_2026_11 } from './sets.js';

/** Classes as catalogues write them; the test compares texts, so each way of writing stands here. */
const CLASSES = [
  ...['3A090', '3A090.a', '3A090.b', '4A090', '4A090.a', '4A090.b'],
  ...['3A001.z', '4A003.z', '4A004.z', '4A005.z', '5A002.z', '5A004.z', '5A992.z'],
];

const unlessOtherSilicon = (
  key: string,
  name: string,
  attribute: PresetRule['requirement']['attribute'],
  set: string,
): PresetRule => ({
  key,
  name,
  requirement: {
    attribute,
    noneIn: [set],
    or: [{ attribute: 'silicon.exportControlClass', noneIn: CLASSES }],
  },
});

export const usExport3a090: RulePreset = {
  id: 'us/export-3a090@2026-11',
  title: 'Advanced computing chips not where an export licence of the US is required (an example)',
  checks:
    'Silicon of ECCN 3A090, 4A090 or a related .z paragraph stands in no country of Country Groups D:1, D:4 and D:5, and not with an operator whose legal entity or ultimate parent is in D:5 or Macau. Other silicon passes anywhere.',
  reads: [
    `\`silicon[].exportControlClass\`: one of ${CLASSES.join(', ')}. Silicon without a class passes.`,
    '`sites[].jurisdiction`; `operators[].legalEntityJurisdiction` for the headquarters; `operators[].ultimateParentJurisdiction`.',
  ],
  legalBasis: [
    {
      at: '15 CFR 742.6(a)(6)(iii)',
      says: 'Licence for advanced computing items to destinations in D:1, D:4 or D:5 that are not in A:5 or A:6, and for entities headquartered in, or with an ultimate parent headquartered in, Macau or D:5, anywhere.',
    },
    { at: '15 CFR 744.23', says: 'Controls on end use in supercomputers and advanced chips.' },
    { at: '15 CFR part 740, supplement 1', says: 'The Country Groups.' },
    {
      at: 'BIS guidance of 31 May 2026',
      says: 'The requirement by headquarters is enforced; the worldwide requirement of the AI Diffusion Rule (January 2025) is not.',
    },
  ],
  notChecked: [
    'Whether a licence or an exception (NAC, ACA and others) is there: state it by leaving the workloads or the site out with a selector or rules of your own.',
    'The Entity List, the end use (15 CFR 744), deemed exports, and sanctions (OFAC).',
    'Renting computing power from afar, which is no export of the chip.',
    'The export rules of any other country, and occupied territories that ISO 3166 does not tell apart (Crimea, Donetsk, Luhansk).',
    'Which class a chip has: you or the catalogue say so.',
    'Changes of 22 CFR 126.1 after the date of this preset: D:5 follows that list at once, before the table does.',
  ],
  stricter: [
    'A destination with a licence or an exception is refused all the same.',
    'Legal entities stand for headquarters: a subsidiary in D:5 is refused even where its headquarters are elsewhere.',
  ],
  looser: [
    'Silicon without an export class passes, and so do token endpoints, which have no silicon.',
    'The AI Diffusion Rule still stands in the text with a worldwide requirement; this preset follows what is enforced.',
  ],
  asOf: '2026-07-08',
  sources: [
    '15 CFR part 740 supplement 1, groups D:1, D:4 and D:5 as others listed them from the eCFR of 2026-07-08 (a second-hand list: check the eCFR)',
    'Cambodia no longer in D:5: https://www.fenwick.com/insights/publications/regulatory-impact-of-arms-embargo-country-designations',
    'https://www.hoganlovells.com/en/publications/biss-new-enforcement-guidance-clarifies-license-requirement-for-exports-of-advanced-computing-items',
  ],
  rules: [
    unlessOtherSilicon(
      'destination',
      'Controlled silicon: not to D:1, D:4, D:5',
      'site.jurisdiction',
      EAR_DESTINATIONS_2026_11.id,
    ),
    unlessOtherSilicon(
      'headquarters',
      'Controlled silicon: legal entity not in D:5 or Macau',
      'operator.legalEntityJurisdiction',
      EAR_HEADQUARTERS_2026_11.id,
    ),
    unlessOtherSilicon(
      'parent',
      'Controlled silicon: ultimate parent not in D:5 or Macau',
      'operator.ultimateParentJurisdiction',
      EAR_HEADQUARTERS_2026_11.id,
    ),
  ],
  jurisdictionSets: [EAR_DESTINATIONS_2026_11, EAR_HEADQUARTERS_2026_11],
};
