import { createRequire } from 'node:module';
import { didYouMean } from '../suggest.js';
import type { Command } from './command.js';
import { CommandError, EXIT, type ExitCode } from './exit.js';
import { helpOf, readTyped } from './flags.js';
import { print } from './io.js';

/** Commands by name; each is loaded when it is asked for, so that none pays for the packages of another. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  new: async () => (await import('./commands/new.js')).newCommand,
  import: async () => (await import('./commands/import.js')).importCommand,
  solve: async () => (await import('./commands/solve.js')).solveCommand,
  validate: async () => (await import('./commands/validate.js')).validateCommand,
  price: async () => (await import('./commands/price.js')).priceCommand,
  why: async () => (await import('./commands/why.js')).whyCommand,
  levers: async () => (await import('./commands/levers.js')).leversCommand,
  sensitivity: async () => (await import('./commands/sensitivity.js')).sensitivityCommand,
  compare: async () => (await import('./commands/compare.js')).compareCommand,
  audit: async () => (await import('./commands/audit.js')).auditCommand,
  export: async () => (await import('./commands/export.js')).exportCommand,
  serve: async () => (await import('./commands/serve.js')).serveCommand,
};

const help = async (): Promise<string> => {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const lines = [
    'placewright <command> [flags]',
    'Places AI workloads onto sites and silicon at the least total cost your rules permit.',
    '',
    ...commands.map(({ shape }) => `  ${shape.name.padEnd(12)}${shape.summary}`),
    '',
    'placewright <command> --help says more; placewright --version names the version.',
    'Exit codes: 0 solved, 1 internal, 2 input, 3 engine (or no plan found), 4 infeasible, 130 interrupted.',
  ];
  return `${lines.join('\n')}\n`;
};

const version = (): string => {
  const meta: { version: string } = createRequire(import.meta.url)('../../package.json');
  return `${meta.version}\n`;
};

/**
 * Runs one command as it was typed, after the name of the program.
 *
 * @throws CommandError with the exit code and a message for a person
 */
export const run = async ([name, ...rest]: readonly string[]): Promise<ExitCode> => {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await print(await help());
    return name === undefined ? EXIT.input : EXIT.ok;
  }
  if (name === '--version') {
    await print(version());
    return EXIT.ok;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const names = Object.keys(COMMANDS);
    const near = didYouMean(name, names);
    throw new CommandError(
      EXIT.input,
      `unknown command ${name}${near}; the commands are ${names.join(', ')}`,
    );
  }
  const command = await load();
  const typed = readTyped(command.shape, rest);
  if (!typed.isSet('help')) return await command.run(typed);
  await print(helpOf(command.shape));
  return EXIT.ok;
};
