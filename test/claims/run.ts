import { BASES, type Base } from './bases.js';
import type { Claims } from './markdown.js';
import { type BaseLevers, measureLevers, measureSeries, type Series } from './measure.js';
import { SWEEPS } from './sweeps.js';

export interface ClaimsOptions {
  /** Two small fixtures, and the ends of three sweeps alone. */
  readonly quick: boolean;
  readonly tell?: (text: string) => void;
}

const QUICK_BASES = ['training-heavy-lab', 'bank-no-foreign-parent'];
const QUICK_SWEEPS = ['energy', 'rules', 'cloud-discount'];

/** Runs every sweep over every fixture. */
export const runClaims = async ({ quick, tell = () => {} }: ClaimsOptions): Promise<Claims> => {
  const bases = BASES.filter(({ id }: Base) => !quick || QUICK_BASES.includes(id));
  const sweeps = SWEEPS.filter(({ id }) => !quick || QUICK_SWEEPS.includes(id));
  const series: Series[] = [];
  const levers: BaseLevers[] = [];
  for (const base of bases) {
    tell(`${base.id}: levers`);
    levers.push(await measureLevers(base));
    for (const sweep of sweeps) {
      const values = quick
        ? sweep.values.filter((_, at, all) => at === 0 || at === all.length - 1)
        : sweep.values;
      const one = await measureSeries(base, sweep, values);
      const ends = one.points.map(({ value, kind, least }) => `${value}: ${least?.toFixed(3) ?? kind}`);
      tell(`${base.id}: ${sweep.id}: ${ends.join(', ') || 'nothing to move'}`);
      series.push(one);
    }
  }
  return { series, levers };
};
