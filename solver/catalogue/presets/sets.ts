import type { RulePreset } from './preset.js';

type JurisdictionSet = RulePreset['jurisdictionSets'][number];

/**
 * Third countries with an adequacy decision of the European Commission. A first day is stated only where the source
 * gives one; the others were decided by June 2021. CA and US are adequate for some recipients alone.
 */
export const GDPR_ADEQUATE_2026_11: JurisdictionSet = {
  id: 'gdpr-adequate.2026-11',
  source: 'Adequacy decisions of the European Commission, as of 2026-11-22',
  members: [
    { jurisdiction: 'AD' },
    { jurisdiction: 'AR' },
    { jurisdiction: 'BR', validFrom: '2026-01-26' },
    { jurisdiction: 'CA', onlyWithTransferBasis: 'PIPEDA' },
    { jurisdiction: 'CH' },
    { jurisdiction: 'FO' },
    { jurisdiction: 'GB', validUntil: '2031-12-27' },
    { jurisdiction: 'GG' },
    { jurisdiction: 'IL' },
    { jurisdiction: 'IM' },
    { jurisdiction: 'JE' },
    { jurisdiction: 'JP' },
    { jurisdiction: 'KR', validFrom: '2021-12-17' },
    { jurisdiction: 'NZ' },
    { jurisdiction: 'US', validFrom: '2023-07-10', onlyWithTransferBasis: 'DPF' },
    { jurisdiction: 'UY' },
  ],
};

/** Members of the EEA that are not of the EU: a decision of the Commission reaches them by the EEA Agreement. */
export const EFTA_IN_EEA = ['IS', 'LI', 'NO'] as const;
/** Adequate for origins in the EU, not yet for those in IS, LI and NO (a draft on 2026-05-06). */
export const NOT_YET_IN_EEA_AGREEMENT = ['BR'] as const;

const EEA = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
  ' ',
);

/** Countries with an adequacy decision of the ANPD: the EU, with IS, LI and NO. */
export const LGPD_ADEQUATE_2026_11: JurisdictionSet = {
  id: 'lgpd-adequate.2026-11',
  source: 'Resolution CD/ANPD 32 of 26 January 2026, published on 27 January 2026',
  members: EEA.map((jurisdiction) => ({ jurisdiction, validFrom: '2026-01-27' })),
};

const codes = (text: string): string[] => text.split(' ');

// Country Groups of 15 CFR part 740, supplement 1. HK stands beside CN: the EAR treat Hong Kong as China.
const D1 = codes('AM AZ BY CN GE HK IQ KG KH KP KZ LA LY MD MM MN MO NI RU TJ TM UZ VE VN YE');
const D4 = codes('AE BH BY CN EG HK IL IQ IR JO KP KW LB LY MO OM PK QA RU SA SY VE YE');
const D5 = codes('AF BY CD CF CN CU ER HK HT IQ IR KP LB LY MM NI RU SD SO SS SY VE ZW');
/** Members of D:1, D:4 and D:5 that are in A:5 or A:6, which the licence requirement leaves out. */
const ALSO_IN_A = ['IL'];

const setOf = (id: string, jurisdictions: readonly string[], source: string): JurisdictionSet => ({
  id,
  source,
  members: [...new Set(jurisdictions)].sort().map((jurisdiction) => ({ jurisdiction })),
});

/** Destinations for which a licence is required. */
export const EAR_DESTINATIONS_2026_11 = setOf(
  'ear-d1-d4-d5.2026-11',
  [...D1, ...D4, ...D5].filter((code) => !ALSO_IN_A.includes(code)),
  '15 CFR part 740, supplement 1: Country Groups D:1, D:4 and D:5 without A:5 and A:6, as of 2026-07-08; HK as CN',
);
/** Headquarters for which a licence is required wherever the item goes. */
export const EAR_HEADQUARTERS_2026_11 = setOf(
  'ear-d5-macau.2026-11',
  [...D5, 'MO'],
  '15 CFR part 740, supplement 1: Country Group D:5, with Macau, as of 2026-07-08; HK as CN',
);
