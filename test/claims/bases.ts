import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A problem as JSON, as far as the sweeps read and change it. */
export interface Raw {
  [field: string]: unknown;
  horizon: { discountFraction: number; currency: string };
  sites: { id: string; kind: string; tariff?: string }[];
  silicon: { id: string; family: string }[];
  offers: { id: string; site: string; silicon?: string; terms: string; [price: string]: unknown }[];
  tariffs: object[];
  profiles?: object[];
  workloads: {
    id: string;
    kind: string;
    slo?: { percentile: number };
    demand?: Record<string, number>;
    origins?: { agents?: number }[];
    profile?: string;
  }[];
  rules?: { selector?: { workloads?: string[] } }[];
  quotes?: { offer: string }[];
  otherCosts?: { offer?: string }[];
  pins?: { offer?: string }[];
  bans?: { offer?: string }[];
}

/** A fixture that the claim is tested on. */
export interface Base {
  readonly id: string;
  readonly fixture: string;
  /** Cloud-only is not permitted by its rules and latency limits; the sweeps lift those that they do not move. */
  readonly isLifted: boolean;
}

export const BASES: readonly Base[] = [
  { id: 'flagship', fixture: 'flagship', isLifted: false },
  { id: 'training-heavy-lab', fixture: 'training-heavy-lab', isLifted: false },
  { id: 'bank-no-foreign-parent', fixture: 'bank-no-foreign-parent', isLifted: true },
  { id: 'us-hospital-group', fixture: 'us-hospital-group', isLifted: true },
  { id: 'no-cloud-only', fixture: 'no-cloud-only', isLifted: true },
];

/** The fixture without the placements it wants compared beside cloud-only. */
export const rawOf = ({ fixture }: Base): Raw => {
  const path = fileURLToPath(new URL(`../../fixtures/${fixture}.json`, import.meta.url));
  const raw: Raw = JSON.parse(readFileSync(path, 'utf8'));
  delete raw.baselines;
  return raw;
};
