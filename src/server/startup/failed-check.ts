import { ERROR_CATALOG } from '../../faults/catalog.js';
import { Fault } from '../../faults/fault.js';
import type { ErrorCode } from '../../faults/codes.js';
import { toFailureCause, getErrorCode, toTransportError } from '../../upstream/transport/transport-error.js';
import { type Finding, ok } from './finding.js';

const NETWORK_REMEDY = 'Check the network, HTTPS_PROXY and the configured address, then check again.';

/** Remedies for the operator, where those of the catalog are for callers. */
const OPERATOR_REMEDIES: Readonly<Partial<Record<ErrorCode, string>>> = {
  UPSTREAM_UNAUTHENTICATED: 'Configure a valid credential of this account with this permission.',
  UPSTREAM_FORBIDDEN: 'Grant the permission in the message, or configure another credential.',
  UPSTREAM_RATE_LIMITED: 'Check again in a few minutes.',
  UPSTREAM_UNAVAILABLE: NETWORK_REMEDY,
  UPSTREAM_TIMEOUT: NETWORK_REMEDY,
  UPSTREAM_BAD_RESPONSE: NETWORK_REMEDY,
};

const NO_RESPONSE_CODES: ReadonlySet<ErrorCode> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
]);

/**
 * Runs one read.
 *
 * @param url address of the upstream; the message names its host if there is no valid response
 * @returns a problem if the read fails
 */
export async function checkRead(check: string, url: string, read: () => Promise<unknown>): Promise<Finding> {
  try {
    await read();
    return ok(check, 'Readable.');
  } catch (error) {
    return toProblem(check, error, url);
  }
}

/** Whether there was no valid response: then further reads would only burden an upstream that is down. */
export function hasNoResponse({ status, code }: Finding): boolean {
  return status === 'PROBLEM' && code !== undefined && NO_RESPONSE_CODES.has(code);
}

/** Whether only this permission is missing, so that other checks can succeed. */
export function isPermissionError(error: unknown): boolean {
  return error instanceof Fault && error.code === 'UPSTREAM_FORBIDDEN' && error.upstream?.httpStatus === 403;
}

/** The finding of a failed check. Messages of upstreams are redacted before they get into a Fault. */
export function toProblem(check: string, error: unknown, url: string): Finding {
  const { code, message } = error instanceof Fault ? error : new Fault('INTERNAL_SERVER_ERROR', String(error));
  const where = error instanceof Fault && NO_RESPONSE_CODES.has(code) ? ` (${explainFailure(error.cause, url)})` : '';
  const remedy = OPERATOR_REMEDIES[code] ?? ERROR_CATALOG[code].remedy;
  return { check, status: 'PROBLEM', message: `${message.replace(/\.$/, '')}${where}.`, remedy, code };
}

/** The host and the cause of the failure, if known: `api.pagerduty.com: dns, ENOTFOUND`. */
export function explainFailure(cause: unknown, url: string): string {
  const { host } = new URL(url);
  if (cause === undefined) return host;
  const failure = toTransportError(cause);
  return `${host}: ${[toFailureCause(failure), getErrorCode(failure)].filter((word) => word !== undefined).join(', ')}`;
}
