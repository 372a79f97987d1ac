import type { z } from 'zod';
import type { jurisdictionSet } from '../problem/schema/policy.js';

const COUNTRIES = new Set(
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`.split(/\s/),
);

/** Codes people write for another: Eurostat's Greece, the United Kingdom. */
const OFTEN_MEANT: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', SU: 'RU', AN: 'CW', YU: 'RS' };

/**
 * Whether the country of a jurisdiction is assigned in ISO 3166-1 (datasets/country-codes, commit caa72d1e,
 * 2026-05-15, PDDL), or XK, which is in use for Kosovo.
 */
export const isCountry = (jurisdiction: string): boolean => COUNTRIES.has(jurisdiction.slice(0, 2));

/** What was probably meant by a code that is no country. */
export const meantCountry = (jurisdiction: string): string | undefined => {
  const country = jurisdiction.slice(0, 2);
  return Object.hasOwn(OFTEN_MEANT, country) ? OFTEN_MEANT[country] : undefined;
};

type JurisdictionSet = z.output<typeof jurisdictionSet>;

const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const EFTA_IN_EEA = ['IS', 'LI', 'NO'];

const members = (codes: readonly string[]) => codes.map((jurisdiction) => ({ jurisdiction }));

/** Sets every problem knows. Membership as of 2025-12-18: 27 members of the EU, with IS, LI and NO the EEA. */
export const BUILT_IN_JURISDICTION_SETS: readonly JurisdictionSet[] = [
  { id: 'EU', members: members(EU), source: 'Membership of the European Union, as of 2025-12-18' },
  {
    id: 'EEA',
    members: members([...EU, ...EFTA_IN_EEA].sort()),
    source: 'Membership of the European Economic Area, as of 2025-12-18',
  },
];
