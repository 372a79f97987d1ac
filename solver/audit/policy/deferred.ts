import type { Stream } from '../demand.js';
import { type Case, group, type Row } from '../rows.js';
import { isTraining } from '../training.js';

/** Deferred work is done in its windows, in one bank, by a gang at least and most units at most. */
export const checkDeferred = ({ streams, rowsOfStream, plan, problem, ledger }: Case): void => {
  const cells = [...streams.values()].filter(({ deferred }) => deferred !== null);
  for (const workload of problem.workloads.filter(isTraining)) {
    const isCut = cells.some((cell) => cell.workload.id === workload.id);
    ledger.same('deferred', workload.id, workload.deferrable !== undefined, isCut);
  }
  const stated = plan.dispatch?.deferred ?? [];
  const kinds = new Set(
    cells.map(
      ({ workload, deferred: own }) =>
        `${workload.id} ${own?.window}: ${own?.windows} from ${own?.firstHour}`,
    ),
  );
  const named = stated.flatMap(({ workload, windows }) =>
    windows.map(({ id, count, firstHour }) => `${workload} ${id}: ${count} from ${firstHour}`),
  );
  ledger.same('deferred', 'kinds of windows', [...kinds].sort().join(', '), [...named].sort().join(', '));
  const rowsOf = (some: readonly Stream[]): Row[] => some.flatMap(({ id }) => rowsOfStream.get(id) ?? []);
  for (const [name, ofWindow] of group(
    cells,
    ({ workload, deferred }) => `${workload.id} ${deferred?.window}`,
  )) {
    const due = ofWindow[0]?.deferred?.windowPart ?? Number.NaN;
    const done = rowsOf(ofWindow).reduce((sum, { yearPart, x }) => sum + yearPart * x, 0);
    ledger.near('deferred', `work of ${name}`, 1, done / due, 'share');
  }
  for (const [id, ofWorkload] of group(cells, ({ workload }) => workload.id)) {
    const workload = ofWorkload[0]?.workload;
    if (!workload || !isTraining(workload) || !workload.deferrable) continue;
    const { mostUnits } = workload.deferrable;
    const used = rowsOf(ofWorkload).filter(({ x, y }) => x + y > 1e-6);
    const banks = [...new Set(used.map(({ bank }) => bank.plan.id))];
    ledger.holds('deferred', `${id} in one bank`, banks.length <= 1, 'one bank', banks.join(' and '));
    for (const { name, x, y } of used) {
      ledger.atLeast('deferred', `${name} at once`, workload.gangUnits, mostUnits * (x + y), 'units');
      ledger.atMost('deferred', `${name} at once`, mostUnits, mostUnits * (x + y), 'units');
    }
  }
};
