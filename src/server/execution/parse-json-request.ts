import { isObject, type JsonObject } from '../../shared/json.js';
import type { GraphQLHttpRequest } from '../graphql/graphql-params.js';
import { negotiateResponseType } from '../http/content-negotiation.js';

/** A POST request with a JSON body that accepts a GraphQL media type. */
export interface JsonRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
  /** Content type of the response. */
  readonly contentType: string;
}

/**
 * Undefined for every other request, valid or invalid.
 *
 * @param accept the `Accept` header of the request
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

/** Apollo handles persisted queries. */
const isWithoutPersistedQuery = (extensions: unknown): extensions is object =>
  isObject(extensions) && extensions['persistedQuery'] === undefined;

function isNullishOr<T>(is: (value: unknown) => value is T, value: unknown): value is T | null | undefined {
  return value === undefined || value === null || is(value);
}
