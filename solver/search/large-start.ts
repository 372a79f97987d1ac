import type { Engine } from '../engines/contract.js';
import { type Followed, FollowedStart } from './followed-start.js';
import { GuidedStart } from './guided-start.js';
import { Sift } from './linear/sift.js';
import type { Sifted } from './linear/sifted.js';
import type { Guide } from './relaxation-board.js';
import { GUIDED_COLUMNS_LEAST } from './sizes.js';
import type { ProgramSource, SearchOptions } from './types.js';

/** What a search by parts begins with: a relaxation, and options with the plan that was found beside it. */
export interface LargeStart {
  readonly sifted: Sifted;
  readonly options: SearchOptions;
}

/** The relaxation, solved here or followed as another search has it; undefined where none came of it. */
export const largeStart = async (
  source: ProgramSource,
  options: SearchOptions,
  linearEngine: Engine,
): Promise<LargeStart | undefined> => {
  // The guide is for the program as it is now: rows written later are not the same in all searches.
  const guide = options.guideFor?.(source.program());
  if (!guide) {
    const sifted = await ownRelaxation(source, options, linearEngine);
    return sifted && { sifted, options };
  }
  const isGuided = source.program().columnCount >= GUIDED_COLUMNS_LEAST;
  const followed = isGuided
    ? new GuidedStart(source, options, guide).run()
    : followedByNow(source, options, guide);
  const sifted = followed.sifted ?? (await ownRelaxation(source, options, linearEngine));
  const { point } = followed;
  // A dive from a relaxation that is not at its end would solve the rest of it: worth it only where there is no plan at all.
  const dives = !isGuided && (followed.isFinal || !followed.sifted || !point);
  return (
    sifted && {
      sifted,
      options: { ...options, guide, dives, ...(point ? { start: point } : {}) },
    }
  );
};

/** The relaxation of another search at its end; where that is too far, plans are made of what there is. */
const followedByNow = (source: ProgramSource, options: SearchOptions, guide: Guide): Followed => {
  const followed = new FollowedStart(source, options, guide).run();
  const { point, newest, isLate } = followed;
  if (!isLate || !point || !newest) return followed;
  return new GuidedStart(source, { ...options, start: point }, guide).run(newest);
};

/** Searches for plans want no second bound: its costs only say which streams are alike. */
const ownRelaxation = (
  source: ProgramSource,
  { secondCost, ...options }: SearchOptions,
  linearEngine: Engine,
): Promise<Sifted | undefined> => {
  const isWanted = secondCost !== undefined && options.guideFor === undefined;
  return new Sift(source, isWanted ? { ...options, secondCost } : options).run(linearEngine);
};
