#!/usr/bin/env node
import { CommandError, EXIT } from './exit.js';
import { run } from './run.js';

// A reader that closes the pipe early (head) is no failure.
process.stdout.on('error', () => {});
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`placewright: ${message}\n`);
  process.exitCode = error instanceof CommandError ? error.exitCode : EXIT.internal;
}
