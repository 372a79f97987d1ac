import type { ProblemInput } from '../../solver/problem/types.js';
import { RULE_KINDS } from './random/kinds.js';

type Cut = (input: ProblemInput) => void;

const LISTS = [
  'workloads',
  'offers',
  'sites',
  'quotes',
  'otherCosts',
  'rules',
  'pins',
  'bans',
  'affinities',
  'performance',
  'profiles',
  'jurisdictionSets',
] as const;
const OPTIONS = [
  'profile',
  'traffic',
  'latencyCostPerMsYear',
  'orchestrationCostPerYear',
  'slo',
  'weight',
] as const;

/** Everything that can be taken out of a problem in one step. */
function cutsOf(input: ProblemInput): Cut[] {
  const cuts: Cut[] = RULE_KINDS.map((kind) => kind.remove);
  for (const name of LISTS) {
    const count = input[name]?.length ?? 0;
    for (let index = count - 1; index >= 0; index -= 1)
      cuts.push((draft) => {
        draft[name]?.splice(index, 1);
      });
  }
  for (const name of OPTIONS)
    cuts.push((draft) => {
      for (const workload of draft.workloads) Reflect.deleteProperty(workload, name);
    });
  cuts.push(
    (draft) => {
      draft.objective = {};
    },
    (draft) => {
      draft.horizon.years = 1;
      draft.horizon.discountFraction = 0;
    },
    (draft) => {
      for (const offer of draft.offers) delete offer.escalationFraction;
      for (const entry of draft.tariffs ?? []) delete entry.escalationFraction;
    },
    (draft) => {
      draft.tariffs = (draft.tariffs ?? []).map(({ id }) => ({ id, kind: 'flat', pricePerKwh: 0.1 }));
    },
  );
  return cuts;
}

/** The smallest problem found that still fails, taking one thing out at a time. */
export async function shrink(
  input: ProblemInput,
  fails: (input: ProblemInput) => Promise<boolean>,
): Promise<ProblemInput> {
  let smallest = input;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const cut of cutsOf(smallest)) {
      const draft = structuredClone(smallest);
      cut(draft);
      if (JSON.stringify(draft).length >= JSON.stringify(smallest).length || !(await fails(draft))) continue;
      smallest = draft;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}
