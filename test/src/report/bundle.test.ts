import { beforeAll, describe, expect, it } from 'vitest';
import { makeBundle, openBundle } from '../../../src/report/bundle.js';
import type { ReportInput } from '../../../src/report/input.js';
import { executeJob } from '../../../src/worker/execute.js';
import { engines, library } from '../../../src/worker/library.js';
import { parsedProblem, writtenProblem } from '../../fixtures/read.js';
import { reportInputOf } from './input.js';

const NAME = 'training-heavy-lab';
let input: ReportInput;
let text: string;
beforeAll(async () => {
  input = await reportInputOf(parsedProblem(NAME));
  text = JSON.stringify(await makeBundle(writtenProblem(NAME), input.answer));
}, 60_000);

const audit = async (bundle: string) => {
  const end = await executeJob(
    { kind: 'audit-bundle', bundle: { name: 'bundle.json', text: bundle }, limits: { pairs: null } },
    {
      library,
      engines,
      nowMs: () => 0,
      softTimeLimitMs: null,
      isCancelled: () => false,
      onProgress: () => {},
    },
  );
  if (end.kind === 'answered') return JSON.parse(new TextDecoder().decode(end.body));
  return end;
};

/** Figures of a comparison that a test changes. */
interface Claims {
  readonly savesAtMost: { money: number };
  readonly savesAtLeast: { money: number };
  readonly cloudOnly: { readonly bill: { cashPresentWorth: number } };
}

/** Changes the content and signs it anew, as whoever wants to deceive would. */
const forged = async (change: (bundle: { comparison: Claims }) => void): Promise<string> => {
  const copy = JSON.parse(text);
  change(copy);
  return JSON.stringify(await makeBundle(copy.problem, copy));
};

describe('a bundle', () => {
  it('is audited: the plan, the cloud-only plan, and the saving', async () => {
    const answer = await audit(text);
    expect(answer).toMatchObject({ outcome: 'agrees', ok: true, findings: [], cloudOnly: { ok: true } });
    expect(answer.cloudOnly.checks.saving).toBe(2);
    expect(Object.keys(answer.checks).length).toBeGreaterThan(10);
  });

  it('is the same bytes for the same answer', async () => {
    expect(JSON.stringify(await makeBundle(writtenProblem(NAME), input.answer))).toBe(text);
  });

  it('changed on the way is refused', async () => {
    const copy = JSON.parse(text);
    copy.plan.bill.cashPresentWorth += 1;
    const answer = await audit(JSON.stringify(copy));
    expect(answer).toMatchObject({
      kind: 'refused',
      refusal: { code: 'invalid-bundle', issues: [{ code: 'changed', pointer: '/contentHash' }] },
    });
  });

  it('of another problem is refused', async () => {
    const copy = JSON.parse(text);
    copy.problem.horizon.discountFraction += 0.01;
    const answer = await audit(JSON.stringify(await makeBundle(copy.problem, copy)));
    expect(answer).toMatchObject({
      kind: 'refused',
      refusal: { code: 'invalid-bundle', issues: [{ code: 'other-problem', pointer: '/plan/problemHash' }] },
    });
  });

  it('with unknown fields, or without its plan, is refused', async () => {
    expect(await openBundle({ ...JSON.parse(text), more: 1 })).toMatchObject({ ok: false });
    const { plan: _, ...rest } = JSON.parse(text);
    expect(await openBundle(rest)).toMatchObject({ ok: false });
    expect(await openBundle([])).toMatchObject({ ok: false });
  });

  it('that claims another saving, or another cloud bill, differs', async () => {
    const saving = await audit(
      await forged(({ comparison }) => {
        comparison.savesAtMost.money += 5;
      }),
    );
    expect(saving.outcome).toBe('differs');
    expect(saving.cloudOnly.findings).toEqual([
      expect.objectContaining({ code: 'saving', subject: 'at most' }),
    ]);
    const atLeast = await audit(
      await forged(({ comparison }) => {
        comparison.savesAtLeast.money = comparison.savesAtMost.money + 5;
      }),
    );
    expect(atLeast.cloudOnly.findings).toEqual([
      expect.objectContaining({ code: 'saving', subject: 'at least' }),
    ]);
    const bill = await audit(
      await forged(({ comparison }) => {
        comparison.cloudOnly.bill.cashPresentWorth += 1000;
        comparison.savesAtMost.money += 1000;
      }),
    );
    expect(bill.outcome).toBe('differs');
    expect(bill.ok).toBe(true);
    expect(bill.cloudOnly.ok).toBe(false);
  });
});
