import { isObject, type JsonObject } from '../../shared/json.js';
import type { Sent } from '../graphql/graphql-params.js';
import { acceptedType } from '../http/content-negotiation.js';

/** A request that says what is to run in the usual way, and takes one of the usual media types. */
export interface PlainRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
  /** Of the answer. */
  readonly contentType: string;
}

/**
 * Undefined for every other request, right or wrong.
 *
 * @param accept the request's header
 */
export function plainRequestOf({ method, body }: Sent, accept: string | undefined): PlainRequest | undefined {
  const contentType = acceptedType(accept);
  if (method !== 'POST' || contentType === undefined || !isObject(body)) return undefined;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || !isAbsentOr(isText, operationName)) return undefined;
  if (!isAbsentOr(isObject, variables) || !isAbsentOr(isHarmless, extensions)) return undefined;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {}, contentType };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A persisted query is looked up, or kept, by Apollo. */
const isHarmless = (extensions: unknown): extensions is object =>
  isObject(extensions) && extensions['persistedQuery'] === undefined;

function isAbsentOr<T>(is: (value: unknown) => value is T, value: unknown): value is T | null | undefined {
  return value === undefined || value === null || is(value);
}
