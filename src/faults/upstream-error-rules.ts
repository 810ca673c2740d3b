import type { ErrorCode } from './codes.js';
import type { NotFoundMeaning } from './error-response.js';
import type { InputReference, Upstream } from './fault.js';

/** Values for the message of a rule. */
export interface RuleContext {
  readonly upstreamName: string;
  /** The endpoint in words, such as `create incident`. */
  readonly action: string;
  readonly permission: string;
  /** The upstream's own error texts. */
  readonly reasons: string;
  /** A sentence that names what was not found. */
  readonly missing: string;
}

export interface UpstreamErrorRule {
  /** Both upstreams when absent. */
  readonly upstream?: Upstream;
  /** Only these endpoints (client method names). */
  readonly endpoints?: readonly string[];
  /** A status, or its first digit: `4` is any 4xx. */
  readonly statuses?: readonly number[];
  readonly codes?: readonly number[];
  readonly messagePattern?: RegExp;
  /** Only endpoints whose 404 has this meaning. */
  readonly notFoundMeaning?: NotFoundMeaning;
  readonly code: ErrorCode;
  /** The reference in the input that was rejected, where that is not the object in the path. */
  readonly inputReference?: InputReference;
  readonly alreadyDone?: boolean;
  readonly message: (context: RuleContext) => string;
}

/** First digits of the statuses that can carry a refusal; Cloudflare also refuses under a 2xx. */
export const REFUSAL_STATUS_CLASSES: readonly number[] = [2, 4];

/**
 * Maps upstream error responses to error codes; the first matching rule applies. A specific rule stands before a
 * general one, because PagerDuty reuses codes and texts (docs/upstream-quirks.md, quirks 2 and 11).
 */
