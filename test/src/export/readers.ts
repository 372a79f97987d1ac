import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import loadHighs from 'highs';

/** What another solver found in a text of ours: values by our names x0, x1, ... */
export interface Found {
  readonly objective: number;
  readonly isInfeasible?: boolean;
  readonly values: ReadonlyMap<number, number>;
}

/** HiGHS reads the text by itself; nothing of our engine is in between. */
export const byHighs = async (format: 'lp' | 'mps', text: string, gap: number): Promise<Found> => {
  const package_ = await (loadHighs as unknown as () => Promise<import('highs').Highs>)();
  return package_.withModel({ format, data: text }, (model): Found => {
    model.options.set({ output_flag: false, mip_rel_gap: gap });
    // 8 and 9 are HiGHS's codes for infeasible, and for infeasible or unbounded: ours have bounds.
    const { modelStatus } = model.run() as { readonly modelStatus: number };
    const isInfeasible = modelStatus === 8 || modelStatus === 9;
    return { objective: model.getObjectiveValue(), isInfeasible, values: new Map() };
  });
};

/** Whether a command is on this machine. */
export const isInstalled = (command: string, flag: string): boolean =>
  spawnSync(command, [flag], { stdio: 'ignore', input: '' }).error === undefined;

const indexOfName = (name: string): number => Number(name.slice(1));

/** glpsol writes columns in the order of the file; its plain solution file numbers them from 1. */
export const byGlpsol = (folder: string, format: 'lp' | 'mps', text: string, gap: number): Found => {
  const [model, out] = [join(folder, `model.${format}`), join(folder, `glpsol.${format}.txt`)];
  writeFileSync(model, text);
  const read = format === 'lp' ? '--lp' : '--freemps';
  execFileSync('glpsol', [read, model, '--mipgap', String(gap), '--tmlim', '60', '-o', out]);
  const said = readFileSync(out, 'utf8');
  const objective = Number(/Objective:\s+cost = (\S+)/.exec(said)?.[1] ?? Number.NaN);
  const columns = said.slice(said.indexOf('Column name'));
  // A long line is broken after the name; `*` marks whole columns, letters the state of others.
  const entry = /^\s*\d+ x(\d+)\s+(?:\*|B|NL|NU|NS|NF)?\s*(-?[0-9.e+-]+)/gm;
  const values = new Map(
    [...columns.matchAll(entry)].map(([, name, value]) => [Number(name), Number(value)]),
  );
  return { objective, values };
};

/** cbc writes `index name value reduced-cost` for columns that are not 0. */
export const byCbc = (folder: string, format: 'lp' | 'mps', text: string, gap: number): Found => {
  const [model, out] = [join(folder, `model.${format}`), join(folder, `cbc.${format}.txt`)];
  writeFileSync(model, text);
  execFileSync('cbc', [model, 'ratio', String(gap), 'sec', '60', 'solve', 'solu', out]);
  const [head = '', ...lines] = readFileSync(out, 'utf8').split('\n');
  const objective = Number(/objective value (\S+)/.exec(head)?.[1] ?? Number.NaN);
  const entries = lines.flatMap((line): [number, number][] => {
    const [, name = '', value] = line.replace('**', '').trim().split(/\s+/);
    return /^x\d+$/.test(name) ? [[indexOfName(name), Number(value)]] : [];
  });
  return { objective, values: new Map(entries) };
};
