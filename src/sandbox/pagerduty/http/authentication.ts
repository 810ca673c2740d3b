import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { badRequest, forbidden, fromRequired, unauthorized } from './errors.js';
import type { User } from '../state/account-records.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Routes whose credential is in the body: on PagerDuty's side these are other hosts. */
export const OTHER_HOSTS: readonly string[] = ['/v2/', '/oauth/'];

/** Refuses every spelling of a key but `Token token=<key>` (contracts: quirk 6), and app tokens that have run out. */
export function demandCredential(request: FastifyRequest, apiToken: string, state: PagerDutyState): void {
  const { authorization = '' } = request.headers;
  if (authorization === `Token token=${apiToken}`) return;
  const token = authorization.startsWith('Bearer ') ? state.appTokens.get(authorization.slice(7)) : undefined;
  if (token === undefined || token.endsAt <= state.now().getTime()) throw unauthorized();
  if (!token.scopes.has(scopeOf(request))) throw forbidden();
}

/** Paths whose scope has another name than their first part. */
const SCOPE_NAMES: readonly (readonly [path: RegExp, name: string])[] = [
  [/^\/log_entries\b/, 'incidents'],
  [/^\/incidents\/types\b/, 'incident_types'],
  [/^\/schedules\/[^/]+\/users\b/, 'users'],
  [/^\/maintenance_windows\b/, 'services'],
  [/^\/audit\/records\b/, 'audit_records'],
];

/** The scope an operation needs. */
function scopeOf({ method, url }: FastifyRequest): string {
  const name = SCOPE_NAMES.find(([path]) => path.test(url))?.[1] ?? url.split(/[/?]/, 2)[1] ?? '';
  return `${name}.${method === 'GET' ? 'read' : 'write'}`;
}

/**
 * The user in whose name an incident is written: the owner of a user's key, else the user named by the `From` header. An
 * app needs no header and is nobody without it.
 */
export function actorOf(headers: IncomingHttpHeaders, half: PagerDutyHalf): User | undefined {
  const owner = keyOwner(headers, half);
  if (owner !== undefined) return owner;
  const from = (headers.from ?? '').trim();
  if (from === '' && isAppToken(headers)) return undefined;
  if (from === '') throw fromRequired();
  const actor = [...half.state.users.values()].find((user) => user.email.toLowerCase() === from.toLowerCase());
  if (actor === undefined) throw badRequest(1008, 'Requester User Not Found');
  return actor;
}

/** Nobody for an account's key and for app tokens. */
export function keyOwner(headers: IncomingHttpHeaders, half: PagerDutyHalf): User | undefined {
  if (half.keyOwnerId === undefined || isAppToken(headers)) return undefined;
  return half.state.users.get(half.keyOwnerId);
}

function isAppToken({ authorization = '' }: IncomingHttpHeaders): boolean {
  return authorization.startsWith('Bearer ');
}
