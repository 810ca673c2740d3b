import type { Kind } from './codes.js';

export interface CatalogEntry {
  readonly description: string;
  /** What the caller or operator should do. */
  readonly remedy: string;
  /** Whether repeating the identical operation can help. */
  readonly retryable: boolean;
}

const look = (description: string, remedy: string): CatalogEntry => ({
  description,
  remedy,
  retryable: false,
});
const wait = (description: string, remedy: string): CatalogEntry => ({
  description,
  remedy,
  retryable: true,
});

/** Every code a client can meet. The README's table and `extensions.retryable` come from here. */
export const CATALOG: Readonly<Record<Kind, CatalogEntry>> = {
  INVALID_INPUT: look(
    'An argument is wrong; nothing was changed.',
    'Correct the argument named by `field` and send again.',
  ),
  NOT_FOUND: look('What the mutation refers to does not exist.', 'Check the id; it may have been deleted upstream.'),
  CONFLICT: look(
    'The incident is not in a state that allows this.',
    'Read the incident again and decide by its status.',
  ),
  DUPLICATE_INCIDENT: look(
    'An open incident with this dedup key already exists on the service.',
    'Send `onDuplicate: RETURN_EXISTING` to be given that incident, or another `dedupKey`.',
  ),
  ACTOR_REQUIRED: look(
    'PagerDuty wants to know in whose name the change is made.',
    'Send `actor`, or let the operator set `PAGERDUTY_FROM`; to acknowledge also `PAGERDUTY_FROM_MAY_ACKNOWLEDGE`.',
  ),
  ACTOR_UNKNOWN: look(
    'PagerDuty knows no user with the actor’s e-mail.',
    'Send the e-mail of a user of this PagerDuty account.',
  ),
  NOT_PERMITTED: look('The actor may not do this in PagerDuty.', 'Name an actor with the needed role.'),
  FEATURE_UNAVAILABLE: look(
    'The upstream account’s plan lacks this feature.',
    'Ask the account’s owner about the plan, or do without.',
  ),
  LIMIT_EXCEEDED: look('More was asked for than one call allows.', 'Split the request.'),
  CONNECT_TOKEN_REJECTED: look(
    'Cloudflare did not accept the connect token.',
    'Finish the sign-in at `consentUrl`, or begin again with a new token.',
  ),
  CONFIRMATION_REQUIRED: look(
    'The destinations are not the ones the caller expected; nothing was deleted.',
    'Read `destinations` in the payload and confirm those ids.',
  ),
  PARTIALLY_APPLIED: look(
    'Some parts were done and some were not.',
    'Look at each result; repeat only what was not done.',
  ),
  NOT_ATTEMPTED: wait('This item was not sent.', 'Send it again; that is safe.'),
  OUTCOME_UNKNOWN: look('This item was sent and the answer was lost.', 'Read the incident before sending it again.'),
  UNAUTHENTICATED: look('The caller’s credentials are missing or wrong.', 'Send valid credentials.'),
  FORBIDDEN: look('The caller may not do this here.', 'Ask the operator for the scope that is named.'),
  BAD_REQUEST: look('The HTTP request is not a GraphQL request.', 'Send JSON with a `query` to POST /graphql.'),
  BAD_USER_INPUT: look('An argument or variable is wrong.', 'Correct what the message or `field` names.'),
  GRAPHQL_PARSE_FAILED: look('The document is not GraphQL.', 'Correct the syntax at the location given.'),
  GRAPHQL_VALIDATION_FAILED: look('The document does not fit the schema.', 'Compare it with the schema.'),
  OPERATION_RESOLUTION_FAILURE: look(
    'It cannot be told which operation of the document to run.',
    'Send `operationName`.',
  ),
  PERSISTED_QUERY_NOT_FOUND: wait('The query of this hash is not known yet.', 'Send it again with its text.'),
  PERSISTED_QUERY_NOT_SUPPORTED: look('Persisted queries are off.', 'Send the whole document.'),
  OPERATION_TOO_COMPLEX: look('The operation exceeds a limit.', 'Ask for less at once.'),
  RATE_LIMITED: wait('The caller sent too much.', 'Wait `retryAfterSeconds`.'),
  UPSTREAM_RATE_LIMITED: wait('The upstream asks this gateway to slow down.', 'Wait `retryAfterSeconds`.'),
  UPSTREAM_UNAVAILABLE: wait(
    'The upstream cannot be reached or failed.',
    'Try again shortly; after a mutation see `outcome` first.',
  ),
  UPSTREAM_TIMEOUT: wait(
    'The upstream did not answer in time.',
    'Try again shortly; after a mutation see `outcome` first.',
  ),
  UPSTREAM_BAD_RESPONSE: wait(
    'The upstream’s answer could not be understood.',
    'Try again; if it stays, tell the operator the request id.',
  ),
  UPSTREAM_UNAUTHENTICATED: look(
    'The upstream refused this gateway’s own credentials.',
    'The operator must check the credential and the permission that is named.',
  ),
  UPSTREAM_FORBIDDEN: look(
    'This gateway’s credentials may not do this upstream.',
    'The operator must grant the permission that is named.',
  ),
  UPSTREAM_REJECTED: look(
    'The upstream refused for a reason the gateway has no better name for.',
    'Read `upstream.errors`.',
  ),
  NOT_CONFIGURED: look('This gateway has no account of that upstream.', 'The operator must configure its credentials.'),
  INTERNAL_SERVER_ERROR: look(
    'Something broke inside this gateway.',
    'Tell the operator the request id, the log has the cause; after a mutation see `outcome` first.',
  ),
};
