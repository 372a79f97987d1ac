import type { CheckContext, Parts } from './context.js';

/** Training and fine-tuning: their work is stated in exactly one of two ways, each with its partner. */
export const checkTraining = ({ workloads }: Parts, context: CheckContext): void => {
  for (const { entry, path } of workloads) {
    if (entry.kind !== 'training' && entry.kind !== 'fine-tuning') continue;
    const { acceleratorHours, computeExaflop, referenceSilicon, mfuFraction } = entry;
    if ((acceleratorHours === undefined) === (computeExaflop === undefined)) {
      context.add([...path, 'acceleratorHours'], {
        code: 'exactly-one-of',
        message:
          acceleratorHours === undefined
            ? 'the work of a run is not stated.'
            : 'the work of a run is stated as acceleratorHours and as computeExaflop.',
        allowed: 'exactly one of acceleratorHours (with referenceSilicon), computeExaflop (with mfuFraction)',
        fix: acceleratorHours === undefined ? 'State one.' : 'Keep one.',
      });
    }
    const pairs = [
      ['acceleratorHours', acceleratorHours, 'referenceSilicon', referenceSilicon],
      ['computeExaflop', computeExaflop, 'mfuFraction', mfuFraction],
    ] as const;
    for (const [work, given, partner, partnerGiven] of pairs) {
      if ((given === undefined) === (partnerGiven === undefined)) continue;
      const missing = given === undefined ? work : partner;
      context.add([...path, missing], {
        code: 'needs-together',
        message: `${work} and ${partner} are stated together.`,
        fix: given === undefined ? `State ${work}, or remove ${partner}.` : `State ${partner} too.`,
      });
    }
    if (entry.allowedHours !== undefined && !entry.allowedHours.hours.some((isAllowed) => isAllowed)) {
      context.add([...path, 'allowedHours', 'hours'], {
        code: 'inconsistent',
        message: 'no hour is allowed.',
        fix: 'Allow at least one hour, or remove allowedHours.',
      });
    }
  }
};
