import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Headers of every answer: nothing here is a page, may be framed, sniffed, cached or loaded by another site. */
const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Takes over a client's request id where it is a plain one, and makes one otherwise. */
export const requestIdOf = (given: string | undefined): string =>
  given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();

export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set(SECURITY_HEADERS);
  next();
};
