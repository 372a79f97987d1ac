export { lastDay } from './availability.js';
export { includesEnergy, makeBanks } from './banks.js';
export { exclusionsOf } from './candidate-set.js';
export { mostUnits, mostUnitsOfOffer } from './capacity.js';
export { type CauseCount, summariseExclusions } from './common-cause.js';
export { type Forbid, makeCandidates, type SoftBreaks } from './generate.js';
export { describeExclusion } from './render.js';
export * from './types.js';
