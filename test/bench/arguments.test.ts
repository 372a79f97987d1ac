import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BadArgument, countOf, limitsOf, named, parsed, sharedOptions, sizeOf } from './arguments.js';

const OPTIONS = { ...sharedOptions('50'), small: { type: 'boolean', default: false } } as const;
const limitsIn = (...args: string[]) => limitsOf(parsed(args, OPTIONS).values);
const ALL = [{ name: 'gap c 5x100' }, { name: 'cflp 30x200' }, { name: 'sscflp 30x200' }];

/** Ends of a bench: its code, and what it wrote on standard error. */
const endOf = (script: string, ...args: string[]): Promise<{ code: number | null; stderr: string }> => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
};

describe('arguments of the benches', () => {
  it('are read where they are allowed', () => {
    expect(limitsIn()).toEqual({ seconds: 50, gapFraction: 0, engine: 'auto' });
    expect(limitsIn('--limit', '0.5', '--gap=0.01', '--engine', 'highs', 'a name')).toEqual({
      seconds: 0.5,
      gapFraction: 0.01,
      engine: 'highs',
    });
    expect(sizeOf('200x30x6')).toEqual({ workloads: 200, sites: 30, silicon: 6 });
    expect(countOf('--seeds', '5')).toBe(5);
    expect(named('instance', ALL, []).length).toBe(3);
    expect(named('instance', ALL, ['gap', 'sscflp']).map(({ name }) => name)).toEqual([
      'gap c 5x100',
      'sscflp 30x200',
    ]);
  });

  it.each<[() => unknown, string]>([
    [() => limitsIn('--limit', '-3'), '--limit is -3; allowed is a number of seconds above 0.'],
    [() => limitsIn('--limit=0'), '--limit is 0; allowed is a number of seconds above 0.'],
    [() => limitsIn('--limit', 'Infinity'), '--limit is Infinity; allowed is a number of seconds above 0.'],
    [() => limitsIn('--limit='), '--limit is empty; allowed is a number of seconds above 0.'],
    [() => limitsIn('--gap', '1'), '--gap is 1; allowed is a number from 0 to below 1.'],
    [() => limitsIn('--gap', '-.5'), '--gap is -.5; allowed is a number from 0 to below 1.'],
    [() => limitsIn('--gap='), '--gap is empty; allowed is a number from 0 to below 1.'],
    [() => limitsIn('--engine', 'cbc'), '--engine is cbc; allowed is one of auto, glpk, highs.'],
    [() => countOf('--seeds', '1.5'), '--seeds is 1.5; allowed is a whole number above 0.'],
    [() => sizeOf('200x30'), 'size is 200x30; allowed is workloads x sites x silicon, for example 200x30x6.'],
    [
      () => sizeOf('200x0x6'),
      'size is 200x0x6; allowed is workloads x sites x silicon, for example 200x30x6.',
    ],
    [
      () => named('instance', ALL, ['gap', 'lap']),
      'instance is lap; allowed is a part of one of gap c 5x100, cflp 30x200, sscflp 30x200.',
    ],
    [
      () => parsed(['--fast'], OPTIONS),
      "Unknown option '--fast'; allowed are --limit, --gap, --engine, --no-rivals, --small.",
    ],
    [
      () => parsed(['--small=yes'], OPTIONS),
      "Option '--small' does not take an argument; allowed are --limit, --gap, --engine, --no-rivals, --small.",
    ],
  ])('are refused in one sentence: case %#', (read, sentence) => {
    expect(read).toThrow(BadArgument);
    expect(read).toThrow(new BadArgument(sentence));
  });

  it('end a bench with 2 and that sentence alone', async () => {
    const ends = await Promise.all([
      endOf('instances/main.ts', 'nonsense'),
      endOf('scale/main.ts', 'nonsense'),
    ]);
    expect(ends.map(({ code }) => code)).toEqual([2, 2]);
    expect(ends[0]?.stderr).toMatch(/^instance is nonsense; allowed is a part of one of cflp .*\.\n$/);
    expect(ends[1]?.stderr).toMatch(/^size is nonsense; allowed is workloads x sites x silicon, .*\.\n$/);
  });
});
