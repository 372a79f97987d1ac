import type { z } from 'zod';
import type { jurisdictionSet, requirement } from '../../problem/schema/policy.js';

/** A rule of a preset, in the public rule format; id, selector, penalty and dates come from where it is used. */
export interface PresetRule {
  /** Last part of the rule's id: `<prefix>:<key>`. */
  readonly key: string;
  readonly name: string;
  readonly requirement: z.input<typeof requirement>;
  /** Countries of origin the rule speaks of alone; absent: whatever the selector speaks of. */
  readonly onlyOrigins?: readonly string[];
}

/** A text the preset rests on. */
export interface LegalBasis {
  /** Article, section or decision. */
  readonly at: string;
  /** What it says, as far as the preset reads it. */
  readonly says: string;
}

/**
 * Rules named for what they check, pinned by date. A published preset never changes; a change of the facts makes a
 * new one under a later date. Everything a preset does could be written by hand in `rules` and `jurisdictionSets`.
 */
export interface RulePreset {
  /** `jurisdiction/what-it-checks@year-month`. */
  readonly id: string;
  readonly title: string;
  /** What it checks, in a sentence or two. */
  readonly checks: string;
  /** What the problem has to state for the rules to read. */
  readonly reads: readonly string[];
  readonly legalBasis: readonly LegalBasis[];
  readonly notChecked: readonly string[];
  /** Where it refuses what the text would allow. */
  readonly stricter: readonly string[];
  /** Where it passes what the text would refuse. */
  readonly looser: readonly string[];
  /** Day on which the facts were true as far as known. */
  readonly asOf: string;
  readonly sources: readonly string[];
  readonly rules: readonly PresetRule[];
  readonly jurisdictionSets: readonly z.input<typeof jurisdictionSet>[];
}

/** Attributes by which data leaves a country: where it is processed, by whom, and who can reach it from elsewhere. */
export const TRANSFER_ATTRIBUTES = [
  { key: 'site', attribute: 'site.jurisdiction', name: 'Place of processing' },
  {
    key: 'legal-entity',
    attribute: 'operator.legalEntityJurisdiction',
    name: 'Legal entity of the operator',
  },
  { key: 'remote-support', attribute: 'operator.remoteSupportJurisdictions', name: 'Remote support' },
  { key: 'sub-processors', attribute: 'operator.subProcessorJurisdictions', name: 'Sub-processors' },
] as const;
