import {
  Fault,
  type FaultDetails,
  type Outcome,
  type InputReference,
  type Upstream,
  type UpstreamMessage,
} from './fault.js';
import type { ErrorCode } from './codes.js';
import { redactMessages, redactText } from './redact.js';

/** Why a call ended without a readable answer. */
export type TransportErrorKind =
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'aborted'
  | 'unreadable'
  | 'too-large'
  | 'shut'
  | 'crowded'
  | 'late'
  | 'outdated'
  | 'held';

/** Ids of what a write was told to do its work with. */
export type ReferencedIds = Readonly<Partial<Record<InputReference, readonly string[]>>>;

/** An upstream's refusal as its envelope decoder read it; words not yet cleaned. */
export interface ErrorResponse {
  readonly upstream: Upstream;
  readonly endpoint: EndpointInfo;
  /** Id or number of the object that the path names. */
  readonly objectId?: string | undefined;
  /** Ids of what else the call names, by what it is for. */
  readonly named?: ReferencedIds | undefined;
  readonly status: number;
  readonly errors: readonly UpstreamMessage[];
  readonly messages?: readonly UpstreamMessage[];
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
  /** Whether a try before may have been executed. */
  readonly repeated?: boolean;
  /** Credentials and tokens of this call, taken out of whatever the upstream echoes. */
  readonly secrets: readonly string[];
}

/**
 * What an upstream says with 404 on an endpoint:
 *
 * - a noun: there is no such object, the one its path names where it names one;
 * - `feature`: this account is not offered the endpoint at all, for a list or a fixed address is always there;
 * - `nothing`: the list is empty.
 */
export type NotFoundMeaning =
  | 'alert'
  | 'escalation policy'
  | 'incident'
  | 'log entry'
  | 'service'
  | 'team'
  | 'user'
  | 'feature'
  | 'nothing';

/** The part of an endpoint that decides how its failures are told. */
export interface EndpointInfo {
  readonly name: string;
  readonly effect: 'read' | 'write';
  readonly permission: string;
  readonly notFoundMeaning: NotFoundMeaning;
}

export interface UpstreamErrorRule {
  /** Both upstreams when absent. */
  readonly upstream?: Upstream;
  /** Only these endpoints (client method names). */
  readonly endpoints?: readonly string[];
  /** A status, or its first digit: `4` is any 4xx. */
  readonly statuses?: readonly number[];
  readonly codes?: readonly number[];
  readonly says?: RegExp;
  /** Only endpoints on which a 404 means this. */
  readonly absent?: NotFoundMeaning;
  readonly becomes: ErrorCode;
  /** What it concerns, where that is not the object in the path. */
  readonly part?: InputReference;
  readonly alreadyDone?: boolean;
  readonly message: (asked: {
    who: string;
    what: string;
    permission: string;
    words: string;
    /** What is not there, such as `has no incident #1260`; `has no such incident` where the call names none. */
    lacks: string;
  }) => string;
}

const REFUSAL_STATUS_CLASSES = [2, 4];

/**
 * Which upstream answer becomes what: the first row that fits. PagerDuty gives one text several codes and one code several
 * texts (contracts: quirks 2 and 11), so a row goes before every other that fits more than it does.
 */
