import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import { currentRequestId } from '../http/request-id.js';
import type { Limits } from '../limits/enforce-limits.js';
import type { ReportOperation } from '../observability/operation-log.js';
import { createDocumentStore } from './document-store.js';
import { createPersistedQueryCache } from './persisted-queries.js';
import { createCostLimitPlugin } from './plugins/cost-limit.js';
import { createErrorCountLimitPlugin, MAX_COERCION_ERRORS, MAX_REPORTED_ERRORS } from './plugins/error-count-limit.js';
import { createRefuseSubscriptionsPlugin } from './plugins/refuse-subscriptions.js';
import { createRequestErrorStatusPlugin } from './plugins/request-error-status.js';
import { createResponsePlugin } from './plugins/response.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly limits: Limits;
  /** Whether clients may register a document and request it by its hash afterwards. */
  readonly persistedQueries: boolean;
  readonly log: FastifyBaseLogger;
  readonly formatError: FormatError;
  readonly reportOperation: ReportOperation;
}

/** Creates the Apollo Server. Sets every option that depends on `NODE_ENV` by default, and turns off reporting to Apollo. */
export function createApolloServer(options: ApolloOptions): ApolloServer<Context> {
  const { schema, introspection, limits, persistedQueries, log, formatError, reportOperation } = options;
  return new ApolloServer<Context>({
    schema,
    logger: log,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) => formatError(formatted, error, currentRequestId()),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: MAX_REPORTED_ERRORS },
    executionOptions: { maxCoercionErrors: MAX_COERCION_ERRORS },
    documentStore: createDocumentStore(),
    persistedQueries: persistedQueries && { cache: createPersistedQueryCache() },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      // Apollo Server adds traces to the responses of every schema that it takes for a subgraph.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      createRefuseSubscriptionsPlugin(),
      createCostLimitPlugin(schema, limits),
      createErrorCountLimitPlugin(),
      createRequestErrorStatusPlugin(),
      createResponsePlugin(formatError, reportOperation),
    ],
  });
}
