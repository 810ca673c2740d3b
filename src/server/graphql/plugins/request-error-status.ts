import type { ApolloServerPlugin } from '@apollo/server';
import { chooseResponseType } from '../../http/content-negotiation.js';

/** Errors of a well-formed HTTP request with an invalid GraphQL document or variables. */
const DOCUMENT_ERROR_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * Changes Apollo's status 400 for an invalid document to 200, as GraphQL over HTTP requires under `application/json`. Applies
 * only if the client names that type and gets it, because Apollo's own test suite requires 400 otherwise.
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
