import { ERROR_CATALOG } from '../../faults/catalog.js';
import { Fault } from '../../faults/fault.js';
import type { ErrorCode } from '../../faults/codes.js';
import { toFailureCause, getErrorCode, toTransportError } from '../../upstream/transport/transport-error.js';
import { type Finding, ok } from './finding.js';

const NETWORK_REMEDY =
  'Look at the network, at HTTPS_PROXY where it is set, and at the configured address; then check again.';

/** Where the catalog speaks to callers, the operator is told what to do. */
const OPERATOR_REMEDIES: Readonly<Partial<Record<ErrorCode, string>>> = {
  UPSTREAM_UNAUTHENTICATED: 'Configure a credential of this account that is still good and may do this.',
  UPSTREAM_FORBIDDEN: 'Grant the permission that is named, or configure another credential.',
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
 * Runs one check that reads.
 *
 * @param url whom it asks; the host is told when no answer could be read
 * @returns a problem when it is refused or fails
 */
export async function checkRead(check: string, url: string, read: () => Promise<unknown>): Promise<Finding> {
  try {
    await read();
    return ok(check, 'May be read.');
  } catch (error) {
    return toProblem(check, error, url);
  }
}

/** Whether nobody could be understood, so that asking for more would burden an upstream that is down. */
export function hasNoResponse({ status, code }: Finding): boolean {
  return status === 'PROBLEM' && code !== undefined && NO_RESPONSE_CODES.has(code);
}

/** Whether it is this one thing that the credential may not do, so that others are worth asking. */
export function isPermissionError(error: unknown): boolean {
  return error instanceof Fault && error.code === 'UPSTREAM_FORBIDDEN' && error.upstream?.httpStatus === 403;
}

/** A failed check. An upstream's own words are in a Fault only after its secrets were taken out. */
export function toProblem(check: string, error: unknown, url: string): Finding {
  const { code, message } = error instanceof Fault ? error : new Fault('INTERNAL_SERVER_ERROR', String(error));
  const where = error instanceof Fault && NO_RESPONSE_CODES.has(code) ? ` (${explainFailure(error.cause, url)})` : '';
  const remedy = OPERATOR_REMEDIES[code] ?? ERROR_CATALOG[code].remedy;
  return { check, status: 'PROBLEM', message: `${message.replace(/\.$/, '')}${where}.`, remedy, code };
}

/** The host, and why it gave no answer where that is known: `api.pagerduty.com: dns, ENOTFOUND`. */
export function explainFailure(cause: unknown, url: string): string {
  const { host } = new URL(url);
  if (cause === undefined) return host;
  const failure = toTransportError(cause);
  return `${host}: ${[toFailureCause(failure), getErrorCode(failure)].filter((word) => word !== undefined).join(', ')}`;
}
