import { z } from 'zod';
import {
  amount,
  asOf,
  count,
  date,
  entryCurrency,
  escalation,
  fraction,
  id,
  jurisdiction,
  money,
  note,
  OFFER_TERMS,
  positiveFraction,
  ref,
  SILICON_FAMILIES,
  SITE_KINDS,
  source,
  text,
} from './fields.js';

/** Which streams a rule speaks of: every named list must match; an absent list matches everything. */
export const workloadSelector = z.strictObject({
  dataClasses: z.array(text('Data class.')).min(1).optional(),
  origins: z.array(ref('locations')).min(1).optional(),
  originJurisdictions: z.array(text('Jurisdiction or set of them.')).min(1).optional(),
  workloads: z.array(ref('workloads')).min(1).optional(),
  labels: z.array(text('Label of the workload.')).min(1).optional(),
});

/** What a rule reads. Every attribute is a set of texts, most of them of one member. */
export const RULE_ATTRIBUTES = [
  'site.id',
  'site.kind',
  'site.jurisdiction',
  'site.labels',
  'site.failureDomain',
  'operator.id',
  'operator.legalEntityJurisdiction',
  'operator.ultimateParentJurisdiction',
  'operator.remoteSupportJurisdictions',
  'operator.keyCustodyJurisdictions',
  'operator.subProcessorJurisdictions',
  'operator.transferBases',
  'operator.certifications',
  'operator.labels',
  'silicon.id',
  'silicon.family',
  'silicon.exportControlClass',
  'silicon.labels',
  'offer.id',
  'offer.terms',
] as const;
export type RuleAttribute = (typeof RULE_ATTRIBUTES)[number];

/**
 * Exactly one test. allIn: every member is in the list (an empty attribute passes). noneIn: no member is.
 * anyIn: at least one member is. sameCountryAsOrigin: every member's country is the origin's.
 */
export const requirementTest = z.strictObject({
  attribute: z.enum(RULE_ATTRIBUTES).meta({ description: 'What the rule reads.' }),
  allIn: z.array(text('Value, or the id of a jurisdiction set.')).min(1).optional(),
  noneIn: z.array(text('Value, or the id of a jurisdiction set.')).min(1).optional(),
  anyIn: z
    .array(text('Value, or the id of a jurisdiction set; for certifications SCHEME or SCHEME/LEVEL.'))
    .min(1)
    .optional(),
  sameCountryAsOrigin: z
    .literal(true)
    .optional()
    .meta({ description: "Every member's country is the origin's." }),
});

/** A test, and others of which any one is enough in its place. */
export const requirement = z.strictObject({
  ...requirementTest.shape,
  or: z
    .array(requirementTest)
    .min(1)
    .meta({
      description:
        'Further tests, each exactly one: the rule is met where the test or any of these is met, one and the same on all the days asked.',
    })
    .optional(),
});

export const rule = z.strictObject({
  id: id('Rule.'),
  name: text('Name, for people.').optional(),
  selector: workloadSelector
    .default({})
    .meta({ description: 'Demand it speaks of: every stated list must match; absent: all.' }),
  requirement: requirement.meta({
    description:
      'Exactly one test: allIn (every member is listed), noneIn (none is), anyIn (at least one is), sameCountryAsOrigin.',
  }),
  penaltyPerYear: money(
    'money/year',
    'Makes the rule soft: the penalty for a whole stream placed against it; a shadow cost. Absent: the rule is hard.',
  ).optional(),
  mustHoldFor: z.enum(['start', 'horizon']).default('start').meta({
    description:
      'start: facts must hold on the first day, expiry warns; horizon: they must hold to the last day.',
  }),
  currency: entryCurrency(),
  note: note(),
  source: source(),
});

/** A named set of jurisdictions (a bloc, or those with an adequacy decision), each member with its dates. */
export const jurisdictionSet = z.strictObject({
  id: id('Set.'),
  members: z
    .array(
      z.strictObject({
        jurisdiction: jurisdiction('Member.'),
        validFrom: date('First day it is a member.').optional(),
        validUntil: date('Last day it is a member.').optional(),
        onlyWithTransferBasis: text(
          'The operator must show this transfer basis, for example DPF.',
        ).optional(),
      }),
    )
    .min(1)
    .meta({ description: 'Jurisdictions in the set. A country stands for its subdivisions.' }),
  note: note(),
  source: source(),
  asOf: asOf(),
});

