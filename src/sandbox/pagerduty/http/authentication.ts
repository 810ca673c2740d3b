import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { badRequest, forbidden, fromRequired, unauthorized } from './errors.js';
import type { User } from '../state/account-records.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Prefixes of routes with the credential in the body. The real ones are on other hosts. */
export const OTHER_HOST_PREFIXES: readonly string[] = ['/v2/', '/oauth/'];

/** Accepts `Token token=<key>` only (docs/upstream-quirks.md, quirk 6), or an app token that has not expired. */
export function requireCredential(request: FastifyRequest, apiToken: string, state: PagerDutyState): void {
  const { authorization = '' } = request.headers;
  if (authorization === `Token token=${apiToken}`) return;
  const token = authorization.startsWith('Bearer ') ? state.appTokens.get(authorization.slice(7)) : undefined;
  if (token === undefined || token.expiresAt <= state.now().getTime()) throw unauthorized();
  if (!token.scopes.has(resolveRequiredScope(request))) throw forbidden();
}

/** Paths whose scope is not named after their first segment. */
const SCOPE_NAMES: readonly (readonly [path: RegExp, name: string])[] = [
  [/^\/log_entries\b/, 'incidents'],
  [/^\/incidents\/types\/[^/]+\/custom_fields\b/, 'custom_fields'],
  [/^\/incidents\/[^/]+\/status_updates\/(?:subscribers|unsubscribe)\b/, 'subscribers'],
  [/^\/incidents\/types\b/, 'incident_types'],
  [/^\/schedules\/[^/]+\/users\b/, 'users'],
  [/^\/business_services\b/, 'services'],
  [/^\/incident_workflows\/[^/]+\/instances\b/, 'incident_workflows:instances'],
  [/^\/maintenance_windows\b/, 'services'],
  [/^\/audit\/records\b/, 'audit_records'],
];

function resolveRequiredScope({ method, url }: FastifyRequest): string {
  const name = SCOPE_NAMES.find(([path]) => path.test(url))?.[1] ?? url.split(/[/?]/, 2)[1] ?? '';
  return `${name}.${method === 'GET' ? 'read' : 'write'}`;
}

/**
 * Returns the user who writes: the owner of a user key, else the user named by the `From` header. Undefined for
 * an app token without `From`.
 */
export function requireActor(headers: IncomingHttpHeaders, simulator: PagerDutySimulator): User | undefined {
  const owner = findKeyOwner(headers, simulator);
  if (owner !== undefined) return owner;
  const from = (headers.from ?? '').trim();
  if (from === '' && usesAppToken(headers)) return undefined;
  if (from === '') throw fromRequired();
  const actor = [...simulator.state.users.values()].find((user) => user.email.toLowerCase() === from.toLowerCase());
  if (actor === undefined) throw badRequest(1008, 'Requester User Not Found');
  return actor;
}

/** Undefined for an account key and for app tokens. */
export function findKeyOwner(headers: IncomingHttpHeaders, simulator: PagerDutySimulator): User | undefined {
  if (simulator.keyOwnerId === undefined || usesAppToken(headers)) return undefined;
  return simulator.state.users.get(simulator.keyOwnerId);
}

function usesAppToken({ authorization = '' }: IncomingHttpHeaders): boolean {
  return authorization.startsWith('Bearer ');
}