export const UPSTREAM_ERROR_RULES: readonly UpstreamErrorRule[] = [
  {
    statuses: [429],
    becomes: 'UPSTREAM_RATE_LIMITED',
    message: ({ who }) => `${who} asks this gateway to slow down.`,
  },
  {
    statuses: [408],
    becomes: 'UPSTREAM_TIMEOUT',
    message: ({ who }) => `${who} took too long.`,
  },
  {
    statuses: [5],
    becomes: 'UPSTREAM_UNAVAILABLE',
    message: ({ who }) => `${who} failed while answering.`,
  },
  {
    statuses: [1, 3],
    becomes: 'UPSTREAM_BAD_RESPONSE',
    message: ({ who }) => `${who} answered with a redirect, which this gateway does not follow.`,
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['getAppToken'],
    statuses: [4],
    becomes: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ permission, words }) => `PagerDuty gave this gateway no app token; that needs ${permission}: ${words}.`,
  },
  {
    // Of a malformed header (1028) the text speaks of it as that of a missing one does.
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1008, 1028],
    becomes: 'ACTOR_UNKNOWN',
    message: () => 'PagerDuty knows no user with the actor’s e-mail.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [400],
    says: /"From" header/i,
    becomes: 'ACTOR_REQUIRED',
    message: () => 'PagerDuty needs an actor: the e-mail of the user in whose name the change is made.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [400],
    says: /matching dedup key/i,
    becomes: 'DUPLICATE_INCIDENT',
    message: () => 'An open incident with this dedup key already exists on the service.',
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['createIncident'],
    statuses: [400],
    says: /^Service not found/i,
    becomes: 'NOT_FOUND',
    part: 'service',
    message: ({ lacks }) => `PagerDuty ${lacks}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1004],
    becomes: 'NOT_FOUND',
    part: 'incidents',
    message: ({ lacks }) => `PagerDuty ${lacks}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1007, 2013],
    becomes: 'NOT_FOUND',
    part: 'assignee',
    message: ({ lacks }) => `PagerDuty ${lacks}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1014],
    becomes: 'NOT_FOUND',
    part: 'escalationPolicy',
    message: ({ lacks }) => `PagerDuty ${lacks}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1020],
    becomes: 'NOT_FOUND',
    part: 'priority',
    message: ({ lacks }) => `PagerDuty ${lacks}.`,
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['resolveIncident', 'resolveIncidents'],
    statuses: [4],
    codes: [1001],
    becomes: 'CONFLICT',
    alreadyDone: true,
    message: () => 'The incident is already resolved.',
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['acknowledgeIncident', 'acknowledgeIncidents'],
    statuses: [4],
    codes: [1002],
    becomes: 'CONFLICT',
    alreadyDone: true,
    message: () => 'The incident is already acknowledged.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1001, 1002, 1012, 1019],
    becomes: 'CONFLICT',
    message: ({ words }) => `The incident’s state does not allow this: ${words}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [402],
    becomes: 'FEATURE_UNAVAILABLE',
    message: ({ what }) => `The PagerDuty account’s plan does not include what ${what} needs.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [2014],
    becomes: 'FEATURE_UNAVAILABLE',
    message: ({ what }) => `The PagerDuty account’s plan does not include what ${what} needs.`,
  },
  {
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [17200],
    becomes: 'FEATURE_UNAVAILABLE',
    message: ({ what }) => `The Cloudflare account’s plan does not include what ${what} needs.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [1018],
    becomes: 'NOT_PERMITTED',
    message: () => 'The actor is not allowed to do this in PagerDuty.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [2019],
    becomes: 'LIMIT_EXCEEDED',
    message: () => 'A limit of the PagerDuty account is reached.',
  },
  {
    statuses: [401],
    becomes: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ who, what, permission }) =>
      `${who} refused this gateway’s credentials for ${what}; that needs ${permission}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [2006],
    becomes: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ what, permission }) =>
      `PagerDuty refused this gateway’s credentials for ${what}; that needs ${permission}.`,
  },
  {
    upstream: 'PAGERDUTY',
    endpoints: ['sendEvent'],
    statuses: [400],
    says: /routing[ _]key/i,
    becomes: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ permission }) => `PagerDuty refused the routing key of this event; it must be ${permission}.`,
  },
  {
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [6003, 6103, 6111, 9103, 9106, 9107, 9109, 10000, 10001],
    becomes: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ what, permission }) =>
      `Cloudflare refused this gateway’s credentials for ${what}; that needs ${permission}.`,
  },
  {
    upstream: 'CLOUDFLARE',
    endpoints: ['linkPagerDuty'],
    statuses: [400, 404, 409, 410, 422],
    becomes: 'CONNECT_TOKEN_REJECTED',
    message: () => 'Cloudflare did not accept the connect token: unknown, not yet authorised, expired or already used.',
  },
  {
    // Of the link's own token these may speak as well.
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [1000, 1001],
    becomes: 'UPSTREAM_UNAUTHENTICATED',
    message: ({ what, permission }) =>
      `Cloudflare refused this gateway’s credentials for ${what}; that needs ${permission}.`,
  },
  {
    upstream: 'CLOUDFLARE',
    statuses: REFUSAL_STATUS_CLASSES,
    codes: [7000, 7003],
    becomes: 'UPSTREAM_FORBIDDEN',
    message: () => 'Cloudflare does not know the account this gateway is configured with.',
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [4],
    codes: [2007, 2008, 2009, 2012],
    becomes: 'UPSTREAM_FORBIDDEN',
    message: ({ words }) => `PagerDuty does not serve the account this gateway is configured with: ${words}.`,
  },
  {
    upstream: 'PAGERDUTY',
    statuses: [400],
    codes: [2010],
    becomes: 'UPSTREAM_FORBIDDEN',
    message: ({ what, permission }) => `PagerDuty does not allow this gateway to ${what}; that needs ${permission}.`,
  },
  {
    statuses: [403],
    becomes: 'UPSTREAM_FORBIDDEN',
    message: ({ who, what, permission }) => `${who} does not allow this gateway to ${what}; that needs ${permission}.`,
  },
  {
    statuses: [404],
    absent: 'feature',
    becomes: 'FEATURE_UNAVAILABLE',
    message: ({ who, what }) =>
      `${who} does not let this account ${what}: its plan lacks that, or the configured address is wrong.`,
  },
  {
    statuses: [404],
    becomes: 'NOT_FOUND',
    message: ({ who, lacks }) => `${who} ${lacks}.`,
  },
  {
    statuses: [413],
    becomes: 'LIMIT_EXCEEDED',
    message: ({ who }) => `${who} takes less than this in one call.`,
  },
  {
    statuses: [400],
    becomes: 'INVALID_INPUT',
    message: ({ who, words }) => `${who} does not accept the input: ${words}.`,
  },
  {
    statuses: REFUSAL_STATUS_CLASSES,
    becomes: 'UPSTREAM_REJECTED',
    message: ({ who, what, words }) => `${who} refused ${what}: ${words}.`,
  },
];

