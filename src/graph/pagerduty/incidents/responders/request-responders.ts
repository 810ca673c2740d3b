import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { RequestedTarget } from '../../../../upstream/pagerduty/wire-responder.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import type { PreviousAttempt } from '../../../core/mutations/idempotent-runner.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { assertNotSentBefore } from '../../../core/mutations/sent-before.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { findIncident } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { findRequesterId } from './requester.js';
import type { RequestRespondersInput } from './request-responders.input.js';
import { prepareResponders, RESPONDERS_PATH } from './responder-targets.js';

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
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` before any call where possible; `CONFLICT` for a resolved incident; with
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
  const findTargets = prepareResponders(input.responders, 'can be requested', accountContext);
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
      const paths = { assignee: RESPONDERS_PATH, escalationPolicy: RESPONDERS_PATH };
      const confirmed = new Map((await withFieldPath(INCIDENT_PATH, sent, paths)).map((one) => [one.id, one]));
      return { incidentId: id, targets: targets.map((target) => confirmed.get(target.id) ?? null) };
    },
  });
}
