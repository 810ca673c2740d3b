import type { ErrorCode } from './codes.js';

export interface CatalogEntry {
  readonly description: string;
  /** What the caller or operator should do. */
  readonly remedy: string;
  /** Whether a retry of the identical operation can succeed. */
  readonly retryable: boolean;
}

const notRetryable = (description: string, remedy: string): CatalogEntry => ({
  description,
  remedy,
  retryable: false,
});
const retryable = (description: string, remedy: string): CatalogEntry => ({
  description,
  remedy,
  retryable: true,
});

/** Every error code of the API. The table in docs/errors.md and `extensions.retryable` come from here. */
export const ERROR_CATALOG: Readonly<Record<ErrorCode, CatalogEntry>> = {
  INVALID_INPUT: notRetryable(
    'An argument is invalid; nothing was changed.',
    'Correct the argument named by `field` and send the operation again.',
  ),
  NOT_FOUND: notRetryable(
    'An object that the mutation refers to does not exist.',
    'Check the id; the object may have been deleted upstream.',
  ),
  CONFLICT: notRetryable(
    'The status of the incident does not allow this change, or somebody else changed the policy at the same time.',
    'Read the incident or the policy again and decide by what it is now.',
  ),
  DUPLICATE_INCIDENT: notRetryable(
    'An open incident with this dedup key already exists on the service.',
    'Send `onDuplicate: RETURN_EXISTING` to get that incident, or use another `dedupKey`.',
  ),
  ACTOR_REQUIRED: notRetryable(
    'PagerDuty requires an actor for this change.',
    'Send `actor`, or have the operator set `PAGERDUTY_FROM`; to acknowledge also `PAGERDUTY_FROM_MAY_ACKNOWLEDGE`.',
  ),
  ACTOR_UNKNOWN: notRetryable(
    'PagerDuty has no user with the actor’s e-mail address.',
    'Send the e-mail address of a user of this PagerDuty account.',
  ),
  NOT_PERMITTED: notRetryable(
    'The actor does not have permission for this change in PagerDuty.',
    'Use an actor with the required role.',
  ),
  FEATURE_UNAVAILABLE: notRetryable(
    'The upstream account’s plan does not include this feature.',
    'Ask the account owner about the plan.',
  ),
  LIMIT_EXCEEDED: notRetryable('The request exceeds the limit of one call.', 'Split the request.'),
  CONNECT_TOKEN_REJECTED: notRetryable(
    'Cloudflare rejected the connect token.',
    'Finish the sign-in at `consentUrl`, or create a new token.',
  ),
  CONFIRMATION_REQUIRED: notRetryable(
    'The destinations differ from the confirmed ones, a policy would lose its last PagerDuty destination, or an override would replace another one. Nothing was changed.',
    'Confirm the ids in `destinations` of the payload, or set the argument that the message names.',
  ),
  PARTIALLY_APPLIED: notRetryable(
    'Only some of the changes were applied.',
    'Check each result; retry only what was not applied.',
  ),
  NOT_ATTEMPTED: retryable('The change of this item was not sent.', 'Send it again; that is safe.'),
  OUTCOME_UNKNOWN: notRetryable(
    'The change of this item was sent, but the response was lost.',
    'Read the incident before sending the change again.',
  ),
  UNAUTHENTICATED: notRetryable('The caller’s credentials are missing or invalid.', 'Send valid credentials.'),
  FORBIDDEN: notRetryable(
    'The caller lacks a scope or access to the account.',
    'Ask the operator for the scope that the message names.',
  ),
  BAD_REQUEST: notRetryable('The HTTP request is not a GraphQL request.', 'Send JSON with a `query` to POST /graphql.'),
  BAD_USER_INPUT: notRetryable(
    'An argument or variable is invalid.',
    'Correct the value that the message or `field` names.',
  ),
  GRAPHQL_PARSE_FAILED: notRetryable('The document is not valid GraphQL.', 'Correct the syntax at the given location.'),
  GRAPHQL_VALIDATION_FAILED: notRetryable(
    'The document does not match the schema.',
    'Compare the document with the schema.',
  ),
  OPERATION_RESOLUTION_FAILURE: notRetryable(
    'The document has several operations and the request names none of them.',
    'Send `operationName`.',
  ),
  PERSISTED_QUERY_NOT_FOUND: retryable('The hash belongs to no cached query.', 'Send it again with the query text.'),
  PERSISTED_QUERY_NOT_SUPPORTED: notRetryable('Persisted queries are off.', 'Send the whole document.'),
  OPERATION_TOO_COMPLEX: notRetryable('The operation exceeds a limit.', 'Request less at once.'),
  RATE_LIMITED: retryable('The caller exceeded its rate limit.', 'Wait `retryAfterSeconds`.'),
  UPSTREAM_RATE_LIMITED: retryable('The upstream’s rate limit is exceeded.', 'Wait `retryAfterSeconds`.'),
  UPSTREAM_UNAVAILABLE: retryable(
    'The upstream cannot be reached or returned a server error.',
    'Retry shortly; after a mutation check `outcome` first.',
  ),
  UPSTREAM_TIMEOUT: retryable(
    'The upstream did not respond in time.',
    'Retry shortly; after a mutation check `outcome` first.',
  ),
  UPSTREAM_BAD_RESPONSE: retryable(
    'The upstream’s response could not be read.',
    'Retry; if the error persists, report the request id to the operator.',
  ),
  UPSTREAM_UNAUTHENTICATED: notRetryable(
    'The upstream rejected the gateway’s own credentials.',
    'The operator must check the credential and the permission that the message names.',
  ),
  UPSTREAM_FORBIDDEN: notRetryable(
    'The gateway’s credentials lack a permission upstream.',
    'The operator must grant the permission that the message names.',
  ),
  UPSTREAM_REJECTED: notRetryable(
    'The upstream rejected the request for a reason without a specific code.',
    'Read `upstream.errors`.',
  ),
  CURSOR_EXPIRED: notRetryable(
    'The events after this cursor are no longer available.',
    'Subscribe without `after`, and read the open incidents: some events are missing.',
  ),
  NOT_CONFIGURED: notRetryable(
    'The gateway has no account of this upstream.',
    'The operator must configure credentials.',
  ),
  INTERNAL_SERVER_ERROR: notRetryable(
    'The gateway failed with an internal error.',
    'Report the request id to the operator: the log has the cause. After a mutation check `outcome` first.',
  ),
};
