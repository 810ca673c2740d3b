import { isObject, type JsonObject } from '../../shared/json.js';
import type { GraphQLHttpRequest } from '../graphql/graphql-params.js';
import { negotiateResponseType } from '../http/content-negotiation.js';

/** A request that says what is to run in the usual way, and takes one of the usual media types. */
export interface JsonRequest {
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
export function parseJsonRequest(
  { method, body }: GraphQLHttpRequest,
  accept: string | undefined,
): JsonRequest | undefined {
  const contentType = negotiateResponseType(accept);
  if (method !== 'POST' || contentType === undefined || !isObject(body)) return undefined;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || !isNullishOr(isString, operationName)) return undefined;
  if (!isNullishOr(isObject, variables) || !isNullishOr(isWithoutPersistedQuery, extensions)) return undefined;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {}, contentType };
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** A persisted query is looked up, or kept, by Apollo. */
const isWithoutPersistedQuery = (extensions: unknown): extensions is object =>
  isObject(extensions) && extensions['persistedQuery'] === undefined;

function isNullishOr<T>(is: (value: unknown) => value is T, value: unknown): value is T | null | undefined {
  return value === undefined || value === null || is(value);
}
