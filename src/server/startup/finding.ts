import type { Upstream } from '../../faults/fault.js';
import type { ErrorCode } from '../../faults/codes.js';

/** `NOT CHECKED` is what only a change could tell, and the check changes nothing; a `PROBLEM` is what would fail later. */
export type FindingStatus = 'OK' | 'NOTE' | 'NOT CHECKED' | 'PROBLEM';

/** One fact about what is configured. Its texts hold no secret. */
export interface Finding {
  /** At most 20 characters, such as `escalation policies`. */
  readonly check: string;
  readonly status: FindingStatus;
  readonly message: string;
  /** What the operator should do; of every problem. */
  readonly remedy?: string;
  /** The code a caller would meet. */
  readonly code?: ErrorCode;
}

/** What was found about one account, or without one about who may come in. */
export interface Report {
  readonly upstream?: Upstream;
  /** As configured. */
  readonly account?: string;
  readonly findings: readonly Finding[];
}

export const ok = (check: string, message: string): Finding => ({ check, status: 'OK', message });

export const notChecked = (check: string, message: string): Finding => ({ check, status: 'NOT CHECKED', message });

export const note = (check: string, message: string, remedy: string): Finding => ({
  check,
  status: 'NOTE',
  message,
  remedy,
});

/** Whether what is configured would fail later. */
export function hasProblem(reports: readonly Report[]): boolean {
  return reports.some(({ findings }) => findings.some(({ status }) => status === 'PROBLEM'));
}
