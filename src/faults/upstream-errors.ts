import type { ErrorResponse, NotFoundMeaning } from './error-response.js';
import { Fault, type FaultDetails, type InputReference, type Outcome, UPSTREAM_NAMES } from './fault.js';
import { redactMessages, redactText } from './redact.js';
import { TRANSPORT_ERROR_RULES } from './transport-errors.js';
import { REFUSAL_STATUS_CLASSES, UPSTREAM_ERROR_RULES, type UpstreamErrorRule } from './upstream-error-rules.js';

/** Turns an upstream's error response into a Fault by the first matching rule. */
export function faultFromResponse(response: ErrorResponse): Fault {
  const { upstream, endpoint, secrets } = response;
  const upstreamName = UPSTREAM_NAMES[upstream];
  const errors = redactMessages(response.errors, secrets);
  const rule = UPSTREAM_ERROR_RULES.find((candidate) => matchesRule(candidate, response));
  const details = toDetails({ ...response, errors }, rule);
  if (!rule) return new Fault('UPSTREAM_BAD_RESPONSE', TRANSPORT_ERROR_RULES.unreadable.message(upstreamName), details);
  const message = rule.message({
    upstreamName,
    action: describeAction(endpoint.name),
    permission: endpoint.permission,
    reasons: errors.map((error) => error.message.replace(/\.$/, '')).join('; ') || `HTTP ${response.status}`,
    missing: describeMissing(response, rule.inputReference),
  });
  return new Fault(rule.code, message, details);
}

/**
 * Outcome of a write by its status: a refusal means that nothing was done; after a redirect, 408 or 5xx the outcome is
 * unknown.
 */
export function outcomeFromStatus(status: number): Outcome {
  const isRefusal = REFUSAL_STATUS_CLASSES.includes(Math.floor(status / 100)) && status !== 408;
  return isRefusal ? 'REFUSED' : 'UNKNOWN';
}

function matchesRule(rule: UpstreamErrorRule, response: ErrorResponse): boolean {
  const { status, errors, endpoint, upstream } = response;
  return (
    (rule.upstream === undefined || rule.upstream === upstream) &&
    (rule.endpoints === undefined || rule.endpoints.includes(endpoint.name)) &&
    (rule.statuses === undefined || rule.statuses.some((s) => s === status || s === Math.floor(status / 100))) &&
    (rule.codes === undefined || errors.some((e) => e.code !== undefined && rule.codes?.includes(e.code))) &&
    (rule.notFoundMeaning === undefined || rule.notFoundMeaning === endpoint.notFoundMeaning) &&
    (rule.messagePattern === undefined || errors.some((e) => rule.messagePattern?.test(e.message)))
  );
}

/** @param response its errors are redacted already */
function toDetails(response: ErrorResponse, rule: UpstreamErrorRule | undefined): FaultDetails {
  const { upstream, endpoint, status, requestId, retryAfterSeconds, errors, secrets } = response;
  return {
    upstream: {
      upstream,
      httpStatus: status,
      errors,
      messages: redactMessages(response.messages ?? [], secrets),
      ...(requestId === undefined ? {} : { requestId: redactText(requestId, secrets) }),
    },
    ...(endpoint.effect === 'write' ? { outcome: outcomeFromStatus(status) } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(rule?.inputReference === undefined ? {} : { inputReference: rule.inputReference }),
    ...(rule?.alreadyDone ? { alreadyDone: true, retriedAfterUnknown: response.retriedAfterUnknown } : {}),
  };
}

/** Spells a client method in words: `createIncident` is "create incident". */
function describeAction(name: string): string {
  if (name === 'getMe') return 'identify the owner of the API key';
  return name.replace(/[A-Z][a-z]/g, (start) => ` ${start.toLowerCase()}`).replace('pager duty', 'PagerDuty');
}

const REFERENCE_NOUNS: Readonly<Record<InputReference, NotFoundMeaning | 'priority'>> = {
  assignee: 'user',
  escalationPolicy: 'escalation policy',
  incidents: 'incident',
  priority: 'priority',
  service: 'service',
};

const MAX_LISTED_IDS = 5;

/** Names the object that was not found. Of several ids an upstream does not name one; a numeric id is an incident number. */
function describeMissing(response: ErrorResponse, inputReference?: InputReference): string {
  const { upstream, endpoint, objectId } = response;
  const noun = inputReference ? REFERENCE_NOUNS[inputReference] : endpoint.notFoundMeaning;
  const ids = inputReference === undefined && objectId !== undefined ? [objectId] : findReferencedIds(response, noun);
  const [id, ...others] = ids;
  const name = `${UPSTREAM_NAMES[upstream]} ${noun}`;
  if (id === undefined) return `${name} not found.`;
  if (others.length === 0) return `${name} ${/^\d+$/.test(id) ? '#' : ''}${id} not found.`;
  const more = ids.length > MAX_LISTED_IDS ? ` and ${ids.length - MAX_LISTED_IDS} more` : '';
  return `${name} not found, one of: ${ids.slice(0, MAX_LISTED_IDS).join(', ')}${more}.`;
}

function findReferencedIds({ referencedIds = {} }: ErrorResponse, noun: string): readonly string[] {
  const reference = (Object.keys(REFERENCE_NOUNS) as InputReference[]).find((one) => REFERENCE_NOUNS[one] === noun);
  return (reference && referencedIds[reference]) ?? [];
}
