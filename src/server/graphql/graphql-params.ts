import { isObject, type JsonObject } from '../../shared/json.js';

/** The part of an HTTP request that says what to run. */
export interface Sent {
  readonly method: string;
  /** The query string with its question mark, or nothing. */
  readonly search: string;
  readonly body: unknown;
}

/** Documents that a request sends as `query`. */
export function textsIn(sent: Sent): readonly string[] {
  return parametersOf(sent)
    .map(({ query }) => query)
    .filter(isText);
}

/** Documents that a request asks for as `documentId` or `extensions.persistedQuery.sha256Hash`. */
export function idsIn(sent: Sent): readonly string[] {
  return parametersOf(sent)
    .flatMap(({ documentId, extensions }) => [documentId, hashIn(extensions)])
    .filter(isText);
}

/** Told by the method that Apollo goes by, so that nothing it would run is overlooked. */
function parametersOf({ method, search, body }: Sent): readonly JsonObject[] {
  if (method !== 'GET') return isObject(body) ? [body] : [];
  return [...new URLSearchParams(search)].map(([name, value]) => ({
    [name]: name === 'extensions' ? jsonOf(value) : value,
  }));
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
