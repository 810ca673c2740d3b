import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { badRequest, forbidden, fromRequired, unauthorized } from './errors.js';
import type { User } from './records.js';
import type { PagerDutyHalf } from './server.js';
import type { PagerDutyState } from './state.js';

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

/** The scope an operation needs; log entries are read with that of incidents. */
function scopeOf({ method, url }: FastifyRequest): string {
  const resource = url.split(/[/?]/, 2)[1] ?? '';
  const name = resource === 'log_entries' ? 'incidents' : resource;
  return `${name}.${method === 'GET' ? 'read' : 'write'}`;
}

/**
 * The user in whose name an incident is written: the owner of a user's key, else the user named by the `From` header.
 * App tokens are taken to need the header too (unverified).
 */
export function actorOf(headers: IncomingHttpHeaders, half: PagerDutyHalf): User {
  const owner = keyOwner(headers, half);
  if (owner !== undefined) return owner;
  const from = (headers.from ?? '').trim();
  if (from === '') throw fromRequired();
  const actor = [...half.state.users.values()].find((user) => user.email.toLowerCase() === from.toLowerCase());
  if (actor === undefined) throw badRequest(1008, 'Requester User Not Found');
  return actor;
}

/** Nobody for an account's key and for app tokens. */
export function keyOwner({ authorization = '' }: IncomingHttpHeaders, half: PagerDutyHalf): User | undefined {
  if (half.keyOwnerId === undefined || authorization.startsWith('Bearer ')) return undefined;
  return half.state.users.get(half.keyOwnerId);
}
