import { isObject, type JsonObject } from '../../shared/json.js';
import type { GraphQLHttpRequest } from './graphql-params.js';

/** The parameters of a GraphQL request. */
export interface GraphQLParams {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
}

/** The parameters of a POST request with a document; undefined for every other request, which Apollo handles. */
export function parseJsonRequest({ method, body }: GraphQLHttpRequest): GraphQLParams | undefined {
  if (method !== 'POST' || !isObject(body)) return undefined;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || !isNullishOr(isString, operationName)) return undefined;
  if (!isNullishOr(isObject, variables) || !isNullishOr(isWithoutPersistedQuery, extensions)) return undefined;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {} };
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** Apollo stores and looks up persisted queries. */
const isWithoutPersistedQuery = (extensions: unknown): extensions is object =>
  isObject(extensions) && extensions['persistedQuery'] === undefined;

function isNullishOr<T>(is: (value: unknown) => value is T, value: unknown): value is T | null | undefined {
  return value === undefined || value === null || is(value);
}
