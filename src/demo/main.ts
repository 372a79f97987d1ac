import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SolvedAnswer } from '../answer.js';
import { jsonLog } from '../http/log.js';
import { startService } from '../http/server.js';
import { readSettings } from '../http/settings.js';
import { readLabels } from '../render/labels.js';
import { solvedScreen } from '../render/screen.js';

/** The demo must end within this, checks and comparison included. */
const DEADLINE_SECONDS = 55;
const PROBLEM = 'fixtures/flagship.json';
const PLAN = 'out/plan.json';
const RESULT = 'out/result.json';

const inRepository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const isSolved = (value: unknown): value is SolvedAnswer =>
  typeof value === 'object' && value !== null && 'outcome' in value && value.outcome === 'solved';

/** Certified half a percent is shown in seconds; the proof of the last of it takes longer than a demo should. */
const GAP_FRACTION = 0.005;

/** POSTs the problem as any client would; the body of the answer, or an error that says what came back instead. */
const ask = async (url: string, problem: string): Promise<SolvedAnswer> => {
  const response = await fetch(`${url}/v1/plans?gapFraction=${GAP_FRACTION}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: `wait=${DEADLINE_SECONDS}` },
    body: problem,
  });
  const text = await response.text();
  const answer: unknown = JSON.parse(text);
  if (response.status === 200 && isSolved(answer)) return answer;
  throw new Error(`POST /v1/plans answered ${response.status}: ${text.slice(0, 2_000)}`);
};

const nextCommands = (answer: SolvedAnswer): string[] => {
  const workload = answer.plan.placements[0]?.workload;
  const command = 'node dist/cli/main.js';
  return [
    ...(workload === undefined ? [] : [`${command} why ${PROBLEM} ${workload} --plan ${PLAN}`]),
    `${command} audit ${PROBLEM} ${PLAN}`,
    `${command} solve ${PROBLEM} --gap 0   (prove it)`,
    'npm start   (then POST a problem to /v1/plans)',
  ];
};

const main = async (): Promise<void> => {
  const problem = await readFile(inRepository(PROBLEM), 'utf8');
  const settings = readSettings({
    HOST: '127.0.0.1',
    PORT: '0',
    PLACEWRIGHT_DEADLINE_SECONDS: String(DEADLINE_SECONDS),
  });
  // Only what goes wrong is logged here, so that the screen stays one screen.
  const service = await startService(settings, {
    log: jsonLog('error', (line) => process.stderr.write(line)),
  });
  try {
    const answer = await ask(service.url, problem);
    await mkdir(inRepository('out'), { recursive: true });
    await writeFile(inRepository(PLAN), `${JSON.stringify(answer.plan, null, 1)}\n`);
    await writeFile(inRepository(RESULT), `${JSON.stringify(answer, null, 1)}\n`);
    process.stdout.write(solvedScreen(answer, readLabels(JSON.parse(problem)), nextCommands(answer)));
  } finally {
    await service.stop();
  }
};

try {
  await main();
} catch (error) {
  process.stderr.write(`the demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
