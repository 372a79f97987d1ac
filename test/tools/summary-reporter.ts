import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Prints the outcome of a run as its last line, alone: `12 passed, 0 failed` or `12 passed, 0 failed, 1 skipped`.
 * A file that cannot be run at all, and an error outside every test, count as one failure each.
 */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      if (module.errors().length > 0) count.failed += 1;
    }
    const skipped = count.skipped + count.pending;
    const line = `${count.passed} passed, ${count.failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    // After every other reporter has had its say.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}

// Vitest loads a reporter by the default export of its file.
// biome-ignore lint/style/noDefaultExport: the interface of vitest
export default SummaryReporter;
