/** Tokens a second of one GPU. */
export const RATE = 1500;
/** Tokens of one request. */
export const TOKENS = 1000;
