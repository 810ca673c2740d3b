import { CATALOG } from '../../faults/catalog.js';
import { Fault } from '../../faults/fault.js';
import type { Kind } from '../../faults/codes.js';
import { causeOf, codeOf, failureOf } from '../../upstream/transport/transport-error.js';
import { type Finding, ok } from './finding.js';

const LOOK = 'Look at the network, at HTTPS_PROXY where it is set, and at the configured address; then check again.';

/** Where the catalog speaks to callers, the operator is told what to do. */
const REMEDIES: Readonly<Partial<Record<Kind, string>>> = {
  UPSTREAM_UNAUTHENTICATED: 'Configure a credential of this account that is still good and may do this.',
  UPSTREAM_FORBIDDEN: 'Grant the permission that is named, or configure another credential.',
  UPSTREAM_RATE_LIMITED: 'Check again in a few minutes.',
  UPSTREAM_UNAVAILABLE: LOOK,
  UPSTREAM_TIMEOUT: LOOK,
  UPSTREAM_BAD_RESPONSE: LOOK,
};

const WITHOUT_ANSWER: ReadonlySet<Kind> = new Set([
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
export async function checkRead(what: string, url: string, read: () => Promise<unknown>): Promise<Finding> {
  try {
    await read();
    return ok(what, 'May be read.');
  } catch (error) {
    return problemOf(what, error, url);
  }
}

/** Whether nobody could be understood, so that asking for more would burden an upstream that is down. */
export function gotNoAnswer({ verdict, code }: Finding): boolean {
  return verdict === 'PROBLEM' && code !== undefined && WITHOUT_ANSWER.has(code);
}

/** Whether it is this one thing that the credential may not do, so that others are worth asking. */
export function isForThisAlone(error: unknown): boolean {
  return error instanceof Fault && error.kind === 'UPSTREAM_FORBIDDEN' && error.upstream?.httpStatus === 403;
}

/** A failed check. An upstream's own words are in a Fault only after its secrets were taken out. */
export function problemOf(what: string, error: unknown, url: string): Finding {
  const { kind: code, message } = error instanceof Fault ? error : new Fault('INTERNAL_SERVER_ERROR', String(error));
  const where = error instanceof Fault && WITHOUT_ANSWER.has(code) ? ` (${whyOf(error.cause, url)})` : '';
  const remedy = REMEDIES[code] ?? CATALOG[code].remedy;
  return { what, verdict: 'PROBLEM', told: `${message.replace(/\.$/, '')}${where}.`, remedy, code };
}

/** The host, and why it gave no answer where that is known: `api.pagerduty.com: dns, ENOTFOUND`. */
export function whyOf(cause: unknown, url: string): string {
  const { host } = new URL(url);
  if (cause === undefined) return host;
  const failure = failureOf(cause);
  return `${host}: ${[causeOf(failure), codeOf(failure)].filter((word) => word !== undefined).join(', ')}`;
}
