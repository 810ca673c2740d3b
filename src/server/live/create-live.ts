import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../../config/config.js';
import type { RateLimiter } from '../../store/rate-limiter.js';
import type { Authenticate } from '../auth/authenticate.js';
import type { Executor } from '../graphql/executor.js';
import type { DescribeRequest } from '../graphql/describe-request.js';
import { createOriginCheck } from '../http/cors.js';
import { createServeEventStream, type ServeEventStream } from './event-stream/serve-event-stream.js';
import { LiveConnections } from './live-connections.js';
import { SharedExecutions } from './shared-executions.js';
import { createStartOperation, type StartOperationOptions } from './start-operation.js';
import type { SubscriptionParts } from './subscription.js';
import { SubscriptionSlots } from './subscription-slots.js';
import { createSocketProtocol } from './websocket/socket-protocol.js';
import { createAcceptWebSocket, type AcceptWebSocket } from './websocket/socket-server.js';
import { WriteTurns } from './write-turns.js';

export interface LiveOptions extends StartOperationOptions {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly authenticate: Authenticate;
  readonly rateLimiter: RateLimiter;
  readonly describeRequest: DescribeRequest;
  readonly log: FastifyBaseLogger;
}

/** Both transports of subscriptions. */
export interface Live {
  readonly serveEventStream: ServeEventStream;
  readonly acceptWebSocket: AcceptWebSocket;
  /** Ends all event streams and WebSockets within a second, and refuses new ones. */
  readonly endAll: () => void;
  readonly openSubscriptions: () => number;
}

export function createLive(options: LiveOptions): Live {
  const { config, executor, formatError, checkResponseSize, log } = options;
  const turns = new WriteTurns();
  const connections = new LiveConnections(turns);
  const sharedExecutions = new SharedExecutions({ executor, formatError, checkResponseSize });
  const subscriptionParts: SubscriptionParts = { executor, sharedExecutions, formatError, log, turns };
  const slots = new SubscriptionSlots('subscriptions', config.subscriptions);
  const startOperation = createStartOperation(options);
  const isAllowedOrigin = createOriginCheck(config);
  return {
    serveEventStream: createServeEventStream({
      startOperation,
      subscriptionParts,
      connections,
      slots,
      isAllowedOrigin,
    }),
    acceptWebSocket: createAcceptWebSocket({
      protocol: createSocketProtocol({ ...options, startOperation, subscriptionParts, slots }),
      authenticate: options.authenticate,
      connections,
      slots: new SubscriptionSlots('WebSockets', config.subscriptions),
      maxPayload: config.limits.bodyBytes,
      isAllowedOrigin,
    }),
    endAll: () => connections.endAll(),
    openSubscriptions: () => slots.size,
  };
}
