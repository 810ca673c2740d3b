import type { Upstream } from '../../faults/fault.js';
import type { Kind } from '../../faults/codes.js';

/** `NOT CHECKED` is what only a change could tell, and the check changes nothing; a `PROBLEM` is what would fail later. */
export type Verdict = 'OK' | 'NOTE' | 'NOT CHECKED' | 'PROBLEM';

/** One fact about what is configured. Its texts hold no secret. */
export interface Finding {
  /** At most 20 characters, such as `escalation policies`. */
  readonly what: string;
  readonly verdict: Verdict;
  readonly told: string;
  /** What the operator should do; of every problem. */
  readonly remedy?: string;
  /** The code a caller would meet. */
  readonly code?: Kind;
}

/** What was found about one account, or without one about who may come in. */
export interface Report {
  readonly upstream?: Upstream;
  /** As configured. */
  readonly account?: string;
  readonly findings: readonly Finding[];
}

export const ok = (what: string, told: string): Finding => ({ what, verdict: 'OK', told });

export const notChecked = (what: string, told: string): Finding => ({ what, verdict: 'NOT CHECKED', told });

export const note = (what: string, told: string, remedy: string): Finding => ({ what, verdict: 'NOTE', told, remedy });

/** Whether what is configured would fail later. */
export function hasProblem(reports: readonly Report[]): boolean {
  return reports.some(({ findings }) => findings.some(({ verdict }) => verdict === 'PROBLEM'));
}
