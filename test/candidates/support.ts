import {
  type Bank,
  type Candidate,
  type Candidates,
  describeExclusion,
  type Exclusion,
  makeCandidates,
} from '../../solver/candidates/index.js';
import type { Problem } from '../../solver/problem/types.js';
import { sizeDemand } from '../../solver/sizing/index.js';
import { only } from '../sizing/support.js';

export const candidatesOf = (problem: Problem): Candidates => makeCandidates(sizeDemand(problem), []);

/** The candidate of a stream at a bank. */
export const candidateAt = ({ candidates }: Candidates, stream: string, bank: string): Candidate =>
  only(candidates, (one) => one.stream.id === stream && one.bank.id === bank);

/** The exclusion of a stream at a bank. */
export const exclusionAt = ({ exclusions }: Candidates, stream: string, bank: string): Exclusion =>
  only(exclusions, (one) => one.stream.id === stream && one.bank.id === bank);

/** Code of an exclusion, and its sentence after the colon. */
export function refusalAt(candidates: Candidates, stream: string, bank: string): readonly [string, string] {
  const exclusion = exclusionAt(candidates, stream, bank);
  const sentence = describeExclusion(exclusion);
  const head = `${stream} cannot use ${bank}: `;
  return [exclusion.code, sentence.startsWith(head) ? sentence.slice(head.length) : sentence];
}

export const idsOf = (banks: readonly Bank[]): readonly string[] => banks.map((bank) => bank.id);
