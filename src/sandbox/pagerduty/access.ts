import type { IncomingHttpHeaders } from 'node:http';
import { badRequest, fromRequired, unauthorized } from './errors.js';
import type { User } from './records.js';
import type { PagerDutyState } from './state.js';

/** Refuses every spelling but `Token token=<key>` (contracts: quirk 6). */
export function demandKey(headers: IncomingHttpHeaders, apiToken: string): void {
  if (headers.authorization !== `Token token=${apiToken}`) throw unauthorized();
}

/** The user in whose name an incident is written: with an account key the `From` header must name one. */
export function actorOf(headers: IncomingHttpHeaders, state: PagerDutyState): User {
  const from = (headers.from ?? '').trim();
  if (from === '') throw fromRequired();
  const actor = [...state.users.values()].find((user) => user.email.toLowerCase() === from.toLowerCase());
  if (actor === undefined) throw badRequest(1008, 'Requester User Not Found');
  return actor;
}
