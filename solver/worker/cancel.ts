import { platform } from './platform.js';

/**
 * How a worker whose thread is busy inside an engine learns that it should stop: it cannot read messages, so it polls.
 * - `memory`: one shared Int32, 1 asks it to stop. Node, and pages that are cross-origin isolated.
 * - `url`: a blob URL that is revoked. Every other page.
 */
export type CancelToken =
  | { readonly kind: 'memory'; readonly buffer: SharedArrayBuffer }
  | { readonly kind: 'url'; readonly url: string };

/** The host's end of a token. */
export interface Canceller {
  /** Null where the platform has neither; the worker can then only be ended. */
  readonly token: CancelToken | null;
  cancel(): void;
  /** Lets go of the token when the worker is gone. */
  release(): void;
}

export const makeCanceller = (): Canceller => {
  const { SharedArrayBuffer: Shared, Blob, URL, crossOriginIsolated } = platform;
  if (Shared !== undefined && crossOriginIsolated !== false) {
    const buffer = new Shared(Int32Array.BYTES_PER_ELEMENT);
    return {
      token: { kind: 'memory', buffer },
      cancel: () => {
        Atomics.store(new Int32Array(buffer), 0, 1);
      },
      release: () => {},
    };
  }
  if (Blob === undefined) return { token: null, cancel: () => {}, release: () => {} };
  const url = URL.createObjectURL(new Blob(['1']));
  const revoke = (): void => URL.revokeObjectURL(url);
  return { token: { kind: 'url', url }, cancel: revoke, release: revoke };
};

/** A request costs about a millisecond, so the URL is asked for at most this often. */
const URL_POLL_MS = 100;

/** The worker's end: true once the host has cancelled. */
export const readCancel = (token: CancelToken | null): (() => boolean) => {
  if (token === null) return () => false;
  if (token.kind === 'memory') {
    const flag = new Int32Array(token.buffer);
    return () => Atomics.load(flag, 0) === 1;
  }
  let isCancelled = false;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = platform.performance.now();
    if (isCancelled || nowMs - askedAtMs < URL_POLL_MS) return isCancelled;
    askedAtMs = nowMs;
    isCancelled = !canRead(token.url);
    return isCancelled;
  };
};

const canRead = (url: string): boolean => {
  const { XMLHttpRequest: Request } = platform;
  if (Request === undefined) return true;
  try {
    const request = new Request();
    request.open('GET', url, false);
    request.send();
    return true;
  } catch {
    return false;
  }
};
