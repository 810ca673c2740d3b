import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { RequestedTarget, ResponderTarget as WireTarget } from '../../../../upstream/pagerduty/wire-responder.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { assertNotBlank, assertNotEmpty, assertOneOf } from '../../../core/input/validate.js';
import type { PreviousAttempt } from '../../../core/mutations/idempotent-runner.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { assertNotSentBefore } from '../../../core/mutations/sent-before.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { prepareUserLookup } from '../../users/user.ref.js';
import { findIncident } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { findRequesterId } from './requester.js';
import {
  MAX_RESPONDER_TARGETS,
  type RequestRespondersInput,
  type ResponderTarget,
} from './request-responders.input.js';

const TARGETS_PATH = ['input', 'responders'];

/** The targets that PagerDuty confirmed for each requested one, in the order of the input. */
export interface SentRequest {
  readonly incidentId: string;
  readonly targets: readonly (RequestedTarget | null)[];
}

type RequestInput = RequestRespondersInput & { readonly actor: string | undefined };

/**
 * Requests responders with one call, and never repeats it by a guess, because each request pages people.
 *
 * @param previous previous attempt with the same idempotency key and an unknown outcome
 * @throws {Fault} `INVALID_INPUT` before any call where possible; `CONFLICT` for a resolved incident; with
 * `outcome: UNKNOWN` after a lost response
 */
export async function requestResponders(
  input: RequestInput,
  accountContext: PagerDutyAccountContext,
  previous?: PreviousAttempt,
): Promise<SentRequest> {
  const { client } = accountContext;
  const message = assertNotBlank(input.message, ['input', 'message']);
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const findTargets = prepareTargetLookup(input.responders, accountContext);
  assertNotSentBefore(previous);
  const [targets, requesterId] = await Promise.all([findTargets(), findRequesterId(input.actor, accountContext)]);
  return readThenWrite<WireIncident, SentRequest>(accountContext, {
    read: () => findIncident(locator, accountContext, INCIDENT_PATH),
    resultWithoutWrite({ status }) {
      if (status !== 'resolved') return undefined;
      throw new Fault('CONFLICT', 'The incident is resolved, so it takes no responders. Reopen it first.', {
        field: INCIDENT_PATH,
      });
    },
    async write({ id }) {
      const sent = client.requestResponders(id, { requesterId, message, targets });
      const paths = { assignee: TARGETS_PATH, escalationPolicy: TARGETS_PATH };
      const confirmed = new Map((await withFieldPath(INCIDENT_PATH, sent, paths)).map((one) => [one.id, one]));
      return { incidentId: id, targets: targets.map((target) => confirmed.get(target.id) ?? null) };
    },
  });
}

/** Validates the targets at once and returns a function that looks up their users. */
function prepareTargetLookup(
  targets: readonly ResponderTarget[],
  accountContext: PagerDutyAccountContext,
): () => Promise<readonly WireTarget[]> {
  if (targets.length > MAX_RESPONDER_TARGETS) {
    throw new Fault('INVALID_INPUT', `At most ${MAX_RESPONDER_TARGETS} responders can be requested at once.`, {
      field: TARGETS_PATH,
    });
  }
  const lookups = assertNotEmpty(targets, TARGETS_PATH).map((target, index) =>
    prepareOneLookup(target, accountContext, [...TARGETS_PATH, String(index)]),
  );
  return async () => assertDistinct(await Promise.all(lookups.map((lookUp) => lookUp())));
}

function prepareOneLookup(
  target: ResponderTarget,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): () => Promise<WireTarget> {
  const { user, escalationPolicy } = assertOneOf(target, field);
  if (escalationPolicy != null) {
    const path = [...field, 'escalationPolicy'];
    const id = parsePagerDutyRef(escalationPolicy, 'EscalationPolicy', accountContext, path);
    return async () => ({ type: 'escalation_policy', id });
  }
  const lookUp = prepareUserLookup(user ?? {}, accountContext, [...field, 'user']);
  return async () => ({ type: 'user', id: await lookUp() });
}

function assertDistinct(targets: readonly WireTarget[]): readonly WireTarget[] {
  const repeated = targets.findIndex(({ id }, index) => targets.findIndex((other) => other.id === id) < index);
  if (repeated === -1) return targets;
  throw new Fault('INVALID_INPUT', 'The responder is in the list twice. Name each responder once.', {
    field: [...TARGETS_PATH, String(repeated)],
  });
}
