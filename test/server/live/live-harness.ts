import { afterEach, expect } from '@jest/globals';
import { ALL_SCOPES, type LiveGateway } from '../harness.js';
import { postForStream, type OpenEventStream } from './event-stream-client.js';

export const ANYONE = { ANONYMOUS_SCOPES: ALL_SCOPES };

export const OPEN_INCIDENTS =
  'subscription { openIncidents { isSnapshot totalCount upserted { pagerDutyId title status } removedIds live { source } } }';
export const EVENTS =
  'subscription ($after: String) { incidentEvents(after: $after) { eventId type cursor source incident { title } } }';
export const TRIGGER = `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "Queue is full", actor: "tomasz.wilk@example.com" })
  { incident { id pagerDutyId } userErrors { message } } }`;

export interface EventStreams {
  /** Closes the stream after the test. */
  readonly keep: (stream: OpenEventStream) => void;
  readonly subscribe: (
    gateway: Pick<LiveGateway, 'url'>,
    query: string,
    more?: { readonly variables?: object; readonly headers?: Record<string, string> },
  ) => Promise<OpenEventStream>;
}

/** Opens event streams that are closed after each test. */
export function eventStreams(): EventStreams {
  const streams: OpenEventStream[] = [];
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });
  const keep = (stream: OpenEventStream) => void streams.push(stream);
  return {
    keep,
    async subscribe({ url }, query, { variables, headers } = {}) {
      const stream = await postForStream(`${url}/graphql`, { query, variables }, headers);
      keep(stream);
      return stream;
    },
  };
}

/** The data of the next result, whose root field is an object. */
type SubscriptionData = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The next result that is not a comment. */
export async function nextData(stream: OpenEventStream): Promise<SubscriptionData> {
  for (;;) {
    const event = await stream.next();
    if (event?.event === 'comment') continue;
    expect(event).toMatchObject({ event: 'next', data: { data: {} } });
    return (event as { readonly data: { readonly data: SubscriptionData } }).data.data;
  }
}

/** Triggers an incident and returns its id. */
export async function trigger(gateway: LiveGateway, headers: Record<string, string> = {}): Promise<string> {
  const { data } = await gateway.run(TRIGGER, headers);
  return (data as { triggerIncident: { incident: { pagerDutyId: string } } }).triggerIncident.incident.pagerDutyId;
}

/** Ids of the executions of all subscriptions so far, in the order of their start. */
export const findSharedIds = ({ log }: LiveGateway): readonly string[] =>
  log
    .filter(({ message }) => message === 'GraphQL subscription started')
    .map(({ details }) => (details as { sharedId: string }).sharedId);

/** Resolves when this many lines with the message are logged. */
export async function waitForLog({ log }: LiveGateway, message: string, count = 1): Promise<void> {
  while (log.filter((line) => line.message === message).length < count)
    await new Promise((resolve) => setImmediate(resolve));
}
