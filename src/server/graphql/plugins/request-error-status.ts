import type { ApolloServerPlugin } from '@apollo/server';
import { chooseResponseType } from '../../http/content-negotiation.js';

/** Errors of a well-formed HTTP request whose GraphQL is wrong. */
const DOCUMENT_ERROR_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * GraphQL over HTTP wants 200 for a bad document under `application/json`, where a client cannot tell a gateway's answer
 * from a proxy's; Apollo answers 400. Only who names that type, and is answered in it, gets 200: Apollo's own suite asks 400 of the others.
 */
export function createRequestErrorStatusPlugin(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response }) {
          const accept = request.http?.headers.get('accept') ?? '';
          const isJsonRequested =
            accept.includes('application/json') && chooseResponseType(accept).startsWith('application/json');
          if (!isJsonRequested || response.http.status !== 400 || response.body.kind !== 'single') return;
          const { errors = [] } = response.body.singleResult;
          if (errors.every((error) => DOCUMENT_ERROR_CODES.has(error.extensions?.['code']))) response.http.status = 200;
        },
      };
    },
  };
}
