import type { ErrorCode } from './codes.js';

export interface ErrorCatalogEntry {
  readonly description: string;
  /** What the caller or operator should do. */
  readonly remedy: string;
  /** Whether repeating the identical operation can help. */
  readonly retryable: boolean;
}

const notRetryable = (description: string, remedy: string): ErrorCatalogEntry => ({
  description,
  remedy,
  retryable: false,
});
const retryable = (description: string, remedy: string): ErrorCatalogEntry => ({
  description,
  remedy,
  retryable: true,
});

/** Every code a client can meet. The table in docs/errors.md and `extensions.retryable` come from here. */
export const ERROR_CATALOG: Readonly<Record<ErrorCode, ErrorCatalogEntry>> = {
  INVALID_INPUT: notRetryable(
    'An argument is wrong; nothing was changed.',
    'Correct the argument named by `field` and send again.',
  ),
  NOT_FOUND: notRetryable(
    'What the mutation refers to does not exist.',
    'Check the id; it may have been deleted upstream.',
  ),
  CONFLICT: notRetryable(
    'The incident is not in a state that allows this.',
    'Read the incident again and decide by its status.',
  ),
  DUPLICATE_INCIDENT: notRetryable(
    'An open incident with this dedup key already exists on the service.',
    'Send `onDuplicate: RETURN_EXISTING` to be given that incident, or another `dedupKey`.',
  ),
  ACTOR_REQUIRED: notRetryable(
    'PagerDuty wants to know in whose name the change is made.',
    'Send `actor`, or let the operator set `PAGERDUTY_FROM`; to acknowledge also `PAGERDUTY_FROM_MAY_ACKNOWLEDGE`.',
  ),
  ACTOR_UNKNOWN: notRetryable(
    'PagerDuty knows no user with the actor’s e-mail.',
    'Send the e-mail of a user of this PagerDuty account.',
  ),
  NOT_PERMITTED: notRetryable('The actor may not do this in PagerDuty.', 'Name an actor with the needed role.'),
  FEATURE_UNAVAILABLE: notRetryable(
    'The upstream account’s plan lacks this feature.',
    'Ask the account’s owner about the plan, or do without.',
  ),
  LIMIT_EXCEEDED: notRetryable('More was asked for than one call allows.', 'Split the request.'),
  CONNECT_TOKEN_REJECTED: notRetryable(
    'Cloudflare did not accept the connect token.',
    'Finish the sign-in at `consentUrl`, or begin again with a new token.',
  ),
  CONFIRMATION_REQUIRED: notRetryable(
    'The destinations are not the ones the caller expected; nothing was deleted.',
    'Read `destinations` in the payload and confirm those ids.',
  ),
  PARTIALLY_APPLIED: notRetryable(
    'Some parts were done and some were not.',
    'Look at each result; repeat only what was not done.',
  ),
  NOT_ATTEMPTED: retryable('This item was not sent.', 'Send it again; that is safe.'),
  OUTCOME_UNKNOWN: notRetryable(
    'This item was sent and the answer was lost.',
    'Read the incident before sending it again.',
  ),
  UNAUTHENTICATED: notRetryable('The caller’s credentials are missing or wrong.', 'Send valid credentials.'),
  FORBIDDEN: notRetryable('The caller may not do this here.', 'Ask the operator for the scope that is named.'),
  BAD_REQUEST: notRetryable('The HTTP request is not a GraphQL request.', 'Send JSON with a `query` to POST /graphql.'),
  BAD_USER_INPUT: notRetryable('An argument or variable is wrong.', 'Correct what the message or `field` names.'),
  GRAPHQL_PARSE_FAILED: notRetryable('The document is not GraphQL.', 'Correct the syntax at the location given.'),
  GRAPHQL_VALIDATION_FAILED: notRetryable('The document does not fit the schema.', 'Compare it with the schema.'),
  OPERATION_RESOLUTION_FAILURE: notRetryable(
    'It cannot be told which operation of the document to run.',
    'Send `operationName`.',
  ),
  PERSISTED_QUERY_NOT_FOUND: retryable('The query of this hash is not known yet.', 'Send it again with its text.'),
  PERSISTED_QUERY_NOT_SUPPORTED: notRetryable('Persisted queries are off.', 'Send the whole document.'),
  OPERATION_TOO_COMPLEX: notRetryable('The operation exceeds a limit.', 'Ask for less at once.'),
  RATE_LIMITED: retryable('The caller sent too much.', 'Wait `retryAfterSeconds`.'),
  UPSTREAM_RATE_LIMITED: retryable('The upstream asks this gateway to slow down.', 'Wait `retryAfterSeconds`.'),
  UPSTREAM_UNAVAILABLE: retryable(
    'The upstream cannot be reached or failed.',
    'Try again shortly; after a mutation see `outcome` first.',
  ),
  UPSTREAM_TIMEOUT: retryable(
    'The upstream did not answer in time.',
    'Try again shortly; after a mutation see `outcome` first.',
  ),
  UPSTREAM_BAD_RESPONSE: retryable(
    'The upstream’s answer could not be understood.',
    'Try again; if it stays, tell the operator the request id.',
  ),
  UPSTREAM_UNAUTHENTICATED: notRetryable(
    'The upstream refused this gateway’s own credentials.',
    'The operator must check the credential and the permission that is named.',
  ),
  UPSTREAM_FORBIDDEN: notRetryable(
    'This gateway’s credentials may not do this upstream.',
    'The operator must grant the permission that is named.',
  ),
  UPSTREAM_REJECTED: notRetryable(
    'The upstream refused for a reason the gateway has no better name for.',
    'Read `upstream.errors`.',
  ),
  NOT_CONFIGURED: notRetryable(
    'This gateway has no account of that upstream.',
    'The operator must configure its credentials.',
  ),
  INTERNAL_SERVER_ERROR: notRetryable(
    'Something broke inside this gateway.',
    'Tell the operator the request id, the log has the cause; after a mutation see `outcome` first.',
  ),
};
