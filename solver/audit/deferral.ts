import type { DeferredCell, Stream } from './demand.js';
import type { Block } from './dispatch.js';
import { group } from './group.js';
import type { YearHours } from './hours.js';
import type { Shape } from './shapes.js';
import { isTraining } from './training.js';

/** Text of the window an hour lies in; the year closes on itself, so a window cut by its end goes on at its beginning. */
const windowNames = (hours: YearHours, zone: string, window: 'day' | 'week'): number[] => {
  const { weekday, hour } = hours.local(zone);
  const isStart = (h: number): boolean => {
    const isNewDay = h === 0 ? hour[0] === 0 : weekday[h] !== weekday[h - 1];
    return isNewDay && (window === 'day' || weekday[h] === 0);
  };
  const names: number[] = [];
  let begun = 0;
  for (let h = 0; h < hours.count; h += 1) {
    if (isStart(h)) begun += 1;
    names.push(begun);
  }
  return names.map((name) => (name === 0 ? begun : name));
};

/** Deferred work, hour by hour cut into cells: block by block, and windows with equally many hours of each block apart. */
export const cellsOf = (stream: Stream, blocks: readonly Block[], hours: YearHours): Stream[] => {
  const { workload, location, shape } = stream;
  if (!isTraining(workload) || workload.deferrable === undefined) return [];
  const names = windowNames(hours, location.zone, workload.deferrable.window);
  const blockAt: string[] = [];
  for (const { id, hours: own } of blocks) for (const h of own) blockAt[h] = id;
  const allowed = names.flatMap((_, h) => ((shape.share[h] as number) > 0 ? [h] : []));
  const make = group(allowed, (h) => `${names[h]}`);
  const kinds = group([...make.values()], (own) => {
    const counts = group(own, (h) => blockAt[h] ?? '');
    return blocks.map(({ id }) => counts.get(id)?.length ?? 0).join();
  });
  const inOrder = [...kinds.values()].map((windows) => ({
    windows: windows.length,
    own: windows.flat().sort((a, b) => a - b),
  }));
  inOrder.sort((a, b) => (a.own[0] as number) - (b.own[0] as number));
  return inOrder.flatMap(({ windows, own }, at) =>
    [...group(own, (h) => blockAt[h] ?? '')].map(([block, inside]): Stream => {
      const id = `${block}.w${at + 1}`;
      const deferred: DeferredCell = {
        window: `w${at + 1}`,
        windows,
        firstHour: own[0] as number,
        windowPart: own.length / allowed.length,
        allowedHours: allowed.length,
      };
      return {
        ...stream,
        id: `${stream.id}/${id}`,
        shape: shapeOf(`${stream.id}/${id}`, inside, hours.count),
        block: id,
        hoursHeld: inside.length,
        yearPart: inside.length / allowed.length,
        isWhole: false,
        deferred,
      };
    }),
  );
};

const shapeOf = (key: string, inside: readonly number[], count: number): Shape => {
  const share = new Float64Array(count);
  for (const h of inside) share[h] = 1;
  return { key, share, peakShape: 1, sumShape: inside.length, fullHours: inside.length };
};
