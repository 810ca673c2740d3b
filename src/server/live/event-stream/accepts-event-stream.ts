import Negotiator from 'negotiator';

const EVENT_STREAM = 'text/event-stream';
const RESPONSE_TYPES = ['application/json', 'application/graphql-response+json', EVENT_STREAM];

/** Whether a client names event streams, and prefers them to JSON. */
export function acceptsEventStream(accept: string | undefined): boolean {
  if (!accept?.includes(EVENT_STREAM)) return false;
  return new Negotiator({ headers: { accept } }).mediaType(RESPONSE_TYPES) === EVENT_STREAM;
}