/** How a call that got no readable answer is told, and what it means for a write. */
export const TRANSPORT_ERROR_RULES: Readonly<
  Record<TransportErrorKind, { becomes: ErrorCode; outcome: Outcome; message: (who: string) => string }>
> = {
  refused: {
    becomes: 'UPSTREAM_UNAVAILABLE',
    outcome: 'NOT_SENT',
    message: (who) => `${who} cannot be reached.`,
  },
  reset: {
    becomes: 'UPSTREAM_UNAVAILABLE',
    outcome: 'UNKNOWN',
    message: (who) => `The connection to ${who} broke before its answer was complete.`,
  },
  timeout: {
    becomes: 'UPSTREAM_TIMEOUT',
    outcome: 'UNKNOWN',
    message: (who) => `${who} did not answer in time.`,
  },
  aborted: {
    becomes: 'UPSTREAM_TIMEOUT',
    outcome: 'UNKNOWN',
    message: (who) => `The call to ${who} was given up because nobody waited for it.`,
  },
  shut: {
    becomes: 'UPSTREAM_UNAVAILABLE',
    outcome: 'NOT_SENT',
    message: (who) => `${who} keeps failing, so nothing is sent to it for a few seconds.`,
  },
  crowded: {
    becomes: 'UPSTREAM_TIMEOUT',
    outcome: 'NOT_SENT',
    message: (who) => `Too many calls to ${who} are waiting; this one did not get its turn.`,
  },
  late: {
    becomes: 'UPSTREAM_TIMEOUT',
    outcome: 'NOT_SENT',
    message: (who) => `No time was left to ask ${who}.`,
  },
  outdated: {
    becomes: 'UPSTREAM_TIMEOUT',
    outcome: 'NOT_SENT',
    message: (who) => `The change was not sent: how things stand at ${who} was read too long before.`,
  },
  held: {
    becomes: 'UPSTREAM_RATE_LIMITED',
    outcome: 'NOT_SENT',
    message: (who) => `${who} asked this gateway to wait, or its quota is kept for changes.`,
  },
  unreadable: {
    becomes: 'UPSTREAM_BAD_RESPONSE',
    outcome: 'UNKNOWN',
    message: (who) => `${who}’s answer could not be understood.`,
  },
  'too-large': {
    becomes: 'UPSTREAM_BAD_RESPONSE',
    outcome: 'UNKNOWN',
    message: (who) => `${who}’s answer is larger than 8 MiB and was not read to its end.`,
  },
};

const UPSTREAM_NAMES: Readonly<Record<Upstream, string>> = {
  CLOUDFLARE: 'Cloudflare',
  PAGERDUTY: 'PagerDuty',
};

function matchesRule(rule: UpstreamErrorRule, response: ErrorResponse): boolean {
  const { status, errors, endpoint, upstream } = response;
  return (
    (rule.upstream === undefined || rule.upstream === upstream) &&
    (rule.endpoints === undefined || rule.endpoints.includes(endpoint.name)) &&
    (rule.statuses === undefined || rule.statuses.some((s) => s === status || s === Math.floor(status / 100))) &&
    (rule.codes === undefined || errors.some((e) => e.code !== undefined && rule.codes?.includes(e.code))) &&
    (rule.absent === undefined || rule.absent === endpoint.notFoundMeaning) &&
    (rule.says === undefined || errors.some((e) => rule.says?.test(e.message)))
  );
}

