import { Directive, Field, InputType, Int } from 'type-graphql';
import { Fault } from '../../../faults/fault.js';
import { findEntry, requireComplete } from '../../../upstream/transport/partial-list.js';
import type { PagerDutyClient } from '../../../upstream/pagerduty/client.js';
import type { IncidentInclude, WireIncident, WireStatus } from '../../../upstream/pagerduty/wire.js';
import { validateKey, clipForMessage, assertOneOf } from '../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parsePagerDutyRef, PagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { ServiceRef } from '../services/service.ref.js';
import { withFieldPath } from '../../core/mutations/run-mutation.js';

@InputType({
  description:
    'The open incident with this key on this service, else the newest resolved one; the caller need not keep PagerDuty’s incident id.',
})
export class DedupRef {
  @Field(() => ServiceRef, { description: 'The service it happened on.' })
  readonly service!: ServiceRef;

  @Field({ description: 'The key it was triggered with: 1 to 255 characters.' })
  readonly dedupKey!: string;
}

@Directive('@oneOf')
@InputType({ description: 'An incident: by this gateway’s id, by PagerDuty’s own, by number, or by the caller’s key.' })
export class IncidentRef extends PagerDutyRef {
  @Field(() => Int, { nullable: true, description: 'The one people say aloud, #1234.' })
  readonly number?: number | null;

  @Field(() => DedupRef, { nullable: true, description: 'By the caller’s own dedup key.' })
  readonly dedup?: DedupRef | null;
}

/** A reference that has been judged: what is left is to ask PagerDuty. */
export type IncidentLocator =
  | { readonly id: string }
  | { readonly number: number }
  | { readonly serviceId: string; readonly dedupKey: string };

/**
 * Judges a reference without any call.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function parseIncidentRef(
  ref: IncidentRef,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): IncidentLocator {
  const { number, dedup } = assertOneOf(ref, field);
  if (number != null) {
    if (number > 0) return { number };
    throw new Fault('INVALID_INPUT', 'Incident numbers begin at 1.', { field: [...field, 'number'] });
  }
  if (dedup == null) return { id: parsePagerDutyRef(ref, 'Incident', accountContext, field) };
  return {
    serviceId: parsePagerDutyRef(dedup.service, 'PagerDutyService', accountContext, [...field, 'dedup', 'service']),
    dedupKey: validateKey(dedup.dedupKey, [...field, 'dedup', 'dedupKey']),
  };
}

/**
 * Reads the incident: one call, or a second one where a key has more than a hundred incidents.
 *
 * @throws {Fault} `NOT_FOUND` at `field` when there is none
 */
export async function findIncident(
  locator: IncidentLocator,
  { client }: PagerDutyAccountContext,
  field: readonly string[],
  include: readonly IncidentInclude[] = [],
): Promise<WireIncident> {
  if ('id' in locator) return withFieldPath(field, client.getIncident(locator.id, include));
  if ('number' in locator) return withFieldPath(field, client.getIncident(String(locator.number), include));
  const found = await findByDedupKey(client, locator.serviceId, locator.dedupKey, include);
  if (found) return found;
  const { serviceId, dedupKey } = locator;
  const message = `PagerDuty has no incident with the key “${clipForMessage(dedupKey)}” on the service ${serviceId}.`;
  throw new Fault('NOT_FOUND', message, { field });
}

/**
 * The upstream id; a call only for a number or a key.
 *
 * @throws {Fault} `NOT_FOUND` at `field`
 */
export async function resolveIncidentId(
  locator: IncidentLocator,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): Promise<string> {
  return 'id' in locator ? locator.id : (await findIncident(locator, accountContext, field)).id;
}

const OPEN_STATUSES: readonly WireStatus[] = ['triggered', 'acknowledged'];

/** The open incident with this key on this service, else the newest resolved one. */
export async function findByDedupKey(
  client: PagerDutyClient,
  serviceId: string,
  incidentKey: string,
  include: readonly IncidentInclude[] = [],
): Promise<WireIncident | undefined> {
  const newestFirst = { serviceIds: [serviceId], incidentKey, include, sortBy: ['created_at:desc'], offset: 0 };
  const { items, more } = await client.listIncidents({ ...newestFirst, limit: 100 });
  const open = findEntry(items, isOpen);
  if (open || !more) return open ?? items[0];
  // A reopened incident can be older than a hundred resolved ones with the same key.
  const older = await client.listIncidents({ ...newestFirst, limit: 1, statuses: OPEN_STATUSES });
  return requireComplete(older.items)[0] ?? items[0];
}

/**
 * The open incident with this key on this service: the one that makes PagerDuty refuse another.
 */
export async function findOpenByDedupKey(
  { client }: PagerDutyAccountContext,
  serviceId: string,
  incidentKey: string,
): Promise<WireIncident | undefined> {
  const { items } = await client.listIncidents({
    serviceIds: [serviceId],
    incidentKey,
    statuses: OPEN_STATUSES,
    limit: 1,
    offset: 0,
  });
  return requireComplete(items)[0];
}

export function isOpen({ status }: WireIncident): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}
