import { isObject, type JsonObject } from '../../upstream/transport/json.js';

/** The part of an HTTP request that says what to run. */
export interface Sent {
  readonly method: string;
  /** The query string with its question mark, or nothing. */
  readonly search: string;
  readonly body: unknown;
}

/** Everything in a request by which a document can be meant. */
export interface Named {
  readonly texts: readonly string[];
  readonly ids: readonly string[];
}

/**
 * Documents that a request sends or asks for: `query`, `documentId`, `extensions.persistedQuery.sha256Hash`. By the method
 * that Apollo goes by, so that nothing it would run is overlooked.
 */
export function namedIn({ method, search, body }: Sent): Named {
  if (method !== 'GET') return isObject(body) ? named([body]) : { texts: [], ids: [] };
  const parameters = [...new URLSearchParams(search)].map(([name, value]) => ({
    [name]: name === 'extensions' ? jsonOf(value) : value,
  }));
  return named(parameters);
}

function named(parameters: readonly JsonObject[]): Named {
  const ids = parameters.flatMap(({ documentId, extensions }) => [documentId, hashIn(extensions)]);
  return { texts: parameters.map(({ query }) => query).filter(isText), ids: ids.filter(isText) };
}

function hashIn(extensions: unknown): unknown {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  return isObject(persisted) ? persisted['sha256Hash'] : undefined;
}

/** The same request with this text and no other way of naming one. */
export function withText(sent: Sent, query: string): Sent {
  if (sent.method !== 'GET') {
    const body = { ...(sent.body as JsonObject), query };
    Reflect.deleteProperty(body, 'documentId');
    Reflect.deleteProperty(body, 'extensions');
    return { ...sent, body };
  }
  const parameters = new URLSearchParams(sent.search);
  for (const name of ['documentId', 'extensions']) parameters.delete(name);
  parameters.set('query', query);
  return { ...sent, search: `?${parameters.toString()}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
