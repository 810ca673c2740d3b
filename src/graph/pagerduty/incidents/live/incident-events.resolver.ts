import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import type { FeedEvent } from '../../../../feed/incident-feed.js';
import { isReference } from '../../../../upstream/pagerduty/type-guards.js';
import { AccountArg } from '../../../core/accounts/account-arg.js';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context, PagerDutyAccountContext } from '../../../core/context.js';
import { mapNestedValue } from '../../../core/mapping/nested-value.js';
import { createCursorSigner, decodeCursor, encodeCursor } from '../../../core/pagination/cursor.js';
import { toAgent } from '../../agents/agent.map.js';
import { Agent } from '../../agents/agent.type.js';
import { toIncident } from '../incident.map.js';
import { Incident } from '../incident.type.js';
import { createEventFilter, readIncidentOf } from './incident-event-filter.js';
import { IncidentEventFilter } from './incident-event.input.js';
import { IncidentEvent } from './incident-event.type.js';
import { IncidentEventsSource } from './incident-events-source.js';

interface IncidentEventsArgs {
  readonly account?: string | null;
  readonly filter?: IncidentEventFilter | null;
  readonly after?: string | null;
}

@Resolver(() => IncidentEvent)
export class IncidentEventsResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @Subscription(() => IncidentEvent, {
    description:
      'Events of incidents, at least once each: drop an `eventId` that you have seen. With `after`, missed events come first. If some of them are no longer available, or if the gateway missed events, the error is CURSOR_EXPIRED.',
    subscribe: ({ args, context }) => subscribeToIncidentEvents(args as IncidentEventsArgs, context as Context),
  })
  incidentEvents(
    @Root() event: FeedEvent,
    @Ctx() { pagerduty }: Context,
    @Arg('filter', () => IncidentEventFilter, { nullable: true, description: 'Filter; all events by default.' })
    filter?: IncidentEventFilter | null,
    @AccountArg('PAGERDUTY') account?: string | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last event received; without it only new events are sent.',
    })
    _after?: string | null,
  ): IncidentEvent {
    const accountContext = resolveAccount(pagerduty, account, { filter });
    const { eventId, type, rawType, occurredAt, source } = event;
    return { accountContext, event, eventId, type, rawType, occurredAt, source };
  }

  @FieldResolver(() => String, { description: 'Value for `after` to continue after this event.' })
  cursor(@Root() { event, accountContext }: IncidentEvent): string {
    return encodeCursor(createEventSigner(accountContext), event.position);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'User or integration that acted, or null if unknown.' })
  agent(@Root() { event, accountContext }: IncidentEvent): Agent | null {
    return mapNestedValue(event.agent, isReference, (agent) => toAgent(agent, accountContext));
  }

  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'Incident as it is now, which may be newer than the event; null when PagerDuty no longer returns it.',
  })
  async incident(@Root() { event, accountContext }: IncidentEvent): Promise<Incident | null> {
    const wire = await readIncidentOf(event, accountContext);
    return wire && toIncident(wire, accountContext);
  }
}

async function subscribeToIncidentEvents({ account, filter, after }: IncidentEventsArgs, { pagerduty }: Context) {
  const accountContext = resolveAccount(pagerduty, account, { filter });
  const position = after == null ? undefined : decodeCursor(createEventSigner(accountContext), after, isPosition);
  const eventFilter = await createEventFilter(filter ?? {}, accountContext);
  return new IncidentEventsSource({ feed: accountContext.feed, after: position, ...eventFilter });
}

/** Not bound to the filter, because the log is the same for all filters. */
const createEventSigner = (accountContext: PagerDutyAccountContext) =>
  createCursorSigner(accountContext, 'incidentEvents');

const isPosition = (position: unknown): position is string => typeof position === 'string';
