import type { RulePreset } from './preset.js';

export const usHipaaBaa: RulePreset = {
  id: 'us/hipaa-baa@2026-11',
  title: 'Whoever runs the site has signed a business associate agreement',
  checks:
    'The operator of the site has a business associate agreement in force, or is the covered entity itself. No country is tested: the rules of HIPAA know none.',
  reads: [
    '`operators[].certifications[]` with the scheme `HIPAA-BAA`, `validFrom` the day it was signed and `validUntil` its last day where it has one; `evidence` says where it is kept.',
    "`operators[].labels`: `covered-entity` on the operator of the covered entity's own premises, which signs no agreement with itself.",
  ],
  legalBasis: [
    {
      at: '45 CFR 160.103',
      says: 'A business associate creates, receives, maintains or transmits protected health information for a covered entity; a member of its workforce is none.',
    },
    {
      at: '45 CFR 164.502(e), 164.504(e)',
      says: 'Disclosure to a business associate needs satisfactory assurance in a written contract, and what it contains.',
    },
    {
      at: '45 CFR 164.308(b), 164.314(a)',
      says: 'The same for electronic information under the security rule.',
    },
  ],
  notChecked: [
    'What the agreement says and whether it covers the service used (a provider often lists the services it covers).',
    'Agreements of the operator with its own subcontractors (45 CFR 164.502(e)(1)(ii)).',
    'The security rule itself: risk analysis, encryption, audit, access (45 CFR 164.306 to 164.316).',
    'State law, 42 CFR part 2, and contracts of payers (Medicare Advantage, Medicaid) that do limit offshore access.',
    'Whether data is de-identified (45 CFR 164.514) and so no protected health information: the selector says which data is meant.',
  ],
  stricter: [
    'A carrier that only passes data on (the conduit exception) and an operator that sees de-identified data alone are asked for an agreement too.',
  ],
  looser: [
    '`covered-entity` is taken at your word, also for an affiliate that is a legal entity of its own.',
  ],
  asOf: '2026-11-22',
  sources: ['45 CFR parts 160 and 164 (eCFR)', 'HHS, Guidance on HIPAA and Cloud Computing'],
  rules: [
    {
      key: 'baa',
      name: 'Business associate agreement in force, or the covered entity itself',
      requirement: {
        attribute: 'operator.certifications',
        anyIn: ['HIPAA-BAA'],
        or: [{ attribute: 'operator.labels', anyIn: ['covered-entity'] }],
      },
    },
  ],
  jurisdictionSets: [],
};
