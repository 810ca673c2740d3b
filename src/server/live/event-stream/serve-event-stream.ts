import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../../faults/fault.js';
import type { RequestMetadata } from '../../../graph/core/context.js';
import { sendError } from '../../http/error-response.js';
import type { LiveConnections } from '../live-connections.js';
import type { StartOperation } from '../start-operation.js';
import { Subscription, type SubscriptionParts } from '../subscription.js';
import type { SubscriptionSlots } from '../subscription-slots.js';
import { EventStream } from './event-stream.js';
import { readEventStreamParams } from './event-stream-params.js';

export interface EventStreamOptions {
  readonly startOperation: StartOperation;
  readonly subscriptionParts: SubscriptionParts;
  readonly connections: LiveConnections;
  readonly slots: SubscriptionSlots;
  readonly isAllowedOrigin: (origin: string) => boolean;
}

/**
 * Responds with an event stream.
 *
 * @throws {Fault} `RATE_LIMITED` for too many subscriptions, `UPSTREAM_UNAVAILABLE` while the process stops, `BAD_REQUEST` for
 *   a subscription that is pipelined
 */
export type ServeEventStream = (
  request: FastifyRequest,
  reply: FastifyReply,
  metadata: RequestMetadata,
) => Promise<FastifyReply>;

export function createServeEventStream(options: EventStreamOptions): ServeEventStream {
  const { startOperation, subscriptionParts, connections, slots, isAllowedOrigin } = options;
  return async (request, reply, metadata) => {
    const read = readEventStreamParams(request, isAllowedOrigin);
    if (!read.params) {
      if (read.error.status === 405) reply.header('allow', 'POST');
      return sendError(request, reply, read.error);
    }
    const started = await startOperation(read.params, metadata);
    if (metadata.requestScope.cancellation?.isCancelled) return reply.hijack();
    const { caller } = metadata;
    const stream = new EventStream(reply, caller, (reason) => subscription.stop(reason));
    if (!started.subscription) {
      stream.respond(started.result);
      return reply;
    }
    assertNotPipelined(reply);
    const release = slots.take(caller.id);
    const start = { prepared: started.subscription, request: metadata };
    const subscription = new Subscription(subscriptionParts, start, stream, release);
    stopOnClose(subscription, stream, reply, connections);
    // Fastify keeps the request as long as the stream is open.
    request.body = undefined;
    stream.open();
    void subscription.run(start);
    return reply;
  };
}

/**
 * A response without a socket waits behind another one of its connection. Node.js emits no `close` for it, so its subscription
 * would outlive the client.
 */
function assertNotPipelined({ raw }: FastifyReply): void {
  if (raw.socket) return;
  throw new Fault('BAD_REQUEST', 'Send a subscription after the response before it, or on a separate connection.');
}

/** Ends a subscription when the client disconnects. */
function stopOnClose(
  subscription: Subscription,
  stream: EventStream,
  { raw }: FastifyReply,
  connections: LiveConnections,
): void {
  // Throws only while the process stops, when slots no longer matter.
  const remove = connections.add(stream);
  raw.on('close', () => {
    remove();
    subscription.stop('disconnected');
  });
}
