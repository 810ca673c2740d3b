import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Under the second a client takes the body of an answer for GraphQL's, whatever its status is; Apollo Client reads no error
 * under the first unless the status is 2xx. The first comes first for who would take either, and for who asks for nothing.
 */
const RESPONSE_TYPES = [JSON_TYPE, 'application/graphql-response+json; charset=utf-8'];

/**
 * The media type of an answer, among the two of GraphQL over HTTP; undefined for who takes neither.
 *
 * @param accept the request's header
 */
export function negotiateResponseType(accept: string | undefined): string | undefined {
  return accept ? new Negotiator({ headers: { accept } }).mediaType(RESPONSE_TYPES) : JSON_TYPE;
}

/** The same for an answer that has to be given: who takes neither, or could not be asked, is told in `application/json`. */
export function chooseResponseType(accept: string | undefined): string {
  return negotiateResponseType(accept) ?? JSON_TYPE;
}
