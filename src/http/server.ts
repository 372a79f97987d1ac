import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Runner, workerRunner } from '../worker/host.js';
import { Pool } from '../worker/pool.js';
import { createApp } from './app.js';
import { CHECK_QUEUE_LIMIT, HEADERS_TIMEOUT_SECONDS } from './limits.js';
import { jsonLog, type Log } from './log.js';
import { onClientError } from './raw-errors.js';
import type { Settings } from './settings.js';

/** A service that listens. */
export interface RunningService {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /**
   * Takes no more requests, lets running jobs end for at most the grace, ends the rest, and resolves when
   * every connection is closed. Calling it again hurries nothing and returns the same promise.
   */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly log?: Log;
  /** Default: a worker thread for each job. */
  readonly runner?: Runner;
}

/** How often Node looks for requests that take too long to arrive. */
const CHECK_CONNECTIONS_MS = 1_000;
const LAST_ANSWERS_MS = 1_000;

const listen = (server: Server, settings: Settings): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no TCP address'));
      else resolve(address);
    });
  });

const stopper = (server: Server, pools: readonly Pool[], stopping: AbortController, settings: Settings) => {
  let stopped: Promise<void> | undefined;
  return (): Promise<void> => {
    stopped ??= new Promise((resolve) => {
      const end = setTimeout(() => {
        for (const pool of pools) pool.close();
        stopping.abort();
        // The 503 of the ended jobs goes out first.
        setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS).unref();
      }, settings.shutdownGraceSeconds * 1000);
      server.close(() => {
        clearTimeout(end);
        for (const pool of pools) pool.close();
        resolve();
      });
      server.closeIdleConnections();
    });
    return stopped;
  };
};

/**
 * Starts the HTTP service. It opens no connection of its own to anywhere.
 *
 * @throws where the address cannot be listened on
 */
export const startService = async (
  settings: Settings,
  options: ServiceOptions = {},
): Promise<RunningService> => {
  const log = options.log ?? jsonLog(settings.logLevel, (line) => process.stdout.write(line));
  const runner = options.runner ?? workerRunner();
  const solves = new Pool(runner, { concurrency: settings.concurrency, queueLimit: settings.queueLimit });
  const checks = new Pool(runner, { concurrency: 1, queueLimit: CHECK_QUEUE_LIMIT });
  const stopping = new AbortController();
  const server = createServer(
    {
      requestTimeout: settings.requestTimeoutSeconds * 1000,
      headersTimeout: Math.min(HEADERS_TIMEOUT_SECONDS, settings.requestTimeoutSeconds) * 1000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: CHECK_CONNECTIONS_MS,
    },
    createApp({ settings, log, solves, checks, stopping: stopping.signal }),
  );
  server.on('clientError', onClientError(log));
  const { port } = await listen(server, settings);
  const shownHost = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  log.info('listening', { host: settings.host, port });
  return {
    host: settings.host,
    port,
    url: `http://${shownHost}:${port}`,
    stop: stopper(server, [solves, checks], stopping, settings),
  };
};