export const UPSTREAM_ERROR_RULES: readonly UpstreamErrorRule[] = [
  {
    statuses: [429],
    code: 'UPSTREAM_RATE_LIMITED',
    message: ({ upstreamName }) => `${upstreamName} rate limit exceeded; retry later.`,
  },
  {
    statuses: [408],
    code: 'UPSTREAM_TIMEOUT',
    message: ({ upstreamName }) => `${upstreamName} timed out while processing the request.`,
  },
  {
    statuses: [5],
    code: 'UPSTREAM_UNAVAILABLE',
    message: ({ upstreamName }) => `${upstreamName} returned a server error.`,
  },
  {
    statuses: [1, 3],
    code: 'UPSTREAM_BAD_RESPONSE',
    message: ({ upstreamName }) =>
      `${upstreamName} returned a redirect, which the gateway does not follow. Check the configured address.`,
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['getAppToken'],
    statuses: [4],
    code: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ permission, reasons }) =>
      `Could not obtain a PagerDuty OAuth token (requires ${permission}): ${reasons}.`,
  },
  {
    // The text of 1028 (malformed `From`) also mentions the header, so it stands before the rule for a missing one.
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1008, 1028],
    code: 'ACTOR_UNKNOWN',
    message: () => 'PagerDuty has no user with the actor’s e-mail address.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [400],
    messagePattern: /"From" header/i,
    code: 'ACTOR_REQUIRED',
    message: () => 'PagerDuty requires an actor for this change: the e-mail address of one of its users.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [400],
    messagePattern: /matching dedup key/i,
    code: 'DUPLICATE_INCIDENT',
    message: () => 'An open incident with this dedup key already exists on the service.',
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['createIncident', 'createMaintenanceWindow'],
    statuses: [400],
    messagePattern: /^Service not found/i,
    code: 'NOT_FOUND',
    inputReference: 'service',
    message: ({ missing }) => missing,
  },
  {
    // The text does not name the target, so the whole list is the field.
    upstream: 'PAGERDUTY',
    endpoints: ['requestResponders'],
    statuses: [400],
    messagePattern: /\btarget not found/i,
    code: 'NOT_FOUND',
    inputReference: 'assignee',
    message: () => 'PagerDuty does not have one of the requested users or escalation policies.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1004],
    code: 'NOT_FOUND',
    inputReference: 'incidents',
    message: ({ missing }) => missing,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1007, 2013],
    code: 'NOT_FOUND',
    inputReference: 'assignee',
    message: ({ missing }) => missing,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1014],
    code: 'NOT_FOUND',
    inputReference: 'escalationPolicy',
    message: ({ missing }) => missing,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1020],
    code: 'NOT_FOUND',
    inputReference: 'priority',
    message: ({ missing }) => missing,
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['resolveIncident', 'resolveIncidents'],
    statuses: [4],
    codes: [1001],
    code: 'CONFLICT',
    alreadyDone: true,
    message: () => 'The incident is already resolved.',
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['acknowledgeIncident', 'acknowledgeIncidents'],
    statuses: [4],
    codes: [1002],
    code: 'CONFLICT',
    alreadyDone: true,
    message: () => 'The incident is already acknowledged.',
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['endMaintenanceWindow'],
    statuses: [405],
    code: 'CONFLICT',
    alreadyDone: true,
    message: () => 'The maintenance window is already over.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1001, 1002, 1012, 1019],
    code: 'CONFLICT',
    message: ({ reasons }) => `The incident’s status does not allow this change: ${reasons}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [402],
    code: 'FEATURE_UNAVAILABLE',
    message: ({ action }) => `The PagerDuty account’s plan does not support “${action}”.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [2014],
    code: 'FEATURE_UNAVAILABLE',
    message: ({ action }) => `The PagerDuty account’s plan does not support “${action}”.`,
  },
  {
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [17200],
    code: 'FEATURE_UNAVAILABLE',
    message: ({ action }) => `The Cloudflare account’s plan does not support “${action}”.`,
  },
  {
    // An update sends the alert type that was read, so that no caller can correct it (docs/upstream-quirks.md, quirk 244).
    upstream: 'CLOUDFLARE',
    endpoints: ['replacePolicy'],
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [17004],
    code: 'INVALID_INPUT',
    message: ({ reasons }) =>
      `Cloudflare rejected the policy: ${reasons}. If its alert type no longer exists, create another policy and delete this one.`,
  },
  {
    // The status of these codes is not documented.
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [17004, 17009, 17102, 17103],
    code: 'INVALID_INPUT',
    message: ({ reasons }) => `Cloudflare rejected the policy: ${reasons}.`,
  },
  {
    // Comes with code 0; the status is not documented.
    upstream: 'CLOUDFLARE',
    endpoints: ['createSilence'],
    statuses: REFUSAL_STATUS_CLASSES,
    messagePattern: /^invalid silence/i,
    code: 'INVALID_INPUT',
    message: ({ reasons }) => `Cloudflare rejected the silence: ${reasons}.`,
  },
  {
    // An internal error, and a silence that exists already; the status is not documented.
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [15000],
    code: 'UPSTREAM_UNAVAILABLE',
    message: ({ upstreamName }) => `${upstreamName} returned a server error.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1018],
    code: 'NOT_PERMITTED',
    message: () => 'The actor does not have permission for this change in PagerDuty.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [2019],
    code: 'LIMIT_EXCEEDED',
    message: () => 'The PagerDuty account has reached a limit.',
  },
  {
    statuses: [401],
    code: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ upstreamName, action, permission }) =>
      `${upstreamName} rejected the gateway’s credentials for “${action}” (requires ${permission}).`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [2006],
    code: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ action, permission }) =>
      `PagerDuty rejected the gateway’s credentials for “${action}” (requires ${permission}).`,
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['sendEvent', 'sendChangeEvent'],
    statuses: [400],
    messagePattern: /routing[ _]key/i,
    code: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ permission }) => `PagerDuty rejected the routing key of the event (requires ${permission}).`,
  },
  {
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [6003, 6103, 6111, 9103, 9106, 9107, 9109, 10000, 10001],
    code: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ action, permission }) =>
      `Cloudflare rejected the gateway’s credentials for “${action}” (requires ${permission}).`,
  },
  {
    upstream: 'CLOUDFLARE',
    endpoints: ['linkPagerDuty'],
    statuses: [400, 404, 409, 410, 422],
    code: 'CONNECT_TOKEN_REJECTED',
    message: () => 'Cloudflare rejected the connect token: it is unknown, not yet authorised, expired or already used.',
  },
  {
    // For the link these codes may also concern its own token, so they stand after its rule.
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [1000, 1001],
    code: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ action, permission }) =>
      `Cloudflare rejected the gateway’s credentials for “${action}” (requires ${permission}).`,
  },
  {
    // The id of the account has the right form, or the gateway does not start; so the id of the policy has another form.
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [7000, 7003],
    notFoundMeaning: 'notification policy',
    code: 'NOT_FOUND',
    message: ({ missing }) => missing,
  },
  {
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [7000, 7003],
    code: 'UPSTREAM_FORBIDDEN',
    message: () => 'Cloudflare does not recognise the configured account id.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [2007, 2008, 2009, 2012],
    code: 'UPSTREAM_FORBIDDEN',
    message: ({ reasons }) => `PagerDuty does not serve the configured account: ${reasons}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [400],
    codes: [2010],
    code: 'UPSTREAM_FORBIDDEN',
    message: ({ action, permission }) => `PagerDuty does not permit “${action}” (requires ${permission}).`,
  },
  {
    // The status is not documented, so that the rules of codes that have another meaning stand before.
    upstream: 'PAGERDUTY',
    endpoints: ['deleteOverride'],
    statuses: [400, 405, 409, 422],
    code: 'CONFLICT',
    message: ({ reasons }) => `PagerDuty does not delete an override that has ended: ${reasons}.`,
  },
  {
    // The scope is that of reading the incident, so the plan is missing (docs/upstream-quirks.md, quirk 246).
    upstream: 'PAGERDUTY',
    endpoints: ['listFieldValues'],
    statuses: [403],
    code: 'FEATURE_UNAVAILABLE',
    message: () => 'PagerDuty does not offer custom fields to this account: check its plan.',
  },
  {
    // Whether the plan or a permission is missing cannot be distinguished (docs/upstream-quirks.md, quirk 163).
    upstream: 'PAGERDUTY',
    endpoints: ['listRelatedChangeEvents', 'listPastIncidents', 'listRelatedIncidents', 'getOutlierIncident'],
    statuses: [403],
    code: 'FEATURE_UNAVAILABLE',
    message: ({ action, permission }) =>
      `PagerDuty does not permit “${action}”: the account’s plan lacks it, or the credential lacks ${permission}.`,
  },
  {
    statuses: [403],
    code: 'UPSTREAM_FORBIDDEN',
    message: ({ upstreamName, action, permission }) =>
      `${upstreamName} does not permit “${action}” (requires ${permission}).`,
  },
  {
    // Comes with code 0; the status is not documented.
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    notFoundMeaning: 'notification policy',
    messagePattern: /^policy not found/i,
    code: 'NOT_FOUND',
    message: ({ missing }) => missing,
  },
  {
    // Comes with code 0; the status is not documented.
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    notFoundMeaning: 'silence',
    messagePattern: /^silence not found/i,
    code: 'NOT_FOUND',
    message: ({ missing }) => missing,
  },
  {
    statuses: [404],
    notFoundMeaning: 'feature',
    code: 'FEATURE_UNAVAILABLE',
    message: ({ upstreamName, action }) =>
      `${upstreamName} does not offer “${action}” to this account: check its plan and the configured address.`,
  },
  {
    statuses: [404],
    code: 'NOT_FOUND',
    message: ({ missing }) => missing,
  },
  {
    statuses: [413],
    code: 'LIMIT_EXCEEDED',
    message: ({ upstreamName }) => `The request is larger than ${upstreamName} accepts in one call.`,
  },
  {
    statuses: [400],
    code: 'INVALID_INPUT',
    message: ({ upstreamName, reasons }) => `${upstreamName} rejected the input: ${reasons}.`,
  },
  {
    statuses: REFUSAL_STATUS_CLASSES,
    code: 'UPSTREAM_REJECTED',
    message: ({ upstreamName, action, reasons }) => `${upstreamName} rejected “${action}”: ${reasons}.`,
  },
];
