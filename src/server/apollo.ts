import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../graph/context.js';
import { createFormatError } from '../graph/format-error.js';
import { logOperations } from './operation-log.js';
import { requestErrorStatus } from './request-error-status.js';
import { currentRequestId } from './request-id.js';

const MAX_TOKENS = 1000;

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly log: FastifyBaseLogger;
}

/** Apollo as this gateway wants it; everything it would decide by `NODE_ENV` or send to its maker is said or off. */
export function createApollo({ schema, introspection, log }: ApolloOptions): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    logger: log,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    formatError: createFormatError({ log, introspection, requestId: currentRequestId }),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requestErrorStatus(),
      logOperations(log),
    ],
  });
}
