import { randomUUID } from 'node:crypto';
import { makeServer, type Context as ProtocolContext, type Server, type SubscribePayload } from 'graphql-ws';
import { GraphQLError, parse, type ExecutionArgs, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { Fault } from '../../../faults/fault.js';
import type { Caller } from '../../../graph/core/auth/caller.js';
import type { RequestMetadata } from '../../../graph/core/context.js';
import type { FormatError } from '../../../graph/core/errors/format-error.js';
import type { JsonObject } from '../../../shared/json.js';
import type { RateLimiter } from '../../../store/rate-limiter.js';
import type { DescribeRequest } from '../../graphql/describe-request.js';
import { formatRejection, type StartedOperation, type StartOperation } from '../start-operation.js';
import { Subscription, type SubscriptionParts } from '../subscription.js';
import type { SubscriptionSlots } from '../subscription-slots.js';
import { toCloseCode } from './close-codes.js';
import type { SocketConnection } from './socket-connection.js';
import { SocketOperation } from './socket-operation.js';

/** Operations of one socket that may run at once. */
const MAX_OPERATIONS_PER_SOCKET = 50;
/** How long a client may take to send `connection_init`, in milliseconds. */
const INIT_TIMEOUT_MS = 3_000;

/** What the hooks of graphql-ws know about a socket. */
export interface SocketExtra {
  readonly connection: SocketConnection;
  /** @throws {Fault} */
  readonly authenticate: (initPayload: JsonObject | undefined) => Promise<Caller>;
}

export interface SocketProtocolOptions {
  readonly schema: GraphQLSchema;
  readonly startOperation: StartOperation;
  readonly subscriptionParts: SubscriptionParts;
  readonly slots: SubscriptionSlots;
  readonly rateLimiter: RateLimiter;
  readonly formatError: FormatError;
  readonly describeRequest: DescribeRequest;
}

type Hooked = ProtocolContext<JsonObject, SocketExtra>;

/** graphql-ws requires a document, to find the operation in it; ours is prepared already. */
const ANY_DOCUMENT = parse('{ __typename }');

/** The server side of graphql-transport-ws. */
export function createSocketProtocol(options: SocketProtocolOptions): Server<SocketExtra> {
  return makeServer<JsonObject, SocketExtra>({
    schema: options.schema,
    connectionInitWaitTimeout: INIT_TIMEOUT_MS,
    execute: getSocketOperation,
    subscribe: getSocketOperation,
    async onConnect(context) {
      const { connection, authenticate } = context.extra;
      try {
        connection.caller = await authenticate(context.connectionParams);
        connection.countOperations = () => Object.keys(context.subscriptions).length;
        return true;
      } catch (error) {
        const fault = error instanceof Fault ? error : new Fault('UPSTREAM_UNAVAILABLE', 'Internal error');
        if (fault !== error) options.subscriptionParts.log.error({ err: error }, 'Internal error');
        connection.close(toCloseCode(fault), fault.message);
        return false;
      }
    },
    onSubscribe: (context, id, payload) => startSocketOperation(context, id, payload, options),
  });
}

const getSocketOperation = ({ contextValue }: ExecutionArgs) => contextValue as SocketOperation;

async function startSocketOperation(
  { extra: { connection }, subscriptions }: Hooked,
  id: string,
  payload: SubscribePayload,
  options: SocketProtocolOptions,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const operation = new SocketOperation(connection, id);
  const count = Object.keys(subscriptions).length;
  // The client may end it while it starts, and use its id again.
  subscriptions[id] = operation;
  const started = await tryToStart(operation, connection, { count, payload }, options);
  return operation.isReturned ? new Promise(() => {}) : started;
}

async function tryToStart(
  operation: SocketOperation,
  { caller, cancellation }: SocketConnection,
  { count, payload }: { readonly count: number; readonly payload: SubscribePayload },
  options: SocketProtocolOptions,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const requestId = randomUUID();
  try {
    if (!caller) throw new Fault('UNAUTHENTICATED', 'Send connection_init first.');
    if (count > MAX_OPERATIONS_PER_SOCKET) throw createOperationLimitFault();
    const rateLimit = await options.rateLimiter.consume(caller.id);
    const request = options.describeRequest(requestId, { caller, rateLimit }, cancellation);
    const started = await options.startOperation({ ...payload }, request);
    if (started.result && started.isRequestError) return toFormattedErrors(started.result.json);
    if (!operation.isReturned) runSocketOperation(operation, started, request, options);
    return { schema: options.schema, document: ANY_DOCUMENT, contextValue: operation };
  } catch (error) {
    const { formatError } = options;
    if (error instanceof Fault) return [new FormattedError(formatRejection(error, requestId, formatError))];
    return [new FormattedError(formatError({ message: 'Internal error' }, error, requestId))];
  }
}

function runSocketOperation(
  operation: SocketOperation,
  started: StartedOperation,
  request: RequestMetadata,
  { subscriptionParts, slots }: SocketProtocolOptions,
): void {
  if (started.result) {
    void operation.send(started.result);
    return operation.finish();
  }
  const release = slots.take(request.caller.id);
  const start = { prepared: started.subscription, request };
  const subscription = new Subscription(subscriptionParts, start, operation, release);
  operation.onReturn = () => subscription.stop('disconnected');
  void subscription.run(start);
}

function createOperationLimitFault(): Fault {
  return new Fault('RATE_LIMITED', `At most ${MAX_OPERATIONS_PER_SOCKET} operations of a WebSocket may run at once.`, {
    retryAfterSeconds: 1,
  });
}

/** graphql-ws sends what `toJSON` returns. */
class FormattedError extends GraphQLError {
  constructor(private readonly formatted: GraphQLFormattedError) {
    super(formatted.message);
  }

  override toJSON(): GraphQLFormattedError {
    return this.formatted;
  }
}

function toFormattedErrors(json: string): GraphQLError[] {
  const { errors } = JSON.parse(json) as { errors: readonly GraphQLFormattedError[] };
  return errors.map((error) => new FormattedError(error));
}