/** Which placements, units and sites a share limit counts. */
export const supplySelector = z.strictObject({
  sites: z.array(ref('sites')).min(1).optional(),
  siteKinds: z.array(z.enum(SITE_KINDS)).min(1).optional().meta({ description: 'Kinds of site.' }),
  operators: z.array(ref('operators')).min(1).optional(),
  jurisdictions: z.array(text('Jurisdiction.')).min(1).optional(),
  siliconFamilies: z
    .array(z.enum(SILICON_FAMILIES))
    .min(1)
    .optional()
    .meta({ description: 'Silicon families.' }),
  terms: z.array(z.enum(OFFER_TERMS)).min(1).optional().meta({ description: 'Terms of the offer.' }),
});

export const shareLimit = z.strictObject({
  id: id('Share limit.'),
  of: z.enum(['workloadWeight', 'spend', 'powerKw']).meta({
    description:
      'What is shared out: workload weight; present-worth cash cost of units and placements; IT kW at full load.',
  }),
  selector: supplySelector.meta({
    description: 'Supply that is counted: every stated list must match; at least one is stated.',
  }),
  minFraction: fraction('Least share of the whole.').optional(),
  maxFraction: fraction('Most share of the whole.').optional(),
  note: note(),
});

export const limits = z.strictObject({
  capexByYear: z
    .array(
      z.strictObject({
        year: count(0, 'year', 'Year of the horizon; 0 is the start.'),
        most: money('money', 'Most capital spent in that year, undiscounted.'),
      }),
    )
    .default([])
    .meta({ description: 'Limits on capital by year.' }),
  carbonTonnesPerYear: amount('tCO2eq/year', 'Most operational carbon a year, location-based.').optional(),
  newSites: count(0, 'sites', 'Most sites newly opened.').optional(),
  shares: z.array(shareLimit).default([]).meta({ description: 'Least and most shares of supply.' }),
  currency: entryCurrency(),
});

/** Puts a whole workload, or its demand of one location, at a site or on an offer. */
export const pin = z.strictObject({
  workload: ref('workloads'),
  location: ref('locations').optional(),
  site: ref('sites').optional(),
  offer: ref('offers').optional(),
  note: note(),
});

/** Keeps workloads off what matches every target that is stated: site, offer, silicon. */
export const ban = z.strictObject({
  selector: workloadSelector
    .default({})
    .meta({ description: 'Demand it speaks of: every stated list must match; absent: all.' }),
  site: ref('sites').optional(),
  offer: ref('offers').optional(),
  silicon: ref('silicon').optional(),
  note: note(),
});

/** same-sites: the two workloads have the same shares at every site. different-sites: never at one site. different-domains: never in one failure domain. */
export const affinity = z.strictObject({
  id: id('Affinity.'),
  kind: z.enum(['same-sites', 'different-sites', 'different-domains']).meta({
    description:
      'same-sites: the same shares at every site. different-sites: never at one site. different-domains: never in one failure domain.',
  }),
  workloads: z.array(ref('workloads')).length(2),
  note: note(),
});

export const otherCost = z.strictObject({
  id: id('Cost line.'),
  name: text('Name, as it stands on the bill.'),
  per: z.enum(['plan', 'site', 'offer', 'unit', 'workload']).meta({
    description:
      'plan: once. site: if the site is open. offer: if a unit of the offer is in use, or anything is placed on it. unit: each unit in use (held offers). workload: the whole workload, wherever it is placed.',
  }),
  site: ref('sites').optional(),
  offer: ref('offers').optional(),
  workload: ref('workloads').optional(),
  upfrontCost: money('money', 'Paid once. Absent: none.').default(0),
  yearlyCost: money('money/year', 'Paid each year. Absent: none.').default(0),
  escalationFraction: escalation(),
  currency: entryCurrency(),
  note: note(),
  source: source(),
});

/** A named placement to compare with: rows as `price` takes them, or a restriction of the sites. */
export const baseline = z.strictObject({
  id: id('Baseline.'),
  siteKinds: z.array(z.enum(SITE_KINDS)).min(1).optional().meta({ description: 'Kinds of site.' }),
  placement: z
    .array(
      z.strictObject({
        workload: ref('workloads'),
        location: ref('locations').optional(),
        offer: ref('offers'),
        shareFraction: positiveFraction('Share of the demand.'),
      }),
    )
    .min(1)
    .optional()
    .meta({ description: 'Where everything runs in the placement to compare with.' }),
  note: note(),
});

export const objective = z.strictObject({
  carbonPricePerTonne: money('money/tCO2eq', 'Price of a tonne of operational carbon.').optional(),
  carbonPriceIsPaid: z
    .boolean()
    .default(false)
    .meta({ description: 'true: cash; false: a shadow cost outside TCO and saving.' }),
  currency: entryCurrency(),
});
