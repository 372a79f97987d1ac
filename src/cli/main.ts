#!/usr/bin/env node
import { createRequire } from 'node:module';
import { didYouMean } from '../suggest.js';
import type { Command } from './command.js';
import { auditCommand } from './commands/audit.js';
import { priceCommand } from './commands/price.js';
import { serveCommand } from './commands/serve.js';
import { solveCommand } from './commands/solve.js';
import { validateCommand } from './commands/validate.js';
import { whyCommand } from './commands/why.js';
import { CommandError, EXIT, type ExitCode } from './exit.js';
import { helpOf, readTyped } from './flags.js';
import { print } from './io.js';

const COMMANDS: readonly Command[] = [
  solveCommand,
  validateCommand,
  priceCommand,
  whyCommand,
  auditCommand,
  serveCommand,
];

const help = (): string =>
  `${[
    'placewright <command> [flags]',
    'Places AI workloads onto sites and silicon at the least total cost your rules permit.',
    '',
    ...COMMANDS.map(({ shape }) => `  ${shape.name.padEnd(10)}${shape.summary}`),
    '',
    'placewright <command> --help says more; placewright --version names the version.',
    'Exit codes: 0 solved, 1 internal, 2 input, 3 engine (or no plan found), 4 infeasible, 130 interrupted.',
  ].join('\n')}\n`;

const version = (): string => {
  const meta: { version: string } = createRequire(import.meta.url)('../../package.json');
  return `${meta.version}\n`;
};

const run = async ([name, ...rest]: readonly string[]): Promise<ExitCode> => {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await print(help());
    return name === undefined ? EXIT.input : EXIT.ok;
  }
  if (name === '--version') {
    await print(version());
    return EXIT.ok;
  }
  const command = COMMANDS.find(({ shape }) => shape.name === name);
  if (command === undefined) {
    const names = COMMANDS.map(({ shape }) => shape.name);
    const near = didYouMean(name, names);
    throw new CommandError(
      EXIT.input,
      `unknown command ${name}${near}; the commands are ${names.join(', ')}`,
    );
  }
  const typed = readTyped(command.shape, rest);
  if (!typed.isSet('help')) return await command.run(typed);
  await print(helpOf(command.shape));
  return EXIT.ok;
};

// A reader that closes the pipe early (head) is no failure.
process.stdout.on('error', () => {});
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`placewright: ${message}\n`);
  process.exitCode = error instanceof CommandError ? error.exitCode : EXIT.internal;
}
