import { readFile } from 'node:fs/promises';
import type { Request, Response } from 'express';
import { ENGINE_CHOICES } from '../worker/protocol.js';
import type { Service } from './app.js';
import { catalogueAnswer } from './catalogue.js';
import { listExamples, readExample } from './examples.js';
import { limitsOf } from './limits.js';
import { PROBLEMS } from './problem.js';
import { versions } from './versions.js';

type Handle = (service: Service, request: Request, response: Response) => Promise<void>;

const sendText = (response: Response, type: string, text: string): void => {
  response.status(200).type(type).end(text);
};
const sendJson = (response: Response, value: unknown): void =>
  sendText(response, 'application/json', JSON.stringify(value));

/** Computes a text when it is first asked for and keeps it: it is the same for the life of the process. */
const kept = (make: () => Promise<string>): (() => Promise<string>) => {
  let made: Promise<string> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

// The library is loaded when one of these is first asked for: a service that only solves keeps it in its workers.
const library = () => import('@placewright/solver');

const schemaText = kept(async () => JSON.stringify((await library()).problemSchemaJson()));
const openApi = kept(async () => {
  const { openApiText } = await import('../openapi/document.js');
  return openApiText({ problems: PROBLEMS, engines: ENGINE_CHOICES });
});
const pageParts = () => import('../openapi/page-text.js');
const script = kept(() => readFile(new URL('../openapi/page/page.js', import.meta.url), 'utf8'));

/** The page may load its own style and script and talk to its own service; nothing else. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const REFERENCE = {
  healthz: async (_service, _request, response) => sendJson(response, { status: 'ok' }),
  schema: async (_service, _request, response) => sendText(response, 'application/json', await schemaText()),
  limits: async ({ settings }, _request, response) => {
    const { PROBLEM_LIMITS } = await library();
    sendJson(response, { limits: limitsOf(settings, PROBLEM_LIMITS) });
  },
  catalogue: async (_service, { query }, response) => sendJson(response, await catalogueAnswer(query)),
  version: async (_service, _request, response) => {
    const { SCHEMA_VERSION } = await library();
    sendJson(response, versions(SCHEMA_VERSION));
  },
  openapi: async (_service, _request, response) => sendText(response, 'application/json', await openApi()),
  docs: async (_service, _request, response) => {
    response.set('Content-Security-Policy', PAGE_POLICY);
    sendText(response, 'text/html', (await pageParts()).PAGE_HTML);
  },
  docsStyle: async (_service, _request, response) =>
    sendText(response, 'text/css', (await pageParts()).PAGE_CSS),
  docsScript: async (_service, _request, response) => sendText(response, 'text/javascript', await script()),
  examples: async (_service, _request, response) => sendJson(response, { examples: await listExamples() }),
  example: async (_service, { params }, response) =>
    sendText(response, 'application/json', await readExample(String(params.name))),
} as const satisfies Readonly<Record<string, Handle>>;
