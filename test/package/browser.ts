import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import type { Page } from 'playwright-core';
import { chromium as playwright } from 'playwright-core';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** A folder served on this machine alone, with or without the headers that isolate its pages. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export const serve = async (folder: string, isIsolated: boolean): Promise<Served> => {
  const isolation = isIsolated
    ? { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
    : {};
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, pathname);
    if (pathname.includes('..') || !existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', ...isolation });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** A headless Chromium of this test's own. */
export interface Browser {
  /** Opens a page and gives it back when `globalThis.plan` is there. What it says on its console is kept. */
  open(url: string): Promise<{ page: Page; errors: string[] }>;
  close(): Promise<void>;
}

export const startBrowser = async (): Promise<Browser> => {
  const server = await playwright.launchServer({
    executablePath: await chromium.executablePath(),
    // Its own list is for a hosted function: it turns isolation off, on which shared memory rests.
    args: ['--no-sandbox', '--disable-gpu'],
    headless: true,
    timeout: 30_000,
  });
  const { pid } = server.process();
  const browser = await playwright.connect(server.wsEndpoint());
  return {
    open: async (url) => {
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(url);
      await page.waitForFunction("typeof globalThis.plan === 'function'", undefined, { timeout: 20_000 });
      return { page, errors };
    },
    close: async () => {
      await browser.close();
      await server.close();
      try {
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
      } catch {
        // It had ended, as it should.
      }
    },
  };
};
