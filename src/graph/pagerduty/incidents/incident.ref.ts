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
    'An incident by service and dedup key: the open one, otherwise the newest resolved one. Callers need not store PagerDuty’s incident id.',
})
export class DedupRef {
  @Field(() => ServiceRef, { description: 'Service of the incident.' })
  readonly service!: ServiceRef;

  @Field({ description: 'Dedup key of the incident: 1 to 255 characters.' })
  readonly dedupKey!: string;
}

@Directive('@oneOf')
@InputType({ description: 'An incident: by global id, PagerDuty id, number, or dedup key.' })
export class IncidentRef extends PagerDutyRef {
  @Field(() => Int, { nullable: true, description: 'Incident number, e.g. 1234.' })
  readonly number?: number | null;

  @Field(() => DedupRef, { nullable: true, description: 'Service and dedup key.' })
  readonly dedup?: DedupRef | null;
}

/** A validated reference, ready for a PagerDuty request. */
export type IncidentLocator =
  | { readonly id: string }
  | { readonly number: number }
  | { readonly serviceId: string; readonly dedupKey: string };

/**
 * Validates a reference without an upstream call.
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
    throw new Fault('INVALID_INPUT', 'Incident numbers start at 1.', { field: [...field, 'number'] });
  }
  if (dedup == null) return { id: parsePagerDutyRef(ref, 'Incident', accountContext, field) };
  return {
    serviceId: parsePagerDutyRef(dedup.service, 'PagerDutyService', accountContext, [...field, 'dedup', 'service']),
    dedupKey: validateKey(dedup.dedupKey, [...field, 'dedup', 'dedupKey']),
  };
}

/**
 * Reads the incident with one call, or two if a dedup key has more than 100 incidents.
 *
 * @throws {Fault} `NOT_FOUND` at `field` when there is no such incident
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
  const message = `PagerDuty has no incident with the dedup key “${clipForMessage(dedupKey)}” on service ${serviceId}.`;
  throw new Fault('NOT_FOUND', message, { field });
}

/**
 * Returns the upstream id. Only a number or a dedup key needs a call.
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

/** The open incident with this dedup key on this service, otherwise the newest resolved one. */
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
  // A reopened incident can be older than 100 resolved ones with the same key.
  const older = await client.listIncidents({ ...newestFirst, limit: 1, statuses: OPEN_STATUSES });
  return requireComplete(older.items)[0] ?? items[0];
}

/** The open incident with this dedup key on this service. It is why PagerDuty refuses another one. */
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
