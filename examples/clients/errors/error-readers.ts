// Reads code and message of an error that occurs before execution, with each client.
import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
  ServerError,
} from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { ClientError, GraphQLClient } from 'graphql-request';
import { type ConcreteRequest, Environment, fetchQuery, Network, RecordSource, Store } from 'relay-runtime';

export interface ReportedError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Sends the query, which fails, and returns the error. */
export type ErrorReader = (url: string, fetch: typeof globalThis.fetch) => Promise<ReportedError | undefined>;

const QUERY = 'query Mine { viewer { email } }';

/** Returns the first error of a body, for any status and media type. */
const parseFirstError = (body: string): ReportedError | undefined => JSON.parse(body).errors?.[0];

const readWithFetch: ErrorReader = async (url, send) => {
  const headers = { 'content-type': 'application/json' };
  const response = await send(url, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) });
  return parseFirstError(await response.text());
};

/**
 * Apollo Client accepts `application/graphql-response+json` and reads errors in it. With `application/json` and a status of
 * 300 or more it does not parse the body; only the text is available.
 */
const readWithApollo: ErrorReader = async (uri, fetch) => {
  const client = new ApolloClient({ link: new HttpLink({ uri, fetch }), cache: new InMemoryCache() });
  const { error } = await client.query({ query: gql(QUERY), errorPolicy: 'all' });
  client.stop();
  if (CombinedGraphQLErrors.is(error)) return error.errors[0];
  if (ServerError.is(error)) return parseFirstError(error.bodyText);
  throw error;
};

/** urql reads errors of both media types, for any status. */
const readWithUrql: ErrorReader = async (url, fetch) => {
  const client = new Client({ url, fetch, preferGetMethod: false, exchanges: [fetchExchange] });
  const { error } = await client.query(QUERY, {});
  return error?.graphQLErrors[0];
};

/** graphql-request throws an error that contains the response. */
const readWithGraphqlRequest: ErrorReader = async (url, fetch) => {
  try {
    await new GraphQLClient(url, { fetch }).request(QUERY);
  } catch (error) {
    if (error instanceof ClientError) return error.response.errors?.[0];
    throw error;
  }
  return undefined;
};

/** The query as compiled by Relay's compiler. */
const RELAY_QUERY: ConcreteRequest = {
  kind: 'Request',
  fragment: { kind: 'Fragment', name: 'Mine', type: 'Query', argumentDefinitions: [], selections: [] },
  operation: { kind: 'Operation', name: 'Mine', argumentDefinitions: [], selections: [] },
  params: { cacheID: 'mine', id: null, metadata: {}, name: 'Mine', operationKind: 'query', text: QUERY },
};

/** Relay does not send requests. Return the body for any status; the error that Relay throws contains the errors. */
const readWithRelay: ErrorReader = async (url, send) => {
  const network = Network.create(async ({ text: query }, variables) => {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
    };
    const response = await send(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return response.json();
  });
  const environment = new Environment({ network, store: new Store(new RecordSource()) });
  try {
    await fetchQuery(environment, RELAY_QUERY, {}).toPromise();
  } catch (error) {
    if (error instanceof Error && 'source' in error) return (error.source as { errors?: ReportedError[] }).errors?.[0];
    throw error;
  }
  return undefined;
};

export const ERROR_READERS: Readonly<Record<string, ErrorReader>> = {
  fetch: readWithFetch,
  'Apollo Client': readWithApollo,
  urql: readWithUrql,
  'graphql-request': readWithGraphqlRequest,
  Relay: readWithRelay,
};
