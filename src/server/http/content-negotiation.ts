import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * With the second type, clients read the body as GraphQL whatever the status is. With the first type, Apollo Client reads
 * errors only under a 2xx status. The first type is the default, and preferred if the client accepts both equally.
 */
const RESPONSE_TYPES = [JSON_TYPE, 'application/graphql-response+json; charset=utf-8'];

/**
 * Chooses a response media type of GraphQL over HTTP; undefined if the client accepts neither.
 *
 * @param accept the `Accept` header of the request
 */
export function negotiateResponseType(accept: string | undefined): string | undefined {
  return accept ? new Negotiator({ headers: { accept } }).mediaType(RESPONSE_TYPES) : JSON_TYPE;
}

/** The media type of a response that must be sent in any case; `application/json` if the client accepts neither type. */
export function chooseResponseType(accept: string | undefined): string {
  return negotiateResponseType(accept) ?? JSON_TYPE;
}
