import type { Merit, SiliconFamily, SiteKind, SpectrumCriterion } from '../problem/schema/fields.js';

export { type Merit, SPECTRUM_CRITERIA, type SpectrumCriterion } from '../problem/schema/fields.js';

export type SpectrumFamily = Exclude<SiliconFamily, 'CPU'>;

export const SPECTRUM_SOURCE = 'The AI Techno-Economic Spectrum, section 4, 3 September 2025';
export const SPECTRUM_AS_OF = '2025-09-03';

const merits = (...of: readonly [Merit, Merit, Merit, Merit, Merit, Merit, Merit, Merit]) => ({
  latencyMean: of[0],
  latencyJitter: of[1],
  throughput: of[2],
  performancePerWatt: of[3],
  memoryLocality: of[4],
  placement: of[5],
  ecosystemMaturity: of[6],
  modelFlexibility: of[7],
});

/** Merits of the six families; they never override a measured figure. */
export const SILICON_SPECTRUM: Readonly<Record<SpectrumFamily, Readonly<Record<SpectrumCriterion, Merit>>>> =
  {
    GPU: merits('medium', 'medium', 'high', 'medium', 'medium', 'high', 'high', 'high'),
    TPU: merits('medium', 'medium', 'high', 'high', 'medium-high', 'low', 'medium', 'medium'),
    LPU: merits('high', 'high', 'high', 'high', 'high', 'high', 'medium', 'medium'),
    NPU: merits('high', 'high', 'medium', 'high', 'high', 'high', 'high', 'low'),
    ASIC: merits('medium', 'high', 'high', 'high', 'high', 'medium', 'medium', 'low'),
    FPGA: merits('high', 'high', 'medium', 'high', 'high', 'high', 'high', 'medium'),
  };

/** Where a family may stand unless the silicon says otherwise: the source's "Low (Cloud)" and "High (Device)". */
export const FAMILY_SITE_KINDS: Readonly<Partial<Record<SiliconFamily, readonly SiteKind[]>>> = {
  TPU: ['hyperscale-region'],
  NPU: ['device'],
};

type Merits = Partial<Record<SpectrumCriterion, Merit>>;
/** What of a silicon the spectrum speaks of. */
export interface RatedSilicon {
  readonly family: SiliconFamily;
  readonly merits?: { readonly [C in SpectrumCriterion]?: Merit | undefined } | undefined;
}

/** The merits of a silicon: its own where stated, else its family's; none for a CPU host that states none. */
export const meritsOf = ({
  family,
  merits,
}: RatedSilicon): { readonly [C in keyof Merits]?: Merit | undefined } => ({
  ...(family === 'CPU' ? {} : SILICON_SPECTRUM[family]),
  ...merits,
});