/** A write's outcome by status: a refusal says that nothing was done; what a redirect, 408 or 5xx stands for, nobody knows. */
export function outcomeFromStatus(status: number): Outcome {
  const isRefusal = REFUSAL_STATUS_CLASSES.includes(Math.floor(status / 100)) && status !== 408;
  return isRefusal ? 'REFUSED' : 'UNKNOWN';
}

const REFERENCE_NOUNS: Readonly<Record<InputReference, NotFoundMeaning | 'priority'>> = {
  assignee: 'user',
  escalationPolicy: 'escalation policy',
  incidents: 'incident',
  priority: 'priority',
  service: 'service',
};

function findReferencedIds({ named = {} }: ErrorResponse, noun: string): readonly string[] {
  const part = (Object.keys(REFERENCE_NOUNS) as InputReference[]).find((one) => REFERENCE_NOUNS[one] === noun);
  return (part && named[part]) ?? [];
}

/** More are not told one by one. */
const MAX_LISTED_IDS = 5;

/**
 * What an upstream has not, by the words of who asked: an incident is called by its number where that is what was asked for.
 * Of several it does not say which one it is.
 */
function describeMissing(response: ErrorResponse, part?: InputReference): string {
  const noun = part ? REFERENCE_NOUNS[part] : response.endpoint.notFoundMeaning;
  const ids =
    part === undefined && response.objectId !== undefined ? [response.objectId] : findReferencedIds(response, noun);
  const [id = '', ...others] = ids;
  if (ids.length === 0) return `has no such ${noun}`;
  if (others.length === 0) return `has no ${noun} ${/^\d+$/.test(id) ? '#' : ''}${id}`;
  const more = ids.length > MAX_LISTED_IDS ? ` and ${ids.length - MAX_LISTED_IDS} more` : '';
  return `lacks one of the ${noun}s ${ids.slice(0, MAX_LISTED_IDS).join(', ')}${more}`;
}

/** Spells a client method's name for people: `createIncident` is "create incident". */
function describeAction(name: string): string {
  if (name === 'getMe') return 'asking whose key it is';
  return name.replace(/[A-Z][a-z]/g, (start) => ` ${start.toLowerCase()}`).replace('pager duty', 'PagerDuty');
}

/** Turns an upstream's refusal into the one Fault it stands for in the table above. */
export function faultFromResponse(response: ErrorResponse): Fault {
  const { upstream, endpoint, status, requestId, retryAfterSeconds, secrets } = response;
  const errors = redactMessages(response.errors, secrets);
  const messages = redactMessages(response.messages ?? [], secrets);
  const rule = UPSTREAM_ERROR_RULES.find((row) => matchesRule(row, response));
  const facts: FaultDetails = {
    upstream: {
      upstream,
      httpStatus: status,
      errors,
      messages,
      ...(requestId === undefined ? {} : { requestId: redactText(requestId, secrets) }),
    },
    ...(endpoint.effect === 'write' ? { outcome: outcomeFromStatus(status) } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(rule?.part === undefined ? {} : { inputReference: rule.part }),
    ...(rule?.alreadyDone ? { alreadyDone: true, retriedAfterUnknown: response.repeated } : {}),
  };
  const words = errors.map((e) => e.message.replace(/\.$/, '')).join('; ') || `HTTP ${status}`;
  const asked = {
    who: UPSTREAM_NAMES[upstream],
    what: describeAction(endpoint.name),
    permission: endpoint.permission,
    words,
    lacks: describeMissing(response, rule?.part),
  };
  if (!rule) return new Fault('UPSTREAM_BAD_RESPONSE', TRANSPORT_ERROR_RULES.unreadable.message(asked.who), facts);
  return new Fault(rule.becomes, rule.message(asked), facts);
}

/**
 * Turns a call that got no readable answer into a Fault.
 *
 * @param httpStatus the status line, when at least that arrived
 */
export function faultFromTransportError(
  upstream: Upstream,
  endpoint: EndpointInfo,
  kind: TransportErrorKind,
  { httpStatus, retryAfterSeconds, cause }: { httpStatus?: number; retryAfterSeconds?: number; cause?: unknown } = {},
): Fault {
  const row = TRANSPORT_ERROR_RULES[kind];
  return new Fault(row.becomes, row.message(UPSTREAM_NAMES[upstream]), {
    ...(httpStatus === undefined ? {} : { upstream: { upstream, httpStatus, errors: [], messages: [] } }),
    ...(endpoint.effect === 'write' ? { outcome: row.outcome } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    cause,
  });
}
