import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { readConfig } from '../../src/config/read-config.js';
import { ResponseSize } from '../../src/graph/core/limits/response-size.js';
import type { RequestMetadata, Context } from '../../src/graph/core/context.js';
import type { Authenticated } from '../../src/server/auth/auth-hook.js';
import type { Executor } from '../../src/server/graphql/executor.js';
import { isObject } from '../../src/shared/json.js';
import { createTraceContext } from '../../src/shared/trace-context.js';
import { createApolloServer } from '../../src/server/graphql/apollo-server.js';
import { createDescribeRequest } from '../../src/server/graphql/describe-request.js';
import { createPrepareRequest } from '../../src/server/graphql/prepare-request.js';
import { registerGraphQLRoute } from '../../src/server/graphql/graphql-route.js';
import { registerHealth } from '../../src/server/http/health.js';
import { createFormatError } from '../../src/graph/core/errors/format-error.js';
import { createHttpServer, registerRequestChecks } from '../../src/server/http/http-server.js';
import { createResponseSizeCheck } from '../../src/server/limits/enforce-response-size.js';
import { createOperationReporter } from '../../src/server/observability/operation-log.js';
import { registerPlayground, type PlaygroundOptions } from '../../src/server/playground/playground-route.js';

export interface LogLine {
  readonly level: string;
  readonly details: unknown;
  readonly message: unknown;
}

/** A log that keeps its lines. */
export function recordingLog(): { log: FastifyBaseLogger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const logWith = (bindings: object): FastifyBaseLogger => {
    const at = (level: string) => (details: unknown, message?: unknown) =>
      void lines.push({ level, details: isObject(details) ? { ...bindings, ...details } : details, message });
    return {
      level: 'info',
      fatal: at('fatal'),
      error: at('error'),
      warn: at('warn'),
      info: at('info'),
      debug: at('debug'),
      trace: at('trace'),
      silent: () => undefined,
      child: (more) => logWith({ ...bindings, ...more }),
    };
  };
  return { log: logWith({}), lines };
}

export interface TestGatewayOptions {
  readonly env?: Record<string, string>;
  readonly playground?: PlaygroundOptions;
  /** The value that the field `broken` and the mutation `breakIt` throw. */
  readonly thrown?: unknown;
  readonly createContext?: (requested: RequestMetadata) => Context | Promise<Context>;
}

function testSchema(thrown: unknown): GraphQLSchema {
  const broken = {
    type: GraphQLString,
    resolve: () => {
      throw thrown;
    },
  };
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        greeting: {
          type: GraphQLString,
          args: { times: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 1 } },
          resolve: (_source, { times }: { times: number }) => 'hello '.repeat(times).trim(),
        },
        broken,
      },
    }),
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: { breakIt: broken } }),
  });
}

const neverCalled = () => Promise.reject(new Error('No operation was prepared.'));
const NO_EXECUTOR: Pick<Executor, 'prepare'> = { prepare: () => undefined };

const rejectStreams = (): never => {
  throw new Error('There are no event streams and no WebSockets.');
};

const ANONYMOUS = { caller: { name: 'nobody' } } as Authenticated;

/** The part of a context that the test schema needs. */
const toContext = (requested: RequestMetadata): Context =>
  ({
    ...requested,
    operationCost: { points: 0 },
    additionalErrors: [] as Context['additionalErrors'],
    responseSize: new ResponseSize(1_000_000),
  }) as Context;

/** The HTTP server with a schema of three fields, so that its tests need no upstream. */
export async function startTestGateway(
  options: TestGatewayOptions = {},
): Promise<{ app: FastifyInstance; lines: LogLine[] }> {
  const { env = {}, playground, thrown = new Error('boom'), createContext = toContext } = options;
  const config = readConfig(env);
  const { log, lines } = recordingLog();
  const app = createHttpServer(config, log);
  registerRequestChecks(app, config);
  const { introspection, limits } = config;
  const formatError = createFormatError({ log, introspection });
  const apollo = createApolloServer({
    schema: testSchema(thrown),
    introspection,
    limits,
    persistedQueries: true,
    formatError,
    log,
    reportOperation: createOperationReporter(log),
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  registerHealth(app, { isReady: () => true, getFeeds: () => [] });
  if (playground) registerPlayground(app, playground);
  registerGraphQLRoute(app, {
    apollo,
    createContext,
    authenticatedRequest: () => ANONYMOUS,
    executor: NO_EXECUTOR,
    respond: neverCalled,
    describeRequest: createDescribeRequest({
      deadlineMs: config.deadlineMs,
      maxReads: Infinity,
      onMutation() {},
      startTrace: createTraceContext,
    }),
    acceptWebSocket: rejectStreams,
    serveEventStream: rejectStreams,
    prepare: createPrepareRequest(limits),
    checkResponseSize: createResponseSizeCheck(limits.responseBytes, formatError),
  });
  return { app, lines };
}
