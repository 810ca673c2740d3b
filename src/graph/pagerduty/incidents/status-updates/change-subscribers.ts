import { Fault } from '../../../../faults/fault.js';
import type { SubscriberReference } from '../../../../upstream/pagerduty/wire-status-update.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { toUserError, type UserError } from '../../../core/errors/user-error.type.js';
import { assertListSize } from '../../../core/input/validate.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { prepareTargets } from '../prepare-targets.js';
import { createMissingResultFault } from '../status/item-errors.js';
import { withIncidentId } from '../with-incident-id.js';
import { MAX_SUBSCRIBERS, type ChangeSubscribersInput } from './change-subscribers.input.js';
import type { RemoveStatusUpdateSubscribersPayload, SubscriptionResult } from './change-subscribers.type.js';

const SUBSCRIBERS_PATH = ['input', 'subscribers'];
const TEAM = { member: 'team', type: 'team', idType: 'Team' } as const;

/**
 * Subscribes users and teams. A second subscription has no further effect, so that a call may run twice.
 *
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` before any call where possible, `NOT_FOUND`
 */
export async function addSubscribers(
  input: ChangeSubscribersInput,
  accountContext: PagerDutyAccountContext,
): Promise<readonly SubscriptionResult[]> {
  return changeSubscribers(input, accountContext, async (incidentId, subscribers) => {
    const added = await accountContext.client.addSubscribers(incidentId, subscribers);
    const results = new Map(added.map(({ subscriber_id: id, result }) => [id, result]));
    return subscribers.map(({ id }, index) => toSubscriptionResult(results.get(id), index));
  });
}

function toSubscriptionResult(result: string | undefined, index: number): SubscriptionResult {
  if (result === 'success' || result === 'duplicate') return { index, changed: result === 'success', userErrors: [] };
  const fault = result === undefined ? createMissingResultFault('subscriber') : createNotPermittedFault(`“${result}”`);
  const field = [...SUBSCRIBERS_PATH, String(index)];
  const code = result === undefined ? 'OUTCOME_UNKNOWN' : 'NOT_PERMITTED';
  return { index, changed: false, userErrors: [toUserError(fault.withDetails({ field }), code)] };
}

function createNotPermittedFault(reason: string): Fault {
  return new Fault('NOT_PERMITTED', `PagerDuty did not change the subscription: ${reason}. Check the id and the role.`);
}

interface Removal extends Omit<RemoveStatusUpdateSubscribersPayload, 'userErrors'> {
  readonly userErrors: readonly UserError[];
}

/**
 * Unsubscribes users and teams. PagerDuty returns counts only.
 *
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` before any call where possible, `NOT_FOUND`
 */
export async function removeSubscribers(
  input: ChangeSubscribersInput,
  accountContext: PagerDutyAccountContext,
): Promise<Removal> {
  return changeSubscribers(input, accountContext, async (incidentId, subscribers) => {
    const { removed, notSubscribed, notPermitted } = await accountContext.client.removeSubscribers(
      incidentId,
      subscribers,
    );
    const fault = notPermitted && createNotPermittedFault(`${notPermitted} of ${subscribers.length} were refused`);
    return {
      removedCount: removed ?? null,
      notSubscribedCount: notSubscribed ?? null,
      userErrors: fault ? [toUserError(fault.withDetails({ field: SUBSCRIBERS_PATH }), 'NOT_PERMITTED')] : [],
    };
  });
}

async function changeSubscribers<T>(
  { incident, subscribers }: ChangeSubscribersInput,
  accountContext: PagerDutyAccountContext,
  change: (incidentId: string, subscribers: readonly SubscriberReference[]) => Promise<T>,
): Promise<T> {
  const locator = parseIncidentRef(incident, accountContext, INCIDENT_PATH);
  const given = assertListSize(subscribers, MAX_SUBSCRIBERS, 'subscribers can be changed', SUBSCRIBERS_PATH);
  const findReferences = prepareTargets(given, TEAM, 'subscriber', accountContext, SUBSCRIBERS_PATH);
  const references = await findReferences();
  return withIncidentId(locator, accountContext, INCIDENT_PATH, (incidentId) =>
    withFieldPath(INCIDENT_PATH, change(incidentId, references)),
  );
}
