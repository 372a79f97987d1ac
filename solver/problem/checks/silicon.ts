import type { CheckContext, Parts } from './context.js';

/** Silicon and models, each by itself. */
export const checkSilicon = ({ silicon, models }: Parts, context: CheckContext): void => {
  for (const { entry, path } of silicon) {
    if (entry.maxWatts < entry.idleWatts) {
      context.add([...path, 'maxWatts'], {
        code: 'inconsistent',
        message: `${entry.maxWatts} W at full load is less than ${entry.idleWatts} W idle.`,
        allowed: `at least idleWatts (${entry.idleWatts} W)`,
        fix: 'Correct one of the two.',
      });
    }
  }
  for (const { entry, path } of models) {
    const { activeParametersBillion: active, parametersBillion: all } = entry;
    if (active !== undefined && active > all) {
      context.add([...path, 'activeParametersBillion'], {
        code: 'inconsistent',
        message: `${active} billion parameters active for a token are more than the ${all} billion there are.`,
        allowed: `at most parametersBillion (${all})`,
        fix: 'Correct one of the two.',
      });
    }
  }
};
