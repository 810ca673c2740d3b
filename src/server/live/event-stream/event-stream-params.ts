import type { FastifyRequest } from 'fastify';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { CSRF_MESSAGE } from '../../../graph/core/errors/format-error.js';
import { isObject, tryParseJson, type JsonObject } from '../../../shared/json.js';
import { tryParseDocument } from '../../graphql/parse-document.js';
import type { HttpError } from '../../http/error-response.js';

/**
 * Reads the GraphQL parameters of a request for an event stream.
 *
 * @returns an error for a request that must not be executed
 */
export function readEventStreamParams(
  request: FastifyRequest,
  isAllowedOrigin: (origin: string) => boolean,
): { readonly params: JsonObject } | { readonly params?: undefined; readonly error: HttpError } {
  if (mayBeForged(request, isAllowedOrigin)) return reject(CSRF_MESSAGE);
  const { method, body } = request;
  const params = method === 'GET' ? parseQueryString(request.url) : body;
  if (!isObject(params)) return reject('Send the GraphQL parameters as a JSON object, with `query` as a string.');
  if (method === 'GET' && !isReadOnly(params)) return reject('Send mutations and persisted queries by POST.', 405);
  return { params };
}

const reject = (message: string, status = 400) => ({ error: { status, code: 'BAD_REQUEST', message } as const });

/** Content types that a page of another origin can send without a preflight. */
const SIMPLE_CONTENT_TYPE = /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(?:;|$)/i;

/**
 * Whether a page of any origin could have sent the request. The same check as Apollo's, except for requests that the browser
 * itself marks as sent by our own pages, such as the playground.
 */
function mayBeForged({ headers }: FastifyRequest, isAllowedOrigin: (origin: string) => boolean): boolean {
  const { origin, authorization, 'content-type': contentType, 'sec-fetch-site': site } = headers;
  if (contentType !== undefined && !SIMPLE_CONTENT_TYPE.test(contentType)) return false;
  if (authorization !== undefined || headers['apollo-require-preflight'] || headers['x-apollo-operation-name'])
    return false;
  if (origin !== undefined) return !isAllowedOrigin(origin);
  return site !== 'same-origin' && site !== 'none';
}

/** Undefined when a parameter is repeated, or is not the JSON that it must be. */
function parseQueryString(url: string): JsonObject | undefined {
  const given = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const params = Object.create(null) as Record<string, unknown>;
  for (const [name, text] of given) {
    if (params[name] !== undefined) return undefined;
    params[name] = name === 'variables' || name === 'extensions' ? tryParseJson(text) : text;
    if (params[name] === undefined) return undefined;
  }
  return params;
}

/** Whether a GET request may execute an operation. Invalid ones are reported later. */
function isReadOnly({ query, operationName }: JsonObject): boolean {
  if (typeof query !== 'string') return false;
  const document = tryParseDocument(query, { noLocation: true });
  const operation =
    document && getOperationAST(document, typeof operationName === 'string' ? operationName : undefined);
  return operation?.operation !== OperationTypeNode.MUTATION;
}
