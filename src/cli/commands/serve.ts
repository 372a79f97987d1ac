import { startService } from '../../http/server.js';
import { readSettings, SettingsError, settingsTable } from '../../http/settings.js';
import type { Command } from '../command.js';
import { CommandError, EXIT } from '../exit.js';

const settingsOf = (port: string | undefined, host: string | undefined) => {
  try {
    return readSettings({
      ...process.env,
      ...(port === undefined ? {} : { PORT: port }),
      ...(host === undefined ? {} : { HOST: host }),
    });
  } catch (error) {
    if (error instanceof SettingsError)
      throw new CommandError(EXIT.input, `the service does not start: ${error.problems.join('; ')}`);
    throw error;
  }
};

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });

export const serveCommand: Command = {
  shape: {
    name: 'serve',
    summary: 'Serves the HTTP routes (open /docs to try them); logs JSON lines.',
    words: [],
    flags: {
      port: { type: 'string', value: 'port', meaning: 'In place of PORT.' },
      host: { type: 'string', value: 'address', meaning: 'In place of HOST.' },
    },
    notes: () => ['Environment (and what each is when absent):', settingsTable()],
  },
  run: async (typed) => {
    const settings = settingsOf(typed.text('port'), typed.text('host'));
    const signal = untilSignal();
    const service = await startService(settings).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new CommandError(
        EXIT.input,
        `cannot listen on ${settings.host} port ${settings.port} (${code}); set HOST or PORT to another`,
      );
    });
    await signal;
    await service.stop();
    return EXIT.ok;
  },
};
