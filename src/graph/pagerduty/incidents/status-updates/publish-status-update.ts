import type { WrittenStatusUpdate } from '../../../../upstream/pagerduty/wire-status-update.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import type { PreviousAttempt } from '../../../core/mutations/idempotent-runner.js';
import { assertNotSentBefore } from '../../../core/mutations/sent-before.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { withIncidentId } from '../with-incident-id.js';
import type { PublishStatusUpdateInput } from './publish-status-update.input.js';

const EMAIL_PATH = ['input', 'email'];

/**
 * Publishes an update with one call. It cannot be looked up, and each one mails all subscribers, so that it is never sent
 * again by a guess. A resolved incident may have updates, too.
 *
 * @param previous previous attempt with the same idempotency key and an unknown outcome
 * @throws {Fault} `INVALID_INPUT` before any call; with `outcome: UNKNOWN` after a lost response
 */
export async function publishStatusUpdate(
  input: PublishStatusUpdateInput,
  accountContext: PagerDutyAccountContext,
  previous?: PreviousAttempt,
): Promise<WrittenStatusUpdate> {
  const message = assertNotBlank(input.message, ['input', 'message']);
  const email = input.email && {
    subject: assertNotBlank(input.email.subject, [...EMAIL_PATH, 'subject']),
    htmlMessage: assertNotBlank(input.email.htmlMessage, [...EMAIL_PATH, 'htmlMessage']),
  };
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  assertNotSentBefore(previous);
  return withIncidentId(locator, accountContext, INCIDENT_PATH, async (id) => {
    const draft = { message, email: email ?? undefined };
    const sent = accountContext.client.publishStatusUpdate(id, draft, input.actor);
    return { message, ...(await withFieldPath(INCIDENT_PATH, sent)) };
  });
}
