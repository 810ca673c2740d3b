import { isObject, tryParseJson, type JsonObject } from '../../shared/json.js';

/** The parts of an HTTP request that have the GraphQL parameters. */
export interface GraphQLHttpRequest {
  readonly method: string;
  /** The query string with its question mark; empty without one. */
  readonly search: string;
  readonly body: unknown;
}

/** The documents that a request has as `query`. */
export function queriesIn(request: GraphQLHttpRequest): readonly string[] {
  return parseParams(request)
    .map(({ query }) => query)
    .filter(isNonEmptyString);
}

/** The document ids that a request has as `documentId` or `extensions.persistedQuery.sha256Hash`. */
export function documentIdsIn(request: GraphQLHttpRequest): readonly string[] {
  return parseParams(request)
    .flatMap(({ documentId, extensions }) => [documentId, persistedHashIn(extensions)])
    .filter(isNonEmptyString);
}

/** Reads the parameters from the same place as Apollo, depending on the method, so that none is missed. */
function parseParams({ method, search, body }: GraphQLHttpRequest): readonly JsonObject[] {
  if (method !== 'GET') return isObject(body) ? [body] : [];
  return [...new URLSearchParams(search)].map(([name, value]) => ({
    [name]: name === 'extensions' ? tryParseJson(value) : value,
  }));
}

function persistedHashIn(extensions: unknown): unknown {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  return isObject(persisted) ? persisted['sha256Hash'] : undefined;
}

/** Returns the request with this document only, without ids and hashes. */
export function withQuery(request: GraphQLHttpRequest, query: string): GraphQLHttpRequest {
  if (request.method !== 'GET') {
    const body = { ...(request.body as JsonObject), query };
    Reflect.deleteProperty(body, 'documentId');
    Reflect.deleteProperty(body, 'extensions');
    return { ...request, body };
  }
  const parameters = new URLSearchParams(request.search);
  for (const name of ['documentId', 'extensions']) parameters.delete(name);
  parameters.set('query', query);
  return { ...request, search: `?${parameters.toString()}` };
}

const isNonEmptyString = (value: unknown): value is string => typeof value === 'string' && value !== '';
