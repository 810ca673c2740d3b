import { isObject, type JsonObject } from '../../shared/json.js';

/** The part of an HTTP request that says what to run. */
export interface GraphQLHttpRequest {
  readonly method: string;
  /** The query string with its question mark, or nothing. */
  readonly search: string;
  readonly body: unknown;
}

/** Documents that a request sends as `query`. */
export function queriesIn(request: GraphQLHttpRequest): readonly string[] {
  return parseParams(request)
    .map(({ query }) => query)
    .filter(isNonEmptyString);
}

/** Documents that a request asks for as `documentId` or `extensions.persistedQuery.sha256Hash`. */
export function documentIdsIn(request: GraphQLHttpRequest): readonly string[] {
  return parseParams(request)
    .flatMap(({ documentId, extensions }) => [documentId, persistedHashIn(extensions)])
    .filter(isNonEmptyString);
}

/** Told by the method that Apollo goes by, so that nothing it would run is overlooked. */
function parseParams({ method, search, body }: GraphQLHttpRequest): readonly JsonObject[] {
  if (method !== 'GET') return isObject(body) ? [body] : [];
  return [...new URLSearchParams(search)].map(([name, value]) => ({
    [name]: name === 'extensions' ? parseExtensions(value) : value,
  }));
}

function persistedHashIn(extensions: unknown): unknown {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  return isObject(persisted) ? persisted['sha256Hash'] : undefined;
}

/** The same request with this text and no other way of naming one. */
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

function parseExtensions(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isNonEmptyString = (value: unknown): value is string => typeof value === 'string' && value !== '';
