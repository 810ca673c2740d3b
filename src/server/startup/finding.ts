import type { Upstream } from '../../faults/fault.js';
import type { ErrorCode } from '../../faults/codes.js';

/** `NOT CHECKED`: only a change could reveal it, and the checks change nothing. `PROBLEM`: it would fail later. */
export type FindingStatus = 'OK' | 'NOTE' | 'NOT CHECKED' | 'PROBLEM';

/** One fact about the configuration, without secrets. */
export interface Finding {
  /** At most 20 characters, such as `escalation policies`. */
  readonly check: string;
  readonly status: FindingStatus;
  readonly message: string;
  /** What the operator should do; set on every problem. */
  readonly remedy?: string;
  /** The error code that a caller would get. */
  readonly code?: ErrorCode;
}

/** The findings about one account or about a part of the gateway, or without either about the callers. */
export interface Report {
  readonly upstream?: Upstream;
  /** The configured key of the account. */
  readonly account?: string;
  readonly part?: 'REDIS' | 'OUTBOX';
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

/** Whether the configuration would fail later. */
export function hasProblem(reports: readonly Report[]): boolean {
  return reports.some(({ findings }) => findings.some(({ status }) => status === 'PROBLEM'));
}
